"""Comparison signs and words, before a number, behind it, and in a column of their own."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

from perflint.records.target import Operator
from perflint.records.values.normalise import normalise
from perflint.resources import corpus


def alternatives(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _table(name: str) -> dict[str, Operator | None]:
    """Written form to operator; None for words without effect."""
    data: dict[str, list[str]] = corpus("values.toml")[name]
    return {
        normalise(word).text: cast("Operator", sign) or None
        for sign, words in data.items()
        for word in words
    }


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(list(_table(name))))


def sign_at(text: str, start: int) -> tuple[Operator | None, int]:
    """The operator sign at ``start`` and where it ends; (None, start) where there is none."""
    return _at("signs", text, start)


def word_at(text: str, start: int) -> tuple[Operator | None, int]:
    """The comparing word (不低于, 控制在 …) at ``start`` and where it ends."""
    return _at("words", text, start)


def after_at(text: str, start: int) -> tuple[Operator | None, int]:
    """The comparing word behind a number (以上, 以内 …) and where it ends."""
    return _at("after", text, start)


def _at(name: str, text: str, start: int) -> tuple[Operator | None, int]:
    match = _pattern(name).match(text, start)
    return (None, start) if match is None else (_table(name)[match[0]], match.end())


# The one way each sign is written in the budget system; anything else is a look-alike.
PLAIN_SIGNS = frozenset({"≥", "≤", ">", "<", "=", "±", "≈", "＞", "＜", "＝"})


@lru_cache(maxsize=256)
def column_operator(cell: str) -> Operator | None:
    """The operator that a column of its own states (大于等于, ≥, =); None for 定性, 正向 and the like."""
    text = normalise(cell).text.strip("()[]")
    if not text:
        return None
    for name in ("signs", "words", "after"):
        operator, end = _at(name, text, 0)
        if end == len(text):
            return operator
    # “≥(大于等于)”, “大于等于≥”: several ways in one cell; the first that reads decides.
    for name in ("signs", "words"):
        operator, end = _at(name, text, 0)
        if operator:
            return operator
    return None
