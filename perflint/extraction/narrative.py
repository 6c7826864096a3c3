"""The prose of a document: paragraphs outside the tables with the heading they stand under."""

from __future__ import annotations

import re

from perflint.extraction.budget_text import squash, unit_in
from perflint.extraction.budget_titles import clean_title, unit_only
from perflint.extraction.privacy import masked
from perflint.patterns import pattern
from perflint.reading.document import Document, Paragraph, Table
from perflint.records.anchor import Anchor
from perflint.records.submission import Passage

_NUMBERED = pattern(
    r"^(?:第[一二三四五六七八九十\d]+[部章节]分?|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d+[、.．](?!\d))"
)
# A heading without a number or a style, known by what it says.
_NAMED = pattern(
    r"(?:[\u4e00-\u9fff]{0,12}(?:部门|单位))?[（(]?(?:部门|单位)?[)）]?(?:整体|总体)(?:支出)?(?:年度)?绩效目标(?:情况|说明)?"
)
_PROSE = pattern(r"[，。；：、！？,;:]")
_LONGEST_HEADING = 45
_SHORTEST_PROSE = 20
_LAYOUT_CELL = 80


def passages(document: Document) -> list[Passage]:
    """Prose in document order. Titles, units and page numbers are left out; headings become the
    ``section`` of what follows. The text of a one-cell table (a layout frame) counts as prose.
    """
    result: list[Passage] = []
    section = ""
    for block in document.blocks:
        for text, level, anchor in _texts(block):
            if _is_heading(text, level):
                section = text
            elif _is_prose(text):
                result.append(Passage(text=masked(text), section=section, anchor=anchor))
    return result


def _texts(block: Paragraph | Table) -> list[tuple[str, int, Anchor]]:
    if isinstance(block, Paragraph):
        return [(clean_title(block.text), block.level, block.anchor())]
    if len(block.cells) > 1:
        return []
    return [
        (part.strip(), 0, block.anchor(cell))
        for cell in block.cells
        if len(cell.text) >= _LAYOUT_CELL
        for part in cell.text.split("\n")
    ]


def _is_heading(text: str, level: int) -> bool:
    if not text or len(text) > _LONGEST_HEADING:
        return False
    body = _NUMBERED.sub("", text)
    if _NAMED.fullmatch(body):
        return True
    if level > 0:
        return not re.search(r"[。；]", body)
    return (
        body != text
        and not re.search(r"[，。；：！？,;:]", body)
        and not re.search(r"\d+(\.\d+)?万?元", body)
    )


def _is_prose(text: str) -> bool:
    bare = squash(text)
    if len(bare) < 6 or unit_only(bare) or (len(bare) < 30 and unit_in(bare) and "，" not in bare):
        return False
    if bare.endswith("表") and not re.search(r"[，。；]", bare):
        return False
    return bool(_PROSE.search(text)) or len(bare) >= _SHORTEST_PROSE
