"""Rows of text pieces become a `Table`; shared by every text-like format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from perflint.reading.document import Block, Cell, Paragraph, Table


@dataclass(slots=True)
class Piece:
    """The text of one cell and the line (from 1) it begins on."""

    text: str
    line: int


Row = list[Piece]


def common_width(widths: Sequence[int]) -> int:
    """The width most rows have; the widest where no width occurs twice; 0 for no rows."""
    if not widths:
        return 0
    width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    return width if count > 1 else max(widths)


def text_table(rows: Sequence[Row], spans: Sequence[Sequence[int]] | None = None) -> Table:
    """A table with index 0 (`number` sets it); ``spans`` are the cells' widths in columns."""
    n_columns = max((sum(spans[r]) if spans else len(row) for r, row in enumerate(rows)), default=0)
    cells = []
    for r, row in enumerate(rows):
        column = 0
        for c, piece in enumerate(row):
            width = spans[r][c] if spans else 1
            cells.append(Cell(piece.text, r, column, colspan=width, line=piece.line))
            column += width
    line = next((piece.line for row in rows for piece in row), None)
    return Table(0, "text", cells, len(rows), n_columns, line=line)


def paragraph(text: str, line: int, level: int = 0) -> Paragraph:
    """A paragraph of a text file; `number` sets its index."""
    return Paragraph(0, "text", text, level=level, line=line)


def number(blocks: Sequence[Block]) -> list[Block]:
    """Count tables (nested ones after their holder) and paragraphs from 1, in place."""
    paragraphs, tables = 0, 0

    def count(table: Table) -> None:
        nonlocal tables
        tables += 1
        table.index = tables
        for cell in table.cells:
            for inner in cell.tables:
                count(inner)

    for block in blocks:
        if isinstance(block, Table):
            count(block)
        else:
            paragraphs += 1
            block.index = paragraphs
    return list(blocks)
