"""What a row is that is no indicator: a title over others, a numbering, a sum, a note, another form."""

from __future__ import annotations

import itertools

from perflint.extraction.labels import levels_of
from perflint.extraction.lexicon import HeadLabel, head_of, words
from perflint.extraction.text import plain, squeeze
from perflint.extraction.titles import is_numbered, read_heading
from perflint.extraction.totals import is_total
from perflint.extraction.view import View
from perflint.patterns import pattern
from perflint.reading.document import Cell

ENDS = ("project", "objective", "objective_year", "objective_long", "amount", "amount_year",
        "private", "tasks", "department", "group")  # fmt: skip
_LONGEST_LABEL = 16
_LONGEST_TITLE = 60
_POINTED = pattern(r"[：:。；，]")
_FORM = pattern(r"绩效目标[^，。；]{0,8}表$|绩效表$|目标申报表$")
_PROJECT_LINE = pattern(r"^(?:项目名称|专项资金名称|专项名称|项目支出名称|项目|专项)\s*[:：]\s*\S")


def bands_from(view: View, start: int) -> dict[int, Cell]:
    """Rows that hold just a project's title, if such rows part all the indicators below ``start``:
    one stands first, there are more, and a first level begins under each."""
    found: dict[int, Cell] = {}
    for row in range(start, len(view.rows) - 1):
        cell = _title_over(view, row)
        if cell is not None:
            found[row] = cell
        elif row == start:
            break
    return found if len(found) > 1 else {}


def _title_over(view: View, row: int) -> Cell | None:
    """The only text of a row (a dump may repeat it), where it may name a project."""
    cells = [cell for cell in view.rows[row] if cell.text]
    if len({cell.text for cell in cells}) != 1 or cells[0].row != row or cells[0].column:
        return None
    text = cells[0].text
    if len(text) > _LONGEST_TITLE or text.strip().endswith(("。", "；", "：")) or levels_of(text):
        return None
    if head_of(text) or inline_project(text) or is_sum_or_note(view, row):
        return None
    below = next((cell for cell in view.starts(row + 1) if cell.text), None)
    if below is None or 1 not in levels_of(below.text):
        return None
    return cells[0] if read_heading(text).title else None


def is_numbering(texts: list[str]) -> bool:
    """The row "1 2 3 4" or "栏次 1 2 3" under a header."""
    numbers = [t for t in texts if plain(t) not in ("栏次", "行次", "列次", "甲", "乙", "**")]
    if len(texts) < 3 or not numbers or not all(t.strip().isdigit() for t in numbers):
        return False
    values = [int(t) for t in numbers]
    return all(b == a + 1 for a, b in itertools.pairwise(values))


def is_sum_or_note(view: View, row: int) -> bool:
    """A row that adds up the others, or a note under them."""
    texts = [cell.text for cell in view.starts(row) if cell.text]
    return bool(texts) and (starts_noise(texts[0]) or is_total(texts))


def starts_noise(text: str) -> bool:
    """Whether a row begins as no indicator does (合计, 注：, 填表说明)."""
    bare = squeeze(text)
    for word in words("noise", "rows"):
        if bare == word or bare.startswith((word.rstrip(":：") + ":", word.rstrip(":：") + "：")):
            return True
    return False


def is_line(cell: Cell) -> bool:
    """A sentence or heading in the first cell of an unmerged row: a line of the sheet, no label."""
    text = cell.text.strip()
    return (
        cell.column == 0
        and not levels_of(text)
        and (is_numbered(text) or len(text) > _LONGEST_LABEL or bool(_POINTED.search(text)))
    )


def ends_body(label: HeadLabel | None, count: int) -> bool:
    """Whether a row of ``count`` texts that begins with this label is the head of another form."""
    if label is None or label.role not in ENDS:
        return False
    return count > 1 or label.role not in ("group", "department")


def names_form(text: str) -> bool:
    return bool(_FORM.search(squeeze(text)))


def inline_project(text: str) -> bool:
    return bool(_PROJECT_LINE.match(text.strip()))
