"""Tables that only place things on the page, told from tables that hold data."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_GROUPS = ("tbody", "thead", "tfoot")
_PROSE = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "div")


def is_layout(table: etree._Element) -> bool:
    """Whether the table's cells are parts of the page: tables within, or prose in a lone cell.

    A form that has an inner table in one of its rows is still data: at least two other rows
    have two cells with text of their own.
    """
    if table.find(".//table") is None:
        return _is_wrapper(table)
    data_rows = 0
    for row in _rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        data_rows += sum(_holds_text(cell) for cell in cells) > 1
        if data_rows > 1:
            return False
    return True


def _is_wrapper(table: etree._Element) -> bool:
    """One cell around several paragraphs."""
    cells = [cell for row in _rows(table) for cell in row if cell.tag in ("td", "th")]
    return len(cells) == 1 and sum(child.tag in _PROSE for child in cells[0]) > 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _holds_text(cell: etree._Element) -> bool:
    """Text besides links, and no table."""
    if cell.find(".//table") is not None:
        return False
    linked = sum(len(text_of(link)) for link in cell.iter("a"))
    return len(text_of(cell)) > linked


def text_of(element: etree._Element) -> str:
    """All text within, without its layout."""
    return "".join(map(str, element.itertext())).strip()
