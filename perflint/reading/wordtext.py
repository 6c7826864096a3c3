"""The text of Word paragraphs as it stands once all tracked changes are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perflint.reading.symbols import seen, symbol
from perflint.reading.wordnames import Names

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_plain(element: _Element, n: Names) -> bool:
    """Whether the text can be gathered in document order."""
    found = element.iter(*n.special)
    first = next(found, None)
    if first is element:  # the table itself
        first = next(found, None)
    return first is None


def flow_of(element: _Element, n: Names) -> tuple[str, ...]:
    """The names that carry text in an element: fewer are found faster, and most tables have no tabs."""
    return n.words if next(element.iter(*n.marks), None) is None else n.flow


def plain_text(element: _Element, n: Names, flow: tuple[str, ...] = ()) -> str:
    """Text of a plain cell or paragraph, paragraphs joined by line feeds, stripped; ``flow`` as
    ``flow_of`` gives it for an element around."""
    parts: list[str] = []
    begun = False
    for node in element.iter(*(flow or n.flow)):
        tag = node.tag
        if tag == n.t:
            if node.text:
                parts.append(node.text)
        elif tag == n.p:
            if begun:
                parts.append("\n")
            begun = True
        else:
            parts.append(_mark(node, n))
    return seen("".join(parts).strip())


def _mark(node: _Element, n: Names) -> str:
    """The characters of an element of a run other than text."""
    tag = node.tag
    if tag == n.tab:
        return " " if not len(node.attrib) else ""
    if tag in (n.br, n.cr):
        return "\n"
    if tag == n.hyphen:
        return "-"
    if tag == n.sym:
        return symbol(node.get(n.font) or "", _code(node.get(n.char) or ""))
    return node.text or "" if tag in n.math else ""


def _code(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def story(element: _Element, n: Names) -> list[str | _Element]:
    """Paragraphs (as text) and tables (as elements) of a cell, a paragraph or a text box, in order.

    Deleted and moved-away text, hidden text and placeholders are left out; a text box follows the
    paragraph it is anchored in and is read once, though it is written twice for old programs.
    """
    walk = _Story(n)
    walk.visit(element)
    walk.end_paragraph()
    return walk.items


class _Story:
    def __init__(self, n: Names) -> None:
        self._n = n
        self.items: list[str | _Element] = []
        self._text: list[str] = []
        self._boxes: list[_Element] = []
        self._begun = False

    def visit(self, element: _Element) -> None:
        n = self._n
        tag = element.tag
        if tag == n.t:
            self._text.append(element.text or "")
        elif tag == n.p:
            self._paragraph(element)
        elif tag == n.tbl:
            self.end_paragraph()
            self.items.append(element)
        elif tag == n.text_box:
            self._boxes.append(element)
        elif tag == n.alternate:
            self._alternate(element)
        elif tag in n.flow:
            self._text.append(_mark(element, n))
        elif not self._is_hidden(element):
            for child in element:
                self.visit(child)

    def _paragraph(self, element: _Element) -> None:
        n = self._n
        self._begun = True
        for child in element:
            self.visit(child)
        mark = element.find(f"{n.p_pr}/{n.r_pr}")
        if mark is None or (mark.find(n.deleted) is None and mark.find(n.move_from) is None):
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """Close the paragraph being gathered, then read the text boxes anchored in it."""
        if self._begun or self._text:
            self.items.append(seen("".join(self._text)))
        self._text, self._begun = [], False
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            for child in box:
                self.visit(child)
            self.end_paragraph()

    def _alternate(self, element: _Element) -> None:
        """The first alternative that holds a text box, else the first one."""
        options = [child for child in element if child.tag in (self._n.choice, self._n.fallback)]
        holding = (o for o in options if next(o.iter(self._n.text_box), None) is not None)
        chosen = next(holding, options[0] if options else None)
        for child in chosen if chosen is not None else ():
            self.visit(child)

    def _is_hidden(self, element: _Element) -> bool:
        n = self._n
        tag = element.tag
        if tag in (n.deleted, n.move_from, n.p_pr, n.r_pr, n.tc_pr, n.sdt_pr, n.ruby_text):
            return True
        if tag == n.sdt:
            return element.find(f"{n.sdt_pr}/{n.placeholder}") is not None
        if tag == n.r:
            vanish = element.find(f"{n.r_pr}/{n.vanish}")
            return vanish is not None and vanish.get(n.val) not in ("0", "false", "off")
        return not isinstance(tag, str)
