"""Word lists of ``corpora/`` that checks share: vague words, slips, style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from perflint.resources import corpus


@dataclass(frozen=True, slots=True)
class Term:
    """A term, what to write instead, the phrases in which it is innocent, and the words one of which
    must follow it, if any."""

    term: str
    better: str
    not_in: tuple[str, ...]
    then: tuple[str, ...] = ()

    def within(self, text: str) -> bool:
        """Whether the term stands in the text outside its innocent phrases."""
        return any(
            not self._innocent(text, at) and self._goes_on(text, at)
            for at in _places(text, self.term)
        )

    def _goes_on(self, text: str, at: int) -> bool:
        return not self.then or text.startswith(self.then, at + len(self.term))

    def _innocent(self, text: str, at: int) -> bool:
        end = at + len(self.term)
        return any(
            start <= at and end <= start + len(phrase)
            for phrase in self.not_in
            for start in _places(text, phrase)
        )


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


@cache
def terms(file: str) -> tuple[Term, ...]:
    """The terms of ``corpora/<file>.toml``."""
    return tuple(
        Term(
            raw["term"],
            raw.get("better", ""),
            tuple(raw.get("not_in", ())),
            tuple(raw.get("then", ())),
        )
        for raw in corpus(f"{file}.toml")["terms"]
    )


@lru_cache(maxsize=8192)
def found_terms(file: str, text: str) -> tuple[Term, ...]:
    """The terms of a list that a text holds, in the list's order."""
    return tuple(term for term in terms(file) if term.term in text and term.within(text))


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip found in a text: as written, and what was probably meant."""

    written: str
    right: str
    particle: bool


@dataclass(frozen=True, slots=True)
class _Typo:
    pattern: re.Pattern[str]
    right: str
    particle: bool
    not_in: tuple[str, ...]


@cache
def _typos() -> tuple[_Typo, ...]:
    return tuple(
        _Typo(
            re.compile(raw["wrong"]),
            raw["right"],
            raw["kind"] == "particle",
            tuple(raw.get("not_in", ())),
        )
        for raw in corpus("typos.toml")["typos"]
    )


@cache
def _any_typo() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{typo.pattern.pattern})" for typo in _typos()))


@cache
def _non_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = corpus("typos.toml")["slips"]
    return re.compile("|".join(map(re.escape, table))), table


@lru_cache(maxsize=8192)
def slips(text: str) -> tuple[Slip, ...]:
    """Probable slips of the pen in a text."""
    flat = text.replace("\n", "")
    pattern, table = _non_words()
    found = [Slip(match[0], table[match[0]], False) for match in pattern.finditer(flat)]
    if _any_typo().search(flat) is not None:
        found += [
            Slip(match[0], typo.right, typo.particle)
            for typo in _typos()
            for match in typo.pattern.finditer(flat)
            if not any(phrase in flat for phrase in typo.not_in)
        ]
    return tuple(found)
