"""Indicators written as text inside cells: one form, or one project a row."""

from __future__ import annotations

from perflint.extraction.draft import Draft
from perflint.extraction.header import Column
from perflint.extraction.labels import clean_label, levels_of, opens_first, says_indicator
from perflint.extraction.lexicon import head_of, header_of
from perflint.extraction.prose import Item, looks_like_prose, parse_prose, split_item
from perflint.extraction.rows import CARRIED, Body, Wide
from perflint.extraction.text import undecorated
from perflint.extraction.view import View
from perflint.reading.document import Cell, Table


def text_body(view: View, first: int, end: int) -> Body | None:
    """The indicators written in the cells of these rows, or None."""
    prose = any(looks_like_prose(text) for row in view.rows[first:end] for text in _texts(row))
    if not prose and sum(_labelled(view, row) is not None for row in range(first, end)) < 2:
        return None
    for row in range(first, end):
        columns = _project_columns(view, row)
        if columns:
            return _one_a_row(view, row + 1, end, columns)
    body = Body([])
    body.drafts = _drafts(view, first, end)
    return body if body.drafts else None


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _labelled(view: View, row: int) -> Cell | None:
    """The only text of a row beside its level labels, where it holds a name and a value."""
    cells = [cell for cell in view.starts(row) if cell.text]
    free = [c for c in cells if not levels_of(c.text) and not _is_side(c)]
    strong = any(levels_of(c.text) and says_indicator(c.text) for c in cells)
    if not strong or len(free) != 1 or looks_like_prose(free[0].text):
        return None
    return free[0] if len(free[0].text) <= 80 and split_item(free[0].text)[2] else None


def _is_side(cell: Cell) -> bool:
    label = head_of(cell.text)
    return label is not None and label.role == "group"


def _project_columns(view: View, row: int) -> list[Column] | None:
    """The columns of a list of projects: its header has the project and other carried fields."""
    columns = []
    for cell in view.rows[row]:
        header = header_of(cell.text) if cell.text else None
        if header is not None and header.field in CARRIED:
            how = f"表头“{cell.text.strip()}”"
            field = Column(
                cell.column, cell.column + cell.colspan, (cell.text,), cell, header.field, how
            )
            columns.append(field)
    below = view.at(row + 1, columns[0].start) if columns else None
    if below is None or not below.text or head_of(below.text):
        return None
    fields = {column.field for column in columns}
    listed = len(fields) >= 2 or any(_is_side(cell) for cell in view.rows[row] if cell.text)
    return columns if "project" in fields and listed else None


def _one_a_row(view: View, first: int, end: int, columns: list[Column]) -> Body:
    body = Body(columns)
    current: Wide | None = None
    for row in range(first, end):
        found: dict[str, Cell] = {}
        for column in columns:
            cell = view.at(row, column.start)
            if cell is not None and cell.text and cell.row == row:
                found.setdefault(column.field, cell)
        if "project" in found:
            current = Wide({key: cell.text for key, cell in found.items()}, found)
            body.projects.append(current)
        drafts = _drafts(view, row, row + 1) if current is not None else []
        body.drafts += drafts
        body.wide += [current] * len(drafts) if current is not None else []
    return body


def _drafts(view: View, first: int, end: int) -> list[Draft]:
    drafts: list[Draft] = []
    level1 = level2 = ""
    for row in range(first, end):
        free = _labelled(view, row)
        for cell in view.rows[row]:
            if cell.row != row or not cell.text:
                continue
            if cell is free:
                name, value, _ = split_item(cell.text)
                item = Item(level1, level2, undecorated(name), value, True)
                drafts.append(_draft(item, cell, view.table))
                continue
            levels = levels_of(cell.text)
            if opens_first(cell.text, level1):
                level1, level2 = clean_label(cell.text).text, ""
            elif levels:
                level2 = clean_label(cell.text).text
            elif looks_like_prose(cell.text):
                items = parse_prose(cell.text, level1, level2)
                drafts += [_draft(item, cell, view.table) for item in items]
    return drafts


def _draft(item: Item, cell: Cell, table: Table) -> Draft:
    sure = 0.8 if item.certain else 0.5
    how = "自单元格文字中拆分" if item.certain else "自单元格文字中拆分，名称与指标值未能分开"
    draft = Draft(cell.row, item.level1, item.level2, item.name, table=table)
    draft.texts = {"value": item.value} if item.value else {}
    draft.cells = dict.fromkeys(("name", "value"), cell)
    draft.how = dict.fromkeys(("level1", "level2", "name", "value"), (how, sure))
    return draft
