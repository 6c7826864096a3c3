"""A document before it has a format: paragraphs and tables with merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "h1", "h2", "h3", "body", "note", "blank"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as written; ``rows`` and ``cols`` are its spans."""

    text: str = ""
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    style: Style = "body"
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of anchor cells, as in HTML: a cell covered by a merge is not listed.

    ``sheet`` starts a new sheet of that name in a workbook; ``header`` counts header rows.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 1
    sheet: str = ""
    widths: tuple[float, ...] = ()


Block = Para | Table


@dataclass(frozen=True, slots=True)
class Slot:
    """One square of the grid: the anchor it belongs to, and whether the anchor starts here."""

    cell: Cell
    first_row: bool
    first_col: bool

    @property
    def is_anchor(self) -> bool:
        return self.first_row and self.first_col


def cell(value: str | Cell) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def table(
    rows: Sequence[Sequence[str | Cell]],
    header: int = 1,
    sheet: str = "",
    widths: Sequence[float] = (),
) -> Table:
    return Table(tuple(tuple(cell(c) for c in row) for row in rows), header, sheet, tuple(widths))


def grid(tbl: Table) -> list[list[Slot]]:
    """The table as a full rectangle of slots; short rows are filled with empty cells."""
    squares: dict[tuple[int, int], Slot] = {}
    for r, row in enumerate(tbl.rows):
        c = 0
        for item in row:
            while (r, c) in squares:
                c += 1
            for dr in range(item.rows):
                for dc in range(item.cols):
                    squares[r + dr, c + dc] = Slot(item, dr == 0, dc == 0)
            c += item.cols
    width = max((c for _, c in squares), default=-1) + 1
    empty = Slot(Cell(), True, True)
    return [[squares.get((r, c), empty) for c in range(width)] for r in range(len(tbl.rows))]


def tables(blocks: Sequence[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))
