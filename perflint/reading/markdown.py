"""Markdown: pipe tables, headings and paragraphs, and the HTML tables set into it for merges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.patterns import pattern
from perflint.reading.delimited import read_barred
from perflint.reading.document import Block, Document, Table
from perflint.reading.mdtext import unmarked
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.text import text_lines

_TABLE_TAG = pattern(r"<(/?)table\b[^>]*>", re.I)


def read(source: Source) -> Document:
    """Tables as GitHub writes them (``<br>`` is a line feed, ``\\|`` a bar), headings by level."""
    blocks: list[Block] = []
    line = 0
    for part, is_html in _parts("\n".join(text_lines(source))):
        read_part = _html(source, part) if is_html else read_barred(part.split("\n"), headings=True)
        blocks += [_moved(block, line, is_html) for block in read_part]
        if not is_html:
            _unmark(read_part)
        line += part.count("\n")
    source.check_cells(sum(len(b.cells) for b in blocks if isinstance(b, Table)))
    return source.document("markdown", number(blocks))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into HTML tables and what stands between them."""
    begin, depth = 0, 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag.group(1):
            if not depth:
                yield text[begin : tag.start()], False
                begin = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield text[begin : tag.end()], True
                begin = tag.end()
    yield text[begin:], depth > 0


def _html(source: Source, text: str) -> list[Block]:
    from perflint.reading.html import page_blocks

    return page_blocks(source, text)[0]


def _unmark(blocks: list[Block]) -> None:
    """Takes the marks for emphasis and the like out of lines and cells."""
    for block in blocks:
        for item in block.cells if isinstance(block, Table) else (block,):
            item.text = unmarked(item.text)


def _moved(block: Block, line: int, is_html: bool) -> Block:
    """The block at its line of the file; the lines within an HTML table are not known."""
    block.kind = "text"
    block.line = 1 + line if is_html else (block.line or 1) + line
    for cell in block.cells if isinstance(block, Table) else ():
        cell.line = block.line if is_html else (cell.line or 1) + line
    return block
