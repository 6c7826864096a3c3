"""Dumps of a cell a line whose table numbered its rows: the numbers tell where each row begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.extraction.contents import is_number, is_operator
from perflint.extraction.labels import levels_of

_LEAST_ROWS, _LEAST_CELLS = 3, 3


def numbered_rows(texts: Sequence[str], fields: Sequence[str]) -> list[list[int]] | None:
    """The places of each row's cells, its level labels first and its number left out; None where the
    numbers do not run through. ``fields`` are those of the columns, ``index`` the first."""
    if not fields or fields[0] != "index" or not texts or texts[0].strip() != "1":
        return None
    starts = list(_starts(texts, numeric=fields[1:2] == ["weight"]))
    if len(starts) < _LEAST_ROWS:
        return None
    ends = [*starts[1:], len(texts)]
    widest = len(fields)
    if any(end - start > widest for start, end in zip(starts, ends, strict=True)):
        return None
    rows = (range(start + 1, end) for start, end in zip(starts, ends, strict=True))
    return [sorted(row, key=lambda at: not levels_of(texts[at])) for row in rows]


def _starts(texts: Sequence[str], numeric: bool) -> Iterator[int]:
    """Where 1, 2, 3 … stand that begin a row; ``numeric``: a number (the weight) follows each."""
    wanted, last = 1, -_LEAST_CELLS
    for at, text in enumerate(texts[:-1]):
        if text.strip() != str(wanted) or at - last < _LEAST_CELLS:
            continue
        following = texts[at + 1]
        named = is_number(following) if numeric else len(following) > 2 and not is_number(following)
        if named and not (at and is_operator(texts[at - 1])):
            yield at
            wanted, last = wanted + 1, at
