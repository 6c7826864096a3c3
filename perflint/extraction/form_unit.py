"""A unit that was missed: the forms' amounts against the cost indicators of the same projects."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from perflint.records.submission import Found, Project

_WAN = 10_000
_FEN = 1_000_000
# So many projects cannot all be wrong by the same factor.
_LEAST = 3
_SURE = 0.8


def correct_unit(projects: Sequence[Project]) -> str:
    """Bring the forms' amounts to 万元 where all of them are 10,000 times what the projects cost.

    Returns the sentence for the reader, or ``""`` where nothing was changed. A form in 元 whose unit
    stands where nobody reads it shows this way, and only this way; one project alone may be a slip.
    """
    known = [project for project in projects if project.amount and _money(project)]
    for factor, unit in ((Fraction(1, _WAN), "元"), (Fraction(_WAN), "万元")):
        off = [project for project in known if _fen(project) * factor in _money(project)]
        right = [project for project in known if _fen(project) in _money(project)]
        if len(off) >= _LEAST and not right and len(off) * 3 >= len(known) * 2:
            for project in projects:
                _scale(project, factor, unit)
            return f"表头金额未见计量单位，按成本指标判断为“{unit}”，已换算为万元"
    return ""


def _fen(project: Project) -> Fraction:
    return Fraction(project.amount or 0) * _FEN


def _money(project: Project) -> set[Fraction]:
    """What the project's indicators state in money, in fen."""
    targets = [indicator.target for indicator in project.indicators]
    return {Fraction(t.fen) for t in targets if t.is_money and t.kind == "number" and t.fen}


def _scale(project: Project, factor: Fraction, unit: str) -> None:
    scale = Decimal(factor.numerator) / Decimal(factor.denominator)
    if project.amount is not None:
        project.amount = _plain(project.amount * scale)
        project.found["amount"] = Found(how=f"未写单位，按成本指标作“{unit}”换算", confidence=_SURE)
    project.funds = {name: _plain(amount * scale) for name, amount in project.funds.items()}


def _plain(amount: Decimal) -> Decimal:
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()
