"""Dumps that lost the table: lines of cells, of pieces, of rows, glued rows, columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from targetforms import extract, lines

from perflint.errors import NoTargetTable
from perflint.extraction import extract_submission, require_targets
from perflint.reading import read
from perflint.records.submission import Submission

TITLE = "（三）公共图书馆免费开放经费绩效目标表"
OBJECTIVE = "全年开放不少于300天，读者满意。"
HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [
    ["产出指标", "数量指标", "开放天数", "≥300天"],
    ["", "", "举办阅读推广活动场次", "≥24场"],
    ["", "时效指标", "活动完成时间", "2024年12月底前"],
    ["效益指标", "社会效益指标", "全民阅读氛围", "浓厚"],
    ["满意度指标", "服务对象满意度指标", "读者满意度", "≥95%"],
]
WANTED = [
    ("产出指标", "数量指标", "开放天数", "≥300天"),
    ("产出指标", "数量指标", "举办阅读推广活动场次", "≥24场"),
    ("产出指标", "时效指标", "活动完成时间", "2024年12月底前"),
    ("效益指标", "社会效益指标", "全民阅读氛围", "浓厚"),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "≥95%"),
]


def of_text(tmp_path: Path, text: str) -> Submission:
    path = tmp_path / "转存.txt"
    path.write_text(text, encoding="utf-8")
    return extract_submission(read(path))


def check(found: Submission, wanted: list[tuple[str, ...]] = WANTED) -> None:
    assert [project.title for project in found.projects] == ["公共图书馆免费开放经费"]
    assert found.projects[0].objective == OBJECTIVE
    assert lines(found.projects[0]) == wanted


def filled() -> list[list[str]]:
    return [[cell for cell in row if cell] for row in ROWS]


def test_a_cell_a_paragraph_with_blank_lines(tmp_path: Path) -> None:
    cells = [TITLE, "绩效目标", OBJECTIVE, *HEAD, *(c for row in filled() for c in row)]
    found = of_text(tmp_path, "\n\n".join(cells))
    check(found)
    row = found.projects[0].indicators[0]
    assert row.anchors["value"].line == 2 * cells.index("≥300天") + 1
    assert row.found["value"].confidence < 1


def test_cells_cut_in_pieces(tmp_path: Path) -> None:
    pieces = [TITLE, "绩效目标", OBJECTIVE]
    for cell in [*HEAD, *(c for row in filled() for c in row)]:
        width = 2 if cell in HEAD else 5
        pieces += [cell[i : i + width] for i in range(0, len(cell), width)]
    check(of_text(tmp_path, "\n".join(pieces)))


def test_a_cell_a_line_ending_in_a_bar(tmp_path: Path) -> None:
    cells = ["绩效目标", OBJECTIVE, *HEAD, *(c for row in ROWS for c in row)]
    check(of_text(tmp_path, TITLE + "\n" + "\n".join(f"{c} |" if c else "|" for c in cells)))


def test_barred_rows_that_moved_left(tmp_path: Path) -> None:
    rows = [["绩效目标", OBJECTIVE], HEAD, *filled()]
    check(of_text(tmp_path, "\n".join([TITLE, *(" | ".join(row) for row in rows)])))


def test_barred_rows_with_the_first_in_the_header(tmp_path: Path) -> None:
    first, *rest = filled()
    rows = [["绩效目标", OBJECTIVE], [*HEAD, *first], *rest]
    check(of_text(tmp_path, "\n".join([TITLE, *(" | ".join(row) for row in rows)])))


def test_rows_parted_by_spaces(tmp_path: Path) -> None:
    rows = [["绩效目标", OBJECTIVE], HEAD, *filled()]
    check(of_text(tmp_path, "\n".join([TITLE, *(" ".join(row) for row in rows)])))


def test_glued_rows_give_what_is_certain(tmp_path: Path) -> None:
    rows = [["绩效目标", OBJECTIVE], HEAD, *filled()]
    found = of_text(tmp_path, "\n".join([TITLE, *("".join(row) for row in rows)]))
    check(found, [row for row in WANTED if row[3] != "浓厚"])
    assert any("1处各列连写" in note for note in found.source.notes)


def test_everything_glued(tmp_path: Path) -> None:
    text = TITLE + "绩效目标" + OBJECTIVE + "".join(HEAD) + "".join(c for r in filled() for c in r)
    check(of_text(tmp_path, text), [row for row in WANTED if row[3] != "浓厚"])


def test_column_by_column(tmp_path: Path) -> None:
    columns = [[head, *(row[i] for row in ROWS)] for i, head in enumerate(HEAD)]
    cells = [cell for column in columns for cell in column if cell]
    found = of_text(tmp_path, "\n".join([TITLE, "绩效目标", OBJECTIVE, *cells]))
    check(found, [("", "", name, value) for _, _, name, value in WANTED])
    assert found.projects[0].columns == ["name", "value"]


def test_several_fields_and_projects(tmp_path: Path) -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"]
    first = ["产出指标", "数量指标", "救助人次", "≥", "120", "人次", "40"]
    second = ["效益指标", "社会效益指标", "流浪人员", "定性", "减少", "30"]
    one = ["项目名称", "救助站经费", "年度目标", "及时救助。", *head, *first, *second]
    two = ["项目名称", "殡葬惠民", "年度目标", "减轻负担。", *head, *first]
    found = of_text(tmp_path, "\n".join([*one, *two])).projects
    assert [(p.title, p.objective) for p in found] == [
        ("救助站经费", "及时救助。"),
        ("殡葬惠民", "减轻负担。"),
    ]
    assert lines(found[0], "level2", "name", "operator", "value", "unit", "weight") == [
        ("数量指标", "救助人次", "≥", "120", "人次", "40"),
        ("社会效益指标", "流浪人员", "定性", "减少", "", "30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2024年预算绩效目标申报工作的通知\n各单位应当填报一级指标、二级指标和三级指标。",
        "一级指标\n二级指标\n三级指标\n指标值\n产出指标\n数量指标\n质量指标",
        "项目支出绩效自评表\n一级指标 二级指标 三级指标 年度指标值 实际完成值\n"
        "产出指标 数量指标 救助人次 ≥120 130",
    ],
)
def test_text_that_holds_no_target(tmp_path: Path, text: str) -> None:
    found = of_text(tmp_path, text)
    assert not found.projects
    with pytest.raises(NoTargetTable):
        require_targets(found)


def test_paragraphs_beside_real_tables_are_left_alone() -> None:
    found = extract(
        "一级指标 二级指标 三级指标 指标值",
        "产出指标 数量指标 虚构人数 10人",
        TITLE,
        [HEAD, *ROWS],
    )
    assert len(found.projects) == 1
    assert "虚构人数" not in [row.name for row in found.projects[0].indicators]


def test_targets_written_as_paragraphs() -> None:
    found = extract(
        "# （一）社区矫正经费绩效目标",
        "绩效目标：社区矫正对象管控到位。",
        "产出指标：",
        "数量指标：矫正对象人数≥180人；集中教育场次12次。",
        "质量指标：档案完整率达到100%",
        "效益指标：社会效益指标：重新犯罪率≤0.5%。",
        "满意度指标：服务对象满意度≥90%",
    )
    assert [(p.title, p.objective) for p in found.projects] == [
        ("社区矫正经费", "社区矫正对象管控到位。")
    ]
    assert lines(found.projects[0]) == [
        ("产出指标", "数量指标", "矫正对象人数", "≥180人"),
        ("产出指标", "数量指标", "集中教育场次", "12次"),
        ("产出指标", "质量指标", "档案完整率", "100%"),
        ("效益指标", "社会效益指标", "重新犯罪率", "≤0.5%"),
        ("满意度指标", "", "服务对象满意度", "≥90%"),
    ]
    assert found.projects[0].indicators[2].anchor.paragraph == 5


def test_a_text_about_indicators_is_no_target() -> None:
    found = extract(
        "# 绩效目标填报要求",
        "产出指标：反映预期提供的公共产品和服务，包括数量指标、质量指标、时效指标。",
        "效益指标：反映预期产出带来的影响，一般不少于2项。",
        "满意度指标：反映服务对象的认可程度。",
    )
    assert not found.projects
