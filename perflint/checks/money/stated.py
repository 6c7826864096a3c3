"""Amounts in prose: an item with its amount, and a total with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.once import once
from perflint.extraction.budget_text import squash
from perflint.patterns import pattern
from perflint.records.submission import Passage
from perflint.resources import corpus

AMOUNT = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>亿元|万元|亿(?![株斤吨公立])|万(?![人户亩株册吨件只头羽尾次平千公米斤立名份字辆台套张])|元)"
)
_WAN = {
    "元": Decimal("0.0001"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": Decimal(10000),
    "亿": Decimal(10000),
}
_YEAR = pattern(r"(20\d{2})年")
_BRACKETS = pattern(r"[（(][^（()）]*[)）]")
# A sentence on one 类, 款 or 项 says nothing of the department's total.
_CLASSIFIED = pattern(r"[（(][类款项][)）]|[类款项]级科目")
# A clause on a single other fund: 政府性基金预算支出100万元，其中：项目支出100万元.
_OTHER_FUND = pattern(r"(?:政府性?基金|国有资本经营)(?:(?!一般公共预算).)*$")
_WITHIN = pattern(r"[，、][^，、；。]{2,8}中的?(?:上年|以前年度|结转)[^，、；。]*")
_INNER = pattern(r"，?(?:其中)?(?:包括|包含|含)[^；;。]*(?=[；;]|$)")
_PART = pattern(
    rf"(?P<name>[一-龥（）()“”\"、/]{{2,30}}?)(?:预算|安排|为|是|约|共计|合计)*\s*{AMOUNT}"
)


_ANY_AMOUNT = pattern(AMOUNT)
_INCLUDED = pattern(
    rf"(?P<total>{AMOUNT})[，,（(]?(?:其中)?(?:包括|包含|含)[:：]?(?P<parts>[^；;。]+)"
)


def told_passages(context: Context) -> tuple[tuple[Passage, str], ...]:
    """The passages that state an amount of money, each with its text without spaces."""
    return once(context, "told-passages", lambda: tuple(_with_amounts(context)))


def _with_amounts(context: Context) -> Iterator[tuple[Passage, str]]:
    for passage in context.submission.passages:
        text = squash(passage.text)
        if _ANY_AMOUNT.search(text):
            yield passage, text


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount in prose: 万元, and half the last digit written as its honest tolerance."""

    item: str
    amount: Decimal
    slack: Decimal
    quote: str

    def agrees(self, value: Decimal) -> bool:
        return abs(value - self.amount) <= self.slack


@cache
def prose_words() -> dict[str, Any]:
    return dict(corpus("money.toml")["prose"])


def stated(text: str, pattern: re.Pattern[str], item: str, year: int | None) -> Iterator[Stated]:
    """Amounts bound to an item this year: no comparison, no other year, nothing in between."""
    for found in pattern.finditer(text):
        before = _clause(text, found.start())
        if _is_other_year(text, found.start(), year) or _is_change(before):
            continue
        sentence = _sentence(text, found.start())
        if _CLASSIFIED.search(sentence) or _OTHER_FUND.search(sentence):
            continue
        amount, slack = wan(found)
        yield Stated(item, amount, max(slack, _rounded(text, found)), found[0])


def _rounded(text: str, found: re.Match[str]) -> Decimal:
    """What an amount may be off that says it is “约”: one of its last digit."""
    near = text[found.start() : found.start("number")] + text[found.end() : found.end() + 2]
    if not re.search(prose_words()["words"]["about"], near):
        return Decimal(0)
    exponent = Decimal(found["number"].replace(",", "")).as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) * _WAN[found["unit"]]


def wan(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """(amount, tolerance) in 万元 of a match of ``AMOUNT``."""
    number = Decimal(found["number"].replace(",", ""))
    scale = _WAN[found["unit"]]
    amount = number * scale
    half = Decimal(5).scaleb(min(int(number.as_tuple().exponent), 0) - 1) * scale
    least = max(Decimal("0.01"), amount * Decimal("0.0005"))
    return amount, min(half, least) if half > least else max(half, Decimal("0.01"))


def _clause(text: str, end: int) -> str:
    """The words of the clause before a place."""
    return re.split(r"[，,。；;：:（(、]", text[:end])[-1]


def _sentence(text: str, end: int) -> str:
    return re.split(r"[。；;]", text[:end])[-1]


def _is_change(before: str) -> bool:
    return any(word in before for word in prose_words()["words"]["change"])


def _is_other_year(text: str, place: int, year: int | None) -> bool:
    """Whether the sentence speaks of another year before the place."""
    sentence = _sentence(text, place)
    if any(word in sentence[-30:] for word in prose_words()["words"]["other_year"]):
        return True
    years = [int(found) for found in _YEAR.findall(sentence)]
    return bool(years and year and years[-1] != year)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """“A，其中：B…、C…”: the total and its parts, in 万元, signed where they are changes."""

    total: Stated
    parts: tuple[Stated, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.amount for part in self.parts), Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        return Decimal("0.01") * max(1, len(self.parts) // 3 + 1)


def breakdowns(text: str) -> Iterator[Breakdown]:
    """Totals of a passage with the parts that follow 其中 up to the end of the sentence, and those with
    the parts that follow 包括."""
    yield from _included(text)
    for sentence in re.split(r"[。]", text):
        head, mark, tail = sentence.partition("其中")
        if not mark or "其中" in _outside(tail):
            continue
        totals = list(re.finditer(AMOUNT, _outside(head)))
        parts = [_signed(m) for m in _PART.finditer(_outside(tail))]
        if totals and len(parts) >= 2 and len(re.findall(AMOUNT, _outside(tail))) == len(parts):
            amount, slack = wan(totals[-1])
            sign = (
                -1
                if re.search(
                    r"(减少|下降|压减)了?[^，。；]{0,4}$", _outside(head)[: totals[-1].start()]
                )
                else 1
            )
            total = Stated("", amount * sign, slack, totals[-1][0])
            first = [_signed(m) for m in _PART.finditer(_outside(re.split("[；;]", tail)[0]))]
            short = Breakdown(total, tuple(first))
            # What follows a semicolon may go on with what stood before the total.
            done = len(first) >= 2 and abs(short.sum - total.amount) <= short.tolerance + slack
            yield short if done else Breakdown(total, tuple(parts))


def _included(text: str) -> Iterator[Breakdown]:
    """基本支出643.78万元，包括人员经费578.12万元、公用经费45.66万元."""
    for found in _INCLUDED.finditer(text):
        parts = [_signed(part) for part in _PART.finditer(found["parts"])]
        if len(parts) >= 2 and len(_ANY_AMOUNT.findall(found["parts"])) == len(parts):
            amount, slack = wan(found)
            yield Breakdown(Stated("", amount, slack, found["total"]), tuple(parts))


def _outside(text: str) -> str:
    """The text without parts of parts: in brackets, after 包括 up to the semicolon, or said to be of
    another (项目支出中上年结转86万元)."""
    bare = _INNER.sub("", _WITHIN.sub("", _BRACKETS.sub("", text)))
    return bare if bare == text else _outside(bare)


def _signed(found: re.Match[str]) -> Stated:
    amount, slack = wan(found)
    falls = re.search(r"(减少|下降|压减)了?$", found["name"])
    name = found["name"].lstrip("、，")
    return Stated(name, -amount if falls else amount, slack, found[0].lstrip("、，"))
