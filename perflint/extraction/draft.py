"""A draft of an indicator, and cells in which several indicators stand line beside line."""

from __future__ import annotations

from dataclasses import dataclass, field

from perflint.extraction.text import undecorated
from perflint.patterns import pattern
from perflint.reading.document import Cell, Table
from perflint.records.anchor import Anchor

_NUMBERED = pattern(
    r"^\s*(?:指标\s*\d{1,2}\s*[:：.．、]?|[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}\s*[.．、](?!\d))\s*"
)
_VALUE = pattern(r"[≥≤＞＜><=＝≧≦±\d]")


@dataclass(slots=True)
class Draft:
    """One indicator before it is a record. ``cells`` has each field's own cell where there is one;
    ``texts`` may differ from it (levels carried down, several cells in one)."""

    row: int
    level1: str = ""
    level2: str = ""
    name: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    table: Table | None = None
    how: dict[str, tuple[str, float]] = field(default_factory=dict)
    places: dict[str, Anchor] = field(default_factory=dict)


def split_parallel(draft: Draft) -> list[Draft]:
    """One draft a line where each of the name's lines has its line in the value, and they are
    numbered or every value is one."""
    cell = draft.cells.get("name")
    names = _lines(cell.text) if cell is not None else []
    if len(names) < 2:
        return [draft]
    parts = {key: _lines(text) for key, text in draft.texts.items()}
    values = parts.get("value", [])
    if len(values) != len(names):
        return [draft]
    numbered = all(_NUMBERED.match(name) for name in names)
    if not numbered and not (all(map(_VALUE.match, values)) and min(map(len, names)) > 2):
        return [draft]
    return [_part(draft, parts, i, name) for i, name in enumerate(names)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _part(draft: Draft, parts: dict[str, list[str]], index: int, name: str) -> Draft:
    count = len(parts["value"])
    texts = {
        key: _NUMBERED.sub("", lines[index]) if len(lines) == count else draft.texts[key]
        for key, lines in parts.items()
    }
    part = Draft(draft.row, draft.level1, draft.level2, undecorated(_NUMBERED.sub("", name)))
    part.texts, part.cells, part.table = texts, draft.cells, draft.table
    part.other = dict(draft.other)
    return part
