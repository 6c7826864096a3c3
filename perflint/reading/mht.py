"""Web pages saved in one file (.mht): the pages inside a MIME message, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from perflint.reading.document import Block, Document
from perflint.reading.html import decode_page, hidden_notes, page_blocks
from perflint.reading.rows import number
from perflint.reading.source import Source


def read(source: Source) -> Document:
    """All pages of the file: Excel puts every sheet in a page of its own."""
    message = message_from_bytes(source.data.lstrip(), policy=policy.compat32)
    blocks: list[Block] = []
    hidden = pages = 0
    for text in _pages(message):
        pages += 1
        more, left_out = page_blocks(source, text)
        blocks += more
        hidden += left_out
    if not pages:
        raise source.error("单个文件网页（mht）里没有网页内容；请用浏览器或 Word 另存一份再试")
    return source.document("mht", number(blocks), hidden_notes(hidden))


def _pages(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                yield decode_page(data, str(part.get_content_charset() or ""))
