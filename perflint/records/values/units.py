"""The unit table: dimension, factor to a base, and which unit a text begins with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import cast, get_args

from perflint.records.target import Dimension
from perflint.resources import corpus


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` leads to the base of the dimension (元, 天, 米 …); None where there is none."""

    name: str
    dimension: Dimension
    factor: Fraction | None


@cache
def unit_table() -> dict[str, Unit]:
    """All units by their written name."""
    data = corpus("units.toml")
    return {
        name: Unit(name, cast("Dimension", dimension), Fraction(factor) if factor else None)
        for dimension in get_args(Dimension)
        for name, factor in data.get(dimension, {}).items()
    }


@cache
def per_names() -> frozenset[str]:
    return frozenset(corpus("units.toml")["per"]["names"]) | frozenset(unit_table())


@cache
def _longest() -> int:
    return max(map(len, per_names()))


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit that stands at ``start``."""
    table = unit_table()
    for length in range(min(_longest(), len(text) - start), 0, -1):
        unit = table.get(text[start : start + length])
        if unit is not None:
            return unit
    return None


def per_at(text: str, start: int) -> str:
    """The longest denominator (人, 学生, 年 …) that stands at ``start``, or ""."""
    names = per_names()
    for length in range(min(_longest(), len(text) - start), 0, -1):
        if text[start : start + length] in names:
            return text[start : start + length]
    return ""


@cache
def counted_nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    """Single-character things that are counted, and words that make a phrase no such thing."""
    nouns = corpus("units.toml")["nouns"]
    return frozenset(nouns["single"]), tuple(nouns["not_in"])
