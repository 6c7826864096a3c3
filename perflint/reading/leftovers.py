"""What programs write where a cell holds nothing: their names for nothing, their own numbering."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.patterns import pattern
from perflint.reading.rows import Piece, Row

_NOTHING = frozenset({"none", "nan", "nat", "null", "<na>", "#n/a", "undefined", "\\n"})
_UNNAMED = pattern(r"Unnamed: \d+(?:_level_\d+)?")
_LEAST_SQUARES = 3
_AGAIN = pattern(r"(.+)\.(\d{1,2})")


def without_names(text: str) -> str:
    """A cell's text, nothing where it is a program's word for nothing (``NaN``, ``Unnamed: 3``)."""
    if len(text) < 24 and (text.lower() in _NOTHING or _UNNAMED.fullmatch(text)):
        return ""
    return text


def cleared(rows: Sequence[Row]) -> list[Row]:
    """Rows without such words, and without the numbering of a data frame's rows and columns."""
    result = [[Piece(without_names(piece.text), piece.line) for piece in row] for row in rows]
    if _has_index(result):
        result = [row[1:] for row in result]
    if len(result) > 1 and _counts([piece.text for piece in result[0]]):
        result = result[1:]
    elif result:
        result[0] = _renamed(result[0])
    width = max(map(len, result), default=0)
    return [_once(row, width) for row in result if row]


def _once(row: Row, width: int) -> Row:
    """A text that fills all squares of a row was one cell over its whole width. In a row that lacks
    its left cells it is a name that was copied into explanation and value."""
    text = row[0].text
    same = len(row) == max(width, _LEAST_SQUARES)
    same = same and len(text) >= _LEAST_SQUARES and not text[0].isdigit()
    return row[:1] if same and all(piece.text == text for piece in row) else row


def _has_index(rows: Sequence[Row]) -> bool:
    """Whether the first column counts the rows below its empty title from 0."""
    if len(rows) < 3 or not all(rows) or rows[0][0].text:
        return False
    return _counts([row[0].text for row in rows[1:]])


def _counts(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and list(texts) == [str(n) for n in range(len(texts))]


def _renamed(titles: Row) -> Row:
    """Titles that stand more than once, without the numbers that tell them apart (``指标值.1``)."""
    known = {piece.text for piece in titles}
    return [
        Piece(m[1], piece.line) if (m := _AGAIN.fullmatch(piece.text)) and m[1] in known else piece
        for piece in titles
    ]
