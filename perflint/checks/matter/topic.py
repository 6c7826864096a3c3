"""Which matters of government a text names, by a lexicon; an empty answer means: not known."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from perflint.resources import corpus

Topics = frozenset[str]


class _Lexicon(NamedTuple):
    pattern: re.Pattern[str]
    topics: dict[str, Topics]
    near: dict[str, Topics]
    wide: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, set[str]] = {}
    near: dict[str, set[str]] = {}
    spared: list[str] = []
    wide: set[str] = set()
    for entry in corpus("topics.toml")["topic"]:
        name = entry["name"]
        for word in entry["words"]:
            words.setdefault(word, set()).add(name)
        for other in entry["near"]:
            near.setdefault(name, set()).add(other)
            near.setdefault(other, set()).add(name)
        spared += entry.get("not_in", [])
        wide.update(entry.get("wide", []))
    # Spared words stand in the pattern too, so that the longer word takes the place of the shorter.
    ordered = sorted({*words, *spared}, key=len, reverse=True)
    return _Lexicon(
        re.compile("|".join(map(re.escape, ordered))),
        {word: frozenset(names) for word, names in words.items()},
        {name: frozenset(others) for name, others in near.items()},
        frozenset(wide),
    )


@lru_cache(maxsize=4096)
def topic_words(text: str) -> tuple[str, ...]:
    """The words of the lexicon that a text contains, longest first at each place."""
    lexicon = _lexicon()
    found = lexicon.pattern.findall(text.replace("\n", ""))
    return tuple(dict.fromkeys(word for word in found if word in lexicon.topics))


@lru_cache(maxsize=4096)
def topics(text: str) -> Topics:
    """The matters that a text names."""
    return topics_of(topic_words(text))


@lru_cache(maxsize=4096)
def telling_words(text: str) -> tuple[str, ...]:
    """The words of the lexicon in a text that no other matter uses for its benefits."""
    wide = _lexicon().wide
    return tuple(word for word in topic_words(text) if word not in wide)


def topics_of(words: tuple[str, ...]) -> Topics:
    """The matters that words of the lexicon name."""
    known = _lexicon().topics
    return frozenset().union(*(known[word] for word in words))


def surveyed(text: str) -> dict[str, Topics]:
    """Those asked in a survey, with the matters they belong to, as far as the lexicon knows them."""
    known: dict[str, list[str]] = corpus("topics.toml")["surveyed"]
    return {word: frozenset(names) for word, names in known.items() if word in text}


def related(one: Topics, other: Topics) -> bool:
    """Whether two sets of matters meet, or have members that belong together."""
    if one & other:
        return True
    near = _lexicon().near
    return any(near.get(name, frozenset()) & other for name in one)
