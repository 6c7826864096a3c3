"""Qualitative target values that no one can grade."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.checks.value.grading import is_graded
from perflint.patterns import pattern

# Technical classes can be checked against their standard: Ⅲ类水质, 20年一遇, 三级, 国家4A级;
# so can a rank (前5名) and a lead (活动前3天).
_CLASS = pattern(
    r"前\s*\d+\s*个?(?:工作)?(?:日|天|小时|周)|前\s*[\d一二三四五六七八九十]+\s*[名位强]|第\s*[\d一二三四五六七八九十]+\s*[名位]"
    r"|[ⅠⅡⅢⅣⅤIV一二三四五1-5]{1,3}\s*类|\d+年一遇|[一二三四五1-5]级|\dA级|A{3,5}级?|GB/?T?\s?\d+"
)
# 每季度末月25日前 comes back every quarter and is as sure as a date.
_RECURRING = pattern(r"每(?:年|半年|季|季度|月|旬|周|日|学期).{0,8}\d{1,2}\s*(?:日|号|个工作日|天)")


class Ungraded(Params):
    """``immediate`` are words that state a time limit without a number (即时, 随时 …); ``loose`` are
    grades that alone, without the scale they belong to, say nothing (良好)."""

    immediate: list[str] = []
    loose: list[str] = []
    graded: list[str] = []


@check("ungraded-value", scope="indicator", params=Ungraded)
def ungraded_value(_: Context, row: Row, params: Ungraded) -> Iterator[Hit]:
    """A text value with no number, no bound and no grades."""
    loose = row.target.kind == "grades" and row.value_key in params.loose
    if (row.target.kind != "text" and not loose) or not row.value_key:
        return
    value = row.indicator.value
    if is_graded(row, params.graded) or _CLASS.search(value) or _RECURRING.search(value):
        return
    immediate = any(word in value for word in params.immediate)
    yield row.hit(variant="immediate" if immediate else "")
