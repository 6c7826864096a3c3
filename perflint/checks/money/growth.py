"""Rates in prose that do not follow from the amounts beside them: 增长8.27%, 占50.46%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.stated import AMOUNT, told_passages, wan
from perflint.patterns import pattern

_RATE = r"(?:了|约|为|达|幅度)*(?P<rate>\d+(?:\.\d+)?)[%％]"
_UP, _DOWN = r"增长|上升|增加|提高|增幅", r"下降|减少|降低|降幅|压减"
_CHANGED = pattern(
    rf"(?P<verb>增加|增长|上升|减少|下降|压减|增|减)(?:了|额|约|为)*{AMOUNT}[，,、（(]?"
    rf"(?P<way>{_UP}|{_DOWN}){_RATE}"
)
_BASE = pattern(rf"(?:比|较|与)(?P<what>[^，。；;]{{0,24}}?){AMOUNT}(?:相比)?")
_BEFORE = pattern(AMOUNT)
# 支出预算2507.86万元，其中基本支出1265.46万元，占50.46%
_SHARE = pattern(rf"{AMOUNT}[，,（(]?(?:约)?占(?:[^，。；;\d%％]{{0,14}}?){_RATE}")
_SENTENCE, _CLAUSE = pattern(r"[。\n]"), pattern(r"[。；;\n]")
# Amounts in the text are rounded to a hundredth of 万元; beyond this a rate is not a matter of it.
_SLACK = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as written and as its amounts give it, in percent; ``how`` is the division."""

    quote: str
    said: Decimal
    right: Decimal
    how: str
    place: int

    @property
    def holds(self) -> bool:
        exponent = self.said.as_tuple().exponent
        half = Decimal(5).scaleb(min(int(exponent), 0) - 1)
        return abs(self.said - self.right) <= half + _SLACK


def rates(text: str) -> Iterator[Rate]:
    """The rates of change and the shares of a text without spaces, with what they should be."""
    for clause in _CLAUSE.split(text):
        yield from _changes(clause)
    for sentence in _SENTENCE.split(text):
        yield from _shares(sentence)


def _changes(sentence: str) -> Iterator[Rate]:
    for found in _CHANGED.finditer(sentence):
        down = found["way"] in _DOWN.split("|")
        if down != found["verb"].startswith(("减", "下", "压")):
            continue
        change, _ = wan(found)
        base = _base(sentence[: found.start()], -change if down else change)
        if base is None or base <= 0:
            continue
        how = f"{_plain(change)}÷{_plain(base)}"
        yield _rate(found, change / base * 100, how)


def _base(before: str, change: Decimal) -> Decimal | None:
    """What the change is measured against: the amount after 比 or 较, else this year's less it."""
    compared = list(_BASE.finditer(before))
    if compared:
        last = compared[-1]
        # 与上年决算相比减少: no amount of the comparison between it and the change.
        return wan(last)[0] if not _BEFORE.search(before, last.end()) else None
    at = max(before.rfind("比"), before.rfind("较"))
    stated = list(_BEFORE.finditer(before, 0, at)) if at > 0 else []
    return wan(stated[-1])[0] - change if len(stated) == 1 else None


def _shares(sentence: str) -> Iterator[Rate]:
    head, mark, tail = sentence.partition("其中")
    totals = list(_BEFORE.finditer(head))
    if not mark or not totals or "其中" in tail:
        return
    total = wan(totals[-1])[0]
    for found in _SHARE.finditer(tail):
        part = wan(found)[0]
        if total > 0 and part <= total:
            how = f"{_plain(part)}÷{_plain(total)}"
            yield _rate(found, part / total * 100, how)


def _rate(found: re.Match[str], right: Decimal, how: str) -> Rate:
    return Rate(found[0], Decimal(found["rate"]), right, how, found.start())


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def wrong_rates(context: Context) -> Iterator[Hit]:
    """Rates in the explanations that their own amounts contradict."""
    for passage, text in told_passages(context):
        for one in rates(text):
            if not one.holds:
                yield Hit(
                    field="passages",
                    quote=one.quote,
                    values={
                        "said": f"{_plain(one.said)}%",
                        "right": f"{one.right:.2f}%",
                        "how": one.how,
                    },
                    variant="rate",
                    anchor=passage.anchor,
                )
