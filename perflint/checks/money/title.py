"""The amount and the code that a title states, against the table and the budget."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.shared import (
    TOLERANCE,
    costs,
    lines,
    on_carry_over,
    reconciliation,
    shown,
)
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.extraction.functional import is_known_section
from perflint.reconciliation.model import ProjectCost
from perflint.reconciliation.words import shared_piece


@check("title-amount-or-code", scope="project")
def title_amount_or_code(context: Context, view: ProjectView, _: Params) -> Iterator[Hit]:
    """The amount or the code in a title against the table; money the objective names elsewhere."""
    cost = costs(context).get(view.number)
    if cost is None:
        return
    stated = cost.indicator_fen or cost.form_fen
    differs = cost.title_fen and stated and abs(cost.title_fen - stated) > TOLERANCE
    # A title that keeps the original amount of what was carried over is a matter of naming.
    if differs and not on_carry_over(context, view.number):
        yield view.hit("title", "amount", title=shown(cost.title_fen), cost=shown(stated))
    known = {line.code for line in context.submission.budget_lines if line.code}
    leaves = lines(context)
    if len(leaves) >= 3:
        for code in cost.title_codes:
            if code not in known and is_known_section(code):
                yield view.hit("title", "code", code=code)
    yield from _named_elsewhere(context, view, cost)


def _named_elsewhere(context: Context, view: ProjectView, cost: ProjectCost) -> Iterator[Hit]:
    """The objective names the matter of a line of the same 款 that no project fills."""
    own = next((code for code in cost.title_codes), "")
    here = next((line for line in lines(context) if line.code == own), None)
    if here is None:
        return
    for result in reconciliation(context).lines:
        line = result.line
        if result.verdict != "not-covered" or line.code == own or line.code[:5] != own[:5]:
            continue
        word = shared_piece(line.name, view.record.objective)
        if len(word) >= 4 and word not in view.title and word not in here.name:
            values = {"word": word, "code": line.code, "line": line.name, "own": own}
            yield view.hit("objective", "elsewhere", amount=shown(line.total), **values)
