"""Posts and kinds of people (护林员, 代办员), and the words that are used in their stead."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from perflint.resources import corpus

_NO_ROLES: frozenset[str] = frozenset()


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Role noun to the others of its group; 河道保洁员 has those of 保洁员 too."""
    found: dict[str, frozenset[str]] = {}
    for group in corpus("roles.toml")["groups"]:
        for role in group:
            found[role] = found.get(role, _NO_ROLES) | (frozenset(group) - {role})
    return {
        role: near.union(*(found[end] for end in found if role.endswith(end))) - {role}
        for role, near in found.items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_groups(), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def role_nouns(text: str) -> tuple[str, ...]:
    """The role nouns of a text in order, each once; the longest that stands at a place."""
    return tuple(dict.fromkeys(_pattern().findall(text)))


def near_roles(role: str) -> frozenset[str]:
    """The role nouns that are mistaken for this one, without forms that contain it or short ones."""
    near = _groups().get(role, _NO_ROLES) - _short_forms(role)
    return frozenset(other for other in near if role not in other)


def parts_of(role: str) -> tuple[str, ...]:
    """The posts that a wide name covers (村干部: 村党支部书记, 村委会主任)."""
    parts: dict[str, list[str]] = corpus("roles.toml")["parts"]
    return tuple(parts.get(role, ()))


@cache
def _short_forms(role: str) -> frozenset[str]:
    pairs: list[list[str]] = corpus("roles.toml")["short_forms"]
    return frozenset(word for pair in pairs if role in pair for word in pair)


def drifted_role(title: str, text: str) -> tuple[str, str] | None:
    """(role of the title, role of the text) where the text never says the title's role but a near one.

    护林员 in the title and only 管护员 in the indicators; None where they agree.
    """
    for role in role_nouns(title):
        if role in text:
            continue
        near = near_roles(role)
        for other in role_nouns(text):
            # 生态护林员 in the title and 护林员 below name the same post.
            if other in near and other not in title and other not in role:
                return role, other
    return None
