"""Text dumps with one cell a line, each ending in a bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perflint.patterns import pattern
from perflint.reading.delimited import rows_table
from perflint.reading.document import Block
from perflint.reading.rows import Piece, Row, paragraph

_MIN_WIDTH, _MAX_WIDTH, _MIN_ROWS = 3, 16, 3
_NEAR = 0.15
_TITLE = pattern(r"表\s*$")
_CAPTION = pattern(r"表\s*$|^[（(]?\s*\d{4}\s*年度?\s*[）)]?$|^(?:金额)?单位\s*[:：]")


def is_bar_cell(line: str) -> bool:
    """A cell's last line: text and one bar at its end, or a bar alone."""
    text = line.strip().replace("｜", "|")
    return text.endswith("|") and text.count("|") == 1


def read_bar_cells(lines: Sequence[str]) -> list[Block]:
    """Cells end in a bar. A blank line ends a row; without blank lines the row length is the one
    whose columns hold the most similar cells. Lines without a bar continue in the next cell, or are
    prose when a blank line follows."""
    blocks: list[Block] = []
    rows: list[Row] = []
    row: Row = []
    held: list[Piece] = []

    def end_row() -> None:
        nonlocal row
        if row:
            rows.append(row)
        row = []

    def end_table() -> None:
        nonlocal rows
        end_row()
        if rows:
            blocks.extend(_table(rows))
        rows = []

    def release() -> None:
        if held:
            end_table()
            blocks.extend(paragraph(piece.text, piece.line) for piece in held)
            held.clear()

    for number, line in enumerate(lines, 1):
        text = line.strip().replace("｜", "|")
        if is_bar_cell(line):
            prose = _captions(held) if row else len(held)
            if prose:
                end_table()
                blocks.extend(paragraph(piece.text, piece.line) for piece in held[:prose])
                del held[:prose]
            first = held[0].line if held else number
            parts = [piece.text for piece in held] + [text[:-1].strip()]
            row.append(Piece("\n".join(parts).strip(), first))
            held.clear()
        elif text:
            held.append(Piece(text, number))
        else:
            release()
            end_row()
    release()
    end_table()
    return blocks


def _captions(held: Sequence[Piece]) -> int:
    """How many of the lines before a cell's end stand above its table: down to the last caption."""
    said = [n for n, piece in enumerate(held, 1) if _CAPTION.search(piece.text)]
    return said[-1] if said and _TITLE.search(held[0].text) else 0


def _table(rows: list[Row]) -> list[Block]:
    if len(rows) == 1 and len(rows[0]) >= 2 * _MIN_WIDTH:
        rows = _wrap(rows[0])
    return [rows_table(rows)]


def _wrap(cells: Row) -> list[Row]:
    """One long run of cells cut into rows of the likeliest width."""
    widths = [w for w in range(_MIN_WIDTH, _MAX_WIDTH + 1) if len(cells) % w == 0]
    orders = {w: _order(cells, w) for w in widths if len(cells) // w >= _MIN_ROWS}
    if not orders:
        return [cells]
    # Multiples of the true width are as orderly: the smallest that comes near the best is taken.
    best = next(w for w in orders if orders[w] >= max(orders.values()) - _NEAR)
    return [cells[at : at + best] for at in range(0, len(cells), best)]


def _order(cells: Row, width: int) -> float:
    """How alike the cells of a column are, the mean over the columns."""
    shares = []
    for column in range(width):
        forms = [_form(piece.text) for piece in cells[column + width :: width]]
        shares.append(max(map(forms.count, set(forms))) / len(forms))
    return sum(shares) / width


def _form(text: str) -> str:
    if not text or text.endswith("指标"):
        return "指标"
    return "0" if re.match(r"[≥≤<>=＞＜＝±≧≦\d]", text) else "x"
