"""Forms one under the other, sums, units near their amounts, labels no list has."""

from __future__ import annotations

from decimal import Decimal

import pytest
from targetforms import Rows, extract, lines, project, table

from perflint.extraction.lexicon import head_of
from perflint.extraction.prose import split_item
from perflint.extraction.sums import amount_of, declared_unit
from perflint.extraction.totals import is_total, names_total

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
BODY: Rows = [
    ["产出指标", "数量指标", "清淤渠道长度", "≥18公里"],
    ["产出指标", "质量指标", "渠道验收合格率", "≥97%"],
    ["满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%"],
]
ACHIEVED: Rows = [
    [("项目名称", 2), ("上年清淤", 4)],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
    ["产出指标", "数量指标", "清淤长度", "≥9公里", "9公里", "20"],
]


def form(title: str, *before: list[str], unit: str = "（万元）", amount: str = "45") -> Rows:
    return [
        *before,
        ["项目名称", (title, 3)],
        [f"项目资金{unit}", "资金总额", (amount, 2)],
        ["年度目标", (f"完成{title}。", 3)],
        HEADER,
        *BODY,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "分值合计",
        "总 分",
        "权重合计（%）",
        "总计：100分",
        "得分合计",
        "总分值",
        "小计",
        "指标总分值",
    ],
)
def test_a_word_for_a_sum(text: str) -> None:
    assert names_total(text)


@pytest.mark.parametrize("text", ["合计培训人数", "项目总成本", "年度总产值", "总分数线达标率", ""])
def test_no_word_for_a_sum(text: str) -> None:
    assert not names_total(text)


def test_a_sum_has_numbers_only_beside_it() -> None:
    assert is_total(["合计", "100", "100.00", "100%"])
    assert not is_total(["合计", "补助人数"])


@pytest.mark.parametrize("label", ["分值合计", "权重合计", "总分：100分", "总 计"])
def test_sum_rows_are_no_indicators(label: str) -> None:
    header = [*HEADER, "分值"]
    rows = [[*row, "30"] for row in BODY]
    found = project("沟渠清淤绩效目标表", [header, *rows, [(label, 4), "90"]])
    assert len(found.indicators) == 3


def test_the_unit_of_the_label_beside_an_amount() -> None:
    found = project("项目支出绩效目标表", form("渠道清淤", unit="（元）", amount="450,000.00"))
    assert found.amount == Decimal(45)


def test_each_form_has_its_own_unit() -> None:
    found = extract(
        "部门整体支出绩效目标表",
        [["部门名称", ("某局", 3)], ["预算总额（万元）", ("1280", 3)], HEADER, *BODY],
        "项目支出绩效目标表",
        "金额单位：元",
        form("渠道清淤", unit="", amount="450000"),
        "项目支出绩效目标表",
        form("泵站检修", unit="", amount="32"),
    )
    assert [p.amount for p in found.projects] == [Decimal(1280), Decimal(45), Decimal(32)]


def test_a_unit_said_to_be_that_of_all_forms_holds_on() -> None:
    found = extract(
        "以下各表金额单位均为元",
        "项目支出绩效目标表",
        form("渠道清淤", unit="", amount="450000"),
        "项目支出绩效目标表",
        form("泵站检修", unit="", amount="320000"),
    )
    assert [p.amount for p in found.projects] == [Decimal(45), Decimal(32)]


def test_a_unit_line_between_the_forms_of_a_sheet() -> None:
    rows = [*form("渠道清淤"), [("金额单位：元", 4)], *form("泵站检修", unit="", amount="320000")]
    found = extract(table(rows, sheet="表一"))
    assert [p.amount for p in found.projects] == [Decimal(45), Decimal(32)]


def test_titles_in_one_cell_part_the_forms_of_a_sheet() -> None:
    rows: list[list[object]] = [["渠道清淤绩效目标表", "", "", ""], HEADER, *BODY]
    rows += [["附件2", "", "", ""], ["泵站检修绩效目标表", "", "", ""], HEADER, *BODY]
    found = extract(table(rows, sheet="Sheet1"))  # type: ignore[arg-type]
    assert [(p.title, len(p.indicators)) for p in found.projects] == [
        ("渠道清淤", 3),
        ("泵站检修", 3),
    ]


@pytest.mark.parametrize("title", [[["2023年项目支出绩效自评表", "", "", "", "", ""]], []])
def test_a_self_evaluation_between_forms(title: list[list[str]]) -> None:
    rows = [*form("渠道清淤"), *title, *ACHIEVED, *form("泵站检修")]
    found = extract(table(rows, sheet="Sheet1"))
    assert [(p.title, len(p.indicators)) for p in found.projects] == [
        ("渠道清淤", 3),
        ("泵站检修", 3),
    ]


def test_a_list_of_projects_below_a_form_is_no_indicator() -> None:
    rows = [*form("渠道清淤"), ["序号", "项目名称", "预算金额", ""], ["1", "渠道清淤", "45", ""]]
    assert len(project(table(rows, sheet="Sheet1")).indicators) == 3


def test_a_side_title_is_no_name() -> None:
    rows: Rows = [
        ["绩效指标", "一级指标", "二级指标", "指标内容", "指标值"],
        [("绩\n效\n指\n标", 1, 2), "产出指标", "数量指标", "清淤渠道长度", "≥18公里"],
        ["满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%"],
        [("备注：由项目单位填写", 5)],
    ]
    found = project("渠道清淤绩效目标表", rows)
    assert [row.name for row in found.indicators] == ["清淤渠道长度", "用水户满意度"]


def test_what_is_said_above_the_title_is_not_the_projects() -> None:
    found = extract(
        "（一）总体绩效目标：全面完成全年水利工作。",
        "（二）项目绩效目标",
        "1、渠道清淤绩效目标表",
        [["绩效目标", ("清淤18公里。", 3)], HEADER, *BODY],
        "2、泵站检修绩效目标表",
        "年度目标：检修泵站6座。",
        [HEADER, *BODY],
    )
    assert [p.objective for p in found.projects] == ["清淤18公里。", "检修泵站6座。"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("年度单位整体绩效目标", "objective_year"),
        ("2025年项目支出总体目标", "objective"),
        ("中期项目总体目标", "objective_long"),
        ("本次申请资金总额（万元）", "amount"),
        ("年度项目预算金额", "amount_year"),
        ("二级项目名称", "project"),
    ],
)
def test_labels_put_together(text: str, role: str) -> None:
    label = head_of(text)
    assert label is not None
    assert label.role == role


@pytest.mark.parametrize("text", ["数量目标", "产出目标", "绩效目标表", "目标完成率"])
def test_other_words_are_no_objective(text: str) -> None:
    label = head_of(text)
    assert label is None or not label.role.startswith("objective")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("62万元（财政拨款60万元，自筹2万元）", "62"),
        ("128.5万元，其中：财政拨款100万元", "128.5"),
        ("90（万元）", "90"),
        ("3千元", "0.3"),
    ],
)
def test_the_parts_of_an_amount_are_put_aside(text: str, amount: str) -> None:
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("填报单位：某局 金额单位：元", "元"),
        ("（万元）", "万元"),
        ("单位：元/人", ""),
    ],
)
def test_declared_units(text: str, unit: str) -> None:
    assert declared_unit(text) == unit


def test_a_formula_belongs_to_the_name() -> None:
    assert split_item("出水达标率=达标天数/运行天数（≥96%）") == (
        "出水达标率=达标天数/运行天数",
        "≥96%",
        True,
    )
    assert split_item("达标率=达标数/总数≥96%") == ("达标率=达标数/总数", "≥96%", True)


def test_boxed_lines_in_a_text() -> None:
    found = project(
        "（一）项目名称：渠道清淤",
        "项目资金：45万元（财政拨款45万元）",
        "【年度目标】清淤18公里，改善灌溉条件。",
        "【产出指标-数量指标】指标1：清淤长度（≥18公里）；指标2：检修闸门（6座）",
        "【产出指标-质量指标】指标1：验收合格率（≥97%）",
        "【效益指标-可持续影响指标】指标1：管护制度（延续）",
        "【满意度指标-服务对象满意度指标】指标1：用水户满意度（≥92%）",
        "三、名词解释",
        "绩效目标：指资金要达到的产出和效果。",
    )
    assert (found.title, found.amount) == ("渠道清淤", Decimal(45))
    assert found.objective == "清淤18公里，改善灌溉条件。"
    assert lines(found, "name", "value") == [
        ("清淤长度", "≥18公里"),
        ("检修闸门", "6座"),
        ("验收合格率", "≥97%"),
        ("管护制度", "延续"),
        ("用水户满意度", "≥92%"),
    ]


def test_rows_without_first_level_go_on_with_the_form_above() -> None:
    found = extract(
        "渠道清淤绩效目标表",
        [HEADER, BODY[0], ["", "时效指标", "完成时间", "10月底前"]],
        "续表",
        [HEADER, ["", "成本指标", "清淤单价", "≤2.5万元/公里"], BODY[2]],
    )
    assert len(found.projects) == 1
    assert [row.level1 for row in found.projects[0].indicators] == [
        "产出指标",
        "产出指标",
        "产出指标",
        "满意度指标",
    ]


def test_rows_of_a_wide_dump_that_lost_their_merged_cells() -> None:
    found = extract(
        "2025年部门预算项目绩效目标表",
        [
            ["项目名称", "预算金额（万元）", *HEADER],
            ["渠道清淤", "45", *BODY[0]],
            ["质量指标", "渠道验收合格率", "≥97%", "", "", ""],
            ["断面达标率", "≥95%", "", "", "", ""],
            ["满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%", "", ""],
            ["泵站检修", "32", "产出指标", "数量指标", "检修泵站", "6座"],
        ],
    )
    assert [(p.title, p.amount) for p in found.projects] == [
        ("渠道清淤", Decimal(45)),
        ("泵站检修", Decimal(32)),
    ]
    assert lines(found.projects[0])[1:] == [
        ("产出指标", "质量指标", "渠道验收合格率", "≥97%"),
        ("产出指标", "质量指标", "断面达标率", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "用水户满意度", "≥92%"),
    ]


def test_an_objective_over_unmerged_rows() -> None:
    goals = [["年度目标", "目标1：清淤18公里；", "", ""], ["", "目标2：灌溉有保障。", "", ""]]
    found = project([["项目名称", "渠道清淤", "", ""], *goals, HEADER, *BODY])
    assert found.objective == "目标1：清淤18公里；\n目标2：灌溉有保障。"


def test_the_amount_below_an_unmerged_list_of_tasks() -> None:
    tasks = [["年度主要任务", "任务名称", "主要内容", ""], ["", "任务1", "修渠", ""]]
    head = [["部门名称", ("某局", 3)], *tasks, ["预算总额（万元）", ("1280", 3)]]
    found = project("部门整体支出绩效目标表", [*head, ["年度目标", ("履职。", 3)], HEADER, *BODY])
    assert (found.kind, found.amount) == ("department", Decimal(1280))


def test_an_objective_above_the_projects_name_comes_after_its_own() -> None:
    rows: Rows = [
        [("（一）总体绩效目标：做好水利工作。", 4)],
        [("项目名称：渠道清淤", 4)],
        [("绩效目标：清淤18公里。", 4)],
        HEADER,
        *BODY,
    ]
    assert project(table(rows, sheet="Sheet1")).objective == "清淤18公里。"
