"""How much a project's title and a budget line's name have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from perflint.resources import corpus

_NOT_A_WORD = re.compile(r"[^一-龥]")


@cache
def _common() -> re.Pattern[str]:
    return re.compile(
        "|".join(sorted(corpus("money.toml")["names"]["common"], key=len, reverse=True))
    )


@cache
def core(name: str) -> tuple[str, ...]:
    """The pieces of a name that tell something: common words, digits and signs taken out."""
    pieces = _NOT_A_WORD.split(_common().sub(" ", name))
    return tuple(piece for piece in pieces if len(piece) >= 2)


@cache
def pairs(name: str) -> frozenset[str]:
    """All pairs of neighbouring characters within the core of a name."""
    return frozenset(
        piece[start : start + 2] for piece in core(name) for start in range(len(piece) - 1)
    )


@cache
def share(title: str, name: str) -> float:
    """The part of the line name's pairs that the title has, from 0 to 1."""
    wanted = pairs(name)
    return len(wanted & pairs(title)) / len(wanted) if wanted else 0.0


def clear_best(title: str, names: Iterable[str]) -> str:
    """The one name that the title plainly speaks of, or ``""``.

    Plainly: at least four pairs and three quarters of the name's pairs are shared, and no other
    name comes near.
    """
    ranked = sorted(names, key=lambda name: -share(title, name))
    if not ranked:
        return ""
    best, rest = ranked[0], ranked[1:]
    strong = share(title, best) >= 0.75 and len(pairs(best) & pairs(title)) >= 4
    return best if strong and all(share(title, other) < 0.5 for other in rest) else ""
