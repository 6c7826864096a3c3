"""One table read from top to bottom: heads of forms, rows of indicators, indicators as prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from perflint.extraction.head import Head, read_head
from perflint.extraction.header import Column, HeaderRows, find_header
from perflint.extraction.headerless import columns_by_content, is_label_row, label_rows
from perflint.extraction.labels import levels_of, says_indicator
from perflint.extraction.lexicon import head_of
from perflint.extraction.prose import looks_like_prose
from perflint.extraction.resolve import has, resolve
from perflint.extraction.rowkinds import ends_body, is_sum_or_note
from perflint.extraction.rows import Body, RowReader
from perflint.extraction.sections import sections
from perflint.extraction.sums import declared_unit
from perflint.extraction.text import is_placeholder
from perflint.extraction.textcells import text_body
from perflint.extraction.titles import is_noise, says
from perflint.extraction.view import View
from perflint.extraction.wide import split_wide
from perflint.patterns import pattern
from perflint.reading.document import Table
from perflint.records.anchor import Anchor

Kind = Literal[
    "indicators", "objective", "project-head", "budget", "self-evaluation", "blank-form", "scheme",
    "layout", "other",
]  # fmt: skip
_GOAL = pattern(r"目标\s*\d{1,2}\s*[:：]?")
_SAMPLE_ROWS = 80
_HEAD_ROWS = 80


@dataclass(slots=True)
class Caption:
    """A line of text inside a table, over its whole width."""

    text: str
    anchor: Anchor


@dataclass(slots=True)
class Part:
    """A stretch of rows: what stands before the indicators (``head``, ``captions``) and them."""

    head: Head = field(default_factory=Head)
    captions: list[Caption] = field(default_factory=list)
    body: Body | None = None
    tasks: bool = False


@dataclass(slots=True)
class Reading:
    """A table taken apart. ``parts`` is empty where nothing of a target form was found.
    ``needs_title``: the rows alone do not show a target table (no level labels, no value column);
    its heading or head must.
    """

    table: Table
    kind: Kind = "other"
    why: str = ""
    parts: list[Part] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    width: int = 0
    headed: bool = True
    needs_title: bool = False
    unit: str = ""
    first: int = 0
    mixed: bool = False


def read_table(
    table: Table,
    inherited: list[Column] | None = None,
    adjacent: bool = False,
    unit: str = "",
) -> list[Reading]:
    """Read a table, form by form; ``inherited`` are the columns of the target table before.
    ``adjacent``: no heading parts the two, so that a table without header may go on with it.
    ``unit`` is the money unit declared above the table."""
    view = View.of(table)
    readings: list[Reading] = []
    for first, end in sections(view):
        reading = Reading(table, width=table.n_columns, unit=unit, first=first)
        _read(view.until(end), first, reading, inherited, adjacent and not first)
        readings.append(reading)
        inherited, unit = reading.columns or inherited, reading.unit
    return readings


def _read(
    view: View, first: int, reading: Reading, inherited: list[Column] | None, adjacent: bool
) -> None:
    row = start = first
    while row < len(view.rows):
        header = find_header(view, row)
        if header is None and row > start and reading.columns and is_label_row(view, row):
            header = HeaderRows(row, row, reading.columns)  # the next project, without header
        if header is None:
            row += 1
            continue
        if not reading.parts and adjacent:
            start = _leading_rows(view, start, row, reading, inherited)
        part = _part(view, start, row, reading)
        _body(view, header, part, reading)
        reading.parts.append(part)
        row = part.body.end if part.body else header.end
        start = _with_lines_above(view, row, header.end)
    if not reading.parts:
        _without_header(view, first, reading, inherited, adjacent)
    elif start < len(view.rows):
        reading.parts.append(_part(view, start, len(view.rows), reading))
    _judge(reading)


def _with_lines_above(view: View, row: int, first: int) -> int:
    """Year, unit and the like right above the next form's head are its own."""
    while row > first and row < len(view.rows):
        texts = view.texts(row - 1)
        if len(texts) != 1 or not (is_noise(texts[0]) or declared_unit(texts[0])):
            break
        row -= 1
    return row


def _leading_rows(
    view: View, first: int, end: int, reading: Reading, inherited: list[Column] | None
) -> int:
    """Rows above the first head that go on with the table before; where the next form begins."""
    stop = next((r for r in range(first, end) if _begins_head(view, r)), end)
    part_view = view.until(stop)
    columns = _running_on(part_view, first, inherited, True) if stop > first else None
    if columns is None:
        return first
    reading.parts.append(Part(body=RowReader(part_view, columns).read(first)))
    return stop


def _begins_head(view: View, row: int) -> bool:
    cells = [cell for cell in view.starts(row) if cell.text]
    if not cells or any(levels_of(cell.text) for cell in cells[:2]):
        return False
    return ends_body(head_of(cells[0].text), len(cells)) or is_noise(cells[0].text)


def _part(view: View, first: int, end: int, reading: Reading) -> Part:
    part = Part()
    if first >= end:
        return part
    first = max(first, end - _HEAD_ROWS)
    for row in range(first, end):
        cells = [cell for cell in view.rows[row] if cell.text]
        for cell in cells:
            reading.unit = declared_unit(cell.text) or reading.unit
        if len(cells) == 1 and cells[0].row == row:
            part.captions.append(Caption(cells[0].text, view.table.anchor(cells[0])))
    part.head = read_head(view, first, end, reading.unit)
    part.body = text_body(view, first, end)
    return part


def _body(view: View, header: HeaderRows, part: Part, reading: Reading) -> None:
    columns = header.columns
    doubts: list[str] = []
    if header.end > header.first:
        columns = split_wide(view, columns, header.end)
        doubts = resolve(columns, _samples(view, columns, header.end))
    body = RowReader(view, columns).read(header.end)
    if part.body is not None:  # prose above a header belongs to the project before it
        reading.parts.append(Part(part.head, part.captions, part.body))
        part.head, part.captions = Head(), []
    part.body = body
    reading.columns = reading.columns or columns
    reading.doubts += [doubt for doubt in doubts if doubt not in reading.doubts]


def _samples(view: View, columns: list[Column], first: int) -> list[list[str]]:
    samples: list[list[str]] = [[] for _ in columns]
    for row in range(first, min(first + _SAMPLE_ROWS, len(view.rows))):
        if row > first and (find_header(view, row) or _begins_head(view, row)):
            break
        if is_sum_or_note(view, row) or _is_line(view, row):
            continue
        for index, column in enumerate(columns):
            cell = view.at(row, column.start)
            if cell is not None and cell.text and cell.row == row and cell.column >= column.start:
                samples[index].append(cell.text)
    return samples


def _is_line(view: View, row: int) -> bool:
    """A row that holds one text which is no level label: a caption or a signature."""
    texts = [cell for cell in view.rows[row] if cell.text]
    return len(texts) == 1 and texts[0].column == 0 and not levels_of(texts[0].text)


def _without_header(
    view: View, start: int, reading: Reading, inherited: list[Column] | None, adjacent: bool
) -> None:
    count = len(view.rows)
    first = label_rows(view, start, count)
    if first is not None and any(looks_like_prose(text) for text in view.texts(first)):
        first = None
    columns = _running_on(view, start, inherited, adjacent or first is not None)
    if columns is not None:
        first = start
    elif first is not None:
        columns = columns_by_content(view, first, count)
    part = _part(view, start, first if columns and first is not None else count, reading)
    if columns and first is not None:
        part.body = RowReader(view, columns).read(first)
        reading.columns, reading.headed = columns, False
        reading.doubts.append("表格没有表头，按内容或沿用上一张表的列认定")
    if part.head or part.captions or part.body:
        reading.parts = [part]


def _running_on(
    view: View, start: int, inherited: list[Column] | None, likely: bool
) -> list[Column] | None:
    """The columns of the table before, where this one is as wide and has values where it has."""
    if not inherited or not likely or inherited[-1].end != view.table.n_columns:
        return None
    name, value = (
        _first_of(inherited, fields) for fields in (("name",), ("value", "grade", "area"))
    )
    if name is None or value is None or any(c.text and head_of(c.text) for c in view.rows[start]):
        return None
    rows = [r for r in range(start, len(view.rows)) if len(view.texts(r)) > 1]
    if any(_states_project(view, r) for r in rows):
        return None
    pairs = [(view.at(r, name.start), view.at(r, value.start)) for r in rows]
    filled = [(a, b) for a, b in pairs if a and b and a.text and b.text and a is not b]
    return inherited if filled and len(filled) * 2 >= len(pairs) else None


def _states_project(view: View, row: int) -> bool:
    first = next((cell for cell in view.starts(row) if cell.text), None)
    label = head_of(first.text) if first else None
    return label is not None and label.role in ("project", "objective", "objective_year")


def _first_of(columns: list[Column], fields: tuple[str, ...]) -> Column | None:
    return next((column for column in columns if column.field in fields), None)


def _judge(reading: Reading) -> None:
    _drop_evaluations(reading)
    bodies = [part.body for part in reading.parts if part.body is not None]
    columns = reading.columns
    if any(column.field == "evaluation" for column in columns):
        names = "、".join(c.header for c in columns if c.field == "evaluation")
        reading.kind, reading.why = "self-evaluation", f"有“{names}”列，是自评（监控）表"
    elif bodies and columns and not _has_value(columns) and _scores(columns):
        reading.kind, reading.why = "scheme", "只有评分标准而没有指标值列，是评价方案"
    elif bodies and not any(body.drafts for body in bodies):
        reading.kind, reading.why = "blank-form", "有目标表表头而没有填写指标，是空白表"
    elif bodies and _is_blank(bodies, reading.parts):
        reading.kind, reading.why = "blank-form", "指标值全为空白或样式符号，是空白表"
    elif bodies and columns and not _has_value(columns) and not _split(bodies):
        reading.kind, reading.why = "scheme", "没有指标值列"
        reading.needs_title = True
    elif bodies:
        reading.needs_title = not any(_is_labelled(body) for body in bodies)
        reading.kind = "indicators"
        reading.why = f"表头“{_headers(columns)}”" if columns else "单元格内写有指标"
    else:
        _judge_head(reading)


def _drop_evaluations(reading: Reading) -> None:
    """A self-evaluation among the forms of a sheet is left out; alone it is what the table is."""
    kept = [part for part in reading.parts if not _is_evaluation(part)]
    if len(kept) == len(reading.parts) or not any(part.body for part in kept):
        return
    reading.parts = kept
    reading.columns = next(part.body.columns for part in kept if part.body)
    reading.mixed = True
    reading.doubts.append("表内夹有自评（监控）表，未读取")


def _is_evaluation(part: Part) -> bool:
    return part.body is not None and has(part.body.columns, "evaluation")


def _split(bodies: list[Body]) -> bool:
    """Whether the names hold their values ("培训人数≥100人")."""
    drafts = [draft for body in bodies for draft in body.drafts]
    return sum("value" in draft.texts for draft in drafts) * 2 > len(drafts)


def _is_labelled(body: Body) -> bool:
    return any(levels_of(d.level1) or levels_of(d.level2) for d in body.drafts)


def _headers(columns: list[Column]) -> str:
    return "、".join(column.header for column in columns if column.field and column.header)


def _has_value(columns: list[Column]) -> bool:
    return any(has(columns, name) for name in ("value", "grade", "area"))


def _scores(columns: list[Column]) -> bool:
    marks = ("评分", "评价标准", "扣分", "考核标准", "计分", "评价要点", "评价方法")
    return any(mark in column.header for column in columns for mark in marks) or (
        has(columns, "weight") and not has(columns, "operator")
    )


def _is_blank(bodies: list[Body], parts: list[Part]) -> bool:
    """No value at all; a form whose project and objective are filled in is unfinished, not blank."""
    drafts = [draft for body in bodies for draft in body.drafts]
    values = [draft.texts.get("value", "") for draft in drafts]
    if len(drafts) < 2 or not all(is_placeholder(value) for value in values):
        return False
    typed = [part for part in parts if part.head.first("project") and _has_objective(part)]
    return any(values) or not typed


def _has_objective(part: Part) -> bool:
    objective = part.head.objective
    return objective is not None and bool(_GOAL.sub("", objective.text).strip(" \n.…"))


def _judge_head(reading: Reading) -> None:
    roles = {item.label.role for part in reading.parts for item in part.head.stated}
    rows = reading.table.n_rows - reading.first
    if "project" in roles and rows <= _HEAD_ROWS and len(roles) >= 2:
        reading.kind, reading.why = "project-head", "有项目名称等栏目"
    elif roles & {"objective", "objective_year", "objective_long"} and rows <= 12:
        reading.kind, reading.why = "objective", "只有绩效目标"
    else:
        reading.kind, reading.why = "other", "没有绩效指标"


def is_misread(reading: Reading) -> bool:
    """Whether level labels stand where names, values or headers should: the rows of a dump were
    cut at the wrong places."""
    texts = [column.last for column in reading.columns]
    for part in reading.parts:
        for draft in part.body.drafts if part.body else ():
            texts += (draft.name, draft.texts.get("value", ""))
    return any(levels_of(text) and says_indicator(text) for text in texts)


def title_kind(text: str) -> Kind | None:
    """What a heading alone says a table to be: a self-evaluation, a scheme or a blank form."""
    if is_noise(text):
        return None
    if says(text, "evaluation"):
        return "self-evaluation"
    if says(text, "schemes"):
        return "scheme"
    return "blank-form" if says(text, "blanks") else None
