"""The title, the kind and the unit of a budget table, from its own rows and what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perflint.extraction.budget_head import Grid, distinct
from perflint.extraction.budget_text import kind_of, squash, unit_in
from perflint.patterns import pattern
from perflint.reading.document import Document, Paragraph, Table

_LONGEST_TITLE = 60
_PARAGRAPHS_BACK = 6
_BOOKMARK = pattern(r"\[bookmark:[^\]]*\]")
_SENTENCE = pattern(r"[。；;]|，.*，")


@dataclass(frozen=True, slots=True)
class Heading:
    """What names a table: its title as written, the kind (``"no"``: not a budget), the unit."""

    title: str
    kind: str
    unit: str


def paragraphs_before(document: Document) -> dict[int, list[Paragraph]]:
    """For each top-level table (by index) the paragraphs since the table before, nearest first."""
    before: dict[int, list[Paragraph]] = {}
    waiting: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
        else:
            before[block.index] = waiting[::-1]
            waiting = []
    return before


def heading(rows: Grid, before: list[Paragraph], table: Table) -> Heading:
    """Name a table from the rows above its header, then the paragraphs, then the sheet."""
    inside = [cell.text for row in rows for cell in distinct(row)]
    near = [paragraph.text for paragraph in before[:_PARAGRAPHS_BACK]]
    unit = next((unit for text in [*inside, *near] if (unit := unit_in(text))), "")
    candidates = [*inside, *near, table.sheet or ""]
    for text in candidates:
        title = clean_title(text)
        # A heading of the explanations (收支预算情况说明) names no table.
        named = _like_title(title) and (text not in near or "表" in title)
        kind = kind_of(title) if named else ""
        if kind:
            return Heading(title, kind, unit)
    title = next((clean_title(text) for text in candidates if _like_title(clean_title(text))), "")
    return Heading(title, "", unit)


def clean_title(text: str) -> str:
    return _BOOKMARK.sub("", text).strip()


def is_title_row(text: str) -> bool:
    """Whether a row inside a table is the title of the next one."""
    kind = kind_of(text)
    return bool(kind) and kind != "no" and squash(text).endswith("表") and _like_title(text)


def _like_title(text: str) -> bool:
    bare = squash(text)
    return 3 <= len(bare) <= _LONGEST_TITLE and not _SENTENCE.search(bare) and not unit_only(bare)


def unit_only(bare: str) -> bool:
    return bool(
        re.match(r"(金额)?单位[:：]|(编制|预算|填报)?(部门|单位)(名称)?[:：]|预算年度", bare)
    )
