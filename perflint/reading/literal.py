"""Rows as programs print lists: ``['产出指标', None, '≥5人']``, a row a line or all in one."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from typing import Any

from perflint.reading.delimited import rows_table
from perflint.reading.document import Block
from perflint.reading.leftovers import cleared
from perflint.reading.rows import Piece, Row, paragraph

_DEEPEST = 4
_MOST_LINES = 20_000  # of one printed list


def is_literal(line: str) -> bool:
    """Whether a line is a list, or the beginning of a list of lists."""
    return line.lstrip().startswith(("['", '["', "[None", "[null", "[[", "('", "[{", "[(")) or (
        line.strip() == "["
    )


def read_literals(lines: Sequence[str]) -> list[Block]:
    """Tables of the lists; other lines are paragraphs and end a table."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, found in _scan(lines):
        if isinstance(found, str):
            if found.strip() or not rows:
                blocks += _finish(rows)
                rows = []
            if found.strip():
                blocks.append(paragraph(found.strip(), number))
            continue
        several = _rows(found, number)
        if len(several) > 1 or (found and isinstance(found[0], (list, tuple, dict))):
            blocks += _finish(rows) + _finish(several)
            rows = []
        else:
            rows += several
    return blocks + _finish(rows)


def _finish(rows: list[Row]) -> list[Block]:
    return [rows_table(cleared(rows))] if rows else []


def _scan(lines: Sequence[str]) -> Iterator[tuple[int, str | list[Any]]]:
    """Lines with their numbers, those that print a list as that list."""
    index = 0
    while index < len(lines):
        count, found = _list_at(lines, index) if is_literal(lines[index]) else (1, None)
        yield index + 1, lines[index] if found is None else found
        index += count if found is not None else 1


def _list_at(lines: Sequence[str], start: int) -> tuple[int, list[Any] | None]:
    """How many lines the list takes, and the list; None where there is none."""
    depth = 0
    for count, line in enumerate(lines[start : start + _MOST_LINES], 1):
        depth += line.count("[") - line.count("]")
        if depth <= 0 and line.rstrip().endswith(("]", "],", ")")):
            return count, _value("\n".join(lines[start : start + count]).strip().rstrip(","))
    return 1, None


def _value(text: str) -> list[Any] | None:
    for parse in (json.loads, ast.literal_eval):
        try:
            value = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(value, (list, tuple)) and value and _is_shallow(value, _DEEPEST):
            return list(value)
    return None


def _is_shallow(value: Any, levels: int) -> bool:
    """Whether lists lie in lists no deeper than pages, tables, rows and cells do."""
    if not isinstance(value, (list, tuple)):
        return True
    return levels > 0 and all(_is_shallow(item, levels - 1) for item in value)


def _rows(value: Sequence[Any], line: int) -> list[Row]:
    if all(isinstance(item, dict) for item in value):
        titles = list(dict.fromkeys(key for item in value for key in item))
        return [_row(titles, line), *(_row([i.get(t) for t in titles], line) for i in value)]
    if all(isinstance(item, (list, tuple)) for item in value):
        return [row for item in value for row in _rows(item, line)]
    return [_row(value, line)]


def _row(values: Sequence[Any], line: int) -> Row:
    return [Piece("" if value is None else str(value).strip(), line) for value in values]
