"""Rows that add up a column (分值合计 100) and are no indicators."""

from __future__ import annotations

from functools import lru_cache

from perflint.extraction.lexicon import words
from perflint.extraction.text import is_filler, plain, squeeze
from perflint.patterns import pattern

_SUM = pattern(r"[\d.,]+(?:分|%|％|万元|元)?(?:[(（][\d.分%％]*[)）])?")
_SUM_NOTE = pattern(r"[:(]*\d+(?:\.\d+)?[分%]?\)?$|\([分%]\)$")


def is_total(texts: list[str]) -> bool:
    """A row that only adds up (分值合计 100, 总分：100分): a word for a sum, and numbers."""
    return names_total(texts[0]) and all(
        text == texts[0] or is_filler(text) or is_sum(text) for text in texts[1:]
    )


def is_sum(text: str) -> bool:
    """A number as it stands in a row of sums (100, 100分, 100%)."""
    return bool(_SUM.fullmatch(squeeze(text)))


@lru_cache(maxsize=4096)
def names_total(text: str) -> bool:
    label = plain(text)
    label = _SUM_NOTE.sub("", label) or label
    for word in words("noise", "totals"):
        if len(label) <= 12 and word in label:
            rest = label.replace(word, "", 1)
            for part in words("noise", "total_parts"):
                rest = rest.replace(part, "")
            if not rest:
                return True
    return False
