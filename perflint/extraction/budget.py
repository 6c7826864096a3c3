"""Budget tables: every row of every budget table of a document as a `BudgetLine`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perflint.extraction.budget_columns import (
    Columns,
    Side,
    meaning_columns,
    name_and_code,
    read_columns,
    total_column,
)
from perflint.extraction.budget_doubts import doubts_about
from perflint.extraction.budget_head import Grid, distinct, find_head
from perflint.extraction.budget_join import join_carry_over, mark_leaves
from perflint.extraction.budget_text import (
    amount,
    in_wan,
    is_blank,
    is_functional,
    is_note,
    kind_by_rows,
    kind_of,
    money_is,
    squash,
    unit_in,
    untitled,
)
from perflint.extraction.budget_titles import Heading, heading, is_title_row, paragraphs_before
from perflint.extraction.functional import functional_name
from perflint.reading.document import Cell, Document, Paragraph, Table
from perflint.records.anchor import Anchor
from perflint.records.submission import BudgetLine, BudgetTable

# A form's head may state one functional code, and one project; a table that states more is a list.
_FEWEST_CODES, _FEWEST_PROJECTS = 2, 3


@dataclass(slots=True)
class Layout:
    """A budget table under way: what names it, its columns, and the number of its last row."""

    record: BudgetTable
    columns: Columns
    width: int
    rows: int = 0
    codes: dict[str, str] = field(default_factory=dict)


def read_budget(
    document: Document, tables: Sequence[Table] | None = None
) -> tuple[list[BudgetLine], list[BudgetTable]]:
    """The lines and the tables of a document's budget; amounts in 万元, whatever unit it declares.

    ``tables`` are those not taken as target tables (None: all). A table without rows (空表列示)
    counts as a table.
    """
    reader = _Reader(document)
    for table in document.tables if tables is None else tables:
        reader.read(table)
    lines = mark_leaves(reader.lines, reader.kinds())
    found = [layout.record for layout in reader.layouts]
    for record in found:
        record.doubts = doubts_about(record, [ln for ln in lines if ln.table == record.title])
    return join_carry_over(lines, reader.kinds()), found


def budget_from(document: Document) -> tuple[list[BudgetLine], list[BudgetTable]]:
    """The budget of a separate file (``--budget FILE``): every table that can be one."""
    return read_budget(document)


def is_list(table: Table) -> bool:
    """Whether a table lists functional codes, or projects with their amounts, under a budget header:
    no head of a target form, though one of its columns may be 项目名称."""
    grid = table.grid()
    head = find_head(grid)
    if head is None:
        return False
    sides = read_columns(head, grid).sides
    texts = [[cell.text if cell is not None else "" for cell in row] for row in grid[head.body :]]
    coded = [
        row for row in texts if any(is_functional(name_and_code(side, row)[0]) for side in sides)
    ]
    named = [row for row in texts if any(_names_project(side, row) for side in sides)]
    return len(coded) >= _FEWEST_CODES or len(named) >= _FEWEST_PROJECTS


def _names_project(side: Side, row: list[str]) -> bool:
    """A row with a project's name and an amount beside it."""
    column = side.roles.get("project-name")
    if column is None or is_blank(row[column]):
        return False
    return any(amount(row[money]) is not None for money in side.money)


class _Reader:
    """Goes through the tables in order; a headless table goes on with the one before."""

    def __init__(self, document: Document) -> None:
        self.before = paragraphs_before(document)
        self.unit = _common_unit(document)
        self.layouts: list[Layout] = []
        self.lines: list[BudgetLine] = []

    def kinds(self) -> dict[str, str]:
        return {layout.record.title: layout.record.kind for layout in self.layouts}

    def read(self, table: Table) -> None:
        grid = table.grid()
        before = self.before.get(table.index, [])
        start = 0
        while start < len(grid):
            head = find_head(grid, start)
            if head is None:
                break
            stop = _next_title(grid, head.body)
            name = heading(grid[start : head.top], before if start == 0 else [], table)
            columns = read_columns(head, grid[:stop])
            self._take(table, grid, (head.top, head.body, stop), name, columns)
            start = stop
        if start == 0:
            self._go_on(table, grid, before)

    def _take(
        self, table: Table, grid: Grid, rows: tuple[int, int, int], name: Heading, columns: Columns
    ) -> None:
        top, body, stop = rows
        kind = _kind(name, columns, grid[body:stop])
        if kind in ("", "no") or not columns.sides:
            return
        unit = name.unit or _header_unit(columns) or self.unit
        title = name.title or table.sheet or untitled(kind)
        previous = self.layouts[-1] if self.layouts else None
        if previous and _same(previous, title, columns, name):
            layout = previous
        else:
            anchor = table.anchor(next(iter(distinct(grid[top])), None))
            shown = [columns.titles[n] for n in range(len(columns.titles)) if n != columns.serial]
            record = BudgetTable(title=title, kind=kind, unit=unit, columns=shown, anchor=anchor)
            layout = Layout(record, columns, table.n_columns)
            self.layouts.append(layout)
        self._lines(table, grid[body:stop], layout)

    def _go_on(self, table: Table, grid: Grid, before: list[Paragraph]) -> None:
        previous = self.layouts[-1] if self.layouts else None
        named = any(kind_of(paragraph.text) for paragraph in before)
        if previous is None or named or table.n_columns != previous.width:
            return
        money = [column for side in previous.columns.sides for column in side.money]
        cells = [row[column] for row in grid for column in money]
        if any(cell is not None and amount(cell.text) is not None for cell in cells):
            self._lines(table, grid, previous)

    def _lines(self, table: Table, rows: Grid, layout: Layout) -> None:
        for row in rows:
            texts = [cell.text.strip() if cell is not None else "" for cell in row]
            if not any(texts) or is_note(next(text for text in texts if text)):
                continue
            if len(distinct(row)) == 1 and len(squash("".join(set(texts)))) > 30:
                continue
            made = [
                line
                for side in layout.columns.sides
                if (line := _line(table, row, texts, side, layout)) is not None
            ]
            if made:
                layout.rows += 1
                number = _serial(texts, layout.columns.serial)
                for line in made:
                    line.row_no = layout.rows if number is None else number
                self.lines += made


def _line(
    table: Table, row: list[Cell | None], texts: list[str], side: Side, layout: Layout
) -> BudgetLine | None:
    code, name = name_and_code(side, _inherited(side, texts, layout))
    name = "" if is_blank(name) else name.strip("　 \t-—－·")
    if "project-name" in side.roles and texts[side.roles["project-name"]]:
        name = texts[side.roles["project-name"]]
    titles, unit = layout.columns.titles, layout.record.unit
    columns: dict[str, Decimal | str | None] = {}
    for column in [*side.roles.values(), *side.text]:
        columns[titles[column]] = texts[column]
    for column in side.money:
        columns[titles[column]] = _money(texts[column], unit)
    name = name or functional_name(code)
    if not name and not code and not any(isinstance(value, Decimal) for value in columns.values()):
        return None
    return BudgetLine(
        table=layout.record.title,
        row_no=0,
        code=code,
        name=name,
        project_expenditure=_project(side, titles, columns, layout.record.kind),
        carry_over=_told(side, titles, columns, "carry"),
        columns=columns,
        anchor=table.anchor(_first_cell(row, side)),
        anchors=_anchors(table, row, side, titles),
    )


def _anchors(
    table: Table, row: list[Cell | None], side: Side, titles: list[str]
) -> dict[str, Anchor]:
    """The places of the two amounts that rules quote."""
    places = {}
    for field_name, meaning in (("project_expenditure", "project"), ("carry_over", "carry")):
        for column in meaning_columns(side, titles, meaning)[:1]:
            cell = row[column]
            if cell is not None:
                places[field_name] = table.anchor(cell)
    return places


def _first_cell(row: list[Cell | None], side: Side) -> Cell | None:
    places = sorted(side.roles.values())
    return next((row[n] for n in places if row[n] is not None), None)


def _inherited(side: Side, texts: list[str], layout: Layout) -> list[str]:
    """Codes over the columns 类/款/项: a blank 类 or 款 is that of the row above."""
    if "class" not in side.roles:
        return texts
    order = [role for role in ("class", "section", "item") if role in side.roles]
    values = [texts[side.roles[role]] for role in order]
    deepest = max((n for n, value in enumerate(values) if not is_blank(value)), default=-1)
    result = list(texts)
    for depth, role in enumerate(order):
        if depth < deepest and is_blank(values[depth]):
            result[side.roles[role]] = layout.codes.get(role, "")
        if depth <= deepest:
            layout.codes[role] = result[side.roles[role]]
    return result


def _project(
    side: Side, titles: list[str], columns: dict[str, Decimal | str | None], kind: str
) -> Decimal | None:
    told = _told(side, titles, columns, "project")
    if told is None and kind == "projects":
        total = total_column(side, titles)
        value = columns[titles[total]] if total is not None else None
        return value if isinstance(value, Decimal) else None
    return told


def _told(
    side: Side, titles: list[str], columns: dict[str, Decimal | str | None], meaning: str
) -> Decimal | None:
    """The amount of a meaning: 0 for an empty cell, None where the table has no such column."""
    found = meaning_columns(side, titles, meaning)
    if not found:
        return None
    values = [columns[titles[column]] for column in found]
    return sum((value for value in values if isinstance(value, Decimal)), Decimal("0.00"))


def _money(text: str, unit: str) -> Decimal | str | None:
    number = amount(text)
    if number is not None:
        return in_wan(number, unit)
    return None if is_blank(text) else text


def _serial(texts: list[str], column: int | None) -> int | None:
    if column is None:
        return None
    number = squash(texts[column]).removesuffix(".0")
    return int(number) if number.isdigit() and len(number) < 6 else None


def _kind(name: Heading, columns: Columns, rows: Grid) -> str:
    """What the title says; a table without one is judged by its codes and columns."""
    if name.kind:
        return name.kind
    codes = 0
    for side in columns.sides:
        for row in rows:
            texts = [cell.text if cell is not None else "" for cell in row]
            codes += is_functional(name_and_code(side, texts)[0])
    titles = [columns.titles[column] for side in columns.sides for column in side.money]
    if titles and not codes and (kind := kind_by_rows(_names(columns, rows))):
        return "" if any(kind_of(title) == "no" for title in titles) else kind
    if not codes or not titles:
        return ""
    if any("project-name" in side.roles for side in columns.sides):
        return "projects"
    if any(money_is(title, "project") for title in titles):
        return "expenditure"
    return "income" if any(money_is(title, "carry") for title in titles) else ""


def _names(columns: Columns, rows: Grid) -> list[str]:
    """What stands in the name columns, row by row."""
    texts = [[cell.text if cell is not None else "" for cell in row] for row in rows]
    return [name_and_code(side, row)[1] for row in texts for side in columns.sides]


def _same(previous: Layout, title: str, columns: Columns, name: Heading) -> bool:
    """A table that repeats the header of the one before (a page break) goes on with it."""
    if previous.columns.titles != columns.titles:
        return False
    bare = squash(title).replace("续", "").strip("（）()")
    return not name.title or bare == squash(previous.record.title)


def _header_unit(columns: Columns) -> str:
    return next((unit for title in columns.titles if (unit := unit_in(title))), "")


def _next_title(grid: Grid, start: int) -> int:
    for index in range(start, len(grid)):
        cells = distinct(grid[index])
        if len(cells) == 1 and is_title_row(cells[0].text):
            return index
    return len(grid)


def _common_unit(document: Document) -> str:
    """The unit most of the document's money lines declare; 万元 where none does."""
    texts = [paragraph.text for paragraph in document.paragraphs if len(paragraph.text) < 80]
    for table in document.tables:
        texts += [cell.text for cell in table.cells if cell.row < 4 and len(cell.text) < 60]
    units = Counter(unit for text in texts if (unit := unit_in(text)))
    return units.most_common(1)[0][0] if units else "万元"
