"""A draft of an indicator, and cells in which several indicators stand line beside line."""

from __future__ import annotations

from dataclasses import dataclass, field

from perflint.extraction.labels import clean_label, levels_of
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
    numbered, have level labels a line, or every value is one."""
    cell = draft.cells.get("name")
    names = _lines(cell.text) if cell is not None else []
    if len(names) < 2:
        return [draft]
    parts = {key: _lines(text) for key, text in draft.texts.items()}
    values = parts.get("value", [])
    if len(values) != len(names):
        return [draft]
    levels = _levels(draft, len(names))
    numbered = bool(levels) or all(_NUMBERED.match(name) for name in names)
    if not numbered and not (all(map(_VALUE.match, values)) and min(map(len, names)) > 2):
        return [draft]
    drafts = [_part(draft, parts, i, name) for i, name in enumerate(names)]
    for level, labels in levels.items():
        for item, label in zip(drafts, labels, strict=True):
            setattr(item, level, label)
    return drafts


def _levels(draft: Draft, count: int) -> dict[str, list[str]]:
    """The labels of the level cells that hold as many as there are names."""
    found: dict[str, list[str]] = {}
    for level in ("level1", "level2"):
        cell = draft.cells.get(level)
        lines = _lines(cell.text) if cell is not None and cell.row == draft.row else []
        if len(lines) == count and all(map(levels_of, lines)):
            found[level] = [clean_label(line).text for line in lines]
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _part(draft: Draft, parts: dict[str, list[str]], index: int, name: str) -> Draft:
    count = len(parts["value"])
    texts = {
        key: _NUMBERED.sub("", lines[index]) if len(lines) == count else draft.texts[key]
        for key, lines in parts.items()
    }
    if len(parts.get("unit", "")) == 1 and not any(map(str.isdigit, texts["value"])):
        texts["unit"] = ""  # the only unit is that of the numbers
    part = Draft(draft.row, draft.level1, draft.level2, undecorated(_NUMBERED.sub("", name)))
    part.texts, part.cells, part.table = texts, draft.cells, draft.table
    part.other = dict(draft.other)
    return part
