"""Dumps that print a table column by column: each header with its cells below it."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.extraction.draft import Draft
from perflint.extraction.header import Column
from perflint.extraction.labels import clean_label
from perflint.extraction.lexicon import header_of
from perflint.extraction.resolve import resolve
from perflint.extraction.text import undecorated
from perflint.records.anchor import Anchor

Lines = Sequence[tuple[str, Anchor]]
_FIELDS = ("level1", "level2", "name", "description", "operator", "value", "unit", "weight",
           "basis", "direction", "sign", "content", "standard")  # fmt: skip
_SURE = 0.5


def columns_below(lines: Lines) -> tuple[int, list[Draft], list[Column]] | None:
    """Where the first header stands, the indicators, and the columns; None unless names and values
    are as many. Levels are given only where there is one for every row: merged cells are lost."""
    heads = [
        (at, header.field)
        for at, (text, _) in enumerate(lines)
        if (header := header_of(text)) and header.exact and header.field in _FIELDS
    ]
    fields = [field for _, field in heads]
    if len(set(fields)) != len(fields) or not {"name", "value"} <= set(fields):
        return None
    ends = [at for at, _ in heads[1:]] + [len(lines)]
    below = [list(lines[at + 1 : end]) for (at, _), end in zip(heads, ends, strict=True)]
    columns = [Column(i, i + 1, (lines[at][0],)) for i, (at, _) in enumerate(heads)]
    resolve(columns, [[text for text, _ in cells] for cells in below])
    cells = {column.field: found for column, found in zip(columns, below, strict=True)}
    count = len(cells.get("name", ()))
    if not count or len(cells.get("value", ())) != count:
        return None
    whole = {field: found for field, found in cells.items() if len(found) == count}
    drafts = [_draft(row, whole) for row in range(count)]
    return heads[0][0], drafts, [c for c in columns if c.field in whole]


def _draft(row: int, cells: dict[str, list[tuple[str, Anchor]]]) -> Draft:
    texts = {field: found[row][0] for field, found in cells.items()}
    draft = Draft(row, name=undecorated(texts.pop("name")))
    draft.level1 = clean_label(texts.pop("level1", "")).text
    draft.level2 = clean_label(texts.pop("level2", "")).text
    draft.texts = texts
    draft.places = {field: found[row][1] for field, found in cells.items()}
    draft.how = dict.fromkeys(cells, ("按列转存的文本，逐列对应", _SURE))
    return draft
