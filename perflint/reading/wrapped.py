"""Rows between bars whose cells are wrapped to the width of their columns (antiword).

No line is drawn between the rows. A line goes on with the row above where each of its texts stands
under one that fills its cell from bar to bar.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_LEAST_LINES = 4
_MOSTLY = 0.8


def unwrapped(lines: Sequence[str]) -> list[int] | None:
    """For each line the index of the line that its row begins on; None where nothing is wrapped."""
    if len(lines) < _LEAST_LINES:
        return None
    rows = [_cells(line) for line in lines]
    widest = max((set(row) for row in rows), key=len)
    if len(widest) < 2 or not all(set(row) <= widest for row in rows):
        return None
    texts = [text for row in rows for text in row.values() if text.strip()]
    flush = sum(not text.startswith(" ") for text in texts)
    if not texts or flush < _MOSTLY * len(texts):
        return None  # padded on both sides: the widest cell fills its column and is not wrapped
    begins = [0]
    for index, (above, row) in enumerate(pairwise(rows), 1):
        begins.append(begins[-1] if _goes_on(above, row) else index)
    return begins if len(set(begins)) < len(begins) else None


def glue(parts: Sequence[str]) -> str:
    """A cell's lines: words are parted by a space, Chinese text and numbers go on."""
    text = ""
    for part in parts:
        both = text[-1:].isascii() and text[-1:].isalpha() and part[:1].isascii()
        text += (" " if both and part[:1].isalpha() else "") + part
    return text


def _cells(line: str) -> dict[tuple[int, int], str]:
    """The texts between the bars, by the display columns of their bars."""
    places, bars, place = [], [], 0
    for index, character in enumerate(line.rstrip()):
        if character == "|":
            bars.append(index)
            places.append(place)
        place += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return {
        (places[n], places[n + 1]): line[bars[n] + 1 : bars[n + 1]] for n in range(len(bars) - 1)
    }


def _goes_on(above: dict[tuple[int, int], str], row: dict[tuple[int, int], str]) -> bool:
    filled = [sides for sides, text in row.items() if text.strip()]
    return (
        bool(filled)
        and above.keys() == row.keys()
        and all(_is_full(above[sides], sides) for sides in filled)
    )


def _is_full(text: str, sides: tuple[int, int]) -> bool:
    """Whether not even one Chinese character more finds room."""
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.rstrip())
    return width > sides[1] - sides[0] - 1 - 2
