"""A procurement budget of nought beside projects that buy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.shared import costs, shown
from perflint.checks.money.stated import AMOUNT, stated
from perflint.checks.registry import Params, check
from perflint.extraction.budget_text import squash
from perflint.patterns import pattern

_PATTERN = pattern(rf"政府采购(?:支出)?预算(?:总额|金额|安排|支出|为|共计|合计|：|:)*{AMOUNT}")
_WAN = 1_000_000


class Procurement(Params):
    """``threshold`` is the local procurement threshold in 万元; ``buys`` mark titles that buy."""

    threshold: Decimal
    buys: list[str]


@check("procurement-inconsistent", scope="submission", params=Procurement)
def procurement_inconsistent(context: Context, _: Context, params: Procurement) -> Iterator[Hit]:
    """The explanations state no procurement, yet projects above the threshold buy something."""
    year = context.submission.year
    said = [
        one
        for passage in context.submission.passages
        for one in stated(squash(passage.text), _PATTERN, "政府采购预算", year)
    ]
    if not said or any(one.amount for one in said):
        return
    limit = int(params.threshold * _WAN)
    buying = [
        (view, cost)
        for view in context.only_projects
        if any(word in view.title for word in params.buys)
        and (cost := costs(context).get(view.number)) is not None
        and (cost.fen or 0) >= limit
    ]
    if buying:
        names = "、".join(f"项目{view.number}（{shown(cost.fen)}万元）" for view, cost in buying)
        yield Hit(
            field="passages",
            quote=said[0].quote,
            values={"projects": names, "threshold": f"{params.threshold.normalize():f}"},
            rows=tuple((view.number, None) for view, _ in buying),
        )
