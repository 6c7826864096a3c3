"""Tables whose rows begin with level labels but that print no header."""

from __future__ import annotations

from collections import Counter

from perflint.extraction.contents import contents_of, is_operator
from perflint.extraction.header import Column
from perflint.extraction.labels import levels_of, says_indicator
from perflint.extraction.view import View

_MIN_ROWS = 2


def label_rows(view: View, first: int, end: int) -> int | None:
    """The first row that stands under level labels with something beside them, or None."""
    hits = [row for row in range(first, end) if is_label_row(view, row)]
    return hits[0] if len(hits) >= _MIN_ROWS else None


def is_label_row(view: View, row: int) -> bool:
    """Whether a row begins with level labels and has something beside them."""
    texts = view.texts(row)
    if not any("指" in text for text in texts[:3]):
        return False
    labels = [text for text in texts[:3] if levels_of(text)]
    strong = [text for text in labels if says_indicator(text)]
    return bool(strong) and len(texts) > len(labels)


def columns_by_content(view: View, first: int, end: int) -> list[Column] | None:
    """Columns by what stands in them; None where no value column shows."""
    width = view.table.n_columns
    texts: list[list[str]] = [[] for _ in range(width)]
    counts: Counter[tuple[int, int]] = Counter()
    for row in range(first, min(end, first + 60)):
        for cell in view.starts(row):
            if cell.text and cell.column < width:
                texts[cell.column].append(cell.text)
                for level in levels_of(cell.text):
                    counts[level, cell.column] += 1
    level1, level2 = _best(counts, 1, -1), _best(counts, 2, -1)
    if level1 is not None and level1 == level2:
        level2 = None
    last = max(c for c in (level1, level2, -1) if c is not None)
    free = [c for c in range(last + 1, width) if texts[c]]
    if last < 0 or len(free) < 2:
        return None
    name, rest = free[0], free[1:]
    found = {c: contents_of(texts[c]) for c in rest}
    operator = next((c for c in rest if found[c].mostly(sum(map(is_operator, texts[c])))), None)
    values = [c for c in rest if c != operator and found[c].mostly(found[c].values)]
    if not values:
        return None
    fields = {
        level1: "level1",
        level2: "level2",
        name: "name",
        operator: "operator",
        values[0]: "value",
    }
    return [
        Column(c, c + 1, (), None, fields.get(c, "other"), "无表头，按内容认定", 0.6)
        for c in range(width)
    ]


def _best(counts: Counter[tuple[int, int]], level: int, default: int) -> int | None:
    found = {column: n for (lv, column), n in counts.items() if lv == level}
    return min(found, key=lambda column: (-found[column], column)) if found else None
