"""Wide sheets printed on several pages side by side are put together again.

Excel cuts a wide sheet between columns. The right-hand columns come after all pages of the left ones
(down, then over) or after each of them (over, then down). Pages of the same rows have the same row
lines, at the same heights: that, and columns that would have found no room on the page before,
tells them from pages that go on below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from perflint.reading.pdf_blocks import PageBlocks, PdfCell, PdfTable
from perflint.reading.pdf_join import place_on
from perflint.reading.pdf_page import Box
from perflint.reading.pdf_text import Line, cell_text

_NEAR = 2.0  # points between lines that are the same line of the sheet
_LEAST_ROWS = 3
_MOST_DOWN = 60  # pages from one column band to the next
_LONGEST_TITLE = 12
_TITLE_SIZE = 1.15  # times the size of the text in the table
_FULL_MARGIN = 72.0  # points; wider margins mean that the sheet is centred


@dataclass(slots=True)
class _Sheet:
    """What of a sheet stands on one page."""

    page: PageBlocks
    tables: list[PdfTable]
    lines: list[Line]
    ys: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ys = [_row_lines(table) for table in self.tables]

    @property
    def main(self) -> PdfTable:
        """The table that tells the columns."""
        return max(self.tables, key=lambda table: table.n_rows)

    @property
    def left(self) -> float:
        return min(table.xs[0] for table in self.tables)

    @property
    def right(self) -> float:
        return max(table.xs[-1] for table in self.tables)


def join_across(pages: Sequence[PageBlocks]) -> list[PageBlocks]:
    """The pages, those that show columns of the same rows made one; it is the leftmost."""
    sheets = [_sheet(page) for page in pages]
    result: list[PageBlocks] = []
    model: list[list[float]] = []  # the columns of the pages that were put side by side last
    at = 0
    while at < len(pages):
        across, down = _extent(sheets, at, model)
        if across > 1:
            model = [list(s.main.xs) for s in sheets[at : at + across * down : down] if s]
            for row in range(down):
                bands = [s for s in sheets[at + row : at + across * down : down] if s]
                result.append(_side_by_side(bands))
        else:
            result.append(pages[at])
        at += across * down
    return result


def _sheet(page: PageBlocks) -> _Sheet | None:
    tables = [item for item in page.items if isinstance(item, PdfTable)]
    if not tables or page.page.scanned:
        return None
    return _Sheet(page, tables, [item for item in page.items if isinstance(item, Line)])


def _row_lines(table: PdfTable) -> list[float]:
    """The lines between the rows, from the top."""
    places = sorted({cell.box[side] for cell in table.cells for side in (1, 3)}, reverse=True)
    lines = places[:1]
    for place in places[1:]:
        if lines[-1] - place > _NEAR:
            lines.append(place)
    return lines


def _extent(
    sheets: Sequence[_Sheet | None], at: int, model: Sequence[list[float]]
) -> tuple[int, int]:
    """How many pages lie side by side, and below one another, from here on; (1, 1) for none."""
    first = sheets[at]
    if first is None:
        return 1, 1
    if len(model) > 1 and _are_next_rows(sheets[at : at + len(model)], model):
        return len(model), 1
    for down in range(1, min(_MOST_DOWN, (len(sheets) - at) // 2) + 1):
        if not _has_columns(sheets[at + down - 1], first.main.xs):
            break
        across = 1
        while _is_band(sheets, at + (across - 1) * down, down, first):
            across += 1
        if across > 1:
            return across, down
    return 1, 1


def _are_next_rows(sheets: Sequence[_Sheet | None], model: Sequence[list[float]]) -> bool:
    """Whether the pages are the next rows of the same column bands."""
    if len(sheets) < len(model):
        return False
    if not all(_has_columns(sheet, xs) for sheet, xs in zip(sheets, model, strict=True)):
        return False
    return all(a is not None and b is not None and _same_rows(a, b) for a, b in pairwise(sheets))


def _is_band(sheets: Sequence[_Sheet | None], start: int, down: int, first: _Sheet) -> bool:
    """Whether the ``down`` pages after those from ``start`` on hold the next columns of theirs;
    ``first`` is the page of the very first columns."""
    left, right = sheets[start : start + down], sheets[start + down : start + 2 * down]
    if len(right) < down or left[0] is None or right[0] is None:
        return False
    table = right[0].main
    if not all(_has_columns(page, table.xs) for page in right):
        return False
    if not all(a and b and _same_rows(a, b) for a, b in zip(left, right, strict=True)):
        return False
    again = _same_columns(first.main, table) and (
        not _is_header(table) or _same_labels(first.main, table, 0)
    )
    return not again and _goes_right(left[0], right[0])


def _has_columns(sheet: _Sheet | None, xs: Sequence[float]) -> bool:
    """Whether a page's table has the outer lines of such columns."""
    if sheet is None:
        return False
    own = sheet.main.xs
    return abs(own[0] - xs[0]) < _NEAR and abs(own[-1] - xs[-1]) < _NEAR


def _same_rows(left: _Sheet, right: _Sheet) -> bool:
    """Whether the pages have the same row lines, enough to tell; cells merged over rows or over
    both pages hide some of them on one side."""
    ys, others = (sorted({y for lines in s.ys for y in lines}) for s in (left, right))
    few, many = sorted((ys, others), key=len)
    if abs(ys[0] - others[0]) > _NEAR or len(many) <= _LEAST_ROWS:
        return False
    if few is ys and few[-1] - many[-1] > _NEAR and _is_title_above(left, many[-1]):
        # A title merged over all columns: its rows have no side lines on the other page.
        few = [y for y in few if y <= many[-1] + _NEAR]
    return all(any(abs(y - other) <= _NEAR for other in many) for y in few)


def _is_title_above(sheet: _Sheet, top: float) -> bool:
    """Whether all that a page's tables have above a height is rows of one cell each."""
    return all(
        cell.colspan == len(table.xs) - 1
        for table in sheet.tables
        for cell in table.cells
        if cell.box[1] >= top - _NEAR
    )


def _goes_right(left: _Sheet, right: _Sheet) -> bool:
    """Whether the columns of a page go on those of another whose rows are its own."""
    table = right.main
    repeated = _repeated_columns(left, right)
    if repeated == len(table.xs) - 1 or _has_title(left, right):
        return False
    own = [x - table.xs[repeated] for x in table.xs[repeated:]]
    margin = min(left.left, _FULL_MARGIN)
    if left.right + own[1] < left.page.page.width - margin - _NEAR and not _is_uneven(left, right):
        return False
    if not repeated and _same_columns(left.main, table):
        return _is_header(left.main) and _is_header(table)
    return not _same_labels(left.main, table, repeated)


def _same_columns(table: PdfTable, other: PdfTable) -> bool:
    return len(table.xs) == len(other.xs) and all(
        abs(a - b) < _NEAR for a, b in zip(table.xs, other.xs, strict=True)
    )


def _is_uneven(left: _Sheet, right: _Sheet) -> bool:
    """Whether rows of several heights match: then the match is no chance."""
    heights = {
        round((a - b) / _NEAR)
        for sheet in (left, right)
        for ys in sheet.ys
        for a, b in pairwise(ys[1:])
    }
    return len(heights) > 2


def _has_title(left: _Sheet, right: _Sheet) -> bool:
    """Whether a title of its own stands above the table on either page."""
    known = {(line.text, round(line.bottom)) for line in left.lines}
    return bool(_titles(left)) and any(
        (line.text, round(line.bottom)) not in known and _partner(line, left, right) is None
        for line in _titles(right)
    )


def _titles(sheet: _Sheet) -> list[Line]:
    table = sheet.tables[0]
    usual = max((line.size for cell in table.cells for line in cell.lines), default=0.0)
    return [x for x in sheet.lines if x.bottom > table.box[3] and x.size > _TITLE_SIZE * usual]


def _is_header(table: PdfTable) -> bool:
    """Whether the first row holds titles: short words, none of which stands in the table again."""
    first = [cell.text for cell in table.cells if cell.row == 0]
    rest = {cell.text for cell in table.cells if cell.row > 0}
    return bool(rest) and all(
        text
        and len(text) <= _LONGEST_TITLE
        and text not in rest
        and not any(c.isdigit() for c in text)
        for text in first
    )


def _same_labels(table: PdfTable, other: PdfTable, repeated: int) -> bool:
    """Whether the first rows say much the same: two forms, not two halves of one."""
    known, own = (
        {(c.column, c.text) for c in t.cells if c.row == 0 and c.column >= start and c.text}
        for t, start in ((table, 0), (other, repeated))
    )
    return bool(own) and 2 * len(own & known) >= len(own)


def _repeated_columns(left: _Sheet, right: _Sheet) -> int:
    """How many leading columns of the page repeat those of the other (print titles)."""
    table, other = right.main, left.main
    count = 0
    for column in range(min(len(table.xs), len(other.xs)) - 1):
        near = abs((table.xs[column + 1] - table.xs[0]) - (other.xs[column + 1] - other.xs[0]))
        ours, theirs = _column(table, column), _column(other, column)
        if near > _NEAR or not ours or ours != theirs:
            break
        count = column + 1
    return count


def _column(table: PdfTable, column: int) -> list[tuple[int, str]]:
    """Texts of a column with their heights; nothing where a cell reaches over its right side."""
    cells = [cell for cell in table.cells if cell.column == column and cell.text]
    if any(cell.colspan > 1 for cell in cells):
        return []
    return [(round(cell.box[3] / _NEAR), cell.text) for cell in cells]


def _side_by_side(bands: Sequence[_Sheet]) -> PageBlocks:
    """One page of the first one's geometry; cells keep the page and box they are seen on."""
    first = bands[0]
    others: list[PdfTable] = []
    for sheet in bands[1:]:
        repeated = _repeated_columns(first, sheet)
        rest = list(sheet.tables)
        for table in first.tables:
            parts = [part for part in rest if _lies_beside(part, table)]
            if not parts:
                continue
            rest = [part for part in rest if part not in parts]
            lines = _row_lines(table)
            for part in parts:
                lines = _all_lines(lines, _row_lines(part))
            _append(table, _one_table(parts, lines, sheet), lines, repeated)
        others += rest
    items: list[Line | PdfTable] = [*_joined_lines(bands), *first.tables, *others]
    items.sort(key=lambda item: -item.box[3])
    return replace(first.page, items=items)


def _lies_beside(part: PdfTable, table: PdfTable) -> bool:
    return part.box[3] <= table.box[3] + _NEAR and part.box[1] >= table.box[1] - _NEAR


def _one_table(parts: Sequence[PdfTable], lines: Sequence[float], sheet: _Sheet) -> PdfTable:
    """The parts as one table: a row that is merged over the whole page is no table there."""
    xs = sorted({x for part in parts for x in part.xs})
    xs = [x for place, x in enumerate(xs) if not place or x - xs[place - 1] > _NEAR]
    cells: list[PdfCell] = []
    for part in parts:
        place_on(part, xs)
        cells += part.cells
    for top, bottom in pairwise(lines):
        middle = (top + bottom) / 2
        if not any(part.box[1] < middle < part.box[3] for part in parts):
            cells.append(_open_cell(sheet, (xs[0], bottom, xs[-1], top), len(xs) - 1))
    box = (xs[0], lines[-1], xs[-1], lines[0])
    return PdfTable(xs, box, parts[0].page, len(lines) - 1, cells)


def _open_cell(sheet: _Sheet, box: Box, width: int) -> PdfCell:
    """A cell merged over all columns of the page, with the lines that stand there."""
    inside = [x for x in sheet.lines if box[1] < (x.bottom + x.top) / 2 < box[3]]
    sheet.lines = [line for line in sheet.lines if line not in inside]
    text = cell_text(inside, box) if inside else ""
    cell = PdfCell(0, 0, 1, width, box, sheet.page.page, inside, text)
    cell.open_left = cell.open_right = True
    return cell


def _all_lines(ys: Sequence[float], others: Sequence[float]) -> list[float]:
    more = [y for y in others if all(abs(y - other) > _NEAR for other in ys)]
    return sorted([*ys, *more], reverse=True)


def _append(table: PdfTable, other: PdfTable, lines: Sequence[float], repeated: int) -> None:
    """Put the other table's columns, but the repeated ones, to the right."""
    _place_in(table, lines)
    _place_in(other, lines)
    width = len(table.xs) - 1
    edge = {cell.row: cell for cell in table.cells if cell.column + cell.colspan == width}
    for cell in other.cells:
        if cell.column < repeated:
            continue
        before = edge.get(cell.row) if cell.column == repeated else None
        cell.column += width - repeated
        if before is not None and before.rowspan == cell.rowspan and _is_cut(before, cell):
            _unite(before, cell)
        else:
            table.cells.append(cell)
    offset = table.xs[-1] - other.xs[repeated]
    table.xs = [*table.xs, *(x + offset for x in other.xs[repeated + 1 :])]
    table.n_rows = len(lines) - 1
    table.cells.sort(key=lambda cell: (cell.row, cell.column))


def _place_in(table: PdfTable, lines: Sequence[float]) -> None:
    """Count the rows by the row lines of the whole sheet."""

    def place(y: float) -> int:
        return min(range(len(lines)), key=lambda i: abs(lines[i] - y))

    for cell in table.cells:
        cell.row = place(cell.box[3])
        cell.rowspan = max(1, place(cell.box[1]) - cell.row)


def _is_cut(left: PdfCell, right: PdfCell) -> bool:
    """Whether the page's edge went through a cell: no line is drawn there."""
    return left.open_right and right.open_left


def _unite(left: PdfCell, right: PdfCell) -> None:
    left.colspan += right.colspan
    left.cut = left.cut or right.cut
    if not right.lines:
        return
    if not left.lines:
        left.page, left.box, left.lines, left.text = right.page, right.box, right.lines, right.text
        return
    shift = left.box[2] - right.box[0]
    lines = list(left.lines)
    for line in right.lines:
        moved = replace(line, left=line.left + shift, right=line.right + shift)
        index = next((i for i, other in enumerate(lines) if _is_level(other, line)), None)
        if index is None:
            lines.append(moved)
        else:
            lines[index] = replace(
                lines[index], text=lines[index].text + line.text, right=moved.right
            )
    lines.sort(key=lambda line: -line.top)
    left.lines = lines
    left.text = cell_text(lines, (left.box[0], left.box[1], right.box[2] + shift, left.box[3]))


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.bottom - other.bottom) < 0.5 * max(line.height, other.height)


def _partner(line: Line, left: _Sheet, right: _Sheet) -> Line | None:
    """The line whose end went to the next page as ``line``."""
    near = 1.5 * line.size
    table = right.main
    sides = {table.xs[0], table.xs[_repeated_columns(left, right)]}
    if not any(abs(line.left - side) < near for side in sides):
        return None
    return next((o for o in left.lines if _is_level(o, line) and left.right - o.right < near), None)


def _joined_lines(bands: Sequence[_Sheet]) -> list[Line]:
    """The lines outside the tables: what the page's side cut is whole, what is repeated once."""
    lines = list(bands[0].lines)
    places = {id(line): place for place, line in enumerate(lines)}
    for before, sheet in pairwise(bands):
        known = {(line.text, round(line.bottom)): place for place, line in enumerate(lines)}
        for line in sheet.lines:
            beginning = _partner(line, before, sheet)
            place = known.get((line.text, round(line.bottom)))
            if beginning is not None:
                place = places[id(beginning)]
                whole = lines[place]
                # It leaves the page, but it is no line that ran full and was wrapped.
                right = whole.left + line.size
                lines[place] = replace(whole, text=whole.text + line.text, right=right)
            elif place is None:
                place = len(lines)
                lines.append(line)
            places[id(line)] = place
    return lines
