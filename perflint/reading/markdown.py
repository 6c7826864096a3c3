"""Markdown: pipe tables, headings and paragraphs."""

from __future__ import annotations

from perflint.reading.delimited import read_barred
from perflint.reading.document import Document, Table
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.text import text_lines


def read(source: Source) -> Document:
    """Tables as GitHub writes them (``<br>`` is a line feed, ``\\|`` a bar), headings by level."""
    blocks = read_barred(text_lines(source), headings=True)
    source.check_cells(sum(len(b.cells) for b in blocks if isinstance(b, Table)))
    return source.document("markdown", number(blocks))
