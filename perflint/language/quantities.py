"""Quantities anywhere in a text: 受益群众3万人，每人每年补助500元 holds two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from perflint.patterns import pattern
from perflint.records.values.dates import date_at
from perflint.records.values.normalise import normalise
from perflint.records.values.scan import Quantity, quantity_at

_DIGIT = pattern(r"\d|[二两三四五六七八九十百](?=[\u4e00-\u9fff])|百分之")
# 第三方, 第12批 are ordinals and count nothing.
_ORDINAL = pattern(r"(?<=第)[\d一二三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """``start`` and ``end`` count in the text as given."""

    quantity: Quantity
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """The numbers of a text that have a unit, in order. Dates and bare numbers are left out."""
    normal = normalise(text)
    flat, at = normal.text, 0
    found: list[FoundQuantity] = []
    while match := _DIGIT.search(flat, at):
        start = match.start()
        ordinal = _ORDINAL.match(flat, start)
        if ordinal is not None:
            at = ordinal.end()
            continue
        date = date_at(flat, start) if match[0].isdigit() else None
        if date is not None:
            at = max(date.end, start + 1)
            continue
        quantity = quantity_at(flat, start)
        if quantity is None or quantity.dimension in (None, "other"):
            at = quantity.end if quantity is not None and quantity.end > start else start + 1
            continue
        raw_start, raw_end = normal.span(start, quantity.end)
        found.append(FoundQuantity(quantity, raw_start, raw_end))
        at = quantity.end
    return tuple(found)
