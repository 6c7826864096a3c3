"""Amounts of forms whose unit nobody read, put right by what the projects say they cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perflint.extraction.form_unit import correct_unit
from perflint.records.anchor import Anchor
from perflint.records.submission import Indicator, Project
from perflint.records.values import parse_target


def project(number: int, amount: str | None, *values: str) -> Project:
    rows = [
        Indicator(
            row=n, name="总成本", value=value, target=parse_target(value), anchor=Anchor("text")
        )
        for n, value in enumerate(values, 1)
    ]
    return Project(
        number=number,
        title=f"项目{number}",
        amount=None if amount is None else Decimal(amount),
        funds={} if amount is None else {"财政拨款": Decimal(amount)},
        indicators=rows,
        anchor=Anchor("text"),
    )


def test_yuan_read_as_wan_in_all_forms() -> None:
    forms = [
        project(1, "126500", "≤12.65万元"),
        project(2, "400000", "≤30人", "≤400000元"),
        project(3, "83000", "83000元"),
        project(4, "5000", "≤0.4万元"),  # a mismatch of its own
        project(5, None, "≤9万元"),
    ]
    assert "“元”" in correct_unit(forms)
    assert [p.amount for p in forms] == [
        Decimal("12.65"),
        Decimal(40),
        Decimal("8.3"),
        Decimal("0.5"),
        None,
    ]
    assert forms[0].funds == {"财政拨款": Decimal("12.65")}
    assert "按成本指标" in forms[0].found["amount"].how


def test_wan_read_as_yuan_in_all_forms() -> None:
    forms = [project(n, f"0.00{n}2", f"≤{n}2万元") for n in range(1, 5)]
    assert "“万元”" in correct_unit(forms)
    assert [p.amount for p in forms] == [Decimal(12), Decimal(22), Decimal(32), Decimal(42)]


@pytest.mark.parametrize(
    "forms",
    [
        [project(1, "126500", "≤12.65万元"), project(2, "400000", "≤40万元")],
        [project(n, "900000", "≤90万元") for n in (1, 2, 3)] + [project(4, "8", "≤8万元")],
        [project(1, "50", "≤50万元"), project(2, "60", "≤60元"), project(3, "7", "≤7万元")],
        [project(n, "900000", "≤90万元") for n in (1, 2, 3)]
        + [project(n, "70", "≤66万元") for n in (4, 5, 6)],
        [],
    ],
    ids=["two only", "one is right", "one slip", "half", "none"],
)
def test_single_slips_stay(forms: list[Project]) -> None:
    before = [p.amount for p in forms]
    assert correct_unit(forms) == ""
    assert [p.amount for p in forms] == before
