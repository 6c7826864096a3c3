"""One spelling for the many of a typed cell, with the way back to the places in the raw text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from perflint.patterns import pattern

# Signs that NFKC leaves alone. Long dashes become "~": they join a range and are never a minus.
_SIGNS = {
    "−": "-", "‐": "-", "‑": "-",
    "—": "~", "–": "~", "―": "~", "─": "~", "〜": "~", "～": "~", "∼": "~", "⁓": "~", "━": "~",
    "‧": "·", "•": "·", "∙": "·", "⋅": "·", "・": "·", "･": "·", "●": "·", "﹒": "·",
    "⁄": "/", "∕": "/", "╱": "/", "℅": "%", "✕": "×", "╳": "×", "✖": "×",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "［": "[", "］": "]", "「": "[", "」": "]",
    "︒": "。", "｡": "。",
}  # fmt: skip
# Characters that stay as they are; most cells hold no others.
_PLAIN = pattern(r"[0-9A-Za-z%.,:()/<>=+\-*~≥≤±。、\u4e00-\u9fff]*")
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` without white space; ``places[i]`` is where its i-th character stands in the raw."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]``; an empty part lies where it would begin."""
        if start >= end or not self.places:
            at = self.places[start] if start < len(self.places) else self._end
            return at, at
        return self.places[start], self.places[end - 1] + 1

    @property
    def _end(self) -> int:
        return self.places[-1] + 1 if self.places else 0


@lru_cache(maxsize=4096)
def _normal_char(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "①" <= char <= "⑳":  # a bullet, not the digit 1
        return char
    if char in _DROPPED or char.isspace() or unicodedata.category(char) == "Cc":
        return ""
    folded = unicodedata.normalize("NFKC", char)
    return "".join(_SIGNS.get(c, c) for c in folded if not c.isspace())


def normalise(raw: str) -> Normal:
    """NFKC, look-alike dashes and dots folded, white space dropped."""
    if _PLAIN.fullmatch(raw):
        return Normal(raw, range(len(raw)))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(raw):
        for folded in _normal_char(char):
            chars.append(folded)
            places.append(place)
    return Normal("".join(chars), tuple(places))
