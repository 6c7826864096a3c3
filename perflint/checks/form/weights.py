"""The weights of a table: their sum and their signs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row

HUNDRED = Decimal(100)


class Weights(Params):
    """A document in which this share of the rows has a weight has one cell a row: a blank is an
    omission. Below it the column may hold the weight of a whole group."""

    own_share: float = 0.8


@check("weight-sum", scope="project", params=Weights)
def weight_sum(context: Context, view: ProjectView, params: Weights) -> Iterator[Hit]:
    """Weights that do not add up to what the local form asks for, that are missing, or not above zero."""
    weights = [row.indicator.weight for row in view.rows]
    known = [weight for weight in weights if weight is not None]
    if not known:
        return
    empty = [row for row in view.rows if _weighs_nothing(row)]
    if empty:
        names = "".join(f"“{row.name.strip()}”" for row in empty[:2])
        first = empty[0].indicator
        anchor = first.anchors.get("weight", first.anchor)
        yield view.hit("weight", "zero", quote=f"{first.weight:f}", names=names, anchor=anchor)
    total = sum(known, Decimal(0))
    blank = [row for row in view.rows if row.indicator.weight is None]
    if blank:
        if _weighted_share(context) >= params.own_share:
            names = "".join(f"“{row.name.strip()}”" for row in blank[:2])
            yield view.hit("weight", "blank", quote=f"{total:f}", total=f"{total:f}", names=names)
        return
    allowed = context.local.weight_totals
    if _hundred(total) not in {Decimal(number) for number in allowed}:
        wanted = "或".join(str(number) for number in allowed)
        yield view.hit("weight", quote=f"{total.normalize():f}", total=f"{total:f}", wanted=wanted)


def _weighs_nothing(row: Row) -> bool:
    weight = row.indicator.weight
    return weight is not None and weight <= 0


def _weighted_share(context: Context) -> float:
    """The share of rows with a weight, among the projects that have weights at all."""
    return once(context, "weighted-share", lambda: _share(context))


def _share(context: Context) -> float:
    rows = [
        row.indicator.weight is not None
        for view in context.only_projects
        if any(row.indicator.weight is not None for row in view.rows)
        for row in view.rows
    ]
    return sum(rows) / len(rows) if rows else 0.0


def _hundred(total: Decimal) -> Decimal:
    """Weights written as shares of 1 count as percent."""
    return total * HUNDRED if total <= Decimal("1.5") else total
