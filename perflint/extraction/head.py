"""The head of a form: labels with their values beside or below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perflint.extraction.lexicon import HeadLabel, head_of, words
from perflint.extraction.sums import amount_of, unit_in
from perflint.extraction.text import is_filler, squeeze
from perflint.extraction.titles import is_noise, without_unit
from perflint.extraction.view import View
from perflint.patterns import pattern
from perflint.reading.document import Cell
from perflint.records.anchor import Anchor

OBJECTIVES = ("objective_year", "objective", "objective_long")
AMOUNTS = ("amount_year", "amount", "amount_long")
_TITLES = ("项目名称", "二级项目名称", "项目支出名称")
_INLINE = pattern(r"^(?:其中[:：]\s*)?([^:：\n]{2,24})[:：][ \t\u3000]*(.*)$", re.DOTALL)
_BOXED = pattern(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)?\s*[【\[〔]([^】\]〕]{2,16})[】\]〕]\s*[:：]?\s*(.*)$",
    re.DOTALL,
)
_PIECES = pattern(
    r"[ \t\u3000]{2,}|\t|[；;](?=[^；;:：]{2,16}[:：])|[ \u3000](?=[^\s；;:：]{2,16}[:：])"
)
_LINE = pattern(r"[\n]+|[ \t\u3000]{2,}|[ \u3000](?=[^\s；;:：]{2,16}[:：])")


@dataclass(slots=True)
class Stated:
    """One labelled value, and the place it was read from."""

    label: HeadLabel
    text: str
    anchor: Anchor
    unit: str = ""


@dataclass(slots=True)
class Head:
    """What the heads of a form say, in reading order."""

    stated: list[Stated] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.stated)

    def first(self, role: str) -> Stated | None:
        found = [item for item in self.stated if item.label.role == role and item.text]
        if role == "project":
            named = [item for item in found if item.label.name in _TITLES]
            found = sorted(named, key=lambda i: i.label.name != "二级项目名称") or found
        return found[0] if found else None

    def add(self, other: Head) -> None:
        self.stated += other.stated

    @property
    def objective(self) -> Stated | None:
        """The year's objective before the general one, the long-term one last; what is said above
        the project's name may be the department's and comes after all."""
        named = next((i for i, item in enumerate(self.stated) if item.label.role == "project"), 0)
        for head in (Head(self.stated[named:]), self):
            found = next((item for role in OBJECTIVES if (item := head.first(role))), None)
            if found is not None:
                return found
        return None

    def amount(self) -> tuple[Decimal, Stated] | None:
        """The amount of the year in 万元, else the general one."""
        for role in AMOUNTS[:2]:
            for item in self.stated:
                if item.label.role == role:
                    amount = amount_of(item.text, item.unit)
                    if amount is not None:
                        return amount, item
        return None

    def funds(self) -> dict[str, Decimal]:
        """The parts of the year's money. Where a form states each part twice, the second is the
        year's, as in the form with 中期 and 年度 side by side."""
        found: dict[str, Decimal] = {}
        for item in self.stated:
            amount = amount_of(item.text, item.unit) if item.label.role == "fund" else None
            if amount is not None:
                found[item.label.name] = amount
        return found

    def facts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        year = self.objective
        for item in self.stated:
            role = item.label.role
            if (
                role == "fact"
                or (role == "department" and item.text)
                or (
                    (role in OBJECTIVES or role == "amount_long") and item is not year and item.text
                )
            ):
                found.setdefault(item.label.name, item.text)
        return {name: text for name, text in found.items() if text}


def read_head(view: View, first: int, end: int, unit: str = "") -> Head:
    """The labelled values in these rows; ``unit`` is the money unit stated around them."""
    return _HeadReader(view, first, end, unit).read()


class _HeadReader:
    def __init__(self, view: View, first: int, end: int, unit: str) -> None:
        self.view, self.first, self.end = view, first, end
        self.unit = unit
        self.used: set[int] = set()
        self.head = Head()
        self.skip_until = -1
        self.money = ""

    def read(self) -> Head:
        for row in range(self.first, self.end):
            for cell in self.view.rows[row]:
                if cell.row == row and cell.text and id(cell) not in self.used:
                    self._cell(cell, row)
        return self.head

    def _cell(self, cell: Cell, row: int) -> None:
        label = head_of(cell.text)
        if row < self.skip_until and (label is None or label.role not in OBJECTIVES):
            return self._task_total(cell)
        if label is None:
            return self._inline(cell)
        if label.role == "tasks":
            below = cell.row + cell.rowspan
            self.skip_until = below if cell.rowspan > 1 else self._tasks_end(row)
            return None
        self.money = self._unit_of(cell, label)
        if label.role == "group":
            return None
        return self._labelled(cell, label)

    def _unit_of(self, cell: Cell, label: HeadLabel) -> str:
        """The unit nearest to a label: its own, that of the labels left of it and of the one above
        their column, that of the amount whose part it is."""
        found = unit_in(cell.text)
        for column in range(cell.column - 1, -1, -1):
            left = self.view.at(cell.row, column)
            if not found and left is not None and head_of(left.text):
                found = unit_in(left.text)
        return found or (self.money if label.role == "fund" else "")

    def _labelled(self, cell: Cell, label: HeadLabel) -> None:
        right = self._right(cell)
        if label.role in OBJECTIVES and right is not None and not right.text:
            below = self.view.at(cell.row + cell.rowspan, cell.column)
            if below is not None and below.text and not self._is_label(below):
                right = None  # the text stands under its label; beside it the sheet is empty
        if right is not None and right.row == cell.row and not self._is_label(right):
            self._state(label, cell, self._right_of(cell, right, label))
        elif right is not None and self._is_group_of(cell, right):
            return
        else:
            below = self.view.at(cell.row + cell.rowspan, cell.column)
            if (
                below is not None
                and not is_noise(below.text)
                and below.row < self.end
                and id(below) not in self.used
                and not self._is_label(below)
                and (label.role in OBJECTIVES or not self._is_list(below))
            ):
                self._state(label, cell, [below])

    def _right(self, cell: Cell) -> Cell | None:
        """The cell beside a label; an unmerged blank between label and value is passed over."""
        column = cell.column + cell.colspan
        first = self.view.at(cell.row, column)
        found = first
        while found is not None and not found.text and found.row == cell.row:
            found = self.view.at(cell.row, found.column + found.colspan)
        if found is None or found.row != cell.row or self._is_label(found):
            return first
        return found

    def _is_list(self, below: Cell) -> bool:
        """Whether more values stand under the first: a list of projects, not one form's head."""
        more = self.view.at(below.row + below.rowspan, below.column)
        return more is not None and bool(more.text) and not self._is_label(more)

    def _is_group_of(self, cell: Cell, right: Cell) -> bool:
        """A label over several rows whose right side are labels only titles them."""
        return cell.rowspan > 1 and right.column > cell.column and cell.rowspan > right.rowspan

    def _is_label(self, cell: Cell) -> bool:
        return bool(cell.text) and (head_of(cell.text) is not None or self._is_inline(cell.text))

    def _is_inline(self, text: str) -> bool:
        return _label_of(text.strip()) is not None

    def _right_of(self, cell: Cell, right: Cell, label: HeadLabel) -> list[Cell]:
        """The value; an objective may fill several rows and cells beside its label."""
        if label.role not in OBJECTIVES:
            return [right]
        found = []
        for row in range(cell.row, min(cell.row + cell.rowspan, self.end)):
            for item in self.view.rows[row]:
                if item.row == row and item.column > cell.column and not self._is_label(item):
                    found.append(item)
                elif item.row == row and item.column > cell.column:
                    return found
        return found + self._lines_below(cell, right)

    def _lines_below(self, cell: Cell, right: Cell) -> list[Cell]:
        """Further lines of an objective whose label is not merged over them: nothing else stands
        in their rows."""
        found: list[Cell] = []
        for row in range(cell.row + cell.rowspan, self.end):
            filled = [item for item in self.view.rows[row] if item.text]
            if len(filled) != 1 or filled[0].column != right.column or self._is_label(filled[0]):
                break
            found.append(filled[0])
        return found

    def _state(self, label: HeadLabel, cell: Cell, values: Sequence[Cell]) -> None:
        self.used.update(id(value) for value in values)
        if label.role == "private":
            return
        # A dump may repeat a merged cell's text in each square that it covers.
        text = "\n".join(dict.fromkeys(value.text for value in values if value.text))
        place = next((value for value in values if value.text), cell)
        self._add(label, "" if is_filler(text) else text, place)

    def _add(self, label: HeadLabel, text: str, cell: Cell) -> None:
        anchor = self.view.table.anchor(cell)
        self.head.stated.append(Stated(label, text, anchor, self.money or self.unit))

    def _inline(self, cell: Cell) -> None:
        """One or several "label：value" in one cell."""
        found = _label_of(cell.text.strip())
        if found is None:
            return None
        if found[0].role in OBJECTIVES:
            return self._add(found[0], found[2], cell)
        for part in _LINE.split(cell.text):
            found = _label_of(part.strip())
            if found and found[0].role not in ("private", "group", "tasks"):
                self.money = unit_in(found[1]) or self.money
                self._add(found[0], found[2], cell)
        return None

    def _tasks_end(self, row: int) -> int:
        """Where the table of tasks ends when its label is not merged over it."""
        for later in range(row + 1, self.end):
            first = next((c for c in self.view.rows[later] if c.text), None)
            label = head_of(first.text) if first else None
            if label and label.role in (*OBJECTIVES, "group", *AMOUNTS):
                return later
        return self.end

    def _task_total(self, cell: Cell) -> None:
        if squeeze(cell.text) not in ("金额合计", "合计", "总计"):
            return
        for item in self.view.rows[cell.row]:
            if item.column > cell.column and amount_of(item.text) is not None:
                self._add(HeadLabel("amount", "金额合计"), item.text, item)
                self.used.add(id(item))
                return


def read_lines(text: str, anchor: Anchor, unit: str = "") -> list[Stated]:
    """The labelled values of a line "label：value", "【label】value", or of several side by side;
    none that is about a person."""
    pieces = _PIECES.split(text.strip())
    if not all(_label_of(piece) for piece in pieces[1:]):
        pieces = [text.strip()]
    found = [_stated(piece, anchor, unit) for piece in pieces]
    return [item for item in found if item is not None]


def read_line(text: str, anchor: Anchor, unit: str = "") -> Stated | None:
    """The first of `read_lines`."""
    return next(iter(read_lines(text, anchor, unit)), None)


def _label_of(text: str) -> tuple[HeadLabel, str, str] | None:
    """The label a text opens with, as written, and what follows it."""
    match = _BOXED.match(text) or _INLINE.match(text)
    label = (head_of(match.group(1)) or _before_colon(match.group(1))) if match else None
    return (label, match.group(1), match.group(2).strip()) if match and label else None


def _before_colon(written: str) -> HeadLabel | None:
    """A word that is a label only with a colon behind it (项目：某工程)."""
    name = squeeze(written)
    return HeadLabel("project", name) if name in words("inline", "project") else None


def _stated(text: str, anchor: Anchor, unit: str) -> Stated | None:
    found = _label_of(text)
    if found is None or found[0].role in ("private", "group", "tasks"):
        return None
    label, written, value = found
    return Stated(label, without_unit(value), anchor, unit_in(written) or unit)
