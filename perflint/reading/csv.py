"""Tables with delimited values, as spreadsheets export them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from perflint.reading.document import Block, Document
from perflint.reading.encoding import decode
from perflint.reading.leftovers import cleared
from perflint.reading.rows import Piece, Row, number, paragraph, text_table
from perflint.reading.source import Source

_DELIMITERS = ",\t;|，"
_MAX_FIELD = 10_000_000


def read(source: Source) -> Document:
    """Rows with a value in more than one column are tables; empty rows and lines without a delimiter
    part them. A row with just one value is a paragraph above the next table or, within one, a row."""
    text = decode(source.data).lstrip("\ufeff")
    csv.field_size_limit(_MAX_FIELD)
    rows = list(_rows(text, delimiter_of(text)))
    source.check_cells(sum(map(len, rows)))
    return source.document("csv", number(_blocks(cleared(rows))))


def delimiter_of(text: str) -> str:
    """The delimiter that gives most lines the same number of cells, more than one."""
    if text.lower().startswith("sep=") and len(text) > 4:
        return text[4]
    lines = [line for line in text.split("\n")[:500] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        width, lines_of_width = max(counts.items(), key=lambda item: (item[0] > 1, item[1]))
        return (lines_of_width if width > 1 else 0, width)

    return max(_DELIMITERS, key=agreement)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Rows with the line each begins on; quoted cells may hold line feeds."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    for values in reader:
        if not (line == 1 and values and values[0].lower().startswith("sep=")):
            yield [Piece(value.strip(), line) for value in values]
        line = reader.line_num + 1


def _blocks(rows: list[Row]) -> list[Block]:
    blocks: list[Block] = []
    table: list[Row] = []
    for row in [*rows, []]:
        filled = [piece for piece in row if piece.text]
        is_line = (
            len(row) == 1 and bool(table) and len(table[-1]) > 1
        )  # a table's row has all commas
        if filled and not is_line and (table or len(filled) > 1):
            table.append(row)
            continue
        if table:
            blocks.append(text_table(_cut(cleared(table))))
            table = []
        if filled:
            blocks.append(paragraph(filled[0].text, filled[0].line))
    return blocks


def _cut(rows: list[Row]) -> list[Row]:
    """Without the columns at the right that are empty in every row."""
    width = max((c + 1 for row in rows for c, piece in enumerate(row) if piece.text), default=0)
    return [row[:width] for row in rows]
