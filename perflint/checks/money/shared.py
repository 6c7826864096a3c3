"""What the money checks share: the reconciliation of the run, and amounts as a reader sees them."""

from __future__ import annotations

from perflint.checks.context import Context
from perflint.checks.once import once
from perflint.reconciliation.lines import budget_lines_of
from perflint.reconciliation.model import Line, ProjectCost, Reconciliation, wan
from perflint.reconciliation.reconcile import reconcile

# Half a hundredth of 万元 is rounding.
TOLERANCE = 5_000


def reconciliation(context: Context) -> Reconciliation:
    """The reconciliation of the submission, worked out once a run."""
    return once(context, "reconciliation", lambda: reconcile(context.submission))


def lines(context: Context) -> tuple[Line, ...]:
    return once(context, "money-lines", lambda: budget_lines_of(context.submission))


def costs(context: Context) -> dict[int, ProjectCost]:
    """Costs by project number."""
    return {result.cost.number: result.cost for result in reconciliation(context).projects}


def shown(fen: int | None) -> str:
    """An amount in 万元 as clerks write it: 25, 48.43, 4.743."""
    text = wan(fen) or ""
    return text.rstrip("0").rstrip(".") if "." in text else text


def well_matched(found: Reconciliation) -> bool:
    """Whether the tables and the targets plainly belong together: projects are tied to half the lines,
    and two come out exactly.

    A department that publishes targets of some projects only leaves most lines open: nothing can
    then be said of the lines no project fills.
    """
    matched = len(found.allocation)
    tied = sum(
        line.verdict == "mismatch" for line in found.lines if line.line.code not in found.placed
    )
    return found.complete and matched >= 2 and (matched + tied) * 2 >= len(found.lines)


def on_carry_over(context: Context, number: int) -> bool:
    """Whether the budget shows that a project is paid from what an earlier year left."""
    found = reconciliation(context)
    result = found.project(number)
    if result is None:
        return False
    line = found.line(result.code) if result.code else None
    whole = line is not None and line.line.carry_over == line.line.total
    grouped = any(number in group.projects for group in found.carry_groups)
    return grouped or result.part == "carry-over" or whole
