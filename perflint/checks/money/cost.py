"""A project's cost against its own form, its title, its unit cost and its budget line."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.shared import TOLERANCE, reconciliation, shown, well_matched
from perflint.checks.money.unlisted import unlisted
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.reconciliation.costs import is_cost_row
from perflint.reconciliation.model import LineResult, ProjectCost, ProjectResult, Reconciliation
from perflint.reconciliation.slips import slip

# With fewer lines filled, that they come out may be chance.
_FEWEST_FILLED = 3


@check("cost-against-form", scope="submission")
def cost_against_form(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """The cost indicators say another total than the form's head, or than the budget line."""
    found = reconciliation(context)
    views = {view.number: view for view in context.only_projects}
    told = set()
    for result in found.projects:
        cost = result.cost
        if cost.off_form:
            told.add(cost.number)
        if cost.off_form and not above_form(cost):
            yield _form_hit(views[cost.number], "form", cost)
        elif cost.head_fen is not None and not cost.off_form:
            told.add(cost.number)
            yield _listed_hit(views[cost.number], cost)
    for view, table in unlisted(context):
        missing = found.project(view.number)
        loose = missing is not None and missing.verdict == "unmatched"
        # A table of one fund's projects does not list those of another, which have their lines.
        if missing is not None and loose and view.number not in told and missing.cost.fen:
            told.add(view.number)
            yield _cost_hit(view, "unlisted", cost=shown(missing.cost.fen), by=f"《{table}》")
    for result in _without_line(found):
        if result.cost.number not in told:
            told.add(result.cost.number)
            view = views[result.cost.number]
            yield _cost_hit(view, "no-line", cost=shown(result.cost.fen))
    for number, line in _mismatched(found):
        if number not in told:
            yield _line_hit(views[number], found, line)


def above_form(cost: ProjectCost) -> bool:
    """The cost indicators state more than the form gives: another rule than stating less."""
    return cost.off_form and (cost.indicator_fen or 0) > (cost.form_fen or 0)


def _form_hit(view: ProjectView, variant: str, cost: ProjectCost) -> Hit:
    stated, form = cost.indicator_fen or 0, cost.form_fen or 0
    how = slip(stated, form)
    return _cost_hit(
        view,
        variant,
        cost=shown(stated),
        amount=shown(form),
        by=cost.budgeted_by,
        how=f"，{how}" if how else "",
    )


def _listed_hit(view: ProjectView, cost: ProjectCost) -> Hit:
    """The form's head against the table of projects, which the cost indicators agree with."""
    head, listed = cost.head_fen or 0, cost.form_fen or 0
    how = slip(head, listed)
    return view.hit(
        "title",
        "listed",
        quote=f"{view.title} {shown(head)}万元",
        cost=shown(head),
        amount=shown(listed),
        by=cost.budgeted_by,
        how=f"，{how}" if how else "",
        anchor=view.record.anchors.get("amount"),
    )


def _cost_hit(view: ProjectView, variant: str, **values: str) -> Hit:
    rows = [row for row in view.rows if is_cost_row(row.indicator) and row.target.is_money]
    quote = "；".join(f"{row.name} {row.shown}" for row in rows) or view.title
    return view.hit("title", variant, quote=quote, **values)


def _mismatched(found: Reconciliation) -> Iterator[tuple[int, LineResult]]:
    """(project, line) that words, codes or elimination tie together although the sums differ."""
    if not found.complete:
        return
    strays = [r for r in found.projects if r.verdict == "unmatched" and r.cost.fen]
    for line in found.lines:
        if line.verdict != "mismatch" or line.line.code in found.placed:
            continue
        over = line.difference < 0
        alone = not line.possible and not strays and well_matched(found)
        if over or alone:
            yield from ((number, line) for number in _to_blame(found, line))
    pair = left_alone(found)
    if pair is not None:
        yield pair


def _without_line(found: Reconciliation) -> list[ProjectResult]:
    """Projects left over when every line is filled to the fen, in the only way there is."""
    full = found.lines and all(line.line.code in found.placed for line in found.lines)
    if not full or not found.unique or len(found.lines) < _FEWEST_FILLED:
        return []
    return [r for r in found.projects if r.verdict == "unmatched" and r.cost.firm]


def _to_blame(found: Reconciliation, line: LineResult) -> list[int]:
    """The projects of a line that does not come out: the one with a slip, where there is one."""
    numbers = [number for number in line.projects if _not_above(found, number)]
    slips = [number for number in numbers if _slip(found, number, line)]
    return slips if len(slips) == 1 else numbers


def _slip(found: Reconciliation, number: int, line: LineResult) -> str:
    """How a project's cost could be a slip for what the line leaves to it."""
    result = found.project(number)
    stated = result.cost.fen if result is not None and result.cost.fen else 0
    return slip(stated, stated + line.difference)


def _not_above(found: Reconciliation, number: int) -> bool:
    """A cost above the whole line is another rule's."""
    result = found.project(number)
    return result is not None and result.verdict != "exceeds-line"


def left_alone(found: Reconciliation) -> tuple[int, LineResult] | None:
    """The one project and the one line left over when all others come out exactly.

    Of several projects left over, the one whose cost is a plain slip for what is missing.
    """
    open_lines = [line for line in found.lines if line.line.code not in found.placed]
    placed = {number for allocation in found.allocation for number in allocation.projects}
    taken = {result.cost.fen for result in found.projects if result.cost.number in placed}
    open_projects = [result for result in found.projects if result.cost.number not in placed]
    matched = len(found.lines) - len(open_lines)
    if len(open_lines) != 1 or not open_projects or matched < 3 or not found.unique:
        return None
    line = open_lines[0]
    loose = all(result.verdict == "unmatched" for result in open_projects)
    if line.verdict not in ("not-covered", "part-matched") or not loose:
        return None
    # The money of a matched project asked for once more is another matter.
    fresh = [result for result in open_projects if result.cost.fen not in taken]
    if len(fresh) == 1:
        stated, left = fresh[0].cost.fen or 0, line.difference
        told = (left <= stated * 2 and stated <= left * 2) or slip(stated, left)
        return (fresh[0].cost.number, line) if told else None
    gap = line.difference - sum(result.cost.fen or 0 for result in open_projects)
    slips = [r for r in open_projects if slip(r.cost.fen or 0, (r.cost.fen or 0) + gap)]
    return (slips[0].cost.number, line) if len(slips) == 1 else None


def _line_hit(view: ProjectView, found: Reconciliation, line: LineResult) -> Hit:
    open_projects = [r for r in found.projects if r.verdict == "unmatched"]
    eliminated = view.number not in line.projects
    members = line.projects if not eliminated else (view.number,)
    if not line.projects and len(open_projects) > 1:
        members = tuple(result.cost.number for result in open_projects)
    others = [number for number in members if number != view.number]
    total = sum((result.cost.fen or 0) for n in members if (result := found.project(n)))
    own = found.project(view.number)
    stated = own.cost.fen if own is not None and own.cost.fen else 0
    amount = line.difference if eliminated and line.projects else line.line.total
    how = slip(stated, stated + amount - total)
    variant = "shared" if others else "eliminated" if eliminated else ""
    return _cost_hit(
        view,
        variant,
        cost=shown(stated),
        sum=shown(total),
        code=line.line.code,
        line=line.line.name,
        amount=shown(amount),
        others="、".join(str(number) for number in others),
        how=f"，{how}" if how else "",
    )


@check("cost-exceeds-line", scope="submission")
def cost_exceeds_line(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """A cost above everything the line tied to the project has, above what its own form gives, or
    above all project money."""
    found = reconciliation(context)
    views = {view.number: view for view in context.only_projects}
    for result in found.projects:
        line = found.line(result.code) if result.code else None
        if result.verdict == "exceeds-line" and line is not None:
            yield _exceeds(views[result.cost.number], result, line)
        elif above_form(result.cost):
            yield _form_hit(views[result.cost.number], "own", result.cost)
        elif found.lines and (result.cost.fen or 0) > found.budget + TOLERANCE:
            cost, amount = shown(result.cost.fen), shown(found.budget)
            yield _cost_hit(views[result.cost.number], "all", cost=cost, amount=amount)


def _exceeds(view: ProjectView, result: ProjectResult, line: LineResult) -> Hit:
    carry = line.line.carry_over
    return _cost_hit(
        view,
        "",
        cost=shown(result.cost.fen),
        code=line.line.code,
        line=line.line.name,
        amount=shown(line.line.total),
        carried=f"（其中上年结转{shown(carry)}万元）" if carry else "",
    )
