"""Characters become lines and lines become text; a line break that is only a wrap disappears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from perflint.patterns import pattern
from perflint.reading.pdf_page import Box, Glyph

_PADDING = 6.0  # points; the most that a cell keeps free at its sides
_CLOSING = "，。、；：？！）》〉」』】〕”’%％‰℃),.;:!?]}>/÷"  # never begin a line
_OPENING = "（《〈「『【〔“‘([{<"  # never end one
_WORD = pattern(r"[!-~×±≥≤＞＜＝]+")
_STOPS = "。；：;:"
_ITEM = pattern(
    r"(?:目标)?\d{1,2}[、.．:：)）]|[一二三四五六七八九十]{1,3}[、.．]|[（(]\w{1,2}[）)]|[①-⑳]"
)


@dataclass(slots=True)
class Line:
    """Characters next to each other, and what tells whether the next line is only a wrap.

    ``size`` is that of its characters, told by the wide ones (Chinese ones fill a square);
    ``unit`` the width of what cannot be parted at its beginning; ``spaced`` says that white space
    follows its end.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    unit: float
    spaced: bool

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def box(self) -> Box:
        return (self.left, self.bottom, self.right, self.top)


def lines_of(glyphs: Sequence[Glyph], *, gaps: bool = False) -> list[Line]:
    """The lines from top to bottom; ``gaps`` puts two spaces where columns are set apart.

    PDFium gives characters in the order they were drawn (quotes often come last), so they are
    sorted by line and place; a character drawn twice to look bold is taken once.
    """
    rows: list[list[Glyph]] = []
    last = size = 0.0  # middle and height of the last row
    for glyph in sorted(glyphs, key=_height_of_middle):
        middle, height = (glyph[2] + glyph[4]) / 2, glyph[4] - glyph[2]
        if rows and last - middle < 0.5 * max(height, size):
            rows[-1].append(glyph)
            if height > size and glyph[0] != " ":
                last, size = middle, height
        else:
            rows.append([glyph])
            last, size = middle, height
    lines = (_line(row, gaps) for row in rows)
    return [line for line in lines if line is not None]


def _height_of_middle(glyph: Glyph) -> float:
    return -(glyph[2] + glyph[4])


def _line(glyphs: list[Glyph], gaps: bool) -> Line | None:
    glyphs.sort(key=itemgetter(1))
    glyphs = _once(glyphs)
    while glyphs and glyphs[0].text.isspace():
        del glyphs[0]
    last = len(glyphs)
    while last and glyphs[last - 1].text.isspace():
        last -= 1
    shown = glyphs[:last]
    if not shown:
        return None
    return Line(
        _spaced(shown) if gaps else "".join([glyph[0] for glyph in shown]),
        shown[0].left,
        min([glyph[2] for glyph in shown]),
        shown[-1].right,
        max([glyph[4] for glyph in shown]),
        max([glyph[3] - glyph[1] for glyph in shown]),
        _first_unit(shown),
        last < len(glyphs),
    )


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    kept = glyphs[:1]
    for glyph in glyphs[1:]:
        near = glyph[1] - 0.3 * (glyph[3] - glyph[1])
        for other in kept[-2:]:
            if other[1] > near and other[0] == glyph[0]:
                break
        else:
            kept.append(glyph)
    return kept


def _spaced(glyphs: list[Glyph]) -> str:
    texts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        if glyph.left - before.right > 1.5 * (glyph.top - glyph.bottom):
            texts.append("  ")
        texts.append(glyph.text)
    return "".join(texts)


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of lines set between ``left`` and ``right``, wraps undone."""
    texts = [lines[0].text] if lines else []
    for before, line in pairwise(lines):
        texts.append(_glue(before, line) if is_wrapped(before, line, left, right) else "\n")
        texts.append(line.text)
    return "".join(texts)


def cell_text(lines: Sequence[Line], box: Box) -> str:
    """The text of a cell's lines."""
    if len(lines) == 1:
        return lines[0].text
    left, right = cell_area(lines, box)
    return joined(lines, left, right)


def cell_area(lines: Sequence[Line], box: Box) -> tuple[float, float]:
    """From where to where text is set in a cell: its sides less what its widest line leaves."""
    if not lines:
        return box[0], box[2]
    free = [min(line.left - box[0], box[2] - line.right) for line in lines]
    padding = max(0.0, min(_PADDING, *free))
    return box[0] + padding, box[2] - padding


def is_wrapped(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether the line goes on only because its beginning found no room on the line before."""
    if before.text[-1] in _OPENING:
        return True
    if before.text[-1] in _STOPS and begins_item(line.text):
        return False
    free = right - before.right
    if is_centred(before, left, right):
        free += before.left - left
    # Programs keep a little more room than the characters need (spacing next to Latin letters).
    return free < line.unit + 0.5 * line.size


def begins_item(text: str) -> bool:
    """Whether a text begins like a point of a list: ``2.``, ``二、``, ``（三）``, ``④``."""
    return _ITEM.match(text) is not None


def is_centred(line: Line, left: float, right: float, tolerance: float = 2.0) -> bool:
    return abs((line.left - left) - (right - line.right)) < tolerance


def _first_unit(shown: list[Glyph]) -> float:
    """The width of what cannot be parted at the beginning: a word, or a character with its marks."""
    end = 0
    while end < len(shown) - 1 and shown[end].text in _OPENING:
        end += 1
    if shown[end].text in _OPENING:
        return math.inf
    start = end
    while end < len(shown) and _WORD.match(shown[end].text):
        end += 1
    if end == start:
        end += 1
    while end < len(shown) and shown[end].text in _CLOSING:
        end += 1
    return shown[end - 1].right - shown[0].left


def _glue(before: Line, line: Line) -> str:
    """A space between two words, nothing in Chinese text or a long number."""
    if not (before.text[-1].isascii() and line.text[0].isascii()):
        return ""
    if before.spaced:
        return " "
    lone_word = _WORD.fullmatch(before.text) is not None
    both = before.text[-1].isalpha() and line.text[0].isalpha()
    return " " if both and not lone_word else ""
