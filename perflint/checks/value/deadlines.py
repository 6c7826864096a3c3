"""Dates that the budget year does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row


class Year(Params):
    """``unless`` are words that mark work over several years."""

    unless: list[str] = []


@check("deadline-outside-year", scope="indicator", params=Year)
def deadline_outside_year(context: Context, row: Row, params: Year) -> Iterator[Hit]:
    """A date before or after the budget year."""
    year, date = context.submission.year, row.target.date
    if year is None or date is None or date.year is None or row.category == "可持续影响":
        return
    record = row.project.record
    period = record.facts.get("起止时间", "") + record.facts.get("项目期限", "")
    text = f"{record.title}{record.objective}{row.name}{row.indicator.description}{period}"
    if any(word in text for word in params.unless):
        return
    if date.year != year and "至" not in row.indicator.value and row.target.kind == "date":
        yield row.hit(year=str(year))
