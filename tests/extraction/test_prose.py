"""Indicators written as text: where levels open, where name and value part."""

from __future__ import annotations

import pytest
from targetforms import extract, lines, project

from perflint.extraction.prose import looks_like_prose, parse_prose, split_item


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("培训人数≥100人", "培训人数", "≥100人"),
        ("培训人数（≥100人）", "培训人数", "≥100人"),
        ("造林面积（≥**亩）>=17600亩", "造林面积", ">=17600亩"),
        ("森林覆盖率(≥**%)有所提高", "森林覆盖率", "有所提高"),
        ("设备采购（含安装）数量=12台", "设备采购（含安装）数量", "=12台"),
        ("合格率达到95%以上", "合格率", "95%以上"),
        ("办结时限不超过5个工作日", "办结时限", "不超过5个工作日"),
        ("培训期数5期", "培训期数", "5期"),
        ("投资总额1,250万元", "投资总额", "1,250万元"),
        ("完成时间：2024年12月底前", "完成时间", "2024年12月底前"),
        ("项目完工时间2024年11月30日前", "项目完工时间", "2024年11月30日前"),
        ("报送时间（每月15日前）", "报送时间", "每月15日前"),
        ("生态环境持续改善", "生态环境", "持续改善"),
        ("带动就业（稳定）", "带动就业", "稳定"),
        ("补助标准 300元/人·月", "补助标准", "300元/人·月"),
        ("空气质量优良天数比例（%）≥85", "空气质量优良天数比例（%）", "≥85"),
    ],
)
def test_name_and_value_part(text: str, name: str, value: str) -> None:
    assert split_item(text) == (name, value, True)


@pytest.mark.parametrize("text", ["公益岗补贴发放准确率（%）", "保障机关正常运转", "群众出行方便"])
def test_what_does_not_part_stays_whole(text: str) -> None:
    assert split_item(text) == (text, "", False)


def test_levels_open_in_every_way_of_writing() -> None:
    text = (
        "一、产出指标（50分）：（一）数量指标：1.培训人数100人；2.培训期数4期。"
        "（二）成本指标：培训成本≤20万元。二、效益指标：社会效益：素养有所提高。"
        "三、满意度指标：学员满意度≥90%"
    )
    assert [(i.level1, i.level2, i.name, i.value) for i in parse_prose(text)] == [
        ("产出指标", "数量指标", "培训人数", "100人"),
        ("产出指标", "数量指标", "培训期数", "4期"),
        ("产出指标", "成本指标", "培训成本", "≤20万元"),
        ("效益指标", "社会效益", "素养", "有所提高"),
        ("满意度指标", "", "学员满意度", "≥90%"),
    ]


def test_cost_as_a_first_level_of_its_own() -> None:
    text = "成本指标：经济成本指标：总成本≤20万元\n产出指标：数量指标：场次≥3场"
    assert [(i.level1, i.level2) for i in parse_prose(text)] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "数量指标",
        "产出指标：\n数量指标：\n质量指标：",
        "数量指标：××××（≥**个）",
        "绩效目标：完成年度任务，群众满意。",
        "目标1：新建道路12公里；目标2：改善出行条件。",
    ],
)
def test_no_prose(text: str) -> None:
    assert not looks_like_prose(text)


def test_rows_of_labels_with_name_and_value_in_one_cell() -> None:
    found = project(
        [
            ["项目名称", "封山育林"],
            ["年度绩效目标", "完成任务。"],
            ["数量指标", "封育面积≥1.7万亩"],
            ["质量指标", "合格率≥95%"],
            ["社会效益指标", "带动就业20人"],
        ]
    )
    assert lines(found, "level2", "name", "value") == [
        ("数量指标", "封育面积", "≥1.7万亩"),
        ("质量指标", "合格率", "≥95%"),
        ("社会效益指标", "带动就业", "20人"),
    ]


def test_name_column_that_holds_the_values() -> None:
    found = project(
        "封山育林项目绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标及指标值"],
            ["产出指标", "数量指标", "封育面积≥1.7万亩"],
            ["", "质量指标", "合格率≥95%"],
            ["效益指标", "生态效益指标", "森林覆盖率：有所提高"],
        ],
    )
    assert lines(found, "level2", "name", "value")[2] == ("生态效益指标", "森林覆盖率", "有所提高")
    assert found.indicators[0].found["name"].confidence < 1


def test_one_bracketed_indicator_a_row() -> None:
    found = project(
        "附件2 封山育林项目绩效目标表",
        [
            ["【产出指标-数量指标】指标1:封育面积(1.7万亩)"],
            ["【满意度指标-服务对象满意度指标】指标1:林农满意度(≥90%)"],
        ],
    )
    assert lines(found) == [
        ("产出指标", "数量指标", "封育面积", "1.7万亩"),
        ("满意度指标", "服务对象满意度指标", "林农满意度", "≥90%"),
    ]


def test_list_of_projects_with_their_indicators_in_a_cell() -> None:
    found = extract(
        [
            ["项目名称", "目标", "绩效指标"],
            ["封山育林", "完成", "产出指标\n数量指标：封育面积≥1.7万亩\n质量指标：合格率≥95%"],
            ["湿地修复", "修复", "产出指标\n数量指标：修复面积≥300亩"],
        ]
    ).projects
    assert [(p.title, p.objective, len(p.indicators)) for p in found] == [
        ("封山育林", "完成", 2),
        ("湿地修复", "修复", 1),
    ]
