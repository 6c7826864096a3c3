"""Blocks as plain data, to pass them between processes as JSON."""

from __future__ import annotations

from typing import Any

from perflint.reading.document import Block, Cell, Paragraph, Table

_CELL = ("text", "row", "column", "rowspan", "colspan", "page", "box", "confidence")


def to_plain(blocks: list[Block]) -> list[Any]:
    """Lists of what PDF readers fill in; `from_plain` turns them back."""
    return [
        [block.text, block.level, block.page] if isinstance(block, Paragraph) else _plain(block)
        for block in blocks
    ]


def _plain(table: Table) -> list[Any]:
    cells = [
        [*(getattr(cell, name) for name in _CELL), [_plain(inner) for inner in cell.tables]]
        for cell in table.cells
    ]
    return [table.n_rows, table.n_columns, table.page, cells]


def from_plain(data: list[Any]) -> list[Block]:
    """The blocks, not numbered."""
    return [
        Paragraph(0, "pdf", item[0], item[1], item[2]) if len(item) == 3 else _table(item)
        for item in data
    ]


def _table(data: list[Any]) -> Table:
    n_rows, n_columns, page, cells = data
    return Table(0, "pdf", [_cell(cell) for cell in cells], n_rows, n_columns, page=page)


def _cell(data: list[Any]) -> Cell:
    text, row, column, rowspan, colspan, page, box, confidence, tables = data
    return Cell(
        text,
        row,
        column,
        rowspan,
        colspan,
        page=page,
        box=tuple(box) if box else None,
        confidence=confidence,
        tables=[_table(table) for table in tables],
    )
