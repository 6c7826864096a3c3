"""Cells without a grid: which piece of text is which field, by the cheapest reading.

A dump that lost its table still has the cells in order, at worst cut in pieces. Each indicator
fills the same fields in the same order; fields may be empty. What a piece looks like (a comparator,
a number, a unit, words) tells which reading is the likeliest.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from perflint.extraction.contents import contents_of, is_number, is_operator, is_valueish

_MAX_PIECES = 8
_SIGNS = "≥≤＞＜><=＝≧≦±"
_NEVER = 1000.0
_BLANK = {"name": _NEVER, "value": 6.0, "operator": 3.0, "unit": 2.0, "weight": 4.0,
          "description": 5.0, "basis": 5.0, "direction": 3.0, "other": 1.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """The pieces ``first`` to ``end`` (exclusive) read as one field."""

    field: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Guess:
    """One indicator as pieces by field, and what the reading cost (0: everything fits)."""

    slots: tuple[Slot, ...]
    cost: float


def guess_rows(
    pieces: Sequence[str], fields: Sequence[str], width: int = 0, rows: Sequence[int] | None = None
) -> list[Guess]:
    """The cheapest reading of the pieces as indicators with these fields; [] where there is none.

    ``width`` is the length at which cells were cut in pieces (0: they were not). ``rows`` are the
    lines the pieces stand on, where an indicator does not run over a line.
    """
    if not pieces or "name" not in fields:
        return []
    count, n = len(pieces), len(fields)
    best: list[list[tuple[float, tuple[int, int] | None]]] = [
        [(_NEVER * 10, None)] * (n + 1) for _ in range(count + 1)
    ]
    best[0][0] = (0.0, None)
    for i in range(count + 1):
        # Twice: an indicator that ends here lets the next begin here.
        for f in (*range(n + 1), *range(n)):
            cost, _ = best[i][f]
            if cost >= _NEVER:
                continue
            if f == n:
                if i < count:
                    _relax(best, i, 0, cost, (i, n))
                continue
            _relax(best, i, f + 1, cost + _BLANK.get(fields[f], 4.0), (i, f))
            for end in range(i + 1, min(i + (_MAX_PIECES if width else 1), count) + 1):
                step = _fill(pieces, i, end, fields[f], width)
                if rows is not None and f and i and rows[i] != rows[i - 1]:
                    step += 8.0
                _relax(best, end, f + 1, cost + step, (i, f))
    return _trace(best, fields, count)


def _relax(
    best: list[list[tuple[float, tuple[int, int] | None]]],
    i: int,
    f: int,
    cost: float,
    origin: tuple[int, int],
) -> None:
    if cost < best[i][f][0]:
        best[i][f] = (cost, origin)


def _trace(
    best: list[list[tuple[float, tuple[int, int] | None]]], fields: Sequence[str], count: int
) -> list[Guess]:
    n = len(fields)
    if best[count][n][0] >= _NEVER:
        return []
    guesses: list[Guess] = []
    slots: list[Slot] = []
    i, f, ended = count, n, best[count][n][0]
    while True:
        origin = best[i][f][1]
        if origin is None or f == 0:
            started = best[i][f][0]
            guesses.append(Guess(tuple(reversed(slots)), ended - started))
            slots, ended = [], started
            if origin is None:
                break
            i, f = origin
            continue
        if origin[0] < i:
            slots.append(Slot(fields[f - 1], origin[0], i))
        i, f = origin
    return [guess for guess in reversed(guesses) if guess.slots]


def _fill(pieces: Sequence[str], first: int, end: int, field: str, width: int) -> float:
    text = "".join(pieces[first:end])
    cost = _misfit(field, text)
    if not width:
        return cost
    for piece, following in itertools.pairwise(pieces[first:end]):
        cost += 0.2 if len(piece) >= width - 1 else 2.0
        if following[0] in _SIGNS:  # a comparator begins a cell
            cost += 12.0
    if len(pieces[end - 1]) >= width and end < len(pieces):
        cost += 3.0
    return cost


@lru_cache(maxsize=8192)
def _misfit(field: str, text: str) -> float:
    """How little a text looks like what the field holds."""
    sign = is_operator(text)
    if field == "operator":
        return 0.0 if sign or text in ("定性", "定性指标") else 40.0
    if field == "weight":
        return 0.0 if is_number(text.rstrip("%分")) else 40.0
    if field == "direction":
        return 0.0 if contents_of([text]).directions or text.startswith("定") else 40.0
    if sign:
        return 25.0
    if field == "unit":
        return 0.0 if contents_of([text]).units and len(text) <= 6 else 12.0
    written = text[0] in _SIGNS or text[0] in "$^" or text[0].isdigit()
    if field == "name":
        return (15.0 if text[0] in _SIGNS else 6.0 if is_valueish(text) else 1.0) * (
            1.0 if written else 0.0
        ) + (4.0 if len(text) == 1 else 0.0)
    if field == "value":
        return 0.0 if written or is_valueish(text) else 1.0 if len(text) <= 12 else 2.0
    if field == "basis":
        return 0.0 if contents_of([text]).standards else 5.0 if written else 1.0
    return 4.0 if written and len(text) <= 10 else 0.0
