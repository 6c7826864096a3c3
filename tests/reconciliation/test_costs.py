from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from perflint.extraction.budget_projects import Listed
from perflint.reconciliation.costs import is_prior_year, project_cost, title_amount
from perflint.records.anchor import Anchor
from perflint.records.submission import Indicator, Project
from perflint.records.values import parse_target

WAN = 1_000_000


def row(
    name: str, value: str, level2: str = "成本指标", operator: str = "", unit: str = ""
) -> Indicator:
    return Indicator(
        row=1,
        level1="产出指标" if level2 else "",
        level2=level2,
        name=name,
        value=value,
        operator=operator,
        unit=unit,
        target=parse_target(value, operator, unit),
        anchor=Anchor("text"),
    )


def project(*rows: Indicator, title: str = "某项目", **more: Any) -> Project:
    return Project(number=1, title=title, anchor=Anchor("text"), indicators=list(rows), **more)


@pytest.mark.parametrize(
    ("rows", "wan"),
    [
        ([("总成本", "≤47.43万元"), ("平均成本", "≤4.73万元")], 47.43),
        ([("职业年金总成本", "18000000元")], 1800),
        ([("劳动仲裁成本", "≥9万元")], 9),
        ([("印刷费成本", "≤3万元"), ("劳务费成本", "≤5万元")], 8),
        ([("印刷费成本", "≤3万元"), ("印刷费成本", "≤3万元")], 3),
        ([("设备费", "≤3万元"), ("安装费", "≤5万元"), ("全部费用", "≤8万元")], 8),
        ([("项目总成本", "≤100万元"), ("其中：设备", "≤60万元")], 100),
        ([("总成本控制率", "100%")], None),
        ([("生均标准", "1250元/生·年")], None),
        ([("人均标准", "参照最低工资标准"), ("补贴标准", "不超过实际缴费的2/3")], None),
        ([("单位治理成本", "≤12.5万元"), ("治理总成本", "≤150万元")], 150),
        ([("成本控制", "不超预算")], None),
    ],
)
def test_cost_from_indicators(rows: list[tuple[str, str]], wan: float | None) -> None:
    found = project_cost(project(*(row(*pair) for pair in rows)), 2024)
    assert found.indicator_fen == (None if wan is None else round(wan * WAN))
    assert found.has_cost_rows


def test_a_price_that_does_not_say_so_is_found_by_the_quantity() -> None:
    rows = [
        row("治理面积", "≥12平方公里", "数量指标"),
        row("治理成本", "≤150万元"),
        row("小流域成本", "≤12.5万元"),
    ]
    assert project_cost(project(*rows), 2024).fen == 150 * WAN


def test_the_form_goes_before_the_indicators_and_both_are_kept() -> None:
    found = project_cost(project(row("总成本", "≤46万元"), amount=Decimal("64.00")), 2026)
    assert (found.fen, found.indicator_fen, found.form_fen) == (64 * WAN, 46 * WAN, 64 * WAN)
    assert [item.source for item in found.evidence] == ["form", "cost-total"]


@pytest.mark.parametrize(
    ("rows", "funds", "off"),
    [
        ([("总成本", "≤44万元")], {}, True),
        ([("总成本", "≤60万元")], {}, True),
        ([("总成本", "≤520000元")], {}, False),
        ([("测绘费", "≤49万元")], {}, True),  # nearly all of it
        ([("测绘费", "≤12万元")], {}, False),  # a part
        ([("测绘费", "≤52元")], {}, True),  # the figure in 万元, the unit 元
        ([("总成本", "≤30万元")], {"财政拨款": Decimal(30), "其他资金": Decimal(22)}, False),
        ([("总成本", "≤52元")], {"财政拨款": Decimal(52), "其他资金": Decimal(0)}, True),
        ([("设备费", "≤20万元"), ("人工费", "≤10万元")], {}, False),
        ([("设备费", "≤30万元"), ("人工费", "≤25万元")], {}, True),
        ([("成本控制率", "≤100%")], {}, False),
    ],
)
def test_cost_indicators_that_contradict_the_form(
    rows: list[tuple[str, str]], funds: dict[str, Decimal], off: bool
) -> None:
    made = [row(name, value) for name, value in rows]
    cost = project_cost(project(*made, amount=Decimal(52), funds=funds), 2025)
    assert cost.off_form is off
    assert cost.stated == (cost.indicator_fen if off else 52_000_000)


def test_the_title_speaks_where_nothing_else_does() -> None:
    found = project_cost(project(title="中央财政结算资金（2082602 20万）"), 2023)
    assert (found.fen, found.source, found.title_codes) == (20 * WAN, "title", ("2082602",))


def test_unit_cost_times_quantity_is_the_last_resort() -> None:
    rows = [row("补助人数", "40人", "数量指标"), row("补助标准", "1200元/人·年")]
    found = project_cost(project(*rows), 2024)
    assert (found.fen, found.source, found.firm) == (round(4.8 * WAN), "unit-times-quantity", False)


def test_social_cost_and_money_outputs_are_no_costs() -> None:
    rows = [
        row("追回工资金额", "≥313万元", "数量指标"),
        row("社会影响成本", "≤5万元", "社会成本指标"),
    ]
    found = project_cost(project(*rows), 2024)
    assert found.fen is None
    assert not found.has_cost_rows


def test_flat_layout_knows_costs_by_name() -> None:
    flat = [row("监察经费", "65", "", "≤", "万元"), row("融资金额", "8000", "", "≥", "万元")]
    assert project_cost(project(*flat), 2023).fen == 65 * WAN


@pytest.mark.parametrize(
    ("title", "wan"),
    [
        ("提前下达中央补助（直达 2080799 1200万）", 1200),
        ("文物修缮（20万元）", 20),
        ("道路工程1.2亿元", 12000),
        ("慰问金（5000元）", 0.5),
        ("单价20万元以上设备购置", None),
        ("5万亩农田建设", None),
        ("3万人培训", None),
        ("第一批10万元、第二批20万元", None),
        ("承财社[2021]274号 养老补助", None),
    ],
)
def test_title_amount(title: str, wan: float | None) -> None:
    assert title_amount(title) == (None if wan is None else round(wan * WAN))


@pytest.mark.parametrize(
    ("title", "prior"),
    [
        ("承财社[2021]274号 提前下达2022年就业补助", True),
        ("承财社〔2022〕11号 2023年就业补助", False),
        ("2023年就业补助", False),
        ("就业补助（上年结转）", True),
        ("2021年至2023年河道治理", False),
        ("就业补助", False),
    ],
)
def test_prior_year(title: str, prior: bool) -> None:
    assert is_prior_year(project(title=title), 2023) is prior


def test_carried_funds_of_the_form_make_a_project_of_the_earlier_year() -> None:
    found = project(amount=Decimal("6.2"), funds={"上年结转": Decimal("6.2")})
    assert is_prior_year(found, 2024)


def test_a_table_of_projects_comes_before_the_form() -> None:
    """85.20 in form and indicators, 58.20 in the table: the search goes by what was budgeted."""
    listed = Listed(Decimal("58.20"), "部门项目支出表")
    cost = project_cost(
        project(row("助学金总额", "≤85.20万元"), amount=Decimal("85.20")), 2024, listed
    )
    assert (cost.fen, cost.stated) == (58_200_000, 85_200_000)
    assert cost.source == "listed"
    assert cost.off_form
    assert "部门项目支出表" in cost.budgeted_by


def test_a_listed_amount_that_is_one_of_the_funds_contradicts_nothing() -> None:
    funds = {"财政拨款": Decimal(264), "其他资金": Decimal(396)}
    listed = Listed(Decimal(264), "部门项目支出表")
    cost = project_cost(
        project(row("膳食总成本", "≤660万元"), amount=Decimal(660), funds=funds), 2024, listed
    )
    assert cost.head_fen is None
    assert not cost.off_form


@pytest.mark.parametrize(
    ("objective", "wan"),
    [
        (
            "总投资1180万元，其中县级财政拨款680万元，市级以奖代补资金500万元，不列入本部门预算。",
            680,
        ),
        ("总投资1180万元，其中县级财政拨款680万元，市级以奖代补资金500万元。", 1180),
        ("总投资2100万元，其中市级财政1260万元，省级以上补助840万元另行下达。", 1260),
    ],
)
def test_money_of_other_levels_that_does_not_come_through_the_budget(
    objective: str, wan: int
) -> None:
    total = Decimal(2100 if "2100" in objective else 1180)
    cost = project_cost(
        project(row("工程总投资", f"≤{total}万元"), amount=total, objective=objective), 2025
    )
    assert cost.fen == wan * WAN


def test_parts_that_nearly_make_the_form_are_all_the_parts() -> None:
    rows = [row("干渠维护", "≤96万元"), row("水闸维护", "≤54万元"), row("泵站维护", "≤32万元")]
    assert project_cost(project(*rows, amount=Decimal(186)), 2025).off_form
    assert not project_cost(project(*rows, amount=Decimal(240)), 2025).off_form
