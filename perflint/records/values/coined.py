"""Units that no table lists: compound classifiers (座次, 断面次) and shares of a population (/10万)."""

from __future__ import annotations

import re
from fractions import Fraction

from perflint.patterns import pattern
from perflint.records.target import Dimension
from perflint.records.values.scan import Quantity, quantity_at
from perflint.records.values.units import unit_at

_RATE = pattern(
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>/(?:10万|十万|百万|万|千|1000|10000|100000)(?:人口|人)?)$"
)
# A verb or a particle behind a number makes a sentence, not a unit.
_SENTENCE = pattern(
    r"[的地得了为是在被把将与和及并或]|完成|开展|达到|实现|提高|保障|建设|治理|整治|以上|以内|以下|左右|不|每|一遇"
)
_UNIT = pattern(r"[\u4e00-\u9fffA-Za-z/·]{1,6}$")
_LEAST = 2


def coined_at(text: str, start: int, *, signed: bool) -> Quantity | None:
    """The quantity from ``start`` to the end of the text with a unit of its own making.

    Without a comparison sign before it, the unit must end in a known classifier.
    """
    rate = _RATE.match(text, start)
    if rate:
        places = {"number": rate.span("number")}
        number = Quantity(Fraction(rate["number"]), rate.end("number"), places=places)
        return _quantity(number, text, rate["unit"], "ratio")
    found = _number(text, start)
    if found is None:
        return None
    number, tail = found, text[found.end :]
    if not _UNIT.fullmatch(tail) or _SENTENCE.search(tail):
        return None
    known = len(tail) >= _LEAST and unit_at(tail, len(tail) - 1)
    if known and known.dimension == "count":
        return _quantity(number, text, tail, "count")
    return _quantity(number, text, tail, "other") if signed else None


def _number(text: str, start: int) -> Quantity | None:
    """The bare number at ``start``: a unit that the table knows is left to the tail."""
    found = quantity_at(text, start)
    if found is None or found.marks & {"chinese-numeral"}:
        return None
    end = found.places["number"][1]
    value = Fraction(text[start:end].replace(",", "")) if _plain(text[start:end]) else found.number
    return Quantity(value, end, places={"number": (start, end)}, marks=found.marks)


def _plain(text: str) -> bool:
    return re.fullmatch(r"[\d,]+(?:\.\d+)?", text) is not None


def _quantity(number: Quantity, text: str, unit: str, dimension: Dimension) -> Quantity:
    places = {**number.places, "unit": (number.end, len(text))}
    return Quantity(number.number, len(text), unit, dimension, (), places, number.marks)
