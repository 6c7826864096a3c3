"""Combinations that no list of layouts names."""

from __future__ import annotations

from decimal import Decimal

from targetforms import Rows, extract, lines, project, table

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]


def test_areas_under_a_value_header_whose_levels_are_not_merged() -> None:
    found = project(
        "生态护林员补助项目绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标", ("指标值", 3)],
            ["", "", "", "东岭县", "云溪县", "合计"],
            ["产出指标", "数量指标", "护林员人数", "120", "80", "200"],
        ],
    )
    assert lines(found) == [("产出指标", "数量指标", "护林员人数", "200")]
    assert found.indicators[0].other["云溪县"] == "80"
    assert found.indicators[0].anchors["value"].column == 6


def test_wide_sheet_with_title_rows_amounts_and_a_total() -> None:
    found = extract(
        table(
            [
                [("表10", 7)],
                [("部门预算项目绩效目标表", 7)],
                [("部门：云溪县民政局", 4), ("金额单位：万元", 3)],
                ["项目名称", "预算金额", "年度绩效目标", *HEAD],
                ["城乡低保", "1200", "保障基本生活", "产出指标", "数量指标", "人数", "≥5000人"],
                ["", "", "", "效益指标", "社会效益指标", "生活水平", "改善"],
                ["临时救助", "300", "救急难", "产出指标", "数量指标", "救助人次", "≥900人次"],
                ["合计", "1500", "", "", "", "", ""],
            ],
            sheet="10",
        )
    )
    assert [(p.title, p.amount, p.objective, len(p.indicators)) for p in found.projects] == [
        ("城乡低保", Decimal(1200), "保障基本生活", 2),
        ("临时救助", Decimal(300), "救急难", 1),
    ]


def test_wide_table_that_runs_on_without_header() -> None:
    wide = ["项目名称", "年度目标", *HEAD]
    found = extract(
        [wide, ["水毁修复", "修好。", "产出指标", "数量指标", "处数", "3处"]],
        [
            ["", "", "", "质量指标", "合格率", "100%"],
            ["渠道清淤", "畅通。", "产出指标", "数量指标", "长度", "5公里"],
        ],
    ).projects
    assert [(p.title, len(p.indicators)) for p in found] == [("水毁修复", 2), ("渠道清淤", 1)]
    assert found[0].indicators[1].level1 == "产出指标"


def test_half_year_and_whole_year_and_unit_called_danwei() -> None:
    found = project(
        "图书馆运行经费绩效目标表",
        [
            ["一级指标", "二级指标", "三级指标", "单位", "半年(程)目标值", "全年(程)目标值"],
            ["产出", "数量指标", "开放天数", "天", "≥150", "≥300"],
        ],
    )
    assert lines(found, "level1", "value", "unit") == [("产出", "≥300", "天")]
    assert found.indicators[0].other == {"半年(程)目标值": "≥150"}


def test_titles_of_several_projects_inside_one_table() -> None:
    found = extract(
        [
            [("一、农村饮水维修项目绩效目标表", 4)],
            ["绩效目标", ("保障供水", 3)],
            HEAD,
            ["产出指标", "数量指标", "维修处数", "12处"],
            [("二、河长制工作经费绩效目标表", 4)],
            ["绩效目标", ("河湖长治", 3)],
            HEAD,
            ["产出指标", "数量指标", "巡河次数", "≥52次"],
        ]
    ).projects
    assert [(p.title, p.objective) for p in found] == [
        ("农村饮水维修项目", "保障供水"),
        ("河长制工作经费", "河湖长治"),
    ]


def test_second_project_in_a_table_without_its_own_header() -> None:
    found = extract(
        [
            ["项目名称", ("农技推广", 3)],
            ["年度目标", ("推广良种。", 3)],
            HEAD,
            ["产出指标", "数量指标", "推广面积", "3万亩"],
            ["项目名称", ("种质保护", 3)],
            ["年度目标", ("保护种质。", 3)],
            ["产出指标", "数量指标", "保护品种", "5个"],
            ["满意度指标", "服务对象满意度指标", "农户满意度", "≥90%"],
        ]
    ).projects
    assert [(p.title, p.objective) for p in found] == [
        ("农技推广", "推广良种。"),
        ("种质保护", "保护种质。"),
    ]
    assert [len(p.indicators) for p in found] == [1, 2]


def test_value_split_into_sign_number_and_unit_below_one_header() -> None:
    found = project(
        "光伏电站运维项目绩效目标表",
        [
            [*((name, 1, 2) for name in HEAD[:3]), ("指标值", 3), ("权重", 1, 2)],
            ["符号", "数值", "单位"],
            ["产出指标", "数量指标", "运维电站", "≥", "26", "座", "20"],
        ],
    )
    assert lines(found, "operator", "value", "unit", "weight") == [("≥", "26", "座", "20")]


def test_label_at_the_side_that_spans_objective_and_indicators() -> None:
    found = project(
        [
            ["项目名称", ("动物疫病防控", 4)],
            [("绩效目标", 1, 4), "年度目标", ("防疫密度达标", 3)],
            HEAD,
            ["产出指标", "数量指标", "免疫头数", "≥12万头"],
            ["效益指标", "社会效益指标", "疫情", "未发生重大疫情"],
        ]
    )
    assert found.objective == "防疫密度达标"
    assert len(found.indicators) == 2


def test_two_periods_of_everything_in_the_ministry_form() -> None:
    found = project(
        [
            [("项目支出绩效目标表", 8)],
            ["项目名称", "", ("水文监测能力建设", 6)],
            [
                ("项目资金\n（万元）", 2, 2),
                ("实施期资金总额：", 2),
                "300",
                ("年度资金总额：", 2),
                "100",
            ],
            [("其中：财政拨款", 2), "300", ("其中：财政拨款", 2), "100"],
            [("总体\n目标", 1, 2), ("实施期目标（2024—2026年）", 4), ("年度目标", 3)],
            [("建成站网。", 4), ("新建12站。", 3)],
            [("绩\n效\n指\n标", 1, 3), *HEAD, *HEAD[1:]],
            [
                ("产出指标", 1, 2),
                "数量指标",
                "新建水文站",
                "36站",
                "数量指标",
                "新建水文站",
                "12站",
            ],
            ["质量指标", "合格率", "100%", "质量指标", "合格率", "≥98%"],
        ]
    )
    assert found.title == "水文监测能力建设"
    assert found.amount == Decimal(100)
    assert found.funds == {"财政拨款": Decimal(100)}
    assert found.objective == "新建12站。"
    assert [row.value for row in found.indicators] == ["12站", "≥98%"]


def test_objective_below_the_indicators() -> None:
    found = project(
        "路灯电费项目绩效目标表",
        [HEAD, ["产出指标", "数量指标", "路灯盏数", "6000盏"], ["绩效目标", ("保障照明。", 3)]],
    )
    assert found.objective == "保障照明。"
    assert len(found.indicators) == 1


def test_continuation_headed_as_such() -> None:
    first: Rows = [HEAD, ["产出指标", "数量指标", "路灯盏数", "6000盏"]]
    second: Rows = [HEAD, ["产出指标", "质量指标", "亮灯率", "98%"]]
    assert len(project("路灯电费项目绩效目标表", first, "续表", second).indicators) == 2


def test_sections_of_a_description_are_no_title() -> None:
    found = project(
        "# 社区文化活动中心运行项目经费情况说明",
        "# 一、项目概述",
        "中心免费开放。",
        "# 六、年度预算安排",
        "120万元。",
        "# 七、绩效目标",
        [HEAD, ["产出指标", "数量指标", "开放天数", "≥300天"]],
    )
    assert found.title == "社区文化活动中心运行项目"


def test_several_indicators_in_the_lines_of_one_row() -> None:
    found = project(
        "教师培训项目绩效目标表",
        [
            HEAD,
            ["产出指标", "数量指标", "指标1：培训人数\n指标2：培训期数", "≥200人\n4期"],
            ["产出指标", "质量指标", "1.合格率\n2.出勤率", "1.≥95%\n2.≥98%"],
            ["效益指标", "社会效益指标", "教学水平\n（长期）", "提升"],
        ],
    )
    assert lines(found, "name", "value") == [
        ("培训人数", "≥200人"),
        ("培训期数", "4期"),
        ("合格率", "≥95%"),
        ("出勤率", "≥98%"),
        ("教学水平\n（长期）", "提升"),
    ]


def test_type_column_holds_the_second_level() -> None:
    found = project(
        "气象服务项目绩效目标表",
        [
            ["指标类型", "指标名称", "指标值", "备注"],
            ["数量指标", "预报次数", "≥300次", ""],
            ["质量指标", "准确率", "≥88%", ""],
        ],
    )
    assert lines(found)[0] == ("", "数量指标", "预报次数", "≥300次")


def test_type_column_of_quantitative_and_qualitative_is_no_comparator() -> None:
    found = project(
        "气象服务项目绩效目标表",
        [
            [*HEAD, "指标值类型"],
            ["产出指标", "数量指标", "预报次数", "≥300次", "定量"],
            ["效益指标", "社会效益指标", "防灾意识", "提升", "定性"],
        ],
    )
    assert [row.operator for row in found.indicators] == ["", ""]
    assert found.indicators[1].other == {"指标值类型": "定性"}


def test_department_form_with_money_in_sentences() -> None:
    found = project(
        "# 一、部门整体支出绩效目标",
        [
            ["部门（单位）名称", ("云溪县统计局", 3)],
            ["年度预算申请（万元）", ("资金总额：456.7", 3)],
            ["", "其中：一般公共预算：456.7", ("项目支出：156.7", 2)],
            ["整体绩效目标", ("完成普查。", 3)],
            HEAD,
            ["产出指标", "数量指标", "普查对象", "≥6000户"],
        ],
    )
    assert (found.kind, found.title, found.amount) == (
        "department",
        "云溪县统计局",
        Decimal("456.7"),
    )
    assert found.funds == {"一般公共预算": Decimal("456.7"), "项目支出": Decimal("156.7")}


def test_text_cells_one_project_a_row() -> None:
    found = extract(
        [
            ["项目名称", "资金（万元）", "年度目标", "绩效指标"],
            [
                "空气监测",
                "132",
                "稳定运行。",
                "【产出指标-数量指标】指标1：运维站点（12个）\n"
                "【产出指标-时效指标】指标1：报告报送时间（每月15日前）",
            ],
            ["宣传活动", "8", "提升意识。", "【产出指标-数量指标】指标1：活动场次（≥6场）"],
        ]
    ).projects
    assert [p.title for p in found] == ["空气监测", "宣传活动"]
    assert lines(found[0], "name", "value") == [
        ("运维站点", "12个"),
        ("报告报送时间", "每月15日前"),
    ]
    assert found[1].objective == "提升意识。"


def test_confidence_falls_where_a_column_is_doubtful() -> None:
    found = extract(
        "宣传经费绩效目标表",
        [["一级指标", "二级指标", "三级指标", "要求"], ["产出指标", "数量指标", "场次", "≥6场"]],
    )
    assert found.projects[0].indicators[0].found["value"].confidence < 0.8
    assert "要求" in found.tables[0].doubts[0]


def test_one_header_over_level_and_name_or_over_sign_and_number() -> None:
    found = project(
        "生态补偿资金绩效目标表",
        [
            ["绩效指标", ("指标内容", 2), ("年度指标值", 2)],
            ["产出指标", "数量指标", "补偿面积", "≥", "2万亩"],
            ["", "质量指标", "合格率", "≥", "95%"],
        ],
    )
    assert lines(found, "level1", "level2", "name", "operator", "value") == [
        ("产出指标", "数量指标", "补偿面积", "≥", "2万亩"),
        ("产出指标", "质量指标", "合格率", "≥", "95%"),
    ]


def test_a_number_beside_the_name_stays_out_of_it() -> None:
    found = project(
        "教师培训项目绩效目标表",
        [
            ["一级指标", "二级指标", ("三级指标", 2), "指标值"],
            ["产出指标", "数量指标", "指标1：", "培训教师人数", "≥200人"],
            ["", "", "指标2：", "培训期数", "4期"],
            ["", "", "……", "", ""],
        ],
    )
    assert lines(found, "name", "value") == [("培训教师人数", "≥200人"), ("培训期数", "4期")]


def test_amount_column_in_yuan() -> None:
    found = project(
        [
            ["项目名称", "资金总额（元）", "绩效目标", *HEAD],
            ["甲工程", "1200000", "建成。", "产出指标", "数量指标", "处数", "3处"],
        ]
    )
    assert str(found.amount) == "120"


def test_two_unnamed_forms_apart() -> None:
    found = extract(
        "（一）生态补偿项目绩效目标",
        "绩效目标：保护。",
        [HEAD, ["产出指标", "数量指标", "补偿面积", "≥2万亩"]],
        "（二）林长制项目绩效目标",
        "绩效目标：巡林。",
        [HEAD, ["产出指标", "数量指标", "巡林次数", "≥52次"]],
    ).projects
    assert [(p.title, p.objective) for p in found] == [
        ("生态补偿项目", "保护。"),
        ("林长制项目", "巡林。"),
    ]


def test_headers_that_a_scan_garbled() -> None:
    found = project(
        "环卫作业经费绩效目标表",
        [
            ["一级指标", "平二。级", "王级扌旨标", "年度指标值"],
            ["产出指标", "数量指标", "清扫面积", "≥86万平方米"],
            ["", "质量指标", "清扫达标率", "≥95%"],
        ],
    )
    assert lines(found)[1] == ("产出指标", "质量指标", "清扫达标率", "≥95%")
    assert found.indicators[0].found["level2"].confidence == 0.7
    assert found.indicators[0].found["name"].how == "按所在位置认定"
