"""Money an objective names, and what it makes of the cost of its project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from perflint.reconciliation.costs import cost_parts, project_cost
from perflint.reconciliation.objective import arranged, own_share, told
from perflint.records.anchor import Anchor
from perflint.records.submission import Indicator, Project
from perflint.records.values import parse_target

WAN = 1_000_000


def row(name: str, value: str, level2: str = "成本指标") -> Indicator:
    return Indicator(
        row=1,
        level1="产出指标",
        level2=level2,
        name=name,
        value=value,
        target=parse_target(value, "", ""),
        anchor=Anchor("text"),
    )


def project(*rows: Indicator, objective: str = "", title: str = "某项目", **more: Any) -> Project:
    return Project(
        number=1,
        title=title,
        objective=objective,
        anchor=Anchor("text"),
        indicators=list(rows),
        **more,
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("安排资金46万元，养护公路12公里。", ["arranged"]),
        ("2024年安排46万元，本年继续实施。", ["other"]),
        ("2025年安排46万元。", ["year"]),
        ("本年安排46万元，上年结转5万元。", ["year", "carried"]),
        ("总投资90万元，乡镇自筹20万元。", ["whole", "raised"]),
        ("带动社会投资300万元，每户补助2万元。", ["other", "other"]),
        ("补助标准为3000元/人，为企业挽回损失80万元。", ["other", "other"]),
        ("种植油茶1.5万亩，产茶籽3万斤。", []),
    ],
)
def test_what_an_amount_is(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in told(text, 2025)] == kinds


@pytest.mark.parametrize(
    ("text", "total", "share"),
    [
        ("总投入50万元，其中财政安排30万元，村级自筹20万元。", 50, 30),
        ("国有资本预算注资50万元，集团自筹30万元。", 80, 50),
        ("2024—2026年总投资90万元，2025年安排30万元。", 90, 30),
        ("计划总投资90万元，其中本年30万元。", 90, 30),
        ("另由街道自筹14万元用于场地平整。", 42, None),
        ("2024—2026年总投资90万元，2025年安排30万元。", 30, None),
        ("安排资金30万元。", 90, None),
    ],
)
def test_the_share_of_a_total(text: str, total: int, share: int | None) -> None:
    found = own_share(told(text, 2025), total * WAN)
    assert (found.fen if found else None) == (share and share * WAN)


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("安排衔接资金57万元，建设水渠。", 57),
        ("本年安排45万元，上年结转7万元。", None),
        ("总投入50万元，其中财政安排30万元，自筹20万元。", None),
        ("安排一期资金20万元，安排二期资金30万元。", None),
        ("", None),
    ],
)
def test_the_one_amount_a_project_gets(text: str, wan: int | None) -> None:
    found = arranged(told(text, 2025))
    assert (found.fen if found else None) == (wan and wan * WAN)


def test_an_amount_agrees_as_far_as_it_is_written() -> None:
    (said,) = told("安排资金361万元。", 2025)
    assert said.agrees(361 * WAN)
    assert said.agrees(round(361.4 * WAN))
    assert not said.agrees(316 * WAN)


def test_the_cost_is_this_years_share() -> None:
    text = "2024—2026年总投资90万元，2025年安排30万元。"
    cost = project_cost(project(row("概算总投资", "≤90万元"), objective=text), 2025)
    assert (cost.fen, cost.share_fen, cost.indicator_fen) == (30 * WAN, 30 * WAN, 30 * WAN)
    assert cost.source == "objective"
    assert not cost.off_form


def test_a_row_for_this_year_goes_before_that_for_all_years() -> None:
    rows = [
        row("三年总投资", "≤90万元"),
        row("本年度成本", "≤30万元"),
        row("改造长度", "3公里", "数量指标"),
    ]
    assert project_cost(project(*rows), 2025).fen == 30 * WAN
    whole = [row("总成本", "≤50万元"), row("本年设备费", "≤30万元"), row("安装费", "≤20万元")]
    assert project_cost(project(*whole), 2025).fen == 50 * WAN


def test_a_form_of_what_was_left_does_not_hide_the_first_amount() -> None:
    old = project(
        row("补助总额", "≤120万元"), title="2024年补助资金（结转）", amount=Decimal("22.45")
    )
    cost = project_cost(old, 2025)
    assert (cost.fen, cost.form_fen, cost.off_form) == (120 * WAN, 22_450_000, True)
    new = project(row("补助总额", "≤120万元"), title="补助资金", amount=Decimal("22.45"))
    assert project_cost(new, 2025).fen == 22_450_000


@pytest.mark.parametrize(
    ("value", "amount", "off"),
    [("≤138.4万元", "138.00", False), ("≤75.5万元", "75.00", True), ("≤36.4万元", "36.00", True)],
)
def test_a_form_in_whole_wan_may_be_rounded(value: str, amount: str, off: bool) -> None:
    cost = project_cost(project(row("总成本", value), amount=Decimal(amount)), 2025)
    assert cost.off_form is off


def test_parts_beside_one_total() -> None:
    rows = [row("电费", "≤6万元"), row("人工费", "≤9万元"), row("总成本", "≤16万元")]
    found = cost_parts(project(*rows))
    assert found is not None
    (total, fen), parts = found
    assert (total.name, fen) == ("总成本", 16 * WAN)
    assert [amount for _, amount in parts] == [6 * WAN, 9 * WAN]
    assert cost_parts(project(*rows[1:])) is None
    assert cost_parts(project(*rows, row("合计", "≤20万元"))) is None
