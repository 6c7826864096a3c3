"""The words that say what a text is about, for comparing titles, objectives and indicators."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from perflint.language.segment import Backend, words
from perflint.patterns import pattern
from perflint.records.values.normalise import normalise
from perflint.resources import corpus

_HAN_WORD = pattern(r"[\u4e00-\u9fff]{2,}")


@cache
def _stop_words() -> re.Pattern[str]:
    """Words made of nothing but common ones (工作经费) are common too."""
    data = corpus("matter.toml")
    words = {*data["stop"]["words"], *data["title"]["words"]}
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})+")


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = corpus("matter.toml")["synonyms"]
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


@lru_cache(maxsize=8192)
def content_words(text: str, backend: Backend = "jieba") -> frozenset[str]:
    """Words of two characters and more, one form for synonyms, without those that any project has."""
    pattern, table = _synonyms()
    flat = pattern.sub(lambda match: table[match[0]], normalise(text).text)
    stop = _stop_words()
    return frozenset(
        word
        for word in words(flat, backend)
        if _HAN_WORD.fullmatch(word) and not stop.fullmatch(word)
    )
