"""Figures that the objective promises and no indicator takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perflint.checks.matter.promises import Promise, promises
from perflint.checks.matter.words import Pairs, pairs
from perflint.checks.rows import ProjectView, Row
from perflint.language.quantities import find_quantities
from perflint.patterns import pattern

# 幼儿园3所、小学5所 beside one row of 8所: so many neighbours are added up.
MOST_ADDED = 4
_LISTED = pattern(r"[、和及与]")
Figure = tuple[Fraction, bool]


def uncovered_figures(text: str, view: ProjectView) -> Iterator[str]:
    """The clauses of an objective with a figure that neither the words nor the number of any
    indicator takes up. Surveys measure no output."""
    rows = [row for row in view.rows if row.category != "满意度"]
    said = _said(text)
    numbers = {figure for row in rows for figure in row_figures(row)}
    stated = promises(text)
    added = _added(stated, numbers)
    for place, promise in enumerate(stated):
        covered = place in added or _is_covered(promise, rows, numbers, said)
        covered = covered or _is_scope(promise, stated)
        if not covered or _is_lost_twin(promise, stated, rows, pairs(view.title)):
            yield promise.text


def _is_scope(promise: Promise, stated: Sequence[Promise]) -> bool:
    """31所 of 为31所学校11264名学生提供营养餐: the other number of the clause is what counts."""
    if promise.behind or promise.head or _LISTED.search(promise.text):
        return False
    return any(other.text == promise.text and other != promise for other in stated)


def _said(text: str) -> frozenset[Figure]:
    """All numbers of an objective: a row that states one of them speaks of that one."""
    return frozenset(
        (found.quantity.number, found.quantity.dimension == "percent")
        for found in find_quantities(text)
    )


def row_figures(row: Row) -> Iterator[Figure]:
    """The numbers of a row: its target value's, and those in its name and description."""
    target = row.target
    for number in (target.number, target.upper):
        if number is not None:
            yield number, target.is_percent
    for found in find_quantities(f"{row.name}，{row.text('description')}"):
        yield found.quantity.number, found.quantity.dimension == "percent"


def _added(stated: Sequence[Promise], numbers: set[Figure]) -> set[int]:
    """Places of neighbouring promises in one unit whose sum some row states."""
    found: set[int] = set()
    for start in range(len(stated)):
        total = stated[start].number
        for end in range(start + 1, min(start + MOST_ADDED, len(stated))):
            if stated[end].unit != stated[start].unit:
                break
            total += stated[end].number
            if (total, False) in numbers:
                found.update(range(start, end + 1))
    return found


def _is_covered(
    promise: Promise, rows: Sequence[Row], numbers: set[Figure], said: frozenset[Figure]
) -> bool:
    if not promise.percent and (promise.number, False) in numbers:
        return True
    if promise.head:
        return any(_measures(row, promise) for row in rows)
    if promise.behind:
        # 新建消火栓80个、维护消火栓620个: the row of the 80 does not measure the 620.
        rows = [row for row in rows if row.target.is_numeric and said.isdisjoint(row_figures(row))]
        if promise.number > 1:  # 购买运维服务1项: the project as a whole, which its cost tells too
            rows = [row for row in rows if not row.is_cost]
    return not promise.matter or any(promise.matter & _matter(row) for row in rows)


def _is_lost_twin(
    promise: Promise, stated: Sequence[Promise], rows: Sequence[Row], title: Pairs
) -> bool:
    """为38名儿童提供训练、建立档案38份: one row of 38 counts the children, and none the files."""
    twins = [other for other in stated if other.number == promise.number and not other.percent]
    own = promise.matter - title
    if len({other.unit for other in twins}) < 2 or not promise.behind or not own:
        return False
    holding = [row for row in rows if (promise.number, False) in set(row_figures(row))]
    same_unit = any(row.target.unit == promise.unit for row in holding)
    return len(holding) < len(twins) and not same_unit and not any(own & _matter(r) for r in rows)


def _matter(row: Row) -> Pairs:
    return pairs(row.name) | pairs(row.text("description"))


def _measures(row: Row, promise: Promise) -> bool:
    """Whether a row with a number names the measure that is promised."""
    return row.target.is_numeric and any(word in row.name for word in promise.measured_by)
