"""The header rows of a budget table: where they end and the joined title of every column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from perflint.extraction.budget_text import amount, code_in, is_header_word, is_total, squash
from perflint.patterns import pattern
from perflint.reading.document import Cell

Grid = list[list[Cell | None]]

_COUNT_CELL = pattern(r"\d{1,2}|[A-Za-z]|[甲乙丙丁]|\*{1,2}|\d{1,2}=[\d+\-*/.…~～—]+|[—\-]+")
_MOST_HEAD_ROWS = 6


@dataclass(frozen=True, slots=True)
class Head:
    """``top`` is the first header row, ``body`` the first row after it (also past the 栏次 row);
    ``paths`` gives each column's titles from the top down, squashed, without repeats."""

    top: int
    body: int
    paths: list[tuple[str, ...]]

    @property
    def titles(self) -> list[str]:
        return ["/".join(path) for path in self.paths]


def find_head(grid: Grid, start: int = 0) -> Head | None:
    """The first header at or after row ``start``, or None."""
    for top in range(start, len(grid)):
        if _is_head_row(grid[top]):
            body = _body_start(grid, top)
            return Head(top, _skip_counts(grid, body), _paths(grid, top, body))
    return None


def distinct(row: list[Cell | None]) -> list[Cell]:
    """The cells of a grid row, each once, empty ones left out."""
    seen: list[Cell] = []
    for cell in row:
        if cell is not None and cell.text.strip() and not any(cell is other for other in seen):
            seen.append(cell)
    return seen


def _is_head_row(row: list[Cell | None]) -> bool:
    texts = [squash(cell.text) for cell in distinct(row)]
    known = {text for text in texts if is_header_word(text)}
    # A form's row of names and values (项目名称 | … | 主管部门 | …) is half header words, no more.
    if len(known) < 2 or len(known) * 2 <= len(set(texts)):
        return False
    return not any(code_in(text) for text in texts) and not _has_amount(texts)


def _has_amount(texts: list[str]) -> bool:
    return any("." in text and amount(text) is not None for text in texts)


def _body_start(grid: Grid, top: int) -> int:
    for index in range(top + 1, min(len(grid), top + _MOST_HEAD_ROWS)):
        if _is_count_row(grid[index]) or _is_body_row(grid, index):
            return index
    return min(len(grid), top + _MOST_HEAD_ROWS)


def _is_body_row(grid: Grid, index: int) -> bool:
    row = grid[index]
    fresh = [cell for cell in distinct(row) if cell.row == index]
    if not fresh:
        return not any(cell is not None and cell.row < index for cell in row)
    texts = [squash(cell.text) for cell in fresh]
    if any(code_in(text) or amount(text) is not None for text in texts):
        return True
    if len(fresh) == 1:
        return is_total(texts[0]) and len(row) > 2
    first = row[0]
    if first is None or not first.text.strip() or first.row < index:
        return False
    return is_total(first.text) or not is_header_word(first.text)


def _is_count_row(row: list[Cell | None]) -> bool:
    texts = [squash(cell.text) for cell in distinct(row)]
    marked = bool(texts) and texts[0] in ("栏次", "栏目", "**", "行次")
    counted = texts[1:] if texts and texts[0] in ("栏次", "栏目", "行次") else texts
    if not counted or not all(_COUNT_CELL.fullmatch(text) for text in counted):
        return False
    numbers = [int(text.split("=")[0]) for text in counted if text[0].isdigit()]
    rising = all(b == a + 1 for a, b in pairwise(numbers))
    return marked or (len(numbers) >= 2 and rising and numbers[0] <= 2) or not numbers


def _skip_counts(grid: Grid, body: int) -> int:
    return body + 1 if body < len(grid) and _is_count_row(grid[body]) else body


def _paths(grid: Grid, top: int, body: int) -> list[tuple[str, ...]]:
    rows = [_texts(row) for row in grid[top:body]]
    for index in range(len(rows) - 2, -1, -1):
        rows[index] = _spread(rows[index], rows[index + 1])
    paths = []
    for column in range(len(rows[-1])):
        path: list[str] = []
        for row in rows:
            if row[column] and (not path or path[-1] != row[column]):
                path.append(row[column])
        paths.append(tuple(path))
    return paths


def _texts(row: list[Cell | None]) -> list[str]:
    return [squash(cell.text) if cell is not None else "" for cell in row]


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """Titles of a row whose merged cells were written once, moved over the columns they cover.

    A text dump knows no spans: the row above then has fewer cells than the row below, and a blank
    below stands for a title that runs down. A row that is already in place comes back as it is.
    """
    filled = len(upper) - next((n for n, text in enumerate(reversed(upper)) if text), len(upper))
    if filled in (0, len(upper)):
        return upper
    if any(not text and below for text, below in zip(upper[:filled], lower, strict=False)):
        return _carried(upper, lower)
    return _share(upper[:filled], _runs(lower), lower) or upper


def _carried(upper: list[str], lower: list[str]) -> list[str]:
    """Cells centred over several columns without being merged: the title goes on to the right."""
    row: list[str] = []
    for text, below in zip(upper, lower, strict=True):
        row.append(text or (row[-1] if below and row else ""))
    return row


def _runs(lower: list[str]) -> list[tuple[int, int]]:
    """(start, end) of every blank column and of every stretch of filled columns."""
    runs: list[tuple[int, int]] = []
    for index, text in enumerate(lower):
        if text and runs and lower[index - 1] and index > 0:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _share(titles: list[str], runs: list[tuple[int, int]], lower: list[str]) -> list[str] | None:
    missing = len(titles) - len(runs)
    while missing > 0:
        cut = _cut(runs, lower)
        if cut is None:
            return None
        runs, missing = cut, missing - 1
    if missing < 0:
        return None
    row: list[str] = []
    for title, (start, end) in zip(titles, runs, strict=True):
        row += [title] * (end - start)
    return row


def _cut(runs: list[tuple[int, int]], lower: list[str]) -> list[tuple[int, int]] | None:
    """One run more: the longest is cut where its first title comes again, else in the middle."""
    longest = max(range(len(runs)), key=lambda index: runs[index][1] - runs[index][0])
    start, end = runs[longest]
    if end - start < 2:
        return None
    again = [index for index in range(start + 1, end) if lower[index] == lower[start]]
    middle = again[0] if again else start + (end - start) // 2
    return [*runs[:longest], (start, middle), (middle, end), *runs[longest + 1 :]]
