"""The rows below a header, as drafts of indicators: levels carried down, cells by field."""

from __future__ import annotations

from dataclasses import dataclass, field

from perflint.extraction.contents import is_valueish
from perflint.extraction.draft import Draft, split_parallel
from perflint.extraction.header import Column, HeaderRows, find_header
from perflint.extraction.labels import clean_label, levels_of, opens_first, pair_of
from perflint.extraction.lexicon import head_of, header_of, is_area_total, words
from perflint.extraction.prose import split_item
from perflint.extraction.rowkinds import (
    ENDS,
    bands_from,
    ends_body,
    inline_project,
    is_line,
    is_numbering,
    is_sum_or_note,
    names_form,
)
from perflint.extraction.text import is_filler, is_placeholder, plain, squeeze, undecorated
from perflint.extraction.titles import read_heading
from perflint.extraction.view import View
from perflint.patterns import pattern
from perflint.reading.document import Cell

_KEPT = ("description", "operator", "value", "unit", "weight", "basis", "direction")
CARRIED = ("project", "department", "objective", "amount")
_UNIT_OR_YEAR = pattern(r"^[(（]?(?:金额)?单位[:：]|^第\d+页|^[-—]\s*\d+\s*[-—]$")


@dataclass(slots=True)
class Wide:
    """What a row of a wide table says about its project; texts are carried down."""

    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """The rows under one header. ``wide`` pairs each draft with its project where columns say so."""

    columns: list[Column]
    drafts: list[Draft] = field(default_factory=list)
    wide: list[Wide] = field(default_factory=list)
    projects: list[Wide] = field(default_factory=list)
    end: int = 0
    unfilled: int = 0
    blanks: int = 0
    doubts: list[str] = field(default_factory=list)


class RowReader:
    """Reads the rows below one header until something else begins."""

    def __init__(self, view: View, columns: list[Column]) -> None:
        self.view = view
        self.columns = columns
        self.body = Body(columns)
        self.level1 = self.level2 = ""
        self.current: Wide | None = None
        self.is_wide = any(column.field == "project" for column in columns)
        self._open: Cell | None = None  # a second level that stands alone so far
        self._at = {column.field: column for column in reversed(columns)}

    def read(self, start: int) -> Body:
        row = start
        bands = bands_from(self.view, start)
        while row < len(self.view.rows):
            if row in bands:
                self._band(bands[row])
                row += 1
                continue
            again = find_header(self.view, row)
            if again:
                if not self._same(again):
                    break
                row = again.end
                continue
            if self._ends(row):
                break
            self._row(row)
            row += 1
        self.body.end = row
        return self.body

    def _band(self, cell: Cell) -> None:
        """A row that names the project of the rows below it."""
        title = read_heading(cell.text).title
        self.current = Wide({"project": title}, {"project": cell})
        self.body.projects.append(self.current)
        self.level1 = self.level2 = ""

    def _same(self, header: HeaderRows) -> bool:
        """A header repeated on the next page, with nothing about a project before it."""
        ours = [plain(column.last) for column in self.columns if column.block == 0]
        theirs = {plain(column.last) for column in header.columns}
        return sum(text in theirs for text in ours) * 3 >= len(ours) * 2

    def _ends(self, row: int) -> bool:
        """Whether another project's head begins here."""
        if self.is_wide:
            return False
        texts = [cell for cell in self.view.starts(row) if cell.text]
        if not texts:
            return False
        first = texts[0]
        if inline_project(first.text):
            return True
        anchor = self._at.get("level2") or self._at.get("name")
        if anchor is not None and first.column >= anchor.start and len(texts) > 1:
            return False
        if any(levels_of(cell.text) for cell in texts[:3]):
            return False
        if len(texts) > 2 and all(header_of(cell.text) for cell in texts):
            return True  # the header of another kind of table
        label = head_of(first.text)
        if label is not None and label.role in ENDS:
            return ends_body(label, len(texts))
        if first.colspan >= len(self.view.grid[row]) and len(texts) == 1:
            return names_form(first.text)
        return False

    def _row(self, row: int) -> None:
        placed = self._place(row)
        if not any(cell is not None and cell.row == row and cell.text for cell in placed.values()):
            return
        if is_numbering(self.view.texts(row)):
            return
        if self.is_wide:
            self._project(placed, row)
        if self._is_noise(row) or self._is_title(row):
            return
        draft = self._draft(row, placed)
        if draft is None:
            return
        if not self._at.keys() >= {"name", "value"}:
            self._part(draft)
        items = split_parallel(draft)
        self.level1, self.level2 = items[-1].level1, items[-1].level2
        for item in items:
            self.body.drafts.append(item)
            if self.current is not None:
                self.body.wide.append(self.current)

    def _part(self, draft: Draft) -> None:
        """Name and value in one cell, where the table has a column for one of them only."""
        if self._at.keys() & {"grade", "area", "evaluation"}:
            return
        text = draft.name or draft.texts.get("value", "")
        if bool(draft.name) == bool(draft.texts.get("value")):
            return
        name, value, certain = split_item(text)
        if certain:
            cell = draft.cells.get("name") or draft.cells["value"]
            draft.name, draft.texts["value"] = undecorated(name), value
            draft.cells["name"] = draft.cells["value"] = cell
            draft.how = dict.fromkeys(("name", "value"), ("自同一单元格拆分名称与指标值", 0.8))

    def _place(self, row: int) -> dict[int, Cell | None]:
        """The first cell of each column, moved right where a dump lost the merged cells before it."""
        shift = self._shift(row)
        places: dict[int, Cell | None] = {}
        for index, column in enumerate(self.columns):
            source = self.columns[index - shift] if index >= shift else None
            places[index] = self._first(row, source) if source else None
            if shift == 0:
                places[index] = self._first(row, column)
        return places

    def _first(self, row: int, column: Column) -> Cell | None:
        empty: Cell | None = None
        for place in range(column.start, column.end):
            cell = self.view.at(row, place)
            if (
                cell is not None
                and cell.text
                and not (cell.column < column.start and self._covers_label(cell, column))
            ):
                return cell
            empty = empty or cell
        return empty

    def _covers_label(self, cell: Cell, column: Column) -> bool:
        """A cell merged over several columns counts for the first it covers, and for the levels."""
        return column.field not in ("level1", "level2", "name")

    def _shift(self, row: int) -> int:
        level1, level2 = self._at.get("level1"), self._at.get("level2")
        if level1 is None or level2 is None:
            return 0
        if self._text(row, self.columns[-1]) or not self._text(row, self.columns[0]):
            return 0
        if any(cell.rowspan > 1 or cell.colspan > 1 for cell in self.view.rows[row]):
            return 0
        texts = [self._text(row, column) for column in self.columns]
        missing = sum(self.view.at(row, column.start) is None for column in self.columns)
        at = self.columns.index
        if self.is_wide:
            return self._wide_shift(texts)
        levels = levels_of(self._text(row, level1))
        if levels == {2}:
            step = at(level2) - at(level1)
            return max(step, 0) if missing or not levels_of(self._text(row, level2)) else 0
        name, value = self._at.get("name"), self._at.get("value")
        if levels or name is None or value is None or at(level1) > 0:
            return 0
        step = at(name)
        if missing:
            return min(missing, step)
        lost = not any(texts[len(texts) - step :]) and levels_of(self.level1)
        moved = texts[at(value) - step]
        return step if lost and is_valueish(moved) and not is_valueish(texts[at(value)]) else 0

    def _wide_shift(self, texts: list[str]) -> int:
        """Where a row of a wide table lost its merged cells: as many places are empty at its end
        as stand before the column its first text belongs to."""
        levels = levels_of(texts[0])
        field = "level1" if 1 in levels else "level2" if levels else "name"
        column = self._at.get(field)
        step = self.columns.index(column) if column is not None else 0
        if not step or any(texts[len(texts) - step :]):
            return 0
        value = self._at.get("value")
        place = self.columns.index(value) - step if value is not None else -1
        return step if levels or (place > 0 and is_valueish(texts[place])) else 0

    def _text(self, row: int, column: Column) -> str:
        cell = self.view.at(row, column.start)
        return cell.text if cell is not None else ""

    def _project(self, placed: dict[int, Cell | None], row: int) -> None:
        """Begin a new project where the project's column says something new."""
        found: dict[str, Cell] = {}
        for index, column in enumerate(self.columns):
            cell = placed[index]
            if column.field in CARRIED and cell is not None and cell.text and cell.row == row:
                found.setdefault(column.field, cell)
        name = found.get("project")
        old = self.current
        if name is None or is_filler(name.text):
            if old is not None:
                for key, cell in found.items():
                    if key not in old.texts:
                        old.texts[key], old.cells[key] = cell.text, cell
            return
        if plain(name.text) in words("noise", "rows") or head_of(name.text):
            return
        if old is not None and old.texts.get("project") == name.text:
            office = found.get("department")
            if office is None or old.texts.get("department", office.text) == office.text:
                return
        texts = {key: cell.text for key, cell in found.items()}
        if old is not None and "department" not in texts and "department" in old.texts:
            texts["department"] = old.texts["department"]
        self.current = Wide(texts, found)
        self.body.projects.append(self.current)
        self.level1 = self.level2 = ""

    def _is_noise(self, row: int) -> bool:
        texts = self.view.texts(row)
        first = plain(texts[0]) if texts else ""
        if is_sum_or_note(self.view, row):
            return True
        starting = [cell.text for cell in self.view.starts(row) if cell.text]
        if first and _UNIT_OR_YEAR.match(first):
            return True
        label = head_of(starting[0]) if starting else None
        return (
            label is not None
            and label.role in ("private", "fact", "fund")
            and (len(starting) <= 2 and not self.is_wide and not levels_of(starting[0]))
            and self._left_of_name(row)
        )

    def _left_of_name(self, row: int) -> bool:
        name = self._at.get("name")
        first = next((cell for cell in self.view.starts(row) if cell.text), None)
        return name is None or first is None or first.column < name.start

    def _is_title(self, row: int) -> bool:
        """One cell over the whole width: a caption between the rows, which may be a level."""
        texts = [cell for cell in self.view.rows[row] if cell.text]
        if len(texts) != 1:
            return False
        wide = texts[0].colspan >= max(3, len(self.view.grid[row]) - 1)
        wide = wide or self._heads_levels(row, texts[0])
        if not wide and not (self.view.table.n_columns > 3 and is_line(texts[0])):
            return False
        levels = levels_of(texts[0].text)
        if 1 in levels:
            self.level1, self.level2 = clean_label(texts[0].text).text, ""
        elif levels:
            self.level2 = clean_label(texts[0].text).text
        return True

    def _heads_levels(self, row: int, cell: Cell) -> bool:
        """A first level alone in its row, where the table has no column for it, over a second."""
        if self._at.keys() & {"level1", "levels"} or 1 not in levels_of(cell.text):
            return False
        below = (
            next((item for item in self.view.starts(row + 1) if item.text), None)
            if (row + 1 < len(self.view.rows))
            else None
        )
        return below is not None and 2 in levels_of(below.text)

    def _draft(self, row: int, placed: dict[int, Cell | None]) -> Draft | None:
        draft = Draft(row, table=self.view.table)
        self._carry(draft, placed)
        for index, column in enumerate(self.columns):
            cell = placed[index]
            if cell is not None and cell.text:
                self._take(draft, column, cell, row)
        self._grades(draft, placed)
        self._areas(draft, placed)
        return self._judge(draft)

    def _carry(self, draft: Draft, placed: dict[int, Cell | None]) -> None:
        for index, column in enumerate(self.columns):
            cell = placed[index]
            if column.field == "levels" and cell is not None and cell.text:
                self._pair(draft, cell)
            if column.field not in ("level1", "level2") or cell is None or not cell.text:
                continue
            label = clean_label(cell.text)
            draft.cells[column.field] = cell
            if column.field == "level1":
                if label.text != self.level1:
                    self.level2 = ""
                self.level1 = label.text
            else:
                self.level2 = label.text
            if label.score:
                draft.other[f"{column.last.strip()}分值"] = label.score
        draft.level1, draft.level2 = self.level1, self.level2
        name, level2 = self._cell(placed, "name"), self._cell(placed, "level2")
        if name is not None and name is level2 and name.text and not levels_of(name.text):
            draft.level2 = self.level2 = ""

    def _pair(self, draft: Draft, cell: Cell) -> None:
        """Both levels from one cell; a label alone opens the level it is of."""
        label = clean_label(cell.text).text
        pair = pair_of(cell.text)
        if pair is not None:
            self.level1, self.level2 = pair
        elif opens_first(label, self.level1):
            self.level1, self.level2 = label, ""
        elif levels_of(label):
            self.level2 = label
        draft.cells["level1"] = draft.cells["level2"] = cell

    def _cell(self, placed: dict[int, Cell | None], field: str) -> Cell | None:
        column = self._at.get(field)
        return placed[self.columns.index(column)] if column is not None else None

    def _take(self, draft: Draft, column: Column, cell: Cell, row: int) -> None:
        if column.field == "name":
            draft.name = undecorated(self._joined(row, column, cell))
            draft.cells["name"] = cell
        elif column.field in _KEPT:
            draft.texts[column.field] = cell.text
            draft.cells[column.field] = cell
        elif column.field == "other" and column.header:
            draft.other[column.header] = cell.text

    def _joined(self, row: int, column: Column, cell: Cell) -> str:
        """The text of a column that several cells stand under (a number beside the name)."""
        if column.end - column.start == 1:
            return cell.text
        cells = [c for c in self.view.rows[row] if column.start <= c.column < column.end and c.text]
        texts = [c.text for c in cells if not c.text.strip().isdigit() and undecorated(c.text)]
        return "".join(texts) or cell.text

    def _grades(self, draft: Draft, placed: dict[int, Cell | None]) -> None:
        """优 is what is aimed at; the other grades are kept beside it."""
        best = True
        for index, column in enumerate(self.columns):
            if column.field != "grade":
                continue
            cell = placed[index]
            if cell is not None and cell.text:
                draft.other[column.header] = cell.text
                if best and "value" not in draft.texts:
                    draft.texts["value"], draft.cells["value"] = cell.text, cell
            best = False

    def _areas(self, draft: Draft, placed: dict[int, Cell | None]) -> None:
        found: list[tuple[Column, Cell]] = []
        for index, column in enumerate(self.columns):
            cell = placed[index]
            if column.field == "area" and cell is not None and cell.text:
                found.append((column, cell))
        if not found:
            return
        for column, cell in found:
            draft.other[squeeze(column.last)] = cell.text
        total = next((p for p in found if is_area_total(p[0].last)), None)
        draft.cells["value"] = (total or found[0])[1]
        same = {cell.text for _, cell in found}
        if total or len(same) == 1:
            draft.texts["value"] = (total or found[0])[1].text
        else:
            draft.texts["value"] = "；".join(f"{squeeze(c.last)}：{cell.text}" for c, cell in found)

    def _judge(self, draft: Draft) -> Draft | None:
        """An indicator has a name or a value; a form's dots and "≥**个" alone are none."""
        value = draft.texts.get("value", "")
        level1, name = draft.cells.get("level1"), draft.cells.get("name")
        if name is not None and name is level1 and not value:
            return None
        own_cells = [draft.cells[key] for key in ("name", "value") if key in draft.cells]
        if own_cells and all(cell.row < draft.row for cell in own_cells):
            return None
        own = draft.cells.get("level2")
        empty_name = is_filler(draft.name)
        if empty_name and is_placeholder(value):
            if draft.name or value or name is not None:
                self.body.blanks += 1
            self._unfilled(own)
            self._open = own or self._open
            return None
        if own is not None:
            self._unfilled(own)
        self._open = None
        if empty_name:
            draft.name = ""
        if value and is_placeholder(value):
            self.body.blanks += 1
        return draft

    def _unfilled(self, own: Cell | None) -> None:
        """A second level followed by another, with no indicator between, was left empty."""
        if self._open is not None and own is not None and own is not self._open:
            self.body.unfilled += 1
            self._open = None
