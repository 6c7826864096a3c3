"""Slips of the pen: doubled words, ambiguous months, percent written as a word, mixed money units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from perflint.checks.context import Context
from perflint.checks.fixing import amount_text, number_text, shown
from perflint.checks.hit import Fix, Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.patterns import pattern
from perflint.resources import corpus

# Single characters repeat lawfully (农民工工资), so only words of two characters and more count.
_DOUBLED = pattern(r"([\u4e00-\u9fff]{2,4})\1")
TEXT_FIELDS = ("level2", "name", "description", "value", "basis")


@cache
def _lawful() -> tuple[str, ...]:
    return tuple(corpus("repeats.toml")["lawful"])


def doubled_words(text: str) -> list[str]:
    """Words that stand twice in a row, without lawful sequences such as 服务服务对象."""
    flat = text.replace("\n", "")
    return [
        match[1]
        for match in _DOUBLED.finditer(flat)
        if not _covered(flat, match.start(), match.end())
    ]


def _covered(text: str, start: int, end: int) -> bool:
    """Whether a lawful sequence overlaps the span (政务服务服务对象 also repeats 务服)."""
    return any(
        start < found.end() and found.start() < end
        for lawful in _lawful()
        for found in re.finditer(re.escape(lawful), text)
    )


@check("doubled-word", scope="project")
def doubled_word(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """A word of two to four characters written twice in a row, anywhere in a project."""
    for field in ("title", "objective"):
        text = getattr(view.record, field)
        for word in doubled_words(text)[:1]:
            fix = Fix(text=text.replace(word * 2, word), certain=True)
            yield view.hit(field, quote=_around(text, word * 2), word=word, fix=fix)
    for row in view.rows:
        yield from _doubled_in_row(row)


def _doubled_in_row(row: Row) -> Iterator[Hit]:
    """One hit a row: a copied description doubles the word of its name."""
    for field in TEXT_FIELDS:
        text = row.text(field)
        for word in doubled_words(text)[:1]:
            fix = Fix(text=text.replace(word * 2, word), certain=True)
            yield row.hit(field, quote=_around(text, word * 2), word=word, fix=fix)
            return


def _around(text: str, part: str, reach: int = 8) -> str:
    flat = text.replace("\n", "")
    start = flat.find(part)
    return flat[max(0, start - reach) : start + len(part) + reach]


@check("ambiguous-month", scope="indicator")
def ambiguous_month(context: Context, row: Row, _: Params) -> Iterator[Hit]:
    """“12月”: a calendar month or twelve months? The budget system exports number and unit glued."""
    if "ambiguous-month" not in row.target.marks:
        return
    month = row.target.date.month if row.target.date else row.target.number
    year = f"{context.submission.year}年" if context.submission.year else ""
    yield row.hit(by=f"{year}{month}月底前", span=f"≤{month}个月")


@check("percent-word", scope="indicator")
def percent_word(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """The unit of a percent written as 百分比 or 百分之 behind the number."""
    if "percent-word" in row.target.marks:
        operator = row.target.operator
        fix = Fix(operator=operator, value=number_text(row), unit="%", certain=True)
        yield row.hit(fix=fix, fixed=shown(fix))


class MoneyUnit(Params):
    """``per_person`` are words of a name that mark a standard, paid out in 元."""

    per_person: list[str] = []
    least: int = 10000


@check("money-unit", scope="project", params=MoneyUnit)
def money_unit(context: Context, view: ProjectView, params: MoneyUnit) -> Iterator[Hit]:
    """Totals in 元 in a document that counts in 万元, and amounts that lost their 元."""
    for row in view.rows:
        if _total_in_yuan(context, row, params):
            wan = row.target.number / 10000 if row.target.number else 0
            fix = Fix(operator=row.target.operator, value=_decimal(wan), unit="万元", certain=True)
            yield row.hit(fix=fix, fixed=shown(fix))
        elif match := _CUT_OFF.search(row.name):
            yield row.hit("name", "cut-off", text=match[0])
        elif "cut-unit" in row.target.marks and (row.is_cost or row.head.kind == "money"):
            yield row.hit("value", "cut-off", text=row.shown)
    if match := _CUT_OFF.search(view.title):
        yield view.hit("title", "cut-off", text=match[0])


# 万 or 亿 with nothing after it that could be its unit.
_CUT_OFF = pattern(r"\d[\d,.]*\s*[万亿](?=$|[)）】\]，,。；;、\s])")


def _total_in_yuan(context: Context, row: Row, params: MoneyUnit) -> bool:
    target = row.target
    if not (row.is_cost and target.is_money and target.unit == "元" and not target.per):
        return False
    if target.number is None or target.number < params.least:
        return False
    if any(word in row.name + row.indicator.description for word in params.per_person):
        return False
    return counts_in_wan(context)


def counts_in_wan(context: Context) -> bool:
    """Whether the document's money is in 万元: as its tables say, or as its other costs are."""
    if context.submission.unit:
        return context.submission.unit == "万元"
    return any(row.target.unit == "万元" for row in context.rows if row.is_cost)


def _decimal(number: object) -> str:
    from decimal import Decimal
    from fractions import Fraction

    fraction = Fraction(str(number)) if not isinstance(number, Fraction) else number
    value = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return f"{value.normalize():f}"


__all__ = ["amount_text", "counts_in_wan", "doubled_words"]
