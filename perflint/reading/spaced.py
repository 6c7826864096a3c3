"""Text dumps with a row a line, cells set apart by spaces: printed data frames, tables laid out.

Only tables with a whole row on each line are read here. Where cells are wrapped (``pdftotext
-layout``) or parted by single spaces the lines stay paragraphs, and extraction looks among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perflint.patterns import pattern
from perflint.reading.delimited import rows_table
from perflint.reading.document import Block
from perflint.reading.leftovers import cleared
from perflint.reading.rows import Piece, Row, paragraph

_GAP = pattern(r"[ \u3000]{2,}")
_TEXT = pattern(r"\S+(?: \S+)*")
_LEAST_ROWS, _LEAST_CELLS = 3, 3
_MOSTLY = 0.8
_RIVER = 2  # display columns that are empty on every line


def spaced_lines(lines: Sequence[str]) -> int:
    """How many lines stand in tables of this kind."""
    return sum(end - start for start, end in _tables(lines))


def read_spaced(lines: Sequence[str]) -> list[Block]:
    """The tables, and a paragraph a line for the rest."""
    blocks: list[Block] = []
    at = 0
    for start, end in [*_tables(lines), (len(lines), len(lines))]:
        rest = enumerate(lines[at:start], at + 1)
        blocks += [paragraph(line.strip(), number) for number, line in rest if line.strip()]
        if start < end:
            blocks.append(rows_table(cleared(_rows(lines[start:end], start + 1))))
        at = end
    return blocks


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that all have a gap, most of them several."""
    start = 0
    for index, line in enumerate([*lines, ""]):
        if _GAP.search(line.rstrip()) and "\t" not in line and "|" not in line:
            continue
        if index - start >= _LEAST_ROWS and _has_whole_rows(lines[start:index]):
            yield start, index
        start = index + 1


def _has_whole_rows(lines: Sequence[str]) -> bool:
    """Whether a line is a row: most have several cells, and two columns are filled throughout."""
    several = [line for line in lines if len(_GAP.split(line.strip())) >= _LEAST_CELLS]
    if len(several) < _MOSTLY * len(lines) or len(several) < _LEAST_ROWS:
        return False
    rows = _rows(lines, 1)
    width = max(map(len, rows))
    filled = [sum(len(row) > c and bool(row[c].text) for row in rows) for c in range(width)]
    ragged = all(all(piece.text for piece in row) for row in rows)
    return ragged or sum(count >= _MOSTLY * len(rows) for count in filled) >= 2


def _rows(lines: Sequence[str], first: int) -> list[Row]:
    """The cells by the columns in which all lines are empty; without such, by the gaps."""
    several = [line for line in lines if len(_GAP.split(line.strip())) >= _LEAST_CELLS]
    starts = _column_starts(several)
    if len(starts) < max((len(_GAP.split(line.strip())) for line in several), default=1):
        return [
            [Piece(text, number) for text in _GAP.split(line.strip())]
            for number, line in enumerate(lines, first)
        ]
    return [_row(line, starts, number) for number, line in enumerate(lines, first)]


def _row(line: str, starts: Sequence[int], number: int) -> Row:
    cells = ["" for _ in starts]
    if len(_GAP.split(line.strip())) >= _LEAST_CELLS:
        for place, character in _placed(line):
            cells[max(0, sum(start <= place for start in starts) - 1)] += character
    else:  # a cell over several columns
        places = [place for place, _ in _placed(line)]
        for match in _TEXT.finditer(line):
            cells[max(0, sum(start <= places[match.start()] for start in starts) - 1)] += match[0]
    return [Piece(cell.strip(), number) for cell in cells]


def _placed(line: str) -> Iterator[tuple[int, str]]:
    """Characters with the display column they begin in."""
    place = 0
    for character in line:
        yield place, character
        place += 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _column_starts(lines: Sequence[str]) -> list[int]:
    """The display columns where a column of cells begins: after a stretch empty on every line."""
    filled: set[int] = set()
    for line in lines:
        for place, character in _placed(line):
            if not character.isspace():
                filled.add(place)
                if unicodedata.east_asian_width(character) in "WF":
                    filled.add(place + 1)
    places = sorted(filled)
    return places[:1] + [b for a, b in pairwise(places) if b - a > _RIVER]
