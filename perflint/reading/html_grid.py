"""The grid of an HTML table: cells fall into the first free place of their row."""

from __future__ import annotations

from perflint.patterns import pattern
from perflint.reading.document import Cell, Table
from perflint.reading.limits import Limits

_NUMBER = pattern(r"\s*(\d{1,9})")
_MOST_ROWS, _MOST_COLUMNS = 65_534, 1_000  # as browsers cut them


class GridBuilder:
    """Takes rows and cells in the order of the page and gives the `Table`."""

    def __init__(self, limits: Limits) -> None:
        self._most_columns = min(_MOST_COLUMNS, limits.columns)
        self._cells: list[Cell] = []
        self._row = -1
        self._column = 0
        self._group: object = None
        self._first_of_group = 0
        self._free_from: list[int] = []  # by column, the first row that nothing above covers
        self._to_group_end: list[Cell] = []
        self._open: Cell | None = None
        self._inner: list[Table] = []

    def open_row(self, group: object) -> None:
        """Begin a row of the row group ``group``; spans end with their group."""
        if group != self._group and self._row >= 0:
            self._end_group()
        self._group = group
        self._row += 1
        self._column = 0

    def open_cell(self, rowspan: str | None, colspan: str | None) -> None:
        if self._row < 0:
            self.open_row(None)
        down, right = _span(rowspan, _MOST_ROWS), max(1, _span(colspan, self._most_columns))
        while self._column < len(self._free_from) and self._free_from[self._column] > self._row:
            self._column += 1
        right = max(1, min(right, self._most_columns - self._column))
        self._open = Cell("", self._row, self._column, max(1, down), right)
        if down == 0:
            self._to_group_end.append(self._open)
        self._cover(self._open, self._row + down if down else self._row + _MOST_ROWS)
        self._column += right

    def close_cell(self, text: str) -> None:
        cell = self._open
        if cell is not None and cell.column < self._most_columns:
            cell.text, cell.tables = text, self._inner
            self._cells.append(cell)
        self._open, self._inner = None, []

    def nest(self, table: Table) -> None:
        """A table inside the open cell."""
        self._inner.append(table)

    def table(self) -> Table:
        self._end_group()
        n_rows = self._row + 1
        n_columns = max((cell.column + cell.colspan for cell in self._cells), default=0)
        cells = sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        return Table(0, "html", cells, n_rows, n_columns)

    def _cover(self, cell: Cell, end: int) -> None:
        missing = cell.column + cell.colspan - len(self._free_from)
        self._free_from += [0] * missing
        for column in range(cell.column, cell.column + cell.colspan):
            self._free_from[column] = max(self._free_from[column], end)

    def _end_group(self) -> None:
        """Cut what hangs over the group's last row."""
        end = self._row + 1
        for cell in self._to_group_end:
            cell.rowspan = end - cell.row
        self._to_group_end = []
        for cell in reversed(self._cells):
            cell.rowspan = min(cell.rowspan, end - cell.row)
            if cell.row < self._first_of_group:
                break
        self._first_of_group = end
        self._free_from = [min(row, end) for row in self._free_from]


def _span(text: str | None, most: int) -> int:
    """A span as written, cut to what browsers allow; 1 where it is no number."""
    if text is None:
        return 1
    match = _NUMBER.match(text)
    return min(int(match.group(1)), most) if match else 1
