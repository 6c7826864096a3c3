"""How much a project's title and a budget line's name have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from perflint.patterns import pattern
from perflint.resources import corpus

_NOT_A_WORD = pattern(r"[^一-龥]")
_PLAIN, _LEAST_PAIRS, _MARGIN = 0.75, 4, 0.35


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
    name comes near. A line 其他… holds what has no line of its own: it is no rival of one that has.
    """
    ranked = sorted(names, key=lambda name: (name.startswith("其他"), -share(title, name)))
    if not ranked:
        return ""
    best, rest = ranked[0], [name for name in ranked[1:] if not name.startswith("其他")]
    alike = share(title, best)
    strong = alike >= _PLAIN and len(pairs(best) & pairs(title)) >= _LEAST_PAIRS
    return best if strong and all(share(title, other) <= alike - _MARGIN for other in rest) else ""


def shared_piece(name: str, text: str) -> str:
    """The longest piece of a name that a text has."""
    pieces = (
        name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1)
    )
    return max((piece for piece in pieces if piece in text), key=len, default="")
