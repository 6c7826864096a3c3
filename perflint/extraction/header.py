"""The header rows of a target table, and the columns they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from perflint.extraction.lexicon import (
    Header,
    head_of,
    header_of,
    is_evaluation,
    is_grade,
    period_of,
)
from perflint.extraction.text import plain, squeeze
from perflint.extraction.view import View
from perflint.patterns import pattern
from perflint.reading.document import Cell

_MAX_HEADER_ROWS = 3
_MARK = pattern("[指级内]")  # in every header that names a level or an indicator
_VALUE_LIKE = {"value", "sign", "evaluation", "standard"}


@dataclass(slots=True)
class Column:
    """Places ``start`` to ``end`` (exclusive) under one header.

    ``chain`` are the header's texts from top to bottom, ``period`` the time it speaks of.
    ``split`` is the field a part of a wide column was recognised as. ``field`` is set by `resolve`: a field of `Indicator`, ``project``, ``objective``, ``area``,
    ``grade``, ``evaluation``, ``other`` (kept by its header), or "" (left out).
    """

    start: int
    end: int
    chain: tuple[str, ...]
    cell: Cell | None = None
    field: str = ""
    how: str = ""
    confidence: float = 1.0
    period: str = ""
    block: int = 0
    split: str = ""

    @property
    def header(self) -> str:
        """The header in one line, its outer title first."""
        texts = dict.fromkeys(squeeze(text) for text in self.chain if text.strip())
        return "／".join(texts)

    @property
    def last(self) -> str:
        return self.chain[-1] if self.chain else ""


@dataclass(slots=True)
class HeaderRows:
    """Header rows ``first`` to ``end`` (exclusive) of a view, and their columns."""

    first: int
    end: int
    columns: list[Column] = field(default_factory=list)


def find_header(view: View, row: int) -> HeaderRows | None:
    """The header that begins in this row, or None."""
    if not _is_header(view.rows[row], row):
        return None
    end = row + 1
    while end - row < _MAX_HEADER_ROWS and end < len(view.rows) and _is_sub_row(view, row, end):
        end += 1
    return HeaderRows(row, end, _columns(view, row, end))


def _is_header(cells: list[Cell], row: int) -> bool:
    if len(cells) < 2 or not any(_MARK.search(cell.text) for cell in cells):
        return False
    names: set[str] = set()
    filled = known = 0
    for cell in cells:
        if not cell.text or (cell.row < row and cell.rowspan > 2):
            continue
        filled += 1
        found = _named(cell.text)
        if found:
            known += 1
            names.add(found)
    if {"level1", "level2", "name"} <= names:  # one column per county may follow
        return True
    return known * 2 >= filled and makes_header(names) if names else False


@lru_cache(maxsize=8192)
def _named(text: str) -> str:
    return "evaluation" if is_evaluation(text) else _field(header_of(text))


def _field(header: Header | None) -> str:
    return header.field if header else ""


def makes_header(names: set[str]) -> bool:
    """Whether a row that names these fields is the header of a target table."""
    levels = names & {"level1", "level2"}
    if len(levels) == 2 or (levels and "name" in names):
        return True
    if levels and names & {"content", "group"} and names & (_VALUE_LIKE | {"description"}):
        return True
    return bool(
        (levels or names & {"name", "content", "group"}) and names & {"value", "evaluation"}
    ) or ("name" in names and "sign" in names)


def _is_sub_row(view: View, first: int, row: int) -> bool:
    """A second or third header row: under a header cell that reaches into it, or of header words."""
    starting = [cell for cell in view.starts(row) if cell.text]
    reaching = [
        cell
        for cell in view.rows[row]
        if first <= cell.row < row
        and cell.rowspan <= _MAX_HEADER_ROWS
        and _field(header_of(cell.text)) not in ("", "group")
    ]
    if not starting:
        return bool(reaching)
    if all(_is_sub_word(cell.text) for cell in starting):
        return True
    # Under a header cell wider than one column stand its parts.
    wide = all(_parent_is_wide(view, first, row, cell) for cell in starting)
    return wide and (bool(reaching) or len(starting) > 1)


def _is_sub_word(text: str) -> bool:
    if is_grade(text) or is_evaluation(text):
        return True
    label = plain(text)
    return (
        len(label) <= 12
        and not label.isdigit()
        and (header_of(text) is not None or bool(period_of(text)))
    )


def _parent_is_wide(view: View, first: int, row: int, cell: Cell) -> bool:
    above = view.at(row - 1, cell.column)
    return (
        above is not None
        and above.row >= first
        and above.row + above.rowspan == row
        and above.colspan > cell.colspan
        and len(squeeze(cell.text)) <= 20
    )


def _columns(view: View, first: int, end: int) -> list[Column]:
    columns: list[Column] = []
    bottom: Cell | None = None
    width = len(view.grid[first])
    column = 0
    while column < width:
        chain = [view.grid[r][column] for r in range(first, end)]
        cells = [cell for cell in chain if cell is not None]
        bottom = cells[-1] if cells else None
        stop = column + 1
        while stop < width and bottom is not None and view.grid[end - 1][stop] is bottom:
            stop += 1
        texts = tuple(
            cell.text for i, cell in enumerate(cells) if i == 0 or cells[i - 1] is not cell
        )
        columns.append(Column(column, stop, texts, bottom))
        column = stop
    for item in columns:
        item.period = _period(view, first, item)
    return columns


def _period(view: View, first: int, column: Column) -> str:
    """The time a column speaks of: by its own header, else by the wide cell above it."""
    for text in reversed(column.chain):
        found = period_of(text)
        if found:
            return found
    for row in range(first - 1, max(first - 7, -1), -1):
        cell = _text_over(view, row, column.start)
        if cell is None or not cell.text or cell.colspan >= len(view.grid[row]) - 1:
            continue
        label = head_of(cell.text)
        if label and label.role in ("objective_long", "objective_year", "group"):
            found = period_of(cell.text)
            if found:
                return found
    return ""


def _text_over(view: View, row: int, column: int) -> Cell | None:
    """The cell in this place, or the one whose merged squares a dump left empty up to here."""
    cell = view.at(row, column)
    while cell is not None and not cell.text and column > 0:
        column -= 1
        cell = view.at(row, column)
    return cell
