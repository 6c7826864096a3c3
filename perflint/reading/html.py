"""Web pages, and the web pages that Word, Excel and WPS save (.htm, and .xls that is really one)."""

from __future__ import annotations

import re

from lxml import etree

from perflint.patterns import pattern
from perflint.reading.document import Block, Document, Table
from perflint.reading.encoding import decode
from perflint.reading.html_walk import Walker
from perflint.reading.rows import number
from perflint.reading.source import Source

_CHARSET = pattern(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# <![if !supportLists]> … <![endif]>: Office's own brackets around what every program shows.
_OFFICE_BRACKET = pattern(r"<!\[(?:if|endif)[^>]*(?<!-)>", re.IGNORECASE)


def read(source: Source) -> Document:
    """The page's paragraphs and tables, without navigation, scripts and hidden parts."""
    blocks, hidden = page_blocks(source, decode_page(source.data))
    return source.document("html", number(blocks), hidden_notes(hidden))


def decode_page(data: bytes, charset: str = "") -> str:
    """The page's text. What it declares counts only where the bytes are neither UTF-8 nor GBK."""
    declared = _CHARSET.search(data[:4096])
    name = charset or (declared.group(1).decode("ascii", "replace") if declared else "")
    if name.lower() in ("big5", "big5-hkscs", "shift_jis", "euc-jp", "euc-kr"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            pass
    return decode(data)


def page_blocks(source: Source, text: str) -> tuple[list[Block], int]:
    """Blocks not yet numbered, and how many hidden parts of tables were left out."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    content = _OFFICE_BRACKET.sub("", text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise source.error("网页的标记嵌套过深，无法读全；请用浏览器或 Word 另存一份再试")
    if root is None:
        return [], 0
    walker = Walker(source)
    walker.walk(root)
    if not any(isinstance(block, Table) for block in walker.blocks):
        # A tag that was never closed may have drawn the whole page into its navigation.
        whole = Walker(source, whole=True)
        whole.walk(root)
        walker = whole if any(isinstance(b, Table) for b in whole.blocks) else walker
    return walker.blocks, walker.hidden


def hidden_notes(hidden: int) -> list[str]:
    return [f"网页的表格中有{hidden}处隐藏内容未读取"] if hidden else []
