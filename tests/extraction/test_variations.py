"""Wordings and habits beside the usual ones: labels, headings, rows that name a project, cells with
several indicators, columns that no header list knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from perflint.extraction import extract_submission
from perflint.reading import read
from perflint.reading.document import Block, Cell, Document, Paragraph, Table
from perflint.records.submission import Submission

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [
    ["产出指标", "数量指标", "维修校舍数量", "≥3栋"],
    ["产出指标", "质量指标", "验收合格率", "≥95%"],
    ["效益指标", "社会效益指标", "办学条件改善情况", "有效改善"],
]


def table(rows: Sequence[Sequence[str]], index: int = 1) -> Table:
    """A row of one text is one cell over the whole width."""
    width = max(map(len, rows))
    cells = [
        Cell(text, r, c, colspan=width if len(row) == 1 else 1)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Table(index, "html", cells, len(rows), width)


def extracted(*blocks: str | Sequence[Sequence[str]]) -> Submission:
    made: list[Block] = []
    for n, block in enumerate(blocks, 1):
        made.append(Paragraph(n, "html", block) if isinstance(block, str) else table(block, n))
    return extract_submission(Document("表.html", "html", made))


def read_rows(submission: Submission) -> list[list[str]]:
    return [
        [i.level1, i.level2, i.name, i.value] for p in submission.projects for i in p.indicators
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "1）校舍维修改造项目绩效目标表",
        "3-校舍维修改造项目绩效目标表",
        "● 校舍维修改造项目",
        "第二项 校舍维修改造项目",
        "【校舍维修改造项目】",
        "项目2名称：校舍维修改造项目",
        "2、项目名称：校舍维修改造项目 单位：万元",
        "项目名称：校舍维修改造项目　　　　金额单位：万元",
        "校舍维修改造项目2024年度绩效目标表",
        "校舍维修改造项目绩效目标情况",
        "校舍维修改造项目绩效目标设定情况表",
        "校舍维修改造项目年度绩效指标",
    ],
)
def test_headings_that_name_a_project(heading: str) -> None:
    submission = extracted(heading, [HEADER, *ROWS])
    assert [project.title for project in submission.projects] == ["校舍维修改造项目"]
    assert read_rows(submission) == ROWS


@pytest.mark.parametrize(
    "label", ["子项目名称", "项目/政策名称", "转移支付项目名称", "项目（任务）名称", "项目全称"]
)
def test_labels_of_the_projects_name(label: str) -> None:
    submission = extracted([[label, "校舍维修改造", "", ""], HEADER, *ROWS])
    assert [project.title for project in submission.projects] == ["校舍维修改造"]


def test_a_column_of_budget_projects() -> None:
    rows = [["单位名称", "预算项目", *HEADER]]
    rows += [["县一中", "校舍维修", *row] for row in ROWS]
    rows += [["县一中", "设备购置", *row] for row in ROWS]
    submission = extracted(rows)
    assert [project.title for project in submission.projects] == ["校舍维修", "设备购置"]


@pytest.mark.parametrize("form", ["{}", "{n}、{}", "（{n}）{}", "项目{n}：{}"])
def test_rows_that_name_the_project_of_those_below(form: str) -> None:
    titles = ["校舍维修改造项目", "教学设备购置项目"]
    rows: list[list[str]] = [HEADER]
    for n, title in zip("一二", titles, strict=True):
        rows += [[form.format(title, n=n)], *ROWS]
    submission = extracted("2024年项目绩效目标表", rows)
    assert [project.title for project in submission.projects] == titles
    assert read_rows(submission) == [*ROWS, *ROWS]


def test_a_caption_between_rows_names_no_project() -> None:
    """Where the first rows stand under none, a line between rows is no project."""
    rows = [HEADER, *ROWS[:2], ["以下为效益部分"], ROWS[2]]
    assert len(extracted("校舍维修项目绩效目标表", rows).projects) == 1


@pytest.mark.parametrize("number", ["", "{}.", "指标{}："])
def test_lines_side_by_side_are_indicators(number: str) -> None:
    names = "\n".join(
        number.format(n) + name for n, name in enumerate(("维修校舍数量", "维修操场数量"), 1)
    )
    rows = [HEADER, ["产出指标", "数量指标", names, "≥3栋\n≥2处"], ROWS[2]]
    found = read_rows(extracted("校舍维修项目绩效目标表", rows))
    assert [row[2:] for row in found[:2]] == [["维修校舍数量", "≥3栋"], ["维修操场数量", "≥2处"]]


def test_a_name_and_a_value_that_both_wrap_are_one_indicator() -> None:
    rows = [HEADER, ["产出指标", "数量指标", "维修校舍\n数量", "全部完成\n维修任务"]]
    assert len(read_rows(extracted("校舍维修项目绩效目标表", rows))) == 1


def test_a_description_is_the_name_where_there_is_no_other() -> None:
    header = [*HEADER[:2], "指标描述", "指标值"]
    assert read_rows(extracted("校舍维修项目绩效目标表", [header, *ROWS])) == ROWS


def test_two_periods_that_are_only_named() -> None:
    header = [*HEADER[:3], "实施期（2023-2025年）", "年度（2024年）"]
    rows = [[*row[:3], "≥9栋", row[3]] for row in ROWS]
    submission = extracted("校舍维修项目绩效目标表", [header, *rows])
    assert read_rows(submission) == ROWS
    assert submission.projects[0].indicators[0].other == {"实施期（2023-2025年）": "≥9栋"}


def test_a_standard_value_is_the_value_where_there_is_no_other() -> None:
    header = [*HEADER[:3], "指标标准值"]
    assert read_rows(extracted("校舍维修项目绩效目标表", [header, *ROWS])) == ROWS


def test_scores_in_square_brackets_are_no_part_of_a_level() -> None:
    rows = [[f"{row[0]}[50]", f"{row[1]}【20分】", *row[2:]] for row in ROWS]
    assert read_rows(extracted("校舍维修项目绩效目标表", [HEADER, *rows])) == ROWS


def lines_file(folder: Path, lines: Sequence[str]) -> Submission:
    path = folder / "导出.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return extract_submission(read(path))


@pytest.mark.parametrize("other", ["责任科室", "数据采集方式", "佐证材料"])
def test_a_cell_a_line_with_a_column_nobody_knows(tmp_path: Path, other: str) -> None:
    lines = ["校舍维修改造项目绩效目标表", *HEADER, other]
    for row in ROWS:
        lines += [*row, "基建股"]
    assert read_rows(lines_file(tmp_path, lines)) == ROWS


def test_signatures_below_a_cell_a_line(tmp_path: Path) -> None:
    lines = ["校舍维修改造项目绩效目标表", *HEADER, *(text for row in ROWS for text in row)]
    lines += ["填表人：　　　　联系电话：", "主管部门审核意见：同意上报。"]
    assert read_rows(lines_file(tmp_path, lines)) == ROWS


def test_a_dump_repeats_a_line_over_all_squares(tmp_path: Path) -> None:
    wide = " | ".join(["填表人：　　填报日期：2024年1月5日"] * 4)
    lines = ["校舍维修改造项目绩效目标表", *(" | ".join(row) for row in [HEADER, *ROWS]), wide]
    assert read_rows(lines_file(tmp_path, lines)) == ROWS


@pytest.mark.parametrize("square", ["", "指标值"])
def test_a_value_in_cells_under_a_title_whose_squares_a_dump_wrote(square: str) -> None:
    """A comparator, a number and a unit under one merged 指标值."""
    header = [*HEADER[:3], "指标值", square, square]
    rows = [["产出指标", "数量指标", "维修校舍数量", "≥", "3", "栋"]]
    rows += [["产出指标", "质量指标", "验收合格率", "≥", "95", "%"]]
    rows += [["效益指标", "社会效益指标", "办学条件改善率", "≥", "90", "%"]]
    found = extracted("校舍维修项目绩效目标表", [header, *rows]).projects[0].indicators
    assert [[i.name, i.operator, i.value, i.unit] for i in found] == [row[2:] for row in rows]


def test_the_period_above_stands_left_of_its_empty_squares() -> None:
    """The ministry's form as a dump writes it: 中期目标 and 年度目标 over three columns each."""
    rows = [
        ["项目名称", "校舍维修", "", "", "", ""],
        ["总体目标", "中期目标", "", "年度目标", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"],
        ["产出指标", "数量指标", "三年维修校舍数量", "≥9栋", "维修校舍数量", "≥3栋"],
        ["效益指标", "社会效益指标", "三年受益学生数", "≥900人", "受益学生数", "≥300人"],
    ]
    found = extracted("项目支出绩效目标申报表", rows).projects[0].indicators
    assert [(i.name, i.value) for i in found] == [
        ("维修校舍数量", "≥3栋"),
        ("受益学生数", "≥300人"),
    ]
