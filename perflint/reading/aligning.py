"""Which columns the cells of a short row belong to.

Dumps leave out the squares that a merged cell covers, so that the rows below it lack cells, mostly
to the left. The columns' other cells tell where those that are left belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from perflint.patterns import pattern
from perflint.reading.rows import Piece, Row

# Cells of one row stand side by side unless their looks speak clearly against it.
_GAP = 0.6
_LEAD = 0.05
_SAME_TEXT = 1.0
_MAX_REFERENCE = 40
_HEAD_ROWS = 10
# A label of the form, whose value beside it is merged over the columns that were left out.
_FORM_LABEL = pattern(
    r"(?:年度|本年|当年|总体|绩效|项目|专项|预期|投入|财政|补助|预算|资金)*(?:目标|名称|资金|金额|总额|预算)(?:[(（].{1,6}[)）])?"
)


def full_width(widths: Sequence[int]) -> int:
    """The widest width that more than one row has; rows of merged cells are often the most."""
    counts = Counter(widths)
    return max((w for w, n in counts.items() if n > 1), default=max(widths, default=0))


def align(rows: Sequence[Row]) -> list[Row]:
    """Rows with empty cells put in where a cell above goes on; rows above the first full one, and
    those whose cells fit nowhere better, stay as they are."""
    rows = _with_subtitles(rows, _header(rows))
    widest = max((len(row) for row in rows), default=0)
    first = next((index for index, row in enumerate(rows) if len(row) == widest), 0)
    titles = [piece.text for piece in rows[first]] if rows else []
    below = [row for row in rows[first + 1 :] if [piece.text for piece in row] != titles]
    width = full_width([len(row) for row in below])
    if 3 <= width < widest and all(len(row) < widest for row in below):
        # Nothing below the titles is as wide: a title to their left is merged down to the end.
        lead = widest - width
        placed = [
            [*_empty(row, lead), *row] if len(row) == width else row
            for row in _align_below(rows[first + 1 :], width)
        ]
        return [*rows[: first + 1], *placed]
    width = full_width([len(row) for row in rows])
    first = next((index for index, row in enumerate(rows) if len(row) == width), 0)
    return [*rows[: first + 1], *_align_below(rows[first + 1 :], width)]


def _header(rows: Sequence[Row]) -> int:
    """Where titles stand that short words divide (优, 良, 中, 差): the first row, or one below the
    head of a form."""
    for index in range(1, min(_HEAD_ROWS, len(rows) - 3)):
        parts = [piece.text for piece in rows[index + 1]]
        if len(parts) > 1 and all(re.fullmatch(r"[^\W\d]{1,4}", part) for part in parts):
            return index
    return 0


def _with_subtitles(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """The rows, the one below ``at`` put under the title that it divides where the squares under
    the other titles were left out."""
    if len(rows) < at + 4 or len(rows[at + 1]) < 2 or not all(p.text for p in rows[at + 1]):
        return rows
    titles, parts, below = rows[at], rows[at + 1], rows[at + 2 :]
    width = full_width([len(row) for row in below])
    full = [row for row in below if len(row) == width]
    if len(titles) == width:
        place = _under_gap([piece.text for piece in titles], len(parts))
    elif len(titles) - 1 + len(parts) == width and all(piece.text for piece in titles):
        place = _most_alike(full, len(titles), len(parts))
        gap = _empty(parts, len(parts) - 1)
        titles = [*titles[: place + 1], *gap, *titles[place + 1 :]]
    else:
        return rows
    if place is None or len(parts) >= width:
        return rows
    before, after = place, width - place - len(parts)
    parts = [*_empty(parts, before), *parts, *_empty(parts, after)]
    return [*rows[:at], titles, parts, *below]


def _under_gap(titles: Sequence[str], count: int) -> int | None:
    """Where a title is followed by squares that are empty or repeat it, ``count`` in all."""
    for place, title in enumerate(titles):
        after = titles[place + 1 : place + count]
        if title and len(after) == count - 1 and set(after) <= {"", title} and count > 1:
            return place
    return None


def _most_alike(rows: Sequence[Row], places: int, count: int) -> int:
    """From which column on ``count`` columns look most like one another."""

    def alikeness(place: int) -> tuple[int, int]:
        parts = [[looks(piece.text) for piece in row[place : place + count]] for row in rows]
        score = sum(len(part) - len(set(part)) for part in parts)
        return score, -place if score else place

    return max(range(places), key=alikeness)


def _empty(row: Row, count: int) -> Row:
    return [Piece("", row[0].line) for _ in range(count)]


def _align_below(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows under the titles, by the looks of the full ones above each."""
    reference: list[list[str]] = []
    placed = []
    for row in rows:
        if 1 < len(row) < width and not _is_form_label(row):
            row = _placed(row, reference, width)  # noqa: PLW2901
        if len(row) == width and len(reference) < _MAX_REFERENCE:
            reference.append([piece.text for piece in row])
        placed.append(row)
    return placed


def _is_form_label(row: Row) -> bool:
    return len(row) == 2 and bool(_FORM_LABEL.fullmatch(row[0].text))


def _placed(row: Row, reference: Sequence[Sequence[str]], width: int) -> Row:
    if not reference:
        return row
    columns = [Counter(looks(line[c]) for line in reference) for c in range(width)]
    texts = [{line[c] for line in reference if line[c]} for c in range(width)]
    total = len(reference)
    scores = [
        [
            columns[c][looks(p.text)] / total + (_SAME_TEXT if p.text in texts[c] else 0.0)
            for c in range(width)
        ]
        for p in row
    ]
    places, best = _best(scores, width)
    left = sum(scores[k][k] for k in range(len(row)))
    if best <= left:
        return row
    cells = dict(zip(places, row, strict=True))
    return [cells.get(c, Piece("", row[0].line)) for c in range(width)]


def _best(scores: Sequence[Sequence[float]], width: int) -> tuple[list[int], float]:
    """The columns, in order, where the cells fit best together."""
    count = len(scores)
    shift = width - count
    # best[j]: the best score and columns with the cells so far, the last one ``j`` past its own
    best = [(scores[0][j] + j * _LEAD, [j]) for j in range(shift + 1)]
    for k in range(1, count):
        following = []
        for j in range(shift + 1):
            score, places = max(
                (before[0] - (_GAP if i < j else 0.0), before[1])
                for i, before in enumerate(best[: j + 1])
            )
            following.append((score + scores[k][k + j], [*places, k + j]))
        best = following
    score, places = max(best)
    return places, score


def looks(text: str) -> str:
    """What a cell looks like: empty, a comparator, a number, a value, a level label, a word."""
    if not text:
        return ""
    if re.fullmatch(r"[≥≤<>=＞＜＝±≧≦]+", text):
        return "="
    if re.fullmatch(r"-?[\d,.]+", text):
        return "1"
    if re.match(r"[≥≤<>=＞＜＝±≧≦\d]", text):
        return "≥1"
    if text.endswith(("指标", "满意度")):
        return text[-2:]
    return "短" if len(text) <= 2 else "中" if len(text) <= 12 else "长"
