"""Text dumps in the shapes that show their cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perflint.errors import UnreadableFile
from perflint.reading import Document, Limits, Table, read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEED = next(iter((SHARED / "seeds").glob("*.txt")), None) if SHARED.is_dir() else None
needs_seed = pytest.mark.skipif(SEED is None, reason="the real submission is not here")

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")


@pytest.fixture
def dump(tmp_path: Path):
    def make(text: str, name: str = "项目.txt", encoding: str = "utf-8") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read(path)

    return make


def texts(tbl: Table) -> list[list[str]]:
    return [[c.text if c else "" for c in line] for line in tbl.grid()]


def spans(tbl: Table, row: int) -> list[tuple[str, int]]:
    return [(c.text, c.colspan) for c in tbl.cells if c.row == row]


def tab(*rows: tuple[str, ...]) -> str:
    """Rows as Tika writes them."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


# Cells that begin with a tab ----------------------------------------------------------------


def test_rows_and_paragraphs(dump) -> None:
    doc = dump(
        "一、概况\n本部门共有1个项目。\n"
        + tab(HEADER, ("产出指标", "数量指标", "巡查次数", "≥12次"), ("", "质量指标", "达标率", ""))
        + "\n\n二、说明\n"
    )
    assert [type(b).__name__ for b in doc.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
    ]
    assert texts(doc.tables[0])[1:] == [
        ["产出指标", "数量指标", "巡查次数", "≥12次"],
        ["", "质量指标", "达标率", ""],
    ]
    assert doc.format == "text"


def test_lines_are_counted_from_one(dump) -> None:
    doc = dump("标题\n" + tab(HEADER, ("产出指标", "数量指标", "巡查次数", "≥12次")) + "尾\n")
    cell = doc.tables[0].cells[-1]
    assert (doc.paragraphs[0].line, doc.tables[0].line, cell.line) == (1, 2, 10)
    assert str(doc.tables[0].anchor(cell)) == "第1张表第2行第4列（文本第10行）"
    assert str(doc.paragraphs[1].anchor()) == "文本第12行"


FULL = ("产出指标", "数量指标", "修复路灯", "≥80盏")


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_blank_line_within_a_row(dump, cut: int) -> None:
    broken = tab(("效益指标", "社会效益指标", "改善照明", "改善")[:cut]) + tab(
        ("效益指标", "社会效益指标", "改善照明", "改善")[cut:]
    )
    doc = dump(tab(HEADER, FULL, FULL) + broken + tab(FULL) + "\n尾\n")
    rows = texts(doc.tables[0])
    assert len(rows) == 5
    assert rows[3] == ["效益指标", "社会效益指标", "改善照明", "改善"]


def test_several_blank_lines_within_a_row(dump) -> None:
    broken = "\t效益指标\n\n\t社会效益指标\n\t改善照明\n\n\t改善\n\n"
    doc = dump(tab(HEADER, FULL, FULL) + broken + "\n\n尾\n")
    assert texts(doc.tables[0])[3] == ["效益指标", "社会效益指标", "改善照明", "改善"]


def test_a_paragraph_after_a_blank_line_within_a_cell(dump) -> None:
    broken = "\t效益指标\n\t社会效益指标\n\t改善照明\n\n方便出行\n\t改善\n\n"
    doc = dump(tab(HEADER, FULL, FULL) + broken + tab(FULL))
    assert len(doc.tables) == 1
    assert texts(doc.tables[0])[3][2] == "改善照明\n\n方便出行"


def test_further_paragraphs_of_a_cell(dump) -> None:
    doc = dump(
        "1、绿化项目绩效目标表\n\t绩效目标\n\t1.完成补植。\n2、保证成活。\n3.按时验收\n\n\n\n"
        + tab(HEADER, FULL)
    )
    assert [p.text for p in doc.paragraphs] == ["1、绿化项目绩效目标表"]
    assert texts(doc.tables[0]) == [["绩效目标", "1.完成补植。\n2、保证成活。\n3.按时验收"]]
    assert texts(doc.tables[1])[0] == list(HEADER)


def test_short_rows_of_a_project_head_stay_rows(dump) -> None:
    doc = dump(
        tab(
            ("项目名称", "河道保洁项目"),
            ("主管部门", "水务局", "实施单位", "河道所"),
            ("年度目标", "保持河道清洁"),
            HEADER,
            FULL,
            FULL,
        )
    )
    rows = [spans(doc.tables[0], r) for r in range(3)]
    assert rows[0] == [("项目名称", 1), ("河道保洁项目", 3)]
    assert rows[2] == [("年度目标", 1), ("保持河道清洁", 3)]
    assert doc.tables[0].n_rows == 6


def test_two_short_rows_that_add_up_stay_two_rows(dump) -> None:
    doc = dump(tab(("项目名称", "保洁"), ("年度目标", "清洁"), HEADER, FULL, FULL))
    assert doc.tables[0].n_rows == 5


def test_prose_right_under_the_last_row(dump) -> None:
    table = tab(("序号", "项目", "金额"), ("1", "收入", "5"), ("2", "支出", "5")).rstrip("\n")
    doc = dump(
        f"{table}\n 12\n[bookmark: _Toc1]部门支出总表\n{table}\n二、安排情况\n{table}\n注：略\n"
    )
    assert [(p.text, p.level) for p in doc.paragraphs] == [
        ("12", 0),
        ("部门支出总表", 1),
        ("二、安排情况", 0),
        ("注：略", 0),
    ]
    assert [t.n_rows for t in doc.tables] == [3, 3, 3]
    assert all(t.cells[-1].text == "5" for t in doc.tables)


def test_headings_without_a_tab_end_a_cell(dump) -> None:
    """A part and the title of a table stand on lines of their own, with no blank line around."""
    doc = dump(
        "\t松口镇人民政府\n\t预算年度：2024\n第一部分 部门整体绩效目标\n提升治理水平。\n"
        "1、2024年农村保洁补贴项目绩效目标表\n"
        + tab(
            ("绩效目标",), ("1.配备保洁力量。",), HEADER, ("产出指标", "数量指标", "人数", "≥72人")
        )
    )
    assert [p.text for p in doc.paragraphs] == [
        "第一部分 部门整体绩效目标",
        "提升治理水平。",
        "1、2024年农村保洁补贴项目绩效目标表",
    ]
    assert texts(doc.tables[0]) == [["松口镇人民政府", "预算年度：2024"]]


def test_bookmarks_are_dropped_everywhere(dump) -> None:
    doc = dump(" [bookmark: _Toc_1]一、总表\n" + tab(("a[bookmark: x]", "b"), ("c", "d")))
    assert (doc.paragraphs[0].text, doc.paragraphs[0].level) == ("一、总表", 1)
    assert doc.tables[0].cells[0].text == "a"


def test_tables_with_different_widths_apart_by_two_blank_lines(dump) -> None:
    doc = dump(tab(("绩效目标", "保障运转")) + "\n" + tab(HEADER, FULL))
    assert [t.n_columns for t in doc.tables] == [2, 4]


def test_a_header_over_two_rows_shows_its_spans(dump) -> None:
    doc = dump(
        tab(
            ("序号", "功能分类科目", "合计", "本年收入", "上年结转"),
            ("", "编码", "名称", "", "小计", "财政拨款", "其他", ""),
            ("1", "208", "社会保障", "9", "8", "8", "", "1"),
        )
    )
    assert [width for _, width in spans(doc.tables[0], 0)] == [1, 2, 1, 3, 1]


@pytest.mark.parametrize(
    "captions",
    [
        ("102松林县档案馆", "预算年度：2026", "单位：万元"),
        ("编制单位：松林县档案馆", "金额单位：元"),
        ("单位：万元",),
    ],
)
def test_captions_on_the_line_of_the_column_titles(dump, captions: tuple[str, ...]) -> None:
    doc = dump(
        tab(
            (*captions, "序号", "科目", "合计", "基本支出", "项目支出"),
            ("", "编码", "名称", "", "", ""),
            *[(str(n), "2012604", "档案馆", "9", "5", "4") for n in range(5)],
        )
    )
    table = doc.tables[0]
    assert table.n_columns == 6
    assert [text for text, _ in spans(table, 0)] == list(captions)
    assert spans(table, 1) == [
        ("序号", 1),
        ("科目", 2),
        ("合计", 1),
        ("基本支出", 1),
        ("项目支出", 1),
    ]


def test_a_row_of_captions_and_values_stays_one_row(dump) -> None:
    doc = dump(
        tab(
            ("单位：万元", "2026年预算数", "318.5", "其中项目支出", "77.2"),
            *[("", "档案整理", "9", "其他", "4") for _ in range(4)],
        )
    )
    assert doc.tables[0].n_rows == 5


def test_repeated_sub_titles_show_the_spans(dump) -> None:
    doc = dump(
        tab(
            ("序号", "收入", "支出"),
            ("", "项目", "预算数", "项目", "预算数"),
            ("1", "拨款", "5", "支出", "5"),
        )
    )
    assert spans(doc.tables[0], 0) == [("序号", 1), ("收入", 2), ("支出", 2)]


def test_a_title_row_is_a_row_whose_last_cell_is_wide(dump) -> None:
    doc = dump(
        tab(
            ("101青溪县文化馆", "预算年度：2024", "单位：万元"),
            ("序号", "科目编码", "科目名称", "合计", "基本", "项目"),
            *[(str(i), "207", "文化", "1", "1", "0") for i in range(3)],
        )
    )
    assert spans(doc.tables[0], 0)[-1] == ("单位：万元", 4)


def test_tabs_at_the_end_of_a_cell(dump) -> None:
    doc = dump(tab(("绩效目标", "1.巩固成果\t\t\t"), ("补充", "甲\t乙")))
    assert texts(doc.tables[0]) == [["绩效目标", "1.巩固成果"], ["补充", "甲 乙"]]


@needs_seed
def test_the_seed_has_every_indicator() -> None:
    assert SEED is not None
    gold = json.loads((SHARED / "gold" / "seed.json").read_text("utf-8"))["projects"]
    doc = read(SEED)
    found = [t for t in doc.tables if any(c.text == "三级指标" for c in t.cells)]
    assert len(found) == len(gold) == 19
    count = 0
    for project, tbl in zip(gold, found, strict=True):
        for line, indicator in zip(texts(tbl)[1:], project["indicators"], strict=True):
            fields = ("level2", "name", "description", "value", "basis")
            assert line[1:] == [indicator[name] for name in fields]
            assert line[0] in ("", indicator["level1"])
            count += 1
    assert count == 141
    goals = [t.cells[1].text for t in doc.tables if t.cells[0].text == "绩效目标"]
    assert goals == [project["objective"] for project in gold]


@needs_seed
def test_the_seed_has_every_budget_row() -> None:
    assert SEED is not None
    tables = read(SEED).tables[:9]
    assert [t.n_columns for t in tables] == [5, 13, 9, 8, 6, 6, 6, 6, 6]
    numbered = [
        [c for c in t.cells if c.row == r]
        for t in tables
        for r in range(t.n_rows)
        if texts(t)[r][0].isdigit()
    ]
    assert len(numbered) == 196
    widths = {len(row) for row in numbered}
    assert widths == {5, 13, 9, 8, 6}
    assert all(len(texts(t)[-1]) == t.n_columns for t in tables)


# Rows on lines -------------------------------------------------------------------------------


def test_rows_between_bars(dump) -> None:
    doc = dump(
        "标题\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 产出指标 | 数量指标 | 修复 | ≥3 |\n|  | 质量指标 | 合格率 | ≥95% |\n尾\n"
    )
    assert texts(doc.tables[0])[2] == ["", "质量指标", "合格率", "≥95%"]
    assert [p.text for p in doc.paragraphs] == ["标题", "尾"]


def test_short_rows_lack_their_left_cells(dump) -> None:
    doc = dump(
        "| 项目名称 | 路灯维护 |\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 产出指标 | 数量指标 | 修复数 | ≥3 |\n| 质量指标 | 合格率 | ≥95% |\n| 抽检率 | 100% |\n"
        "| 效益指标 | 社会效益指标 | 改善 | 有效 |\n"
    )
    rows = texts(doc.tables[0])
    assert rows[3] == ["", "质量指标", "合格率", "≥95%"]
    assert rows[4] == ["", "", "抽检率", "100%"]
    assert spans(doc.tables[0], 0) == [("项目名称", 1), ("路灯维护", 3)]


def test_a_copied_name_in_a_short_row_is_no_merged_cell(dump) -> None:
    page = (
        "| 一级 | 二级 | 名称 | 解释 | 值 |\n| 产出指标 | 数量指标 | 抽检批次 | 全年抽检批次 | ≥5200批次 |\n"
        "| 效益指标 | 社会效益指标 | 事故起数 | 较大及以上起数 | 0起 |\n| 提振信心 | 提振信心 | 提振信心 |\n"
        "| 全文都是这一句 | 全文都是这一句 | 全文都是这一句 | 全文都是这一句 | 全文都是这一句 |\n"
    )
    rows = texts(dump(page).tables[0])
    assert rows[3] == ["", "", "提振信心", "提振信心", "提振信心"]
    assert rows[4] == ["全文都是这一句"] * 5  # one cell, and its text at every place it covers


def test_a_title_merged_down_beside_the_whole_table(dump) -> None:
    doc = dump(
        "| 项目名称 | 路灯维护 |\n| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 产出指标 | 数量指标 | 修复数 | ≥3 |\n| 质量指标 | 合格率 | ≥95% |\n"
        "| 效益指标 | 社会效益指标 | 改善 | 有效 |\n"
    )
    rows = texts(doc.tables[0])
    assert rows[2] == ["", "产出指标", "数量指标", "修复数", "≥3"]
    assert rows[3] == ["", "", "质量指标", "合格率", "≥95%"]


def test_cells_lacking_in_the_middle_of_a_row(dump) -> None:
    doc = dump(
        "| 一级指标 | 二级指标 | 三级指标 | 方向 | 指标值 | 单位 |\n"
        "| 产出指标 | 数量指标 | 造林面积 | 正向 | 300 | 亩 |\n"
        "| 产出指标 | 质量指标 | 成活率 | 正向 | 85 | % |\n"
        "| 时效指标 | 完成天数 | 60 | 天 |\n"
    )
    assert texts(doc.tables[0])[3] == ["", "时效指标", "完成天数", "", "60", "天"]


def test_a_header_written_on_one_line_with_the_first_row(dump) -> None:
    doc = dump(
        "| 一级指标 | 二级指标 | 指标值 | 产出指标 | 数量指标 | ≥3 |\n"
        "| 产出指标 | 质量指标 | ≥95% |\n| 效益指标 | 社会效益 | 好 |\n"
    )
    assert texts(doc.tables[0])[:2] == [
        ["一级指标", "二级指标", "指标值"],
        ["产出指标", "数量指标", "≥3"],
    ]


def test_a_row_between_bars_broken_over_lines(dump) -> None:
    doc = dump("| 目标 | 一、修路\n二、架桥 |\n| 值 | 3 |\n| 注 | 无 |\n")
    assert texts(doc.tables[0])[0] == ["目标", "一、修路\n二、架桥"]


def test_rows_with_blank_lines_between(dump) -> None:
    doc = dump("甲 | 乙 | 丙\n\n1 | 2 | 3\n\n4 | 5 | 6\n\n\n尾\n")
    assert [t.n_rows for t in doc.tables] == [3]


def test_drawn_frames_and_full_width_bars(dump) -> None:
    doc = dump("┌──┬──┐\n│ 甲 │ 乙 │\n├──┼──┤\n│ 1 │ 2 │\n└──┴──┘\n")
    assert texts(doc.tables[0]) == [["甲", "乙"], ["1", "2"]]
    assert not doc.paragraphs


def test_lines_drawn_between_all_rows(dump) -> None:
    doc = dump(
        "+------+--------+\n| 指标 | 说明   |\n+======+========+\n| 产出 | 修复路 |\n|      | 灯80盏 |\n"
        "+------+--------+\n| 效益 | 改善   |\n|      |        |\n|      | LED on |\n|      | all    |\n"
        "+------+--------+\n"
    )
    assert texts(doc.tables[0]) == [
        ["指标", "说明"],
        ["产出", "修复路灯80盏"],
        ["效益", "改善\nLED on all"],
    ]


def test_a_line_drawn_under_the_header_only(dump) -> None:
    doc = dump("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+\n")
    assert texts(doc.tables[0]) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_one_bar_in_prose_is_no_table(dump) -> None:
    doc = dump("责任单位：甲局|乙局\n正文\n说明\n其他：丙|丁\n")
    assert not doc.tables
    assert len(doc.paragraphs) == 4


def test_cells_that_end_in_a_bar(dump) -> None:
    rows = [HEADER, FULL, ("", "质量指标", "合格率", "≥95%")]
    text = "\n\n".join("\n".join(f"{c} |" if c else "|" for c in row) for row in rows)
    doc = dump(f"标题\n\n{text}\n\n尾\n")
    assert texts(doc.tables[0])[2] == ["", "质量指标", "合格率", "≥95%"]
    assert [p.text for p in doc.paragraphs] == ["标题", "尾"]


def test_cells_that_end_in_a_bar_without_rows(dump) -> None:
    rows = [
        HEADER,
        FULL,
        ("", "质量指标", "合格率", "≥95%"),
        ("", "时效指标", "完成时间", "12月"),
        ("效益指标", "社会效益指标", "照明改善", "改善"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    doc = dump("\n".join(f"{cell} |" for row in rows for cell in row) + "\n")
    assert texts(doc.tables[0]) == [list(row) for row in rows]


def test_a_cell_broken_over_lines_before_its_bar(dump) -> None:
    doc = dump("目标 |\n一、修路\n二、架桥 |\n\n名称 |\n值 |\n\n甲 |\n乙 |\n")
    assert texts(doc.tables[0])[0] == ["目标", "一、修路\n二、架桥"]


def test_rows_parted_by_tabs(dump) -> None:
    doc = dump("表\n一级指标\t二级指标\t指标值\n产出指标\t数量指标\t≥3\n\t质量指标\t≥95%\n")
    assert texts(doc.tables[0])[2] == ["", "质量指标", "≥95%"]


def test_a_tab_before_every_row(dump) -> None:
    doc = dump("Sheet1\n\t甲\t乙\n\t1\t2\n\t3\t4\n")
    assert texts(doc.tables[0]) == [["甲", "乙"], ["1", "2"], ["3", "4"]]


def test_lines_without_cells_stay_paragraphs(dump) -> None:
    doc = dump("一级指标 二级指标 指标值\n产出指标 数量指标 ≥3\n\n尾\n")
    assert [(p.text, p.line) for p in doc.paragraphs] == [
        ("一级指标 二级指标 指标值", 1),
        ("产出指标 数量指标 ≥3", 2),
        ("尾", 4),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(dump, encoding: str) -> None:
    text = "绩效目标：㐂≥95%、𠮷祥\r\n" + "2024年预算，共 3 项 \r\n" * 20
    doc = dump(text, encoding=encoding)
    assert doc.paragraphs[0].text == "绩效目标：㐂≥95%、𠮷祥"
    assert len(doc.paragraphs) == 21


def test_a_few_broken_bytes_do_not_spoil_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("绩效目标表与指标值\n".encode() * 50 + b"\xff\xfe\n")
    assert read(path).paragraphs[0].text == "绩效目标表与指标值"


# Markdown and CSV ----------------------------------------------------------------------------


def test_markdown(dump) -> None:
    doc = dump(
        "# 部门预算\n\n## 一、项目 ##\n**重点**说明\n\n| 目标 | 值 |\n|:--|---:|\n"
        "| 修路<br>架桥 | a\\|b |\n\n- 条目\n",
        name="a.md",
    )
    assert doc.format == "markdown"
    assert [(p.text, p.level) for p in doc.paragraphs] == [
        ("部门预算", 1),
        ("一、项目", 2),
        ("重点说明", 0),
        ("条目", 0),
    ]
    assert texts(doc.tables[0]) == [["目标", "值"], ["修路\n架桥", "a|b"]]


def test_markdown_tables_without_a_blank_line_between(dump) -> None:
    doc = dump("| a | b |\n|---|---|\n| 1 | 2 |\n| c | d | e |\n|---|---|---|\n| 3 | 4 | 5 |\n")
    assert doc.format == "markdown"
    assert [texts(t)[0] for t in doc.tables] == [["a", "b"], ["c", "d", "e"]]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_html_tables_within_markdown(dump, name: str) -> None:
    doc = dump(
        "# 标题\n\n<table>\n<tr><td rowspan=2>产出</td><td>数量</td></tr>\n"
        "<tr><td>质量<br>95%</td></tr>\n</table>\n\n## 二级\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        name=name,
    )
    assert doc.format == "markdown"
    assert [(p.text, p.level, p.line) for p in doc.paragraphs] == [("标题", 1, 1), ("二级", 2, 8)]
    assert texts(doc.tables[0]) == [["产出", "数量"], ["产出", "质量\n95%"]]
    assert (doc.tables[0].kind, doc.tables[0].line) == ("text", 3)
    assert [c.line for c in doc.tables[1].cells] == [10, 10, 12, 12]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_values(dump, delimiter: str) -> None:
    lines = [
        "项目绩效目标表,,",
        "一级指标,指标值,备注",
        '产出指标,"1,200\n万元",',
        "效益指标,好,无",
    ]
    text = "\n".join(lines).replace(",", delimiter).replace(f"1{delimiter}200", "1,200")
    doc = dump(text, name="a.csv")
    assert doc.format == "csv"
    assert doc.paragraphs[0].text == "项目绩效目标表"
    assert texts(doc.tables[0])[1] == ["产出指标", "1,200\n万元", ""]
    assert [c.line for c in doc.tables[0].cells if c.row == 2] == [5, 5, 5]


def test_empty_rows_part_the_tables_of_a_csv(dump) -> None:
    doc = dump("甲,乙\n1,2\n,\n丙,丁,戊\n3,4,5\n", name="a.csv", encoding="gb18030")
    assert [texts(t)[0] for t in doc.tables] == [["甲", "乙"], ["丙", "丁", "戊"]]


def test_a_csv_that_names_its_delimiter(dump) -> None:
    doc = dump("sep=;\n甲;乙\n1,5;2\n", name="a.csv")
    assert texts(doc.tables[0]) == [["甲", "乙"], ["1,5", "2"]]
    assert doc.tables[0].line == 2


def test_commas_in_a_file_that_is_not_called_csv(dump) -> None:
    doc = dump('一级指标,名称,指标值\n产出指标,修复,≥3\n效益指标,"a,b",好\n满意度指标,满意度,≥9\n')
    assert doc.format == "csv"
    assert texts(doc.tables[0])[2] == ["效益指标", "a,b", "好"]


def test_cells_of_texts_are_limited(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\n" * 10, "utf-8")
    with pytest.raises(UnreadableFile, match="单元格超过29个"):
        read(path, limits=Limits(cells=29))
