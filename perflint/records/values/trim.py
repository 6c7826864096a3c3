"""The part of a cell that holds the value, without bullets, brackets and closing marks."""

from __future__ import annotations

from perflint.patterns import pattern

_BULLET = pattern(
    r"(?:指标值?\d{0,2}[:.、]|目标值[:]?|[①-⑳★☆*※◆■▲△·√✓]+|其中[:,]?|\(\d{1,2}\)|\d{1,2}[、](?=\D)|[\"“”'‘’:])+"
)
_CLOSING = "。;,、.!:\"“”'‘’"
_PAIRS = {"(": ")", "[": "]", "《": "》"}


def trimmed(text: str) -> tuple[int, int]:
    """Start and end of the value within a normalised text."""
    start, end = 0, len(text)
    while start < end:
        bullet = _BULLET.match(text, start, end)
        if bullet is not None and bullet.end() < end:
            start = bullet.end()
        elif text[end - 1] in _CLOSING:
            end -= 1
        elif _enclosed(text, start, end):
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _enclosed(text: str, start: int, end: int) -> bool:
    closing = _PAIRS.get(text[start])
    if closing is None or text[end - 1] != closing or end - start < 3:
        return False
    # (10)人(次) begins and ends with a bracket, but not with the same pair.
    return closing not in text[start : end - 1]
