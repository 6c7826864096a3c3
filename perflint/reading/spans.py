"""How wide the cells of a short row are, where a dump writes a merged cell just once.

A header over two rows shows it: below a cell that is merged downwards stands an empty cell, below
one that is merged to the right stand its sub-titles. Elsewhere the last cell takes what is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from perflint.reading.rows import Row


def infer_spans(rows: Sequence[Row]) -> list[list[int]]:
    """For every row the widths of its cells, adding up to the width of the widest row."""
    width = max((len(row) for row in rows), default=0)
    result = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else []
        found = None
        if len(row) < width and len(below) == width:
            found = _over(len(row), [piece.text for piece in below])
        result.append(found or _last_takes_rest(len(row), width))
    return result


def _last_takes_rest(count: int, width: int) -> list[int]:
    return [1] * (count - 1) + [width - count + 1] if count else []


def _over(count: int, below: Sequence[str]) -> list[int] | None:
    """Widths of ``count`` header cells over their sub-titles, None where they do not tell."""
    groups = _groups(below)
    if all(len(group) == 1 for group in groups) or not any(group == [""] for group in groups):
        return None
    spare = count - len(groups)
    if spare == 0:
        return [len(group) for group in groups]
    parts = [_repeats(group) for group in groups]
    if spare > 0 and sum(parts) == count:
        return [w for group, n in zip(groups, parts, strict=True) for w in [len(group) // n] * n]
    wide = [group for group in groups if len(group) > 1]
    if spare > 0 and len(wide) == 1 and len(wide[0]) % (spare + 1) == 0:
        part = len(wide[0]) // (spare + 1)
        return [w for g in groups for w in ([part] * (spare + 1) if g is wide[0] else [len(g)])]
    return None


def _groups(below: Sequence[str]) -> list[list[str]]:
    """Empty cells alone, neighbouring titles together."""
    groups: list[list[str]] = []
    for text in below:
        if text and groups and groups[-1] != [""]:
            groups[-1].append(text)
        else:
            groups.append([text])
    return groups


def _repeats(group: Sequence[str]) -> int:
    """How often the titles of a group repeat: 项目, 预算数, 项目, 预算数 twice."""
    for period in range(1, len(group) // 2 + 1):
        if len(group) % period == 0 and list(group) == list(group[:period]) * (
            len(group) // period
        ):
            return len(group) // period
    return 1
