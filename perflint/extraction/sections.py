"""A sheet on which one form stands under the other: where each begins."""

from __future__ import annotations

from perflint.extraction.labels import levels_of
from perflint.extraction.lexicon import head_of
from perflint.extraction.rowkinds import starts_noise
from perflint.extraction.text import squeeze
from perflint.extraction.titles import is_noise, read_heading, says
from perflint.extraction.view import View
from perflint.patterns import pattern
from perflint.reading.document import Cell

_LONGEST = 60
_OTHER_TABLE = pattern(r"[^，。：:]{3,}(?:表|清单|一览)(?:[(（][^()（）]*[)）])?$")


def sections(view: View) -> list[tuple[int, int]]:
    """The rows (first, end) of each form; one section where no title parts the rows."""
    starts = [0]
    for row in range(1, len(view.rows)):
        if names_form(view, row) and any(not _lone(view, r) for r in range(starts[-1], row)):
            starts.append(_with_lines_above(view, row, starts[-1]))
    return list(zip(starts, [*starts[1:], len(view.rows)], strict=True))


def names_form(view: View, row: int) -> bool:
    """Whether a row holds nothing but the title of a form or of another table (绩效目标表, 自评表,
    评价指标体系, 项目清单)."""
    cell = _lone(view, row)
    if cell is None or len(cell.text) > _LONGEST or cell.text.strip().endswith(("。", "；", "：")):
        return False
    if head_of(cell.text) or levels_of(cell.text) or starts_noise(cell.text):
        return False
    if any(says(cell.text, key) for key in ("evaluation", "schemes", "blanks")):
        return not is_noise(cell.text)
    if _OTHER_TABLE.search(squeeze(cell.text)):
        return True
    heading = read_heading(cell.text)
    return heading.form and bool(
        heading.title or heading.kind == "department" or "表" in squeeze(cell.text)
    )


def _lone(view: View, row: int) -> Cell | None:
    """The only text of a row, where it begins at the left edge."""
    cells = [cell for cell in view.rows[row] if cell.text]
    return cells[0] if len(cells) == 1 and cells[0].row == row and cells[0].column == 0 else None


def _with_lines_above(view: View, row: int, first: int) -> int:
    """A title's own lines above it (附件3) belong to it; they are no sentences and no levels."""
    while row - 1 > first:
        cell = _lone(view, row - 1)
        if cell is None or not (is_noise(cell.text) or len(squeeze(cell.text)) <= 6):
            break
        if levels_of(cell.text) or head_of(cell.text) or starts_noise(cell.text):
            break
        row -= 1
    return row
