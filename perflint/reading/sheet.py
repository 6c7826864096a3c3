"""A worksheet as a person sees it: its visible cells become paragraphs and tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from perflint.patterns import pattern
from perflint.reading.document import Block, Cell, Paragraph, Table
from perflint.reading.source import Source

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0
Row = tuple[int, list[tuple[int, str]]]  # number, (column, text) from left to right

_DEFAULT_NAME = pattern(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
# Gaps in a table are filled with empty cells (an empty 指标值 needs a place to point at) unless
# the table is so thin that the gaps would outweigh it.
_FILL_FACTOR, _FILL_ALWAYS = 8, 2000


@dataclass(slots=True)
class Sheet:
    """What a workbook reader hands over; rows in order, only with cells that hold text.

    ``ruled_rows`` are rows without text that have borders, part of a table none the less.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    ruled_rows: set[int] = field(default_factory=set)
    uncalculated: int = 0  # formulas without a stored result


@dataclass(slots=True)
class _Line:
    """The cells of a row that show; ``spans`` has the last row and column of its merged cells."""

    row: int
    cells: list[tuple[int, str]]
    spans: dict[int, tuple[int, int]]


def column_letters(column: int) -> str:
    """The Excel name of a column counted from 0."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters


def blocks(source: Source, sheet: Sheet) -> tuple[list[Block], list[str]]:
    """The sheet's paragraphs and tables (not yet numbered), and the remarks on what was left out.

    A table ends at a row that is empty, without borders and not covered by a merged cell.
    """
    sheet.rows.sort(key=lambda row: row[0])
    columns = _Hidden(sheet.hidden_columns)
    rows = _Hidden([(row, row) for row in sorted(sheet.hidden_rows)])
    notes = _notes(sheet, rows, columns)
    found: list[Block] = []
    for group in _groups(_visible(source, sheet, rows, columns), sheet, rows):
        found += _block(source, sheet.name, group, rows)
    if found and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        found.insert(0, Paragraph(0, "excel", sheet.name.strip(), level=1, sheet=sheet.name))
    return found, notes


class _Hidden:
    """Hidden rows or columns as sorted ranges; counts without expanding them."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        self._ends = [high for _, high in merged]
        self._starts = [low for low, _ in merged]
        self._before = [0]
        for low, high in merged:
            self._before.append(self._before[-1] + high - low + 1)

    def __contains__(self, index: int) -> bool:
        if not self._ends:
            return False
        place = bisect_left(self._ends, index)
        return place < len(self._ends) and self._starts[place] <= index

    def next_visible(self, index: int) -> int:
        place = bisect_left(self._ends, index)
        return self._ends[place] + 1 if index in self else index

    def visible_before(self, index: int) -> int:
        """How many visible ones stand before ``index``."""
        if not self._ends:
            return index
        place = bisect_left(self._ends, index)
        within = index - self._starts[place] if index in self else 0
        return index - self._before[place] - within


def _visible(source: Source, sheet: Sheet, rows: _Hidden, columns: _Hidden) -> Iterator[_Line]:
    """The rows that show: hidden cells and those under a merged one left out."""
    merges = _moved(sheet, rows, columns)
    spans: dict[int, dict[int, tuple[int, int]]] = {}
    for row, column, last_row, last_column in merges:
        spans.setdefault(row, {})[column] = (last_row, last_column)
    cover = _Cover(merges)
    for number, cells in sheet.rows:
        if number in rows:
            continue
        own = spans.get(number, {})
        if number % 1000 == 0:
            source.check_time()
        shown = cells
        if sheet.hidden_columns:
            shown = [cell for cell in cells if cell[0] not in columns]
        if covered := cover.at(number):
            shown = [cell for cell in shown if cell[0] in own or not _inside(cell[0], covered)]
        if shown:
            yield _Line(number, shown, own)


def _inside(column: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= column <= high for low, high in ranges)


class _Cover:
    """The columns that merged cells cover in a row, for rows asked in ascending order."""

    def __init__(self, merges: list[Merge]) -> None:
        self._waiting = sorted(merges, reverse=True)
        self._open: list[Merge] = []

    def at(self, row: int) -> list[tuple[int, int]]:
        while self._waiting and self._waiting[-1][0] <= row:
            self._open.append(self._waiting.pop())
        if self._open:
            self._open = [merge for merge in self._open if merge[2] >= row]
        return [(merge[1], merge[3]) for merge in self._open]


def _moved(sheet: Sheet, rows: _Hidden, columns: _Hidden) -> list[Merge]:
    """The merged cells from their first visible place on; there their text shows."""
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return sheet.merges
    found: list[Merge] = []
    lines = {number: dict(cells) for number, cells in sheet.rows}
    for first, left, last, right in sheet.merges:
        row, column = rows.next_visible(first), columns.next_visible(left)
        if row > last or column > right:
            continue
        found.append((row, column, last, right))
        text = lines.get(first, {}).get(left)
        if text is not None and (row, column) != (first, left):
            lines.setdefault(row, {})[column] = text
    sheet.rows = [(number, sorted(lines[number].items())) for number in sorted(lines)]
    return found


def _groups(lines: Iterable[_Line], sheet: Sheet, rows: _Hidden) -> Iterator[list[_Line]]:
    """Lines that touch: next to each other, or bridged by merged, bordered or hidden rows."""
    ruled = sorted(sheet.ruled_rows)
    group: list[_Line] = []
    reach = -1
    for line in lines:
        if group and line.row > reach + 1 and not _bridged(reach, line.row, ruled, rows):
            yield group
            group, reach = [], -1
        group.append(line)
        reach = max(reach, line.row)
        for column, _ in line.cells if line.spans else ():
            if column in line.spans:
                reach = max(reach, line.spans[column][0])
    if group:
        yield group


def _bridged(reach: int, row: int, ruled: list[int], rows: _Hidden) -> bool:
    gap = rows.visible_before(row) - rows.visible_before(reach + 1)
    first, last = bisect_left(ruled, reach + 1), bisect_left(ruled, row)
    return sum(1 for number in ruled[first:last] if number not in rows) >= gap


def _block(source: Source, name: str, lines: list[_Line], rows: _Hidden) -> list[Block]:
    """The lines alone at the top as paragraphs, then the table."""
    body = 0
    while body < len(lines) and _stands_alone(lines[body]):
        body += 1
    found: list[Block] = []
    for line in lines[:body]:
        column, text = line.cells[0]
        ref = f"{column_letters(column)}{line.row + 1}"
        found.append(Paragraph(0, "excel", text, sheet=name, ref=ref))
    if body < len(lines):
        found.append(_table(source, name, lines[body:], rows))
    return found


def _stands_alone(line: _Line) -> bool:
    """A title or 单位：万元: one cell, not merged downwards."""
    column = line.cells[0][0]
    return len(line.cells) == 1 and line.spans.get(column, (line.row,))[0] == line.row


def _table(source: Source, name: str, lines: list[_Line], rows: _Hidden) -> Table:
    used = sorted({column for line in lines for column, _ in line.cells})
    first = rows.visible_before(lines[0].row)
    n_rows = rows.visible_before(lines[-1].row) - first + 1
    source.check_cells(n_rows * len(used) // 16)
    places = {column: (place, column_letters(column)) for place, column in enumerate(used)}
    cells = []
    for line in lines:
        row, label = rows.visible_before(line.row) - first, str(line.row + 1)
        for column, text in line.cells:
            place, letters = places[column]
            cells.append(Cell(text, row, place, ref=letters + label))
            if column in line.spans:
                _stretch(cells[-1], line.spans[column], used, n_rows, rows, first)
    if n_rows * len(used) <= _FILL_FACTOR * len(cells) + _FILL_ALWAYS:
        cells = _filled(cells, n_rows, used, _row_numbers(lines[0].row, rows, n_rows))
    return Table(0, "excel", cells, n_rows, len(used), sheet=name)


def _stretch(
    cell: Cell, last: tuple[int, int], used: list[int], n_rows: int, rows: _Hidden, first: int
) -> None:
    """Set the spans: as many rows and columns of the table as the merged area covers."""
    end = min(rows.visible_before(last[0] + 1) - first, n_rows)
    cell.rowspan = max(1, end - cell.row)
    cell.colspan = max(1, bisect_left(used, last[1] + 1) - cell.column)


def _row_numbers(row: int, rows: _Hidden, n_rows: int) -> list[int]:
    """The sheet's row of every row of a table that begins at ``row``."""
    numbers = []
    for _ in range(n_rows):
        row = rows.next_visible(row)
        numbers.append(row)
        row += 1
    return numbers


def _filled(cells: list[Cell], n_rows: int, used: list[int], numbers: list[int]) -> list[Cell]:
    """The cells with an empty one in every place that none covers."""
    taken = [bytearray(len(used)) for _ in range(n_rows)]
    for cell in cells:
        if cell.rowspan == cell.colspan == 1:
            taken[cell.row][cell.column] = 1
            continue
        for row in range(cell.row, cell.row + cell.rowspan):
            taken[row][cell.column : cell.column + cell.colspan] = b"\1" * cell.colspan
    letters = [column_letters(column) for column in used]
    gaps = [
        Cell("", row, column, ref=f"{letters[column]}{numbers[row] + 1}")
        for row, line in enumerate(taken)
        if 0 in line
        for column, covered in enumerate(line)
        if not covered
    ]
    return sorted(cells + gaps, key=lambda cell: (cell.row, cell.column)) if gaps else cells


def _notes(sheet: Sheet, rows: _Hidden, columns: _Hidden) -> list[str]:
    """One remark on hidden content and one on formulas without results, where there are any."""
    hidden_rows = hidden_columns = 0
    if sheet.hidden_rows:
        hidden_rows = sum(1 for number, cells in sheet.rows if cells and number in rows)
    if sheet.hidden_columns:
        used = {column for _, cells in sheet.rows for column, _ in cells}
        hidden_columns = sum(1 for column in used if column in columns)
    counts = [(hidden_rows, "个隐藏行"), (hidden_columns, "个隐藏列")]
    said = "、".join(f"{count}{what}" for count, what in counts if count)
    notes = [f"工作表“{sheet.name}”有{said}未读取"] if said else []
    if sheet.uncalculated:
        notes.append(
            f"工作表“{sheet.name}”有{sheet.uncalculated}个公式没有存下计算结果，按空白读取；"
            "请用 Excel 或 WPS 打开后保存，再重新检查"
        )
    return notes


def hidden_sheets_note(names: list[str]) -> list[str]:
    """The remark on sheets that do not show, where there are any."""
    said = "".join(f"“{name}”" for name in names)
    return [f"隐藏的工作表{said}未读取"] if said else []
