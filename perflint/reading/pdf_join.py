"""Tables that run over pages become one: header repeats dropped, split rows and merges joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from perflint.reading.pdf_blocks import PageBlocks, PdfCell, PdfTable
from perflint.reading.pdf_text import Line, begins_item, cell_area, cell_text, is_wrapped

_NEAR = 4.0  # points between lines on two pages that are the same line of the table
_MOST_SHIFT = 30.0
_LOWEST = 100.0  # points; the highest place where a page's text can be taken to end
_HEADER_ROWS = 8  # a repeated header comes from so many first rows


def join_over_pages(pages: Sequence[PageBlocks]) -> None:
    """Join the last table of a page with the first of the next where that one continues it.

    The joined table stands on the page where it begins.
    """
    bottoms = _bottoms(pages)
    open_table: PdfTable | None = None
    last_part: PdfTable | None = None
    open_title: list[Line] = []
    for page in pages:
        title = _lines_above(page)
        if open_table is not None and title and _is_repeated(title, open_title, open_table, page):
            del page.items[: len(title)]
        first = page.items[0] if page.items else None
        if (
            open_table is not None
            and last_part is not None
            and isinstance(first, PdfTable)
            and _continues(open_table, last_part, first, bottoms[_size(page)])
        ):
            del page.items[0]
            only_part = not page.items
            _append(open_table, first)
            if only_part:
                last_part = first
                continue
        last = page.items[-1] if page.items else None
        open_table = last_part = last if isinstance(last, PdfTable) else None
        open_title = title


def _lines_above(page: PageBlocks) -> list[Line]:
    """The lines above the page's first table; none where there is no table."""
    lines: list[Line] = []
    for item in page.items:
        if isinstance(item, PdfTable):
            return lines
        lines.append(item)
    return []


def _is_repeated(
    title: Sequence[Line], known: Sequence[Line], table: PdfTable, page: PageBlocks
) -> bool:
    """Whether a page begins with the title and the header of the table before (print titles)."""
    part = next(item for item in page.items if isinstance(item, PdfTable))
    if [_key(line) for line in title] != [_key(line) for line in known]:
        return False
    return _columns_of(table.xs, part.xs) is not None and _repeated_rows(table, part)[0] > 0


def _key(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.left / _NEAR), round(line.bottom / _NEAR)


def _size(page: PageBlocks) -> tuple[int, int]:
    return round(page.page.width), round(page.page.height)


def _bottoms(pages: Sequence[PageBlocks]) -> dict[tuple[int, int], float]:
    """By page size, where the text of a full page ends."""
    bottoms: dict[tuple[int, int], float] = {}
    for page in pages:
        lowest = min((item.box[1] for item in page.items), default=_LOWEST)
        bottoms[_size(page)] = min(bottoms.get(_size(page), _LOWEST), lowest)
    return bottoms


def _continues(table: PdfTable, last_part: PdfTable, part: PdfTable, bottom: float) -> bool:
    """The part fits below, and its first row would have found no room on the page before."""
    if part.page.scanned:
        _shift(part, table.xs[0] - part.xs[0])
    if _columns_of(table.xs, part.xs) is None:
        return False
    dropped, _ = _repeated_rows(table, part)
    # Merged rows may have to stay together, so the first row is as high as its highest cell.
    heights = [cell.box[3] - cell.box[1] for cell in part.cells if cell.row == dropped]
    needed = max(heights, default=0.0) + (_MOST_SHIFT if part.page.scanned else _NEAR)
    return last_part.box[1] - bottom < needed


def _shift(part: PdfTable, by: float) -> None:
    """Let the part begin at the same place: no two sheets lie alike in a scanner."""
    if abs(by) < _MOST_SHIFT:
        part.xs = [x + by for x in part.xs]


def _columns_of(xs: list[float], others: list[float]) -> list[float] | None:
    """All column lines of both parts, None where they are not parts of one table."""
    if abs(xs[0] - others[0]) > _NEAR or abs(xs[-1] - others[-1]) > _NEAR:
        return None
    short, full = sorted((others, xs), key=len)
    if all(any(abs(x - y) <= _NEAR for y in full) for x in short):
        return full
    return None


def _append(table: PdfTable, part: PdfTable) -> None:
    xs = _columns_of(table.xs, part.xs) or table.xs
    dropped, header_end = _repeated_rows(table, part)
    for piece in (table, part):
        place_on(piece, xs)
    _drop_empty_end(table)
    first = [cell for cell in part.cells if cell.row == dropped]
    above = {(cell.column, cell.colspan): cell for cell in _ending(table)}
    merged = _merged_columns(table, header_end) | _merged_columns(part, dropped)
    split = _is_split(first, above, merged)
    offset = table.n_rows - dropped - split
    for cell in part.cells:
        if cell.row < dropped:
            continue
        upper = above.get((cell.column, cell.colspan)) if cell.row == dropped else None
        if upper is not None and split:
            _unite(upper, cell, cell.rowspan - 1)
        elif upper is not None and _goes_on(upper, cell, merged):
            _unite(upper, cell, cell.rowspan)
        else:
            cell.row += offset
            table.cells.append(cell)
    table.n_rows = offset + part.n_rows
    table.cells.sort(key=lambda cell: (cell.row, cell.column))


def _drop_empty_end(table: PdfTable) -> None:
    """Take away a last row without text: what a page break leaves of a frame."""
    last = table.n_rows - 1
    own = [cell for cell in table.cells if cell.row == last]
    if last == 0 or not own or any(cell.text or cell.tables for cell in own):
        return
    table.cells = [cell for cell in table.cells if cell.row != last]
    for cell in table.cells:
        cell.rowspan = min(cell.rowspan, last - cell.row)
    table.n_rows = last


def place_on(table: PdfTable, xs: list[float]) -> None:
    """Count the columns by the lines ``xs``, of which the table's own are some."""
    if len(table.xs) == len(xs):
        return
    places = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in table.xs]
    for cell in table.cells:
        end = places[cell.column + cell.colspan]
        cell.column = places[cell.column]
        cell.colspan = end - cell.column
    table.xs = xs


def _ending(table: PdfTable) -> list[PdfCell]:
    return [cell for cell in table.cells if cell.row + cell.rowspan == table.n_rows]


def _rows(table: PdfTable, count: int) -> list[list[tuple[float, float, str]]]:
    """The first rows as comparable values: sides and texts of their cells."""
    rows: list[list[tuple[float, float, str]]] = [[] for _ in range(min(count, table.n_rows))]
    for cell in table.cells:
        if cell.row < len(rows):
            left, right = table.xs[cell.column], table.xs[cell.column + cell.colspan]
            text = "".join(cell.text.split())
            rows[cell.row].append((round(left / _NEAR), round(right / _NEAR), text))
    return rows


def _repeated_rows(table: PdfTable, part: PdfTable) -> tuple[int, int]:
    """How many first rows of the part repeat rows at the top of the table, and where those end."""
    known, rows = _rows(table, _HEADER_ROWS), _rows(part, _HEADER_ROWS)
    alike = _nearly if part.page.scanned else str.__eq__
    best = (0, 0)
    for start in range(len(known)):
        count = 0
        while (
            start + count < len(known)
            and count < len(rows)
            and _same(known[start + count], rows[count], alike)
        ):
            count += 1
        if count > best[0]:
            best = (count, start + count)
    return best if best[0] < part.n_rows else (0, 0)


def _same(
    row: list[tuple[float, float, str]],
    other: list[tuple[float, float, str]],
    alike: Callable[[str, str], bool],
) -> bool:
    """The same cells with, but for a character that slipped into a neighbour, the same texts."""
    if len(row) != len(other):
        return False
    if any(abs(a[0] - b[0]) > 1 or abs(a[1] - b[1]) > 1 for a, b in zip(row, other, strict=True)):
        return False
    pairs = [(a[2], b[2]) for a, b in zip(row, other, strict=True) if a[2] or b[2]]
    equal = sum(alike(a, b) for a, b in pairs)
    return equal >= min(2, len(row)) and equal >= 0.7 * len(pairs)


def _nearly(text: str, other: str) -> bool:
    """The same but for what recognition makes different."""
    shared = len(set(text) & set(other))
    return shared >= 0.6 * max(len(set(text)), len(set(other)), 1)


def _merged_columns(table: PdfTable, start: int) -> set[int]:
    """Columns with cells merged downwards below the row ``start``, other than a header's.

    (In a header most of a row's cells are.)
    """
    rows: dict[int, list[PdfCell]] = {}
    for cell in table.cells:
        if cell.row >= start:
            rows.setdefault(cell.row, []).append(cell)
    columns: set[int] = set()
    for cells in rows.values():
        merged = {cell.column for cell in cells if cell.rowspan > 1}
        if 2 * len(merged) <= len(cells):
            columns |= merged
    return columns


def _is_split(
    first: list[PdfCell], above: dict[tuple[int, int], PdfCell], merged: set[int]
) -> bool:
    """Whether the page break went through a row, so that ``first`` is the rest of it.

    Its leading cells are then empty although the row's beginning has them, its texts go on in the
    middle of a line, or what is empty on one side is filled on the other.
    """
    pairs = [(above.get((cell.column, cell.colspan)), cell) for cell in first]
    uppers = [upper for upper, _ in pairs if upper is not None]
    if len(uppers) < len(pairs) or not pairs:
        return False
    filled = [(upper, cell) for upper, cell in pairs if upper is not None and cell.text]
    ended = [(u, cell) for u, cell in pairs if u is not None and u.text and not cell.text]
    if not filled or not ended:
        return False
    if not any(upper.text for upper, _ in filled):
        return True  # every cell stands on one side only
    if not all(upper.text for upper, _ in filled):
        return False
    if len(pairs) == 2 and not first[0].text and first[0].rowspan == 1:
        return True
    leading = next(
        (
            cell
            for upper, cell in pairs
            if upper and (upper.text or cell.text) and cell.column not in merged
        ),
        first[-1],
    )
    if not leading.text:
        return True
    return len(ended) >= len(filled) and all(_flows(upper, cell) for upper, cell in filled)


def _flows(upper: PdfCell, cell: PdfCell) -> bool:
    """Whether the text breaks off in a full line; a number or a list item begins anew."""
    if begins_item(cell.text) or (upper.text.isdecimal() and cell.text.isdecimal()):
        return False
    left, right = cell_area([*upper.lines, *cell.lines], upper.box)
    return is_wrapped(upper.lines[-1], cell.lines[0], left, right)


def _goes_on(upper: PdfCell, cell: PdfCell, merged: set[int]) -> bool:
    """Whether a merged cell goes on over the page break: it has its text on one side only, the
    break hides parts of it on both, or no line is drawn at the break."""
    if (upper.cut and cell.cut) or (upper.open_bottom and cell.open_top):
        return True
    if cell.column not in merged or bool(upper.text) == bool(cell.text):
        return False
    return not cell.text or upper.rowspan > 1 or cell.rowspan > 1


def _unite(upper: PdfCell, cell: PdfCell, more_rows: int) -> None:
    upper.rowspan += more_rows
    upper.tables += cell.tables
    if not cell.lines:
        return
    if not upper.lines:
        upper.page, upper.box = cell.page, cell.box
    upper.lines = _all_lines(upper, cell)
    upper.text = cell_text(upper.lines, upper.box)


def _all_lines(upper: PdfCell, cell: PdfCell) -> list[Line]:
    """The lines of both, once those that a page break hides on one side and shows on the other."""
    above, below = [line.text for line in upper.lines], [line.text for line in cell.lines]
    if not (upper.cut or cell.cut):
        return [*upper.lines, *cell.lines]
    for start in range(len(above) - len(below) + 1):
        if above[start : start + len(below)] == below:
            return upper.lines
    shared = next(
        (n for n in range(min(len(above), len(below)), 0, -1) if above[-n:] == below[:n]), 0
    )
    return [*upper.lines, *cell.lines[shared:]]
