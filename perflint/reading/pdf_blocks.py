"""One page's lines and tables in reading order, still with their geometry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from perflint.patterns import pattern
from perflint.reading.pdf_grid import Grid, GridCell, find_grids
from perflint.reading.pdf_page import Box, Glyph, Page
from perflint.reading.pdf_text import Line, cell_text, lines_of

_MARGIN = 60.0  # points from the edge of the page in which headers and footers stand
_OVER = 3.0  # points between a cell's line and the frame that its text is cut to
_PAGE_NUMBER = pattern(
    r"[\s\-—–·.|/]*(?:第?\s*\d{1,4}\s*页?|[ivxIVX]{1,5})"
    r"(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[\s\-—–·.|/]*"
)


@dataclass(slots=True)
class PdfCell:
    """A cell of a `PdfTable`, with the lines of its text.

    ``cut`` says that a part of the text is hidden here; ``open_…`` that the cell lies at that side
    of the table without the line that others have there.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    page: Page
    lines: list[Line]
    text: str
    tables: list[PdfTable] = field(default_factory=list)
    confidence: float = 1.0
    cut: bool = False
    open_left: bool = False
    open_right: bool = False
    open_top: bool = False
    open_bottom: bool = False


@dataclass(slots=True)
class PdfTable:
    """``xs`` are the lines between the columns, ``n_rows`` the rows of the grid."""

    xs: list[float]
    box: Box
    page: Page
    n_rows: int
    cells: list[PdfCell]


@dataclass(slots=True)
class PageBlocks:
    page: Page
    items: list[Line | PdfTable]


def page_blocks(page: Page) -> PageBlocks:
    """The page's lines outside the tables, and its tables, from top to bottom."""
    grids = find_grids(page)
    outside = _share_out(page.glyphs, grids)
    for clip, glyphs in page.clipped.items():
        outside += _share_out_clipped(clip, glyphs, grids)
    tables = {id(grid): _table(page, grid) for grid in grids}
    top_level = [tables[id(grid)] for grid in grids if not _nest(grid, grids, tables)]
    items: list[Line | PdfTable] = [*lines_of(outside, gaps=True), *top_level]
    items.sort(key=lambda item: (-item.box[3], item.box[0]))
    page.glyphs, page.horizontal, page.vertical, page.clipped = [], [], [], {}
    return PageBlocks(page, items)


def _share_out(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[Glyph]:
    """Put every character in the innermost cell that holds its middle; returns the others."""
    outside = []
    apart = _are_apart(grids)
    cell: GridCell | None = None
    left = bottom = right = top = 0.0
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        # Characters come cell by cell, so the last cell is asked first (unless tables are nested).
        if cell is None or not (apart and left < x < right and bottom < y < top):
            cell = _cell_at(grids, x, y)
            if cell is None:
                outside.append(glyph)
                continue
            left, bottom, right, top = cell.box
        cell.glyphs.append(glyph)
    return outside


def _share_out_clipped(clip: Box, glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[Glyph]:
    """Put characters of which not all are shown into the cell that hides them; returns the others.

    What is too high for its cell belongs to it nonetheless; what leaves it sideways stands on
    another page too, which shows it.
    """
    left, bottom, right, top = clip
    level = [glyph for glyph in glyphs if left <= (glyph[1] + glyph[3]) / 2 < right]
    cell = _cell_at(grids, (left + right) / 2, (bottom + top) / 2)
    if cell is not None and _lies_in(clip, cell.box):
        cell.glyphs += level
        cell.cut = True
        return []
    return _share_out([g for g in level if bottom <= (g[2] + g[4]) / 2 < top], grids)


def _lies_in(box: Box, outer: Box) -> bool:
    return (
        outer[0] - _OVER < box[0]
        and outer[1] - _OVER < box[1]
        and box[2] < outer[2] + _OVER
        and box[3] < outer[3] + _OVER
    )


def _cell_at(grids: Sequence[Grid], x: float, y: float) -> GridCell | None:
    for grid in grids:
        cell = grid.cell_at(x, y)
        if cell is not None:
            return cell
    return None


def _are_apart(grids: Sequence[Grid]) -> bool:
    boxes = [grid.box for grid in grids]
    return not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a, b in combinations(boxes, 2)
    )


def _table(page: Page, grid: Grid) -> PdfTable:
    cells = [_cell(page, cell) for cell in grid.cells]
    return PdfTable(grid.xs, grid.box, page, len(grid.ys) - 1, cells)


def _cell(page: Page, cell: GridCell) -> PdfCell:
    lines = lines_of(cell.glyphs) if cell.glyphs else []
    text = cell_text(lines, cell.box) if lines else ""
    made = PdfCell(cell.row, cell.column, cell.rowspan, cell.colspan, cell.box, page, lines, text)
    for name in ("cut", "open_left", "open_right", "open_top", "open_bottom"):
        setattr(made, name, getattr(cell, name))
    return made


def _nest(grid: Grid, grids: Sequence[Grid], tables: dict[int, PdfTable]) -> bool:
    """Put a table that lies inside a cell of a larger one into that cell; whether it does."""
    left, bottom, right, top = grid.box
    for outer in grids:
        if outer is grid or outer.box[2] - outer.box[0] < right - left:
            continue
        holder = outer.cell_at((left + right) / 2, (bottom + top) / 2)
        if holder is None:
            continue
        box = holder.box
        if box[0] <= left and box[1] <= bottom and right <= box[2] and top <= box[3]:
            cell = tables[id(outer)].cells[outer.cells.index(holder)]
            cell.tables.append(tables[id(grid)])
            return True
    return False


def without_furniture(pages: Sequence[PageBlocks]) -> None:
    """Take page numbers, and headers and footers that repeat, out of the pages."""
    repeated = _repeated(pages)
    for page in pages:
        page.items = [
            item
            for item in page.items
            if isinstance(item, PdfTable)
            or not (zone := _zone(item, page.page))
            or not (_PAGE_NUMBER.fullmatch(item.text) or (zone, _mask(item, page.page)) in repeated)
        ]


def _repeated(pages: Sequence[PageBlocks]) -> set[tuple[str, str]]:
    """Lines in the margins, not larger than most text, that stand on most pages."""
    usual = _usual_size(pages) * 1.05
    counts: dict[tuple[str, str], set[int]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Line) and item.size <= usual and (z := _zone(item, page.page)):
                counts.setdefault((z, _mask(item, page.page)), set()).add(page.page.number)
    enough = max(2, round(0.6 * len(pages)))
    return {key for key, numbers in counts.items() if len(numbers) >= enough}


def _usual_size(pages: Sequence[PageBlocks]) -> float:
    """The size of most of the text, in tables and outside."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for item in page.items:
            lines = [item] if isinstance(item, Line) else [x for c in item.cells for x in c.lines]
            for line in lines:
                sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _zone(line: Line, page: Page) -> str:
    if line.bottom > page.height - _MARGIN:
        return "top"
    return "bottom" if line.top < _MARGIN else ""


def _mask(line: Line, page: Page) -> str:
    """The text with the page's number as "#"; other numbers tell titles apart."""
    return re.sub(r"\d+", lambda m: "#" if int(m[0]) == page.number else m[0], line.text)
