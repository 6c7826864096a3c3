"""Target values against last year's, where the table itself states last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import pattern
from perflint.records.target import TargetValue
from perflint.records.values import parse_target
from perflint.resources import corpus

_LAST = ("上年", "去年", "上一年", "历史值", "基期")
_NOTES = ("备注", "说明", "依据")
_RESULT = pattern(
    r"(?:(?P<year>20\d{2})年|上年|去年|上一年)度?(?:全年|实际|已|共)*[\u4e00-\u9fff]{0,4}?(?P<value>\d[\d,.]*\s*[^\s，,。；;、（）()]{0,6})"
)
LARGEST_JUMP = Fraction(3, 2)


def last_result(context: Context, row: Row) -> tuple[str, TargetValue] | None:
    """Last year's result as the table states it: in a column of its own, or in a remark that names
    the year (2024年完成91.6%). None where it states none, or one in another unit."""
    found = _stated(context, row)
    if not found:
        return None
    last = parse_target(found, "", row.indicator.unit)
    if last.kind != "number" or last.number is None or last.dimension != row.target.dimension:
        return None
    if last.dimension == "count" and last.unit != row.target.unit:
        return None  # 4期 and 300人次
    return found, last


def _stated(context: Context, row: Row) -> str:
    for title, text in row.indicator.other.items():
        if any(word in title for word in _LAST):
            return text
    year = context.submission.year
    remarks = [text for title, text in row.indicator.other.items() if title.startswith(_NOTES)]
    for text in (*remarks, row.indicator.basis, row.indicator.description):
        for match in _RESULT.finditer(text):
            if match["year"] is None or (year is not None and int(match["year"]) == year - 1):
                return match["value"]
    return ""


def equals_last(context: Context, row: Row) -> bool:
    """Whether the target is last year's result, to the digit."""
    found = last_result(context, row)
    return found is not None and found[1].number == row.target.number


@check("below-baseline", scope="indicator")
def below_baseline(context: Context, row: Row, _: Params) -> Iterator[Hit]:
    """A target worse than last year's result, or half as much again; silent where none is stated."""
    target = row.target
    if target.kind != "number" or target.number is None or row.is_cost:
        return
    found = last_result(context, row)
    if found is None or row.head.polarity == "exact":
        return
    text, last = found
    if last.number is None:
        return
    lower_is_better = row.head.polarity == "negative" or target.operator in ("≤", "<")
    if target.number > last.number if lower_is_better else target.number < last.number:
        yield row.hit(variant="risen" if lower_is_better else "", last=text)
    elif not (lower_is_better or target.is_percent) and _leaps(target.number, last.number):
        yield row.hit(variant="jump", last=text)


def _leaps(number: Fraction, last: Fraction) -> bool:
    return last > 0 and number > LARGEST_JUMP * last


LEAST_NAME = 5
_SAID = r"[\u4e00-\u9fff]{0,6}?(?P<value>\d[\d.]*\s*[%％])"


@check("department-conflict", scope="submission")
def department_conflict(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """A project that promises less than the department for an indicator of the same name, in the
    department's own table or in what the document says of the whole department."""
    whole = _of_the_department(context)
    prose = "\n".join(passage.text for passage in context.submission.passages)
    for row in context.rows:
        target = row.target
        if target.kind != "number" or not target.is_percent or target.number is None:
            continue
        if row.head.polarity != "positive" or target.operator in ("≤", "<") or _is_usual(row):
            continue
        if (other := whole.get(row.name_key)) is not None:
            number, stated = other.target.number, other.shown
        else:
            number, stated = _in_prose(row.name.strip(), prose)
        if number is not None and target.number < number:
            yield row.hit(department=stated)


def _is_usual(row: Row) -> bool:
    """服务对象满意度 asks others in each project."""
    return row.name_key in corpus("usual.toml")["names"]


def _of_the_department(context: Context) -> dict[str, Row]:
    return {
        row.name_key: row
        for view in context.projects
        if view.record.kind == "department"
        for row in view.rows
        if row.target.kind == "number" and row.target.is_percent
    }


def _in_prose(name: str, prose: str) -> tuple[Fraction | None, str]:
    """The percent that the prose sets for an indicator it calls by its full name."""
    if len(name) < LEAST_NAME or name not in prose:
        return None, ""
    match = re.search(re.escape(name) + _SAID, prose)
    if match is None:
        return None, ""
    return parse_target(match["value"]).number, match[0]
