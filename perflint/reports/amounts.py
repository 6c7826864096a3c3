"""What money a project stands for: what its form states, or what its cost indicator says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perflint.records.submission import Indicator, Project

FEN_PER_WAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 万元 and where it was taken from."""

    amount: Decimal
    source: Literal["form", "cost"]


def money_of(project: Project) -> Money | None:
    """The amount stated on the form, else the one total cost the indicators give, else None."""
    if project.amount is not None:
        return Money(project.amount, "form")
    total = _total_cost(project)
    return Money(total, "cost") if total is not None else None


def _total_cost(project: Project) -> Decimal | None:
    rows = [row for row in project.indicators if _is_cost_total(row)]
    if len(rows) > 1:
        # A part of the cost beside the total is usual; several totals are not one amount.
        rows = [row for row in rows if "总" in row.name]
    if len(rows) != 1:
        return None
    fen = rows[0].target.fen
    return Decimal(int(fen)) / FEN_PER_WAN if fen is not None else None


def _is_cost_total(row: Indicator) -> bool:
    is_cost = "成本" in row.level1 or "成本" in row.level2
    return is_cost and row.target.fen is not None and not row.target.per
