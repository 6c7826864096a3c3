"""Where the cells of a Word table stand in its grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perflint.reading.wordnames import Names

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SPAN = 63  # Word's own limit of columns


@dataclass(slots=True)
class Slot:
    """A cell's element and its place: row and column from 0, and its spans."""

    element: _Element
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class _Properties:
    span: int = 1
    merged_down: bool | None = None  # True = continues the cell above, False = begins a merge
    merged_left: bool = False
    deleted: bool = False


def layout(table: _Element, n: Names, max_columns: int) -> list[Slot]:
    """The visible cells of a table. Deleted rows are left out, merged cells stand once; a cell that
    claims to continue nothing stands for itself."""
    slots: list[Slot] = []
    above: dict[int, Slot] = {}
    for row, element in enumerate(_rows(table, n)):
        column = _number(element.find(f"{n.tr_pr}/{n.grid_before}"), n, 0)
        below: dict[int, Slot] = {}
        last: Slot | None = None
        for cell in _children(element, n.tc, n):
            properties = _properties(cell, n)
            if properties.deleted:
                continue
            if column >= max_columns:
                break
            span = min(properties.span, max_columns - column)
            anchor = above.get(column) if properties.merged_down else None
            if properties.merged_left and last is not None:
                last.colspan += span
            elif anchor is not None:
                anchor.rowspan = row - anchor.row + 1
                below[column] = last = anchor
            else:
                last = Slot(cell, row, column, 1, span)
                slots.append(last)
                if properties.merged_down is not None:
                    below[column] = last
            column += span
        above = below
    return slots


def _rows(table: _Element, n: Names) -> Iterator[_Element]:
    for row in _children(table, n.tr, n):
        properties = row.find(n.tr_pr)
        if properties is None or properties.find(n.deleted) is None:
            yield row


def _children(parent: _Element, tag: str, n: Names) -> Iterator[_Element]:
    """Children of a kind, also those within content controls and other wrappers."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in n.wrappers:
            yield from _children(child, tag, n)


def _properties(cell: _Element, n: Names) -> _Properties:
    found = _Properties()
    first = next(iter(cell), None)
    if first is None or first.tag != n.tc_pr:
        return found
    for node in first:
        tag = node.tag
        if tag == n.grid_span:
            found.span = max(1, _number(node, n, 1))
        elif tag == n.v_merge:
            found.merged_down = node.get(n.val) != "restart"
        elif tag == n.h_merge:
            found.merged_left = node.get(n.val) != "restart"
        elif tag == n.cell_deleted:
            found.deleted = True
    return found


def _number(node: _Element | None, n: Names, default: int) -> int:
    """A count of columns, kept within what Word allows."""
    if node is None:
        return default
    try:
        return max(0, min(int(node.get(n.val) or default), MAX_SPAN))
    except ValueError:
        return default
