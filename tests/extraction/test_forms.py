"""Whole forms: heads and indicators in one table, department forms, tables that run on."""

from __future__ import annotations

from decimal import Decimal

from targetforms import Rows, extract, lines, project, table

NATIONAL: Rows = [
    [("项目支出绩效目标表", 9)],
    [("（2024年度）", 9)],
    [("项目名称", 2), ("高标准农田建设补助", 7)],
    [("主管部门及代码", 2), ("农业农村局 301", 3), ("实施单位", 2), ("农田建设站", 2)],
    [("项目负责人", 2), ("某某", 3), ("联系电话", 2), ("000-0000", 2)],
    [("项目资金\n（万元）", 2, 3), ("年度资金总额：", 3), ("1250.50", 4)],
    [("其中：财政拨款", 3), ("1000.00", 4)],
    [("其他资金", 3), ("250.50", 4)],
    [("总体\n目标", 1, 2), ("年度目标", 8)],
    [("目标1：新建高标准农田。\n目标2：改造排灌渠系。", 8)],
    [("绩\n效\n指\n标", 1, 6), "一级指标", ("二级指标", 2), ("三级指标", 2), ("指标值", 3)],
    [("产出指标", 1, 3), ("数量指标", 2, 2), ("指标1：新建高标准农田面积", 2), ("≥1.2万亩", 3)],
    [("指标2：改造渠系长度", 2), ("≥36公里", 3)],
    [("时效指标", 2), ("完工时间", 2), ("2024年12月底前", 3)],
    ["效益指标", ("经济效益\n指标", 2), ("亩均增收", 2), ("≥120元", 3)],
    ["满意度\n指标", ("服务对象满意度指标", 2), ("受益农户满意度", 2), ("≥90%", 3)],
]


def test_the_national_form() -> None:
    found = project(NATIONAL)
    assert found.title == "高标准农田建设补助"
    assert found.objective == "目标1：新建高标准农田。\n目标2：改造排灌渠系。"
    assert found.amount == Decimal("1250.50")
    assert found.funds == {"财政拨款": Decimal("1000.00"), "其他资金": Decimal("250.50")}
    assert found.facts == {"主管部门及代码": "农业农村局 301", "实施单位": "农田建设站"}
    assert lines(found) == [
        ("产出指标", "数量指标", "新建高标准农田面积", "≥1.2万亩"),
        ("产出指标", "数量指标", "改造渠系长度", "≥36公里"),
        ("产出指标", "时效指标", "完工时间", "2024年12月底前"),
        ("效益指标", "经济效益指标", "亩均增收", "≥120元"),
        ("满意度指标", "服务对象满意度指标", "受益农户满意度", "≥90%"),
    ]
    assert found.anchors["title"].row == 3
    assert found.indicators[1].anchors["name"].row == 13


def test_people_are_never_kept() -> None:
    found = project(NATIONAL)
    text = found.model_dump_json()
    assert "某某" not in text
    assert "000-0000" not in text


def test_several_national_forms_one_after_the_other_and_in_one_table() -> None:
    second = [[*row] for row in NATIONAL]
    second[2] = [("项目名称", 2), ("农机购置补贴", 7)]
    apart = extract(NATIONAL, second).projects
    joined = extract([*NATIONAL, *second]).projects
    for found in (apart, joined):
        assert [p.title for p in found] == ["高标准农田建设补助", "农机购置补贴"]
        assert [len(p.indicators) for p in found] == [5, 5]
        assert found[1].amount == Decimal("1250.50")


def test_sheets_each_with_a_project() -> None:
    found = extract(table(NATIONAL, sheet="农田"), table(NATIONAL, sheet="农机"))
    assert len(found.projects) == 2


def test_both_periods_of_money_and_objective() -> None:
    found = project(
        [
            ["项目名称", ("湿地保护修复", 3)],
            [("项目资金（万元）", 1, 3), "中期资金总额", "900", ""],
            ["年度资金总额", "300", ""],
            ["其中：财政拨款", "280", ""],
            [("总体目标", 1, 2), "实施期目标", ("年度目标", 2)],
            ["修复湿地9000亩。", ("修复湿地3000亩。", 2)],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "修复面积", "≥3000亩"],
        ]
    )
    assert found.amount == Decimal(300)
    assert found.funds == {"财政拨款": Decimal(280)}
    assert found.objective == "修复湿地3000亩。"
    assert found.facts == {"实施期目标": "修复湿地9000亩。", "中期资金总额": "900"}


def test_amounts_in_yuan_become_wan() -> None:
    found = project(
        [
            [("金额单位：元", 4)],
            ["项目名称", ("校舍维修", 3)],
            ["资金总额", "856,000.00", "其中：财政拨款", "856,000.00"],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "维修校舍", "4所"],
        ]
    )
    assert found.amount == Decimal("85.6")
    assert found.funds["财政拨款"] == Decimal("85.6")


def test_transposed_head_above_the_indicators() -> None:
    found = project(
        [
            ["项目名称", "主管部门", "资金总额（万元）", "年度目标"],
            ["应急物资储备", "应急管理局", "65.00", "储备物资满足需要。"],
        ],
        [
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "储备帐篷", "≥300顶"],
        ],
    )
    assert (found.title, found.amount) == ("应急物资储备", Decimal("65.00"))
    assert found.objective == "储备物资满足需要。"
    assert found.facts == {"主管部门": "应急管理局"}


def test_lines_above_the_table_make_the_head() -> None:
    found = extract(
        "项目名称：公共厕所管护经费",
        "主管部门：城市管理局",
        "项目资金：42万元",
        "联系电话：000-0000",
        "年度目标：公厕全天开放，",
        "环境整洁。",
        [
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "管护公厕", "56座"],
        ],
        "项目名称：路灯电费",
        "绩效目标：保障照明。",
        [
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "质量指标", "亮灯率", "≥98%"],
        ],
    ).projects
    assert [p.title for p in found] == ["公共厕所管护经费", "路灯电费"]
    assert found[0].objective == "公厕全天开放，\n环境整洁。"
    assert found[0].amount == Decimal(42)
    assert found[1].objective == "保障照明。"


def test_department_form_between_projects() -> None:
    department: Rows = [
        [("部门整体支出绩效目标表", 6)],
        ["部门名称", ("云溪县档案馆", 5)],
        [("年度主要任务", 1, 4), "任务名称", "主要内容", ("预算金额（万元）", 3)],
        ["", "", "总额", "财政拨款", "其他资金"],
        ["档案数字化", "完成扫描", "60", "60", "0"],
        [("金额合计", 2), "260", "260", "0"],
        ["年度总体目标", ("提升档案服务水平。", 5)],
        [("年度绩效指标", 1, 3), "一级指标", "二级指标", ("三级指标", 2), "指标值"],
        ["产出指标", "数量指标", ("数字化卷数", 2), "≥3万卷"],
        ["满意度指标", "服务对象满意度指标", ("查档群众满意度", 2), "≥95%"],
    ]
    found = extract(NATIONAL, department, NATIONAL).projects
    assert [(p.number, p.kind) for p in found] == [
        (1, "project"),
        (2, "department"),
        (3, "project"),
    ]
    assert found[1].title == "云溪县档案馆"
    assert found[1].objective == "提升档案服务水平。"
    assert found[1].amount == Decimal(260)
    assert lines(found[1], "name", "value") == [
        ("数字化卷数", "≥3万卷"),
        ("查档群众满意度", "≥95%"),
    ]


def test_department_form_by_its_heading() -> None:
    found = project(
        "# 云溪县体育局2024年部门整体支出绩效目标表",
        [
            ["年度目标", ("办好全民健身活动。", 3)],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "赛事场次", "≥20场"],
        ],
    )
    assert found.kind == "department"
    assert found.title == "云溪县体育局2024年部门整体支出"


def test_a_table_over_two_pages_is_one_project() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值"]
    found = project(
        "地质灾害防治经费绩效目标表",
        [head, ["产出指标", "数量指标", "监测点", "86处"], ["", "质量指标", "预警准确率", "≥95%"]],
        "— 12 —",
        [
            head,
            ["", "时效指标", "预警发布", "≤30分钟"],
            ["效益指标", "社会效益指标", "人员伤亡", "0人"],
        ],
    )
    assert [row.level1 for row in found.indicators] == ["产出指标"] * 3 + ["效益指标"]


def test_a_second_project_without_heading_is_not_swallowed() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值"]
    rows = [
        head,
        ["产出指标", "数量指标", "监测点", "86处"],
        ["效益指标", "社会效益", "伤亡", "0人"],
    ]
    assert len(extract("防治经费绩效目标表", rows, rows).projects) == 2


def test_a_page_without_header_goes_on() -> None:
    found = project(
        "地质灾害防治经费绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "监测点", "86处"],
        ],
        [
            ["产出指标", "质量指标", "预警准确率", "≥95%"],
            ["效益指标", "社会效益指标", "人员伤亡", "0人"],
        ],
    )
    assert lines(found)[1:] == [
        ("产出指标", "质量指标", "预警准确率", "≥95%"),
        ("效益指标", "社会效益指标", "人员伤亡", "0人"),
    ]


def test_levels_on_rows_of_their_own() -> None:
    head = [
        "单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值",
        "度量单位", "指标属性", "指标内容",
    ]  # fmt: skip
    found = extract(
        "项目支出绩效目标表（本级下达）",
        [
            head,
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
            ["云溪县司法局", "", "", "", "", "", "", "", "", ""],
            ["法治宣传经费", "提升法治意识。", "", "", "", "", "", "", "", ""],
            ["", "", "产出指标", "", "", "", "", "", "", ""],
            ["", "", "", "数量指标", "", "", "", "", "", ""],
            ["", "", "", "", "宣讲场次", ">=", "40", "场", "定量指标", "反映宣讲次数"],
            ["", "", "", "", "发放资料", ">=", "8000", "份", "定量指标", "反映发放数量"],
            ["", "", "效益指标", "", "", "", "", "", "", ""],
            ["", "", "", "社会效益指标", "", "", "", "", "", ""],
            ["", "", "", "", "法治意识", "=", "提升", "", "定性指标", "反映提升情况"],
        ],
    )
    assert [p.title for p in found.projects] == ["法治宣传经费"]
    assert lines(found.projects[0], "level1", "level2", "name", "operator", "value", "unit") == [
        ("产出指标", "数量指标", "宣讲场次", ">=", "40", "场"),
        ("产出指标", "数量指标", "发放资料", ">=", "8000", "份"),
        ("效益指标", "社会效益指标", "法治意识", "=", "提升", ""),
    ]
    assert found.projects[0].indicators[0].other == {"指标属性": "定量指标"}
    assert found.projects[0].indicators[0].description == "反映宣讲次数"
    assert not any("未计入" in doubt for note in found.tables for doubt in note.doubts)


def test_rows_that_are_no_indicators() -> None:
    found = extract(
        "老年食堂补助项目绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标", "指标值", "分值"],
            ["产出指标", "数量指标", "开办食堂", "12家", "30"],
            ["", "质量指标", "", "", ""],
            ["", "时效指标", "……", "", ""],
            ["", "成本指标", "补助标准", "", "20"],
            ["效益指标", "社会效益指标", "★就餐便利", "提升", "50"],
            ["合计", "", "", "", "100"],
            [("注：分值合计为100分。", 5)],
            ["填报人：", "某某", "联系电话：", "000", ""],
        ],
    )
    project = found.projects[0]
    assert lines(project, "level2", "name", "value") == [
        ("数量指标", "开办食堂", "12家"),
        ("成本指标", "补助标准", ""),
        ("社会效益指标", "就餐便利", "提升"),
    ]
    assert "2行只有二级指标" in found.tables[0].doubts[0]


def test_cells_shifted_left_by_a_lost_merge() -> None:
    found = project(
        "智慧停车运维经费绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标", "指标描述", "指标值"],
            ["产出指标", "数量指标", "泊位", "接入泊位", "≥6000个"],
            ["接入停车场", "接入数", "≥40个", "", ""],
            ["质量指标", "故障率", "系统故障", "≤1%", ""],
            ["效益指标", "社会效益指标", "停车难", "缓解情况", "缓解"],
        ],
    )
    assert lines(found)[2] == ("产出指标", "质量指标", "故障率", "≤1%")
    assert lines(found)[3] == ("效益指标", "社会效益指标", "停车难", "缓解")


def test_nested_tables_in_a_layout_table() -> None:
    outer = table([["导航", "正文"]])
    outer.cells[1].text = "图书馆免费开放绩效目标表"
    outer.cells[1].tables = [
        table(
            [
                ["一级指标", "二级指标", "三级指标", "指标值"],
                ["产出指标", "时效指标", "开放时间", "≥56小时/周"],
            ]
        )
    ]
    found = extract(outer)
    assert [p.title for p in found.projects] == ["图书馆免费开放"]
    assert [note.taken_as for note in found.tables] == ["layout", "indicators"]
