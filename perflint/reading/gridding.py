"""Cells told by the positions of their edges become cells of a grid (Word 97, RTF)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from perflint.reading.document import Cell, Table

# Edges closer than this (1/1440 inch) are one: programs round widths row by row.
_TOLERANCE = 24


@dataclass(slots=True)
class CellDef:
    """A cell of a row's definition: its left and right edge (1/1440 inch) and how it is merged."""

    left: int
    right: int
    merged_left: bool = False
    merged_down: bool | None = None  # True = continues the cell above, False = begins a merge


@dataclass(slots=True)
class EdgeCell:
    """``left`` and ``right`` are None where the row has no definition."""

    text: str
    left: int | None = None
    right: int | None = None
    merged_left: bool = False
    merged_down: bool | None = None
    tables: list[Table] = field(default_factory=list)


def edge_table(rows: Sequence[Sequence[EdgeCell]]) -> Table | None:
    """The table of such rows, index 0; None without a cell."""
    starts = _columns(rows)
    cells: list[Cell] = []
    above: dict[int, Cell] = {}
    for r, row in enumerate(rows):
        below: dict[int, Cell] = {}
        column = 0
        for item in row:
            first, span = _place(item, starts, column)
            anchor = above.get(first) if item.merged_down else None
            if item.merged_left and cells and cells[-1].row == r:
                cells[-1].colspan = max(cells[-1].colspan, first + span - cells[-1].column)
            elif anchor is not None:
                anchor.rowspan = r - anchor.row + 1
                below[first] = anchor
            else:
                cell = Cell(item.text, r, first, 1, span, tables=item.tables)
                cells.append(cell)
                if item.merged_down is not None:
                    below[first] = cell
            column = first + span
        above = below
    if not cells:
        return None
    n_columns = max(cell.column + cell.colspan for cell in cells)
    n_rows = max(cell.row + cell.rowspan for cell in cells)
    return Table(0, "word", cells, n_rows, n_columns)


def _columns(rows: Sequence[Sequence[EdgeCell]]) -> list[int]:
    """The left edges of the grid's columns, and the right edge of the last one."""
    edges = sorted(
        {
            edge
            for row in rows
            for cell in row
            for edge in (cell.left, cell.right)
            if edge is not None
        }
    )
    starts: list[int] = []
    last = None
    for edge in edges:
        if last is None or edge - last > _TOLERANCE:
            starts.append(edge)
        last = edge
    return starts


def _place(item: EdgeCell, starts: Sequence[int], column: int) -> tuple[int, int]:
    """First column and span; a cell without edges takes the next column."""
    if item.left is None or item.right is None:
        return column, 1
    first = max(column, _index(item.left, starts))
    return first, max(1, _index(item.right, starts) - first)


def _index(edge: int, starts: Sequence[int]) -> int:
    return max(0, bisect_right(starts, edge) - 1)
