"""Target values against last year's, where the table itself states last year's."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.records.values import parse_target


class Columns(Params):
    """``columns`` are words of a column title that state a result of last year."""

    columns: list[str]


@check("below-baseline", scope="indicator", params=Columns)
def below_baseline(_: Context, row: Row, params: Columns) -> Iterator[Hit]:
    """A target worse than last year's result; silent where the table states none."""
    target = row.target
    if target.kind != "number" or target.number is None or row.is_cost:
        return
    for title, text in row.indicator.other.items():
        if not any(word in title for word in params.columns):
            continue
        last = parse_target(text, "", row.indicator.unit)
        if last.kind != "number" or last.number is None or last.dimension != target.dimension:
            continue
        worse = target.number < last.number
        if row.head.polarity == "negative":
            worse = target.number > last.number
        if worse and row.head.polarity != "exact":
            yield row.hit(last=text)
        return


@check("department-conflict", scope="submission")
def department_conflict(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """A project that promises less than the department for an indicator of the same name."""
    whole = {
        row.name_key: row
        for view in context.projects
        if view.record.kind == "department"
        for row in view.rows
        if row.target.kind == "number" and row.target.is_percent
    }
    for row in context.rows:
        other = whole.get(row.name_key)
        if other is None or row.target.kind != "number" or row.category == "满意度":
            continue
        a, b = row.target.number, other.target.number
        if a is not None and b is not None and row.target.is_percent and a < b:
            yield row.hit(department=other.shown)
