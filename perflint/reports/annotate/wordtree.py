"""The cells and paragraphs of a Word document by the numbers that anchors use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perflint.reading.limits import Limits
from perflint.reading.wordnames import Names, names_of
from perflint.reading.wordtable import layout
from perflint.reading.wordtext import story

if TYPE_CHECKING:
    from lxml.etree import _Element

Cells = dict[tuple[int, int, int], "_Element"]


class WordTree:
    """A document's body, counted exactly as the reader counts it.

    ``cells`` maps table, row and column (from 1, as in an anchor) to the cell; ``paragraphs`` maps
    a paragraph's number to its element.
    """

    def __init__(self, root: _Element) -> None:
        from lxml.etree import QName

        self.n: Names = names_of(QName(root).namespace or "")
        self.cells: Cells = {}
        self.tables: dict[int, _Element] = {}
        self.paragraphs: dict[int, _Element] = {}
        body = root.find(self.n.body)
        for element in self._top(body) if body is not None else ():
            self._take(element)

    def _top(self, parent: _Element) -> Iterator[_Element]:
        n = self.n
        for child in parent:
            if child.tag in (n.p, n.tbl):
                yield child
            elif child.tag in n.wrappers and not self._is_placeholder(child):
                yield from self._top(child)

    def _is_placeholder(self, element: _Element) -> bool:
        n = self.n
        return element.tag == n.sdt and element.find(f"{n.sdt_pr}/{n.placeholder}") is not None

    def _take(self, element: _Element) -> None:
        n = self.n
        if element.tag == n.tbl:
            self._table(element)
            return
        for item in story(element, n):
            if not isinstance(item, str):
                self._table(item)
            elif item.strip():
                self.paragraphs[len(self.paragraphs) + 1] = element

    def _table(self, element: _Element) -> None:
        slots = layout(element, self.n, Limits().columns)
        if not slots:
            return
        number = len(self.tables) + 1
        self.tables[number] = element
        for slot in slots:
            self.cells[number, slot.row + 1, slot.column + 1] = slot.element
        for slot in slots:
            for item in story(slot.element, self.n):
                if not isinstance(item, str):
                    self._table(item)


def paragraphs_of(cell: _Element, n: Names) -> list[_Element]:
    """The paragraphs of a cell itself, not those of tables or text boxes within it."""
    found = []
    for child in cell:
        if child.tag == n.p:
            found.append(child)
        elif child.tag in n.wrappers:
            found.extend(paragraphs_of(child, n))
    return found
