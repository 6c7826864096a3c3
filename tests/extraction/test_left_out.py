"""Tables that look like target tables and are none, and documents without any."""

from __future__ import annotations

import pytest
from targetforms import Rows, extract

from perflint.errors import NoTargetTable
from perflint.extraction import require_targets

SELF_EVALUATION: Rows = [
    [("项目支出绩效自评表", 7)],
    ["项目名称", ("防汛经费", 6)],
    ["年度总体目标", ("预期目标：安全度汛。", 3), ("实际完成情况：已完成。", 3)],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "巡查次数", "≥30次", "34次", "50", "50"],
    ["效益指标", "社会效益指标", "度汛安全", "保障", "已保障", "50", "48"],
]
BLANK: Rows = [
    ["项目名称", ("", 3)],
    ["年度目标", ("目标1：\n目标2：\n……", 3)],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    [("产出指标", 1, 2), "数量指标", "指标1：", ""],
    ["质量指标", "指标1：", "（≥**%）"],
    ["效益指标", "社会效益指标", "……", ""],
]
SCHEME: Rows = [
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准"],
    ["决策", "项目立项", "立项依据充分性", "5", "依据充分得5分，否则不得分"],
    ["产出", "产出数量", "实际完成率", "10", "完成率×10"],
]
TARGET: Rows = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "巡查次数", "≥30次"],
]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [(SELF_EVALUATION, "self-evaluation"), (BLANK, "blank-form"), (SCHEME, "scheme")],
)
def test_what_is_left_out_is_named_and_counted(rows: Rows, kind: str) -> None:
    found = extract("附件", rows)
    assert not found.projects
    assert found.tables[0].taken_as == kind
    assert found.tables[0].why
    assert "1张" in found.source.notes[0]
    with pytest.raises(NoTargetTable, match="1张"):
        require_targets(found)


def test_they_stand_beside_a_target_table_without_touching_it() -> None:
    found = extract(
        "防汛经费绩效目标表", TARGET, "2023年度项目支出绩效自评表", SELF_EVALUATION, SCHEME, BLANK
    )
    assert [p.title for p in found.projects] == ["防汛经费"]
    assert len(found.projects[0].indicators) == 1
    assert [n.taken_as for n in found.tables] == [
        "indicators",
        "self-evaluation",
        "scheme",
        "blank-form",
    ]
    assert found.source.notes == ["未作为绩效目标表读取：自评（监控）表1张、空白表1张、评价方案1张"]
    require_targets(found)


@pytest.mark.parametrize(
    "columns",
    [
        ["全年实际完成情况", "自评得分"],
        ["1—6月执行情况", "全年预计完成情况"],
        ["完成值", "偏差原因分析及改进措施"],
        ["实际\n完成值", "未完成原因"],
    ],
)
def test_wordings_of_what_was_achieved(columns: list[str]) -> None:
    head = ["一级指标", "二级指标", "三级指标", "年度指标值", *columns]
    found = extract([head, ["产出指标", "数量指标", "巡查次数", "≥30次", "34次", "9"]])
    assert not found.projects
    assert found.tables[0].taken_as == "self-evaluation"


def test_last_years_result_as_base_line_is_no_self_evaluation() -> None:
    head = ["一级指标", "二级指标", "三级指标", "上年实际完成值", "本年目标值"]
    found = extract(
        "防汛经费绩效目标表", [head, ["产出指标", "数量指标", "巡查次数", "31次", "≥30次"]]
    )
    row = found.projects[0].indicators[0]
    assert row.value == "≥30次"
    assert row.other == {"上年实际完成值": "31次"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2023年度防汛经费绩效目标完成情况自评表", "self-evaluation"),
        ("防汛经费绩效评价指标体系", "scheme"),
        ("项目支出绩效目标表（样表）", "blank-form"),
    ],
)
def test_a_heading_tells_what_columns_do_not(title: str, kind: str) -> None:
    found = extract(title, TARGET)
    assert not found.projects
    assert found.tables[0].taken_as == kind


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "部门", "金额"], ["某甲", "办公室", "300"]],
        [
            ["序号", "项目名称", "预算金额", "备注"],
            *[["1", f"项目{n}", "30", ""] for n in range(9)],
        ],
        [["科目编码", "科目名称", "合计", "基本支出"], ["2080101", "行政运行", "30.00", "30.00"]],
        [["指标名称", "计量单位", "2022年", "2023年"], ["地区生产总值", "亿元", "102.3", "110.5"]],
        [["采购项目", "采购品目", "数量", "单位"], ["电脑", "A02010105", "10", "台"]],
    ],
)
def test_ordinary_tables_give_no_project(rows: Rows) -> None:
    found = extract("2024年部门预算情况", rows)
    assert not found.projects
    with pytest.raises(NoTargetTable, match=r"测试\.docx"):
        require_targets(found)


def test_a_document_without_tables() -> None:
    found = extract("关于报送绩效目标的通知", "请各单位于9月底前报送绩效目标表，逾期不予受理。")
    assert not found.projects
    with pytest.raises(NoTargetTable, match="没有表格"):
        require_targets(found)


def test_a_list_of_projects_does_not_lend_its_head_to_the_next_table() -> None:
    listing = [["项目名称", "主管部门", "金额"], *[[f"工程{n}", "水利局", "30"] for n in range(5)]]
    found = extract(listing, "防汛经费绩效目标表", TARGET)
    assert [p.title for p in found.projects] == ["防汛经费"]


def test_a_head_without_indicators_is_free_for_other_readers() -> None:
    purchase = [["项目名称", "防汛经费"], ["采购金额", "12"], ["主管部门", "水利局"]]
    found = extract(purchase, "部门预算说明", [["姓名", "金额"], ["某甲", "3"]])
    assert [n.taken_as for n in found.tables] == ["other", "other"]
    assert "其后没有绩效指标" in found.tables[0].why


def test_an_unfinished_form_is_a_target_and_not_a_blank_form() -> None:
    rows = [
        ["项目名称", ("防汛经费", 3)],
        ["年度目标", ("安全度汛。", 3)],
        *TARGET[:1],
        ["产出指标", "数量指标", "巡查次数", ""],
        ["效益指标", "社会效益指标", "度汛安全", ""],
    ]
    found = extract(rows)
    assert [row.value for row in found.projects[0].indicators] == ["", ""]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (
            "高校学科评估指标体系",
            [["一级指标", "二级指标", "观测点"], ["师资队伍", "结构", "职称"]],
        ),
        (
            "医院考核指标",
            [
                ["一级指标", "二级指标", "三级指标", "指标属性", "指标导向"],
                ["医疗质量", "功能定位", "门诊人次数", "定量", "监测比较"],
            ],
        ),
        ("主要预期指标", [["指标名称", "单位", "目标值"], ["地区生产总值", "亿元", "100"]]),
        (
            "“十四五”主要指标",
            [["指标名称", "计量单位", "指标性质", "目标值"], ["森林覆盖率", "%", "约束性", "40"]],
        ),
        (
            "2024年重点工作任务分解表",
            [["序号", "任务", "目标值", "完成时限"], ["1", "造林", "2万亩", "12月"]],
        ),
    ],
)
def test_lists_of_other_indicators(title: str, rows: Rows) -> None:
    assert not extract(title, rows).projects
