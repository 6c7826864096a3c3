"""Money that a project's objective names: what is arranged this year, and what others pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from perflint.patterns import pattern
from perflint.resources import corpus

# whole: all years and all payers; raised: what others pay; carried: left from the year before; year:
# this year's share; arranged: money given to the project; other: another year, a price, a benefit.
Kind = Literal["whole", "raised", "carried", "year", "arranged", "other"]

_AMOUNT = pattern(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>亿元|万元|[亿万](?=[，,。；;：:、（()）\s用]|$)|元)"
)
_FEN = {"元": 100, "万": 1_000_000, "万元": 1_000_000, "亿": 10**10, "亿元": 10**10}
_CUT = pattern(r"[，,。；;：:（）()、\n]")
_YEARS = pattern(r"20\d{2}(?=年)")
_SPAN = pattern(r"20\d{2}年?[—–\-－~～至到]+20\d{2}年")
_PRICE = pattern(r"\s*(?:[/／]|每|的?标准|以[上下内])")


@dataclass(frozen=True, slots=True)
class Told:
    """An amount in an objective (fen), what it is, the words it stands in, and half its last digit."""

    fen: int
    kind: Kind
    quote: str
    slack: int

    def agrees(self, fen: int) -> bool:
        return abs(self.fen - fen) <= self.slack


@cache
def _words() -> dict[str, Any]:
    return dict(corpus("money.toml")["objective"])


def told(objective: str, year: int | None) -> tuple[Told, ...]:
    """All amounts of an objective, in order."""
    return tuple(_amounts(objective, year))


def _amounts(text: str, year: int | None) -> Iterator[Told]:
    after, apart = 0, re.search(_words()["elsewhere"], text) is not None
    for found in _AMOUNT.finditer(text):
        before = _CUT.split(text[after : found.start()])[-1]
        fen = Decimal(found["number"].replace(",", "")) * _FEN[found["unit"]]
        if fen == fen.to_integral_value():
            kind = _kind(before, year, bool(_PRICE.match(text, found.end())))
            if apart and re.search(_words()["upper"], before):
                kind = "raised"
            yield Told(int(fen), kind, f"{before}{found[0]}".strip(), _slack(found))
        after = found.end()


def _slack(found: re.Match[str]) -> int:
    """Half of the last digit written, and never more than half a hundredth of the amount."""
    number = Decimal(found["number"].replace(",", ""))
    digit = Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0)) * _FEN[found["unit"]]
    return int(min(digit / 2, number * _FEN[found["unit"]] / 200))


def _kind(before: str, year: int | None, priced: bool) -> Kind:
    words = _words()
    spanned = bool(_SPAN.search(before))
    before = _SPAN.sub("", before)
    if any(word in before for word in words["carried"]):
        return "carried"
    years = [int(found) for found in _YEARS.findall(before)]
    past = any(word in before for word in words["past"]) or (years and year and years[-1] != year)
    if priced or past or any(word in before for word in words["not_cost"]):
        return "other"
    if any(word in before for word in words["raised"]):
        return "raised"
    if spanned or any(word in before for word in words["whole"]):
        return "whole"
    if years or any(word in before for word in words["this_year"]):
        return "year"
    return "arranged" if re.search(words["arranged"], before) else "other"


def own_share(amounts: Sequence[Told], total: int) -> Told | None:
    """This year's money of the department, where the objective says that ``total`` is more than it.

    Either others raise the rest (“总投入50万元，其中财政安排30万元，村级自筹20万元”), or the total is
    that of several years (“三年总投资90万元，本年安排30万元”).
    """
    raised = sum(one.fen for one in amounts if one.kind == "raised")
    rest = [one for one in amounts if one.kind != "raised" and one.fen == total - raised]
    if raised and rest:
        return rest[0]
    whole = any(one.kind == "whole" and one.fen == total for one in amounts)
    years = [one for one in amounts if one.kind == "year" and one.fen < total]
    return years[0] if whole and len(years) == 1 else None


def arranged(amounts: Sequence[Told]) -> Told | None:
    """The one amount an objective says its project gets; None where it names none or several."""
    given = [one for one in amounts if one.kind in ("arranged", "year")]
    others = [one for one in amounts if one.kind in ("whole", "raised", "carried")]
    return given[0] if len(given) == 1 and not others else None
