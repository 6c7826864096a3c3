"""Qualitative target values that no one can grade."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row


class Ungraded(Params):
    """``immediate`` are words that state a time limit without a number (即时, 随时 …)."""

    immediate: list[str] = []
    graded: list[str] = []


@check("ungraded-value", scope="indicator", params=Ungraded)
def ungraded_value(_: Context, row: Row, params: Ungraded) -> Iterator[Hit]:
    """A text value with no number, no bound and no grades."""
    if row.target.kind != "text" or not row.value_key:
        return
    text = row.indicator.value + row.indicator.description
    if any(word in text for word in params.graded):
        return
    immediate = any(word in row.indicator.value for word in params.immediate)
    yield row.hit(variant="immediate" if immediate else "")
