"""The weights of a table: their sum and their signs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView

HUNDRED = Decimal(100)


@check("weight-sum", scope="project")
def weight_sum(context: Context, view: ProjectView, _: Params) -> Iterator[Hit]:
    """Weights that do not add up to what the local form asks for, or that are not above zero.

    Silent where a row has no weight of its own: the column may hold the weight of a whole group.
    """
    weights = [row.indicator.weight for row in view.rows]
    known = [weight for weight in weights if weight is not None]
    if not known:
        return
    for row in view.rows:
        if row.indicator.weight is not None and row.indicator.weight <= 0:
            yield row.hit("weight", "zero", quote=f"{row.indicator.weight.normalize():f}")
    if len(known) < len(weights):
        return
    total = sum(known, Decimal(0))
    allowed = context.local.weight_totals
    if _hundred(total) not in {Decimal(number) for number in allowed}:
        wanted = "或".join(str(number) for number in allowed)
        yield view.hit("weight", quote=f"{total.normalize():f}", total=f"{total:f}", wanted=wanted)


def _hundred(total: Decimal) -> Decimal:
    """Weights written as shares of 1 count as percent."""
    return total * HUNDRED if total <= Decimal("1.5") else total
