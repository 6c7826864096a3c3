"""The form in which two names or values are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from perflint.patterns import pattern

# Digits keep the point between them: 1.5 and 15 are no copies of each other.
_DROPPED = pattern(r"(?<!\d)\.|\.(?!\d)|[^\w%‰+*/×÷=≥≤<>±.\-]|_")
_SIGNS = str.maketrans({"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "〇": "零", "～": "~"})


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """NFKC, lower case, without white space and punctuation; comparison signs stay."""
    if not text:
        return ""
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return _DROPPED.sub("", folded)
