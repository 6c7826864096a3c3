"""Money in a project's objective against its cost, and sums within the objective and the cost rows."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.shared import costs, shown
from perflint.checks.money.stated import breakdowns
from perflint.checks.rows import ProjectView
from perflint.extraction.budget_text import squash
from perflint.reconciliation.costs import cost_parts, fen_of_wan
from perflint.reconciliation.model import ProjectCost
from perflint.reconciliation.objective import arranged, told
from perflint.reconciliation.slips import slip

# What an objective names may be a part; from seven tenths of the cost on it is meant to be all.
_LEAST_TENTHS = 7
# Parts that come this near to their total are all the parts.
_NEAR = 20


def objective_against_cost(context: Context) -> Iterator[Hit]:
    """“安排资金12万元” in an objective, where neither form nor cost indicators say 12万元."""
    by_number = costs(context)
    for view in context.only_projects:
        cost = by_number.get(view.number)
        one = arranged(told(view.record.objective, context.submission.year))
        if cost is None or one is None or not cost.fen:
            continue
        known = _known(view, cost)
        if any(one.agrees(fen) for fen in known) or not _means_all(one.fen, cost.stated or 0):
            continue
        values = {"item": "总体目标中的金额", "cost": shown(cost.stated), "other": ""}
        yield view.hit("objective", "objective", quote=one.quote, **values)


def _known(view: ProjectView, cost: ProjectCost) -> set[int]:
    """Every amount the project states elsewhere, alone or as all of its parts."""
    amounts = [item.fen for item in cost.evidence if item.source != "title"]
    funds = [fen_of_wan(amount) for amount in view.record.funds.values()]
    return {fen for fen in (*amounts, *funds, cost.fen, cost.indicator_fen, cost.form_fen) if fen}


def _means_all(said: int, cost: int) -> bool:
    return said * 10 >= cost * _LEAST_TENTHS or bool(slip(said, cost))


def objective_sums(context: Context) -> Iterator[Hit]:
    """“投入35万元，其中：A18万元、B15万元” in an objective, which does not add up."""
    for view in context.only_projects:
        for found in breakdowns(squash(view.record.objective)):
            gap = found.sum - found.total.amount
            # Without 元 it may be a quantity: 1.5万亩.
            if not all(one.quote.endswith("元") for one in (found.total, *found.parts)):
                continue
            tolerance = found.tolerance + found.total.slack
            if abs(gap) > tolerance and (gap > 0 or -gap * _NEAR <= found.total.amount * 4):
                parts = "、".join(part.quote for part in found.parts)
                yield view.hit(
                    "objective",
                    "objective",
                    quote=f"{found.total.quote}，其中：{parts}",
                    total=f"{found.total.amount.normalize():f}万元",
                    sum=f"{found.sum.normalize():f}万元",
                    gap=f"{abs(gap).normalize():f}万元",
                )


def part_sums(context: Context) -> Iterator[Hit]:
    """Cost rows that nearly, but not quite, add up to the row that says it is their total."""
    for view in context.only_projects:
        found = cost_parts(view.record)
        if found is not None:
            (row, total), parts = found
            added = sum(fen for _, fen in parts)
            off = abs(added - total)
            if off > 5_000 * len(parts) and off * _NEAR <= total * 3:
                yield _parts_hit(view, row.name, total, added, [one.name for one, _ in parts])


def _parts_hit(view: ProjectView, name: str, total: int, added: int, parts: list[str]) -> Hit:
    return view.hit(
        "title",
        "parts",
        quote=name,
        parts="、".join(f"“{part}”" for part in parts),
        total=f"{shown(total)}万元",
        sum=f"{shown(added)}万元",
        gap=f"{shown(abs(added - total))}万元",
    )
