"""Text dumps: what converters leave of a document."""

from __future__ import annotations

from perflint.reading.document import Document
from perflint.reading.encoding import decode
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.tabbed import read_tabbed


def read(source: Source) -> Document:
    """Paragraphs and tables of a text dump; lines without visible cells stay paragraphs."""
    lines = decode(source.data).lstrip("\ufeff").replace("\f", "\n").split("\n")
    return source.document("text", number(read_tabbed(lines)))
