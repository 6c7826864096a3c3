"""Headers over several columns: 指标值 above a comparator and a number, 指标内容 above level and name."""

from __future__ import annotations

from perflint.extraction.contents import Contents, contents_of
from perflint.extraction.header import Column
from perflint.extraction.lexicon import header_of
from perflint.extraction.view import View

_ROWS = 40


def split_wide(view: View, columns: list[Column], first: int) -> list[Column]:
    """Cut a wide column where one part clearly is another field; each part gets that field in
    ``split``. A number before a name stays with it."""
    out: list[Column] = []
    index = 0
    while index < len(columns):
        column, count = _with_untitled(columns, index)
        parts = _parts(view, column, first) if column.end - column.start > 1 else [column]
        if count > 1 and len(parts) == 1:  # nothing says that the columns belong together
            parts, count = [columns[index]], 1
        out += parts
        index += count
    return out


def _with_untitled(columns: list[Column], index: int) -> tuple[Column, int]:
    """A column with those after it whose title is empty or the same, as dumps write the squares of
    a merged cell, and how many they are."""
    first = columns[index]
    stop = index + 1
    while stop < len(columns) and first.last.strip() and columns[stop].last in ("", first.last):
        stop += 1
    if stop == index + 1:
        return first, 1
    end = columns[stop - 1].end
    return Column(first.start, end, first.chain, first.cell, period=first.period), stop - index


def _parts(view: View, column: Column, first: int) -> list[Column]:
    header = header_of(column.last)
    kind = header.field if header else ""
    if kind not in ("name", "content", "value", "group"):
        return [column]
    texts = [_texts(view, place, first) for place in range(column.start, column.end)]
    filled = [(column.start + i, found) for i, found in enumerate(texts) if found]
    if len(filled) < 2:
        return [column]
    roles = [_role(kind, contents_of(found)) for _, found in filled]
    if not any(roles) or all(roles):
        return [column]
    starts = [column.start, *(start for start, _ in filled[1:])]
    ends = [*starts[1:], column.end]
    return [
        Column(start, end, column.chain, column.cell, period=column.period, split=role)
        for start, end, role in zip(starts, ends, roles, strict=True)
    ]


def _texts(view: View, place: int, first: int) -> list[str]:
    cells = (view.at(row, place) for row in range(first, min(first + _ROWS, len(view.rows))))
    return [cell.text for cell in cells if cell and cell.column == place and cell.text]


def _role(kind: str, found: Contents) -> str:
    if kind == "value":
        if found.mostly(found.operators):
            return "operator"
        return "unit" if found.mostly(found.units) and not found.mostly(found.values) else ""
    if found.mostly(found.level2) and not found.mostly(found.level1):
        return "level2"
    return "level1" if found.mostly(found.level1) else ""
