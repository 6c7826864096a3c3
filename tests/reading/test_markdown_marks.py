"""Marks inside Markdown's text, and dumps that mix two ways of tabs."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.reading import read
from perflint.reading.mdtext import unmarked
from perflint.reading.mixed_tabs import is_mixed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**种植乔木**", "种植乔木"),
        ("中**间**字", "中间字"),
        ("**“代金券”**发放", "“代金券”发放"),
        ("*≥95%*", "≥95%"),
        ("***合格率***", "合格率"),
        ("__名称__", "名称"),
        ("`代码`", "代码"),
        ("~~旧~~新", "新"),
        ("[文件](https://example.org/a)", "文件"),
        ("≥95\\%", "≥95%"),
        ("3\\*4", "3*4"),
        ("&ge;95%&nbsp;", "≥95%"),
        # what a form itself writes with stars and the like stays
        ("≥**个", "≥**个"),
        ("（≥**个，≤**天）", "（≥**个，≤**天）"),
        ("=**%", "=**%"),
        ("★核心指标*", "★核心指标*"),
        ("5*24小时，7*8小时", "5*24小时，7*8小时"),
        ("a_b_c", "a_b_c"),
        ("[1]（2）", "[1]（2）"),
    ],
)
def test_text_as_it_shows(text: str, wanted: str) -> None:
    assert unmarked(text) == wanted


def test_cells_and_lines_lose_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "表.md"
    path.write_text(
        "**年度目标**：植树\\*。\n\n| 指标 | 值 |\n|---|---|\n| **植树** | ≥**棵 |\n",
        encoding="utf-8",
    )
    document = read(path)
    assert [p.text for p in document.paragraphs] == ["年度目标：植树*。"]
    assert [c.text for c in document.tables[0].cells][2:] == ["植树", "≥**棵"]


ROWS = """表1 绩效目标表
项目名称\t护林防火
年度目标\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t巡护里程\t≥900公里
\t质量指标\t巡护到位率\t≥95%
"""
CELLS = "".join(f"\n\t{cell}" for cell in ("一级指标", "二级指标", "三级指标", "指标值")) + "\n"
CELLS += (
    "".join(f"\n\t{cell}" for cell in ("产出指标", "数量指标", "购置风力灭火机", "≥6台")) + "\n"
)
CELLS += "".join(f"\n\t{cell}" for cell in ("", "质量指标", "设备合格率", "=100%")) + "\n"


def test_rows_on_a_line_and_cells_on_a_line_in_one_text(tmp_path: Path) -> None:
    path = tmp_path / "混合.txt"
    path.write_text(ROWS + "\n\n表2 绩效目标表\n" + CELLS, encoding="utf-8")
    document = read(path)
    assert [p.text for p in document.paragraphs] == ["表1 绩效目标表", "表2 绩效目标表"]
    first, second = document.tables
    assert (first.n_rows, first.n_columns) == (5, 4)
    assert [c.text for c in second.cells][4:8] == ["产出指标", "数量指标", "购置风力灭火机", "≥6台"]
    assert second.line is not None
    assert first.line is not None
    assert second.line > first.line


@pytest.mark.parametrize("text", [ROWS, CELLS, ROWS * 3, "一行\n两行"])
def test_one_kind_alone_is_not_mixed(text: str) -> None:
    assert not is_mixed(text.split("\n"))


def test_a_level_alone_on_its_line_is_a_row_of_the_table_around_it(tmp_path: Path) -> None:
    path = tmp_path / "分节.txt"
    path.write_text(
        "二级指标\t三级指标\t目标值\n一、产出指标\n数量指标\t巡护里程\t900公里\n质量指标\t到位率\t95%\n",
        encoding="utf-8",
    )
    (table,) = read(path).tables
    assert [c.text for c in table.cells if c.row == 1] == ["一、产出指标"]


def test_a_label_and_its_value_below_a_wide_table_stay_at_its_left(tmp_path: Path) -> None:
    path = tmp_path / "宽表.txt"
    rows = ["序号\t类别\t名称\t符号\t目标值\t单位\t来源"]
    rows += [f"{n}\t数量指标\t巡护{n}\t≥\t{n}0\t公里\t台账" for n in range(1, 5)]
    path.write_text("\n".join([*rows, "年度目标\t巡护全覆盖。"]), encoding="utf-8")
    (table,) = read(path).tables
    assert [c.column for c in table.cells if c.row == 5] == [0, 1]


def test_rows_of_the_head_are_not_run_together_with_the_header(tmp_path: Path) -> None:
    path = tmp_path / "制表符.txt"
    head = "\t项目名称\n\t护林防火\n\n\t年度目标\n\t巡护全覆盖\n\n"
    header = "\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\t单位\n\t备注\n\n"
    row = "\t产出指标\n\t数量指标\n\t巡护里程\n\t≥900\n\t公里\n\t无\n\n"
    path.write_text(head + header + row * 6, encoding="utf-8")
    (table,) = read(path).tables
    texts = [[c.text for c in table.cells if c.row == r] for r in range(3)]
    assert texts[:2] == [["项目名称", "护林防火"], ["年度目标", "巡护全覆盖"]]
    assert texts[2][0] == "一级指标"


def test_a_divided_title_below_the_head_of_a_form_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "分档.txt"
    rows = [f"产出指标 | 巡护{n} | ≥9{n}次 | 8{n}次 | 7{n}次 | 6{n}次 | 方案" for n in range(1, 5)]
    lines = ["项目名称 | 护林", "分类 | 指标 | 评价标准 | 依据", "优 | 良 | 中 | 差", *rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    (table,) = read(path).tables
    assert [(c.text, c.column) for c in table.cells if c.row == 2 and c.text] == [
        ("优", 2),
        ("良", 3),
        ("中", 4),
        ("差", 5),
    ]
    assert [c.column for c in table.cells if c.text == "依据"] == [6]
