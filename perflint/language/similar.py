"""Whether one text is a near copy of another."""

from __future__ import annotations

from functools import lru_cache

from perflint.language.normal import normal

MIN_RATIO = 80
MIN_PARTIAL = 90
MIN_PARTIAL_LENGTH = 6


@lru_cache(maxsize=8192)
def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, in their normal forms."""
    from rapidfuzz.fuzz import ratio

    first, second = normal(one), normal(other)
    return float(ratio(first, second)) if first and second else 0.0


@lru_cache(maxsize=8192)
def near_copy(one: str, other: str) -> bool:
    """Whether two texts are equal, nearly equal, or one is found nearly whole within the other.

    A short piece (under six characters) within a longer text is no copy of it.
    """
    from rapidfuzz.fuzz import partial_ratio

    first, second = normal(one), normal(other)
    if not first or not second:
        return False
    if similarity(one, other) >= MIN_RATIO:
        return True
    if min(len(first), len(second)) < MIN_PARTIAL_LENGTH:
        return False
    return float(partial_ratio(first, second)) >= MIN_PARTIAL
