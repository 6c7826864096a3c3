"""Layouts a bureau may lay out its own way: levels, amounts and heads in unusual places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from targetforms import document, extract, project, table

from perflint.extraction import extract_submission
from perflint.extraction.labels import clean_label, pair_of
from perflint.reading.document import Cell, Document

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [
    ["产出指标", "数量指标", "修剪行道树", "≥1200株"],
    ["效益指标", "生态效益指标", "道路遮荫率", "≥35%"],
    ["满意度指标", "服务对象满意度指标", "市民满意度", "≥90%"],
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("产出—数量指标", ("产出指标", "数量指标")),
        ("产出指标-数量指标", ("产出指标", "数量指标")),
        ("效益指标/社会效益", ("效益指标", "社会效益")),
        ("产出指标（质量指标）", ("产出指标", "质量指标")),
        ("满意度\n服务对象满意度指标", ("满意度指标", "服务对象满意度指标")),
    ],
)
def test_one_cell_may_name_both_levels(text: str, wanted: tuple[str, str]) -> None:
    assert pair_of(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "社会、经济、生态效益指标",
        "时效指标（工期指标、形象进度指标）",
        "数量指标",
        "甲-乙",
        "植树-数量",
    ],
)
def test_other_labels_name_one_level(text: str) -> None:
    assert pair_of(text) is None


def test_a_column_of_pairs_gives_both_levels() -> None:
    found = project(
        [
            [("项目名称", 2), ("绿道养护", 4)],
            ["序号", "指标类别", "指标名称", "符号", "目标值", "数据来源"],
            ["1", "产出—数量指标", "养护绿道长度", "≥", "26公里", "养护台账"],
            ["2", "产出—质量指标", "养护合格率", "≥", "95%", "月度巡查"],
            ["3", "效益—社会效益指标", "沿线居民出行便利程度", "定性", "改善", "走访"],
            [("年度目标", 2), ("养护绿道26公里。", 4)],
            [("投入资金", 2), ("48.5万元", 4)],
        ]
    )
    assert [(i.level1, i.level2) for i in found.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
    ]
    assert found.objective == "养护绿道26公里。"
    assert found.amount == Decimal("48.5")
    assert {"level1", "level2", "name"} <= set(found.columns)
    assert found.indicators[0].basis == ""
    assert found.indicators[0].other["数据来源"] == "养护台账"


def test_rows_over_the_whole_width_open_a_first_level_without_its_number() -> None:
    found = project(
        table(
            [
                [("项目：河岸步道整修", 2), "金额：1,260万元"],
                ["年度目标", ("整修步道3公里。", 2)],
                ["二级指标", "三级指标", "目标值"],
                [("一、产出指标", 3)],
                ["数量指标", "整修步道长度", "3公里"],
                [("（二）效益指标", 3)],
                ["社会效益指标", "日均通行人次", "≥900人次"],
            ],
            sheet="目标",
        )
    )
    assert (found.title, found.amount) == ("河岸步道整修", Decimal(1260))
    assert [i.level1 for i in found.indicators] == ["产出指标", "效益指标"]


def test_a_sheet_named_by_the_form_alone_gives_no_title() -> None:
    found = project(table([HEADER, *ROWS], sheet="绩效目标"))
    assert "目标" not in found.title


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、产出指标", "产出指标"),
        ("1.数量指标", "数量指标"),
        ("（三）满意度指标（10分）", "满意度指标"),
        ("1.5级覆盖", "1.5级覆盖"),
        ("一、其他", "一、其他"),
    ],
)
def test_a_level_label_loses_its_number(text: str, wanted: str) -> None:
    assert clean_label(text).text == wanted


def test_the_total_of_the_areas_is_the_value() -> None:
    found = project(
        [
            ["专项名称", ("坡耕地改造补助", 5)],
            ["补助金额（万元）", ("310", 5)],
            ["一级指标", "二级指标", "三级指标", "全县合计", "上坪乡", "下坪乡"],
            ["产出指标", "数量指标", "改造坡耕地", "≥700亩", "≥300亩", "≥400亩"],
            ["产出指标", "质量指标", "验收合格率", "≥98%", "≥98%", "≥98%"],
        ]
    )
    assert [i.value for i in found.indicators] == ["≥700亩", "≥98%"]
    assert found.indicators[0].other["上坪乡"] == "≥300亩"
    assert found.amount == Decimal(310)


@pytest.mark.parametrize(
    "lines",
    [
        ["主管部门：东岭区园林局　资金总额：36.2万元"],
        ["主管部门：东岭区园林局 资金总额：36.2万元"],
        ["资金（万元）：36.2"],
        ["投入资金：362000元"],
    ],
)
def test_the_amount_may_stand_above_the_table(lines: list[str]) -> None:
    found = project("# 1. 行道树修剪", *lines, [HEADER, *ROWS])
    assert (found.title, found.amount) == ("行道树修剪", Decimal("36.2"))


@pytest.mark.parametrize(
    "label", ["资金（万元）", "投入资金（万元）", "补助金额（万元）", "经费（万元）"]
)
def test_the_amount_has_many_names(label: str) -> None:
    head = [["项目名称", ("行道树修剪", 3)], [label, ("36.2", 3)]]
    assert project([*head, HEADER, *ROWS]).amount == Decimal("36.2")


def test_a_wide_table_may_head_its_amounts_with_the_budget() -> None:
    rows = [["行道树修剪", "36.2", *row] for row in ROWS]
    found = project([["项目名称", "预算（万元）", *HEADER], *rows])
    assert found.amount == Decimal("36.2")


def nested() -> Document:
    """A form whose indicators are a table in one of its cells."""
    outer = table(
        [
            [("项目申报表", 2)],
            ["项目名称", "旧水闸除险"],
            ["项目总金额", "77（万元）"],
            ["绩效目标", "完成旧水闸除险2座。"],
            ["绩效指标", ""],
        ]
    )
    last: Cell = outer.cells[-1]
    last.tables.append(table([HEADER, *ROWS]))
    return document(outer)


def test_the_head_of_an_outer_table_belongs_to_the_indicators_within() -> None:
    (found,) = extract_submission(nested()).projects
    assert (found.title, found.objective, found.amount) == (
        "旧水闸除险",
        "完成旧水闸除险2座。",
        Decimal(77),
    )
    assert len(found.indicators) == 3


def test_a_layout_table_around_indicators_is_no_head() -> None:
    outer = table([["", "导航"]])
    outer.cells[0].tables.append(table([HEADER, *ROWS]))
    found = extract("# 行道树修剪绩效目标表", outer)
    assert [p.title for p in found.projects] == ["行道树修剪"]


def test_a_row_joined_from_two_is_parted_by_its_level_labels() -> None:
    """A page break through a row may leave two rows as one; each has its own level label."""
    found = project(
        [
            ["一级指标", "二级指标", "三级指标", "符号", "指标值", "单位"],
            ["产出指标", "数量指标", "修剪行道树", "≥", "1200", "株"],
            [
                "效益指标",
                "社会效益指标\n可持续影响指标",
                "树木伤人事故\n养护制度",
                "≤\n定性",
                "1\n健全",
                "起",
            ],
            ["", "", "市民投诉", "≤", "3", "件"],
        ]
    )
    assert [(i.level2, i.name, i.operator, i.value, i.unit) for i in found.indicators[1:]] == [
        ("社会效益指标", "树木伤人事故", "≤", "1", "起"),
        ("可持续影响指标", "养护制度", "定性", "健全", ""),
        ("可持续影响指标", "市民投诉", "≤", "3", "件"),
    ]


def test_a_first_level_alone_in_an_unmerged_row_heads_the_rows_below() -> None:
    found = project(
        [
            ["项目名称", "河岸步道整修", ""],
            ["二级指标", "三级指标", "目标值"],
            ["一、产出指标", "", ""],
            ["数量指标", "整修步道长度", "3公里"],
            ["二、成本指标", "", ""],
            ["经济成本指标", "每公里造价", "≤40万元"],
        ]
    )
    assert [(i.level1, i.level2) for i in found.indicators] == [
        ("产出指标", "数量指标"),
        ("成本指标", "经济成本指标"),
    ]


def test_the_next_form_begins_with_its_project_before_a_colon() -> None:
    form = [["二级指标", "三级指标", "目标值"], ["数量指标", "整修步道长度", "3公里"]]
    found = extract(
        [
            ["项目：甲步道整修", "", "金额：30万元"],
            *form,
            ["项目：乙步道整修", "", "金额：40万元"],
            *form,
        ]
    )
    assert [(p.title, p.amount) for p in found.projects] == [
        ("甲步道整修", Decimal(30)),
        ("乙步道整修", Decimal(40)),
    ]
