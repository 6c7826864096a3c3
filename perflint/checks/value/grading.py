"""Whether a row says by which grades a qualitative target is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from perflint.checks.rows import Row
from perflint.language.normal import normal
from perflint.patterns import pattern
from perflint.resources import corpus

FEWEST_GRADES = 3


def is_graded(row: Row, words: Sequence[str] = ()) -> bool:
    """A scale in the target value, its description, or a column beside them.

    ``words`` of the value or description that show a scale by themselves.
    """
    target = row.target
    if target.kind == "grades" and "single-grade" not in target.marks:
        return True
    text = row.indicator.value + row.indicator.description
    return (
        any(word in text for word in words) or _states_scale(text) or _columns(row.indicator.other)
    )


SHORTEST_SCALE = 6  # “优：…良：…” takes at least two marks and something behind each


@cache
def _data() -> dict[str, list[str]]:
    return corpus("grades.toml")


@cache
def _steps() -> list[tuple[str, str, re.Pattern[str]]]:
    """A档：…B档：…; 优（…）良（…）; 一等、二等: two steps of one scale, the higher first."""
    marks = r"\s*(?:档|级|等次|等|类)?\s*[:：（(为]"
    pairs = (pair.split("/") for pair in _data()["steps"])
    return [(a, b, pattern(rf"{a}{marks}.*{b}{marks}", re.S)) for a, b in pairs]


def _has_steps(text: str) -> bool:
    return any(a in text and b in text and steps.search(text) for a, b, steps in _steps())


# 建立、基本建立、未建立: one word with marks of how far it came.
_PARTLY = pattern(r"([\u4e00-\u9fff]{2,4})[、，,/；;]\s*(?:基本|部分|较为?|一般)\1")


def _states_scale(text: str) -> bool:
    if len(text) >= SHORTEST_SCALE and (_has_steps(text) or _PARTLY.search(text)):
        return True
    flat = normal(text).replace("/", "")
    return any(word in flat for word in _data()["scales"])


def _columns(other: Mapping[str, str]) -> bool:
    """评价标准／优 … 评价标准／差 with different texts, or a column of scoring rules."""
    filled = {title: normal(text) for title, text in other.items() if text.strip()}
    steps = {text for title, text in filled.items() if title[-1:] in _data()["grade_columns"]}
    if len(steps) >= FEWEST_GRADES:
        return True
    return any(
        any(word in title for word in _data()["scoring_columns"])
        and any(word in text for word in _data()["scoring"])
        for title, text in filled.items()
    )
