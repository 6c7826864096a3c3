"""Cue words in a text, by the lists of corpora/cues.toml.

A cue may lie inside one word or cover whole words, never straddle a boundary. The text is searched
as a plain string first; words are only cut where a hit needs it, so texts without cues cost little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from perflint.language.levels import Category
from perflint.language.segment import Backend, straddles
from perflint.records.values.normalise import normalise
from perflint.resources import corpus


@dataclass(frozen=True, slots=True)
class Cue:
    """``context``: one of these must stand in the same text; ``not_in``: phrases that do not count."""

    phrase: str
    category: Category
    weight: int
    source: str
    not_in: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueHit:
    """``start`` and ``end`` count in the text as given; ``at_end`` where the cue ends the name."""

    cue: Cue
    start: int
    end: int
    at_end: bool


@cache
def cue_table() -> dict[str, tuple[Cue, ...]]:
    """Phrase to its cues: one phrase may speak for several categories."""
    found: dict[str, list[Cue]] = {}
    for group in corpus("cues.toml")["cue"]:
        context = tuple(group.get("context", ()))
        for phrase in group["phrases"]:
            not_in = tuple(outer for outer in group.get("not_in", ()) if phrase in outer)
            cue = Cue(phrase, group["category"], group["weight"], group["source"], not_in, context)
            found.setdefault(phrase, []).append(cue)
    return {phrase: tuple(cues) for phrase, cues in found.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """All phrases at every place: a look-ahead also finds those that overlap."""
    ordered = sorted(cue_table(), key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, ordered))}))")


@lru_cache(maxsize=8192)
def find_cues(text: str, backend: Backend = "jieba") -> tuple[CueHit, ...]:
    """The cues of a text in order; of those that lie inside a longer one only the longer."""
    normal = normalise(text)
    flat, reached = normal.text, 0
    hits: list[CueHit] = []
    for match in _pattern().finditer(flat):
        start, end = match.span(1)
        if end <= reached:
            continue
        for cue in _standing(flat, start, end, backend):
            end = start + len(cue.phrase)
            raw_start, raw_end = normal.span(start, end)
            hits.append(CueHit(cue, raw_start, raw_end, end == len(flat)))
            reached = max(reached, end)
    return tuple(hits)


def _standing(text: str, start: int, end: int, backend: Backend) -> list[Cue]:
    """The cues of the longest phrase at ``start`` that stands there as a word."""
    table = cue_table()
    for stop in range(end, start, -1):
        cues = table.get(text[start:stop])
        if cues and not straddles(text, start, stop, backend):
            return [cue for cue in cues if _stands(cue, text, start)]
    return []


def _stands(cue: Cue, text: str, start: int) -> bool:
    if cue.context and not any(word in text for word in cue.context):
        return False
    for outer in cue.not_in:
        offset = outer.find(cue.phrase)
        if text.startswith(outer, start - offset) and start >= offset:
            return False
    return True
