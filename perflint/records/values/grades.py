"""Graded scales (优良中差, 好/较好/一般, 达成/部分达成/未达成) and grades that stand alone."""

from __future__ import annotations

import re
from functools import cache

from perflint.patterns import pattern
from perflint.records.values.operators import alternatives
from perflint.resources import corpus

_SEPARATED = pattern(r"[/、,;，；|或·]+|(?<!-)-(?!-)|~")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    data = corpus("values.toml")["grades"]
    described = re.compile(
        rf"(?:^|[;,。、/)%\d]|[^好较])(?:为)?({alternatives(data['described'])})[:(≥>≤<]"
    )
    tier = re.compile(r"(?:未|部分|基本|全部)?达成(?:年度|预期|既定)?(?:绩效)?(?:指标|目标)")
    return frozenset(data["scale"]), frozenset(data["single"]), described, tier


def grades_of(text: str) -> tuple[str, ...]:
    """The grades that the text lists, in order; () where it is no scale and no grade."""
    scale, single, described, tier = _words()
    alone = text.partition("(")[0]
    if alone in single and (alone == text or (text.endswith(")") and text.count("(") == 1)):
        return (alone,)
    parts = tuple(part for part in _SEPARATED.split(text.strip("()[]")) if part)
    if len(parts) >= 2 and all(part in scale for part in parts):
        return parts
    if text.strip("()[]") in (
        "优良中差",
        "优良中",
        "优秀良好一般差",
        "好中差",
        "高中低",
        "优良可劣",
    ):
        return tuple(re.findall("优秀|良好|一般|.", text.strip("()[]")))
    if len(text) < 5:
        return ()
    tiers = tuple(tier.findall(text))
    if len(set(tiers)) >= 2:
        return tiers
    steps = tuple(dict.fromkeys(described.findall(text)))
    return steps if len(steps) >= 3 else ()
