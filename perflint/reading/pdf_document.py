"""The blocks of a whole PDF, from its pages' lines and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.reading.document import Block, Cell, Paragraph, Table
from perflint.reading.pdf_across import join_across
from perflint.reading.pdf_blocks import PageBlocks, PdfTable, without_furniture
from perflint.reading.pdf_join import join_over_pages
from perflint.reading.pdf_page import Page
from perflint.reading.pdf_text import Line, is_centred, is_wrapped, joined

_WIDEST_MARGIN = 90.0  # points; the text area is at least what such margins leave
_OVERHANG = 6.0  # points by which tables reach over the text area on each side
_Size = tuple[int, int]


def document_blocks(pages: Sequence[PageBlocks]) -> list[Block]:
    """Paragraphs and tables in reading order, not yet numbered."""
    without_furniture(pages)
    pages = join_across(pages)
    join_over_pages(pages)
    areas = _areas(pages)
    blocks: list[Block] = []
    paragraph: list[tuple[Line, Page]] = []
    for item, page in _items(pages):
        if isinstance(item, Line):
            left, right = areas[_size(page)]
            if paragraph and not _goes_on(*paragraph[-1], item, page, left, right):
                blocks += _paragraph(paragraph, areas)
                paragraph = []
            paragraph.append((item, page))
        else:
            blocks += _paragraph(paragraph, areas)
            paragraph = []
            blocks.append(as_table(item))
    return blocks + _paragraph(paragraph, areas)


def _items(pages: Sequence[PageBlocks]) -> Iterator[tuple[Line | PdfTable, Page]]:
    return ((item, page.page) for page in pages for item in page.items)


def _size(page: Page) -> _Size:
    return round(page.width), round(page.height)


def _areas(pages: Sequence[PageBlocks]) -> dict[_Size, tuple[float, float]]:
    """By page size, from where to where the text is set: margins that nearly match are alike."""
    areas: dict[_Size, tuple[float, float]] = {}
    for item, page in _items(pages):
        left, right = areas.get(_size(page), (_WIDEST_MARGIN, page.width - _WIDEST_MARGIN))
        areas[_size(page)] = (min(left, item.box[0]), max(right, item.box[2]))
    for size, (left, right) in areas.items():
        if abs(left - (size[0] - right)) < 3 * _OVERHANG:
            margin = min(left, size[0] - right)
            areas[size] = (margin, size[0] - margin)
    return areas


def _goes_on(
    before: Line, page: Page, line: Line, next_page: Page, left: float, right: float
) -> bool:
    """Whether the line belongs to the paragraph of the one before."""
    height = max(before.height, line.height)
    # The area is only known from what stands in it, so its middle is not quite sure.
    centred = all(is_centred(each, left, right, 1.5 * _OVERHANG) for each in (before, line))
    if abs(before.size - line.size) > 0.08 * line.size:
        return False
    if line.left - left > 1.2 * line.size and not centred:
        return False
    if centred:
        left, right = left + _OVERHANG, right - _OVERHANG
    far = page is next_page and before.bottom - line.top > 1.5 * height
    return not far and is_wrapped(before, line, left, right)


def _paragraph(
    lines: list[tuple[Line, Page]], areas: dict[_Size, tuple[float, float]]
) -> list[Block]:
    if not lines:
        return []
    page = lines[0][1]
    text = joined([line for line, _ in lines], *areas[_size(page)]).replace("\n", "")
    return [Paragraph(0, "pdf", text, page=page.number)]


def as_table(table: PdfTable) -> Table:
    """The contract's table, with a box in the page's own coordinates for every cell."""
    cells = [
        Cell(
            cell.text,
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            page=cell.page.number,
            box=cell.page.placed(cell.box),
            confidence=cell.confidence,
            tables=[as_table(inner) for inner in cell.tables],
        )
        for cell in table.cells
    ]
    return Table(0, "pdf", cells, table.n_rows, len(table.xs) - 1, page=table.page.number)
