"""Text dumps: what converters leave of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from perflint.reading.barred import is_bar_cell, read_bar_cells
from perflint.reading.delimited import has_bars, has_tabs, read_barred, read_tab_rows
from perflint.reading.document import Block, Document, Table
from perflint.reading.encoding import decode
from perflint.reading.literal import is_literal, read_literals
from perflint.reading.mixed_tabs import is_mixed, read_mixed
from perflint.reading.rows import number, paragraph
from perflint.reading.source import Source
from perflint.reading.spaced import read_spaced, spaced_lines
from perflint.reading.tabbed import clean, read_tabbed

Shape = Callable[[Sequence[str]], list[Block]]


def read(source: Source) -> Document:
    """Paragraphs and tables of a text dump; lines without visible cells stay paragraphs."""
    lines = text_lines(source)
    blocks = shape_of(lines)(lines)
    source.check_cells(sum(len(b.cells) for b in blocks if isinstance(b, Table)))
    return source.document("text", number(blocks))


def text_lines(source: Source) -> list[str]:
    return decode(source.data).lstrip("\ufeff").replace("\f", "\n").split("\n")


def shape_of(lines: Sequence[str]) -> Shape:
    """The reader for the way most of the lines show their cells."""
    if is_mixed(lines):
        return read_mixed
    counts: dict[Shape, int] = {
        read_tab_rows: sum(map(has_tabs, map(_inner, lines))),
        read_tabbed: sum(line.startswith("\t") and not has_tabs(_inner(line)) for line in lines),
        read_bar_cells: sum(map(is_bar_cell, lines)),
        read_barred: sum(map(has_bars, lines)),
        read_spaced: spaced_lines(lines),
        read_literals: sum(2 if "[[" in line else 1 for line in lines if is_literal(line)),
    }
    best = max(counts, key=lambda shape: counts[shape])
    return best if counts[best] > 1 else read_plain


def _inner(line: str) -> str:
    """Without the tab that begins a line and those that end it."""
    return line.strip("\t")


def read_plain(lines: Sequence[str]) -> list[Block]:
    """A paragraph a line."""
    texts = ((index, clean(line).strip()) for index, line in enumerate(lines, 1))
    return [paragraph(text, index) for index, text in texts if text]
