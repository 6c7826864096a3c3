"""What a file is, told by its content; the extension only breaks ties between plain texts."""

from __future__ import annotations

import re
from collections import Counter

from perflint.errors import UnreadableFile
from perflint.patterns import pattern
from perflint.reading.encoding import decode, is_text
from perflint.reading.source import Source
from perflint.reading.zipsafe import open_zip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML = pattern(r"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.I)
_MARKDOWN_RULE = pattern(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*\|?\s*$", re.M)
_HTML_TABLE = pattern(r"<table\b", re.I)
_QUOTED = pattern(r'"[^"]*"')
_OPEN_DOCUMENT = (b"opendocument.text", b"opendocument.spreadsheet")


def sniff(source: Source) -> str:
    """The name of the format, one of the readers' names; raises where there is no reader."""
    data = source.data
    head = data[:4096]
    if head.startswith(b"PK"):
        return _in_zip(source)
    if head.startswith(_OLE):
        return _in_ole(source)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES):
        raise source.error("这是图片；请把扫描件存成 PDF 后再试")
    if head.startswith(_ARCHIVES):
        raise source.error("这是压缩包；请先解压，再检查其中的文件")
    if not is_text(data):
        raise source.error(
            "认不出文件类型，或文件内容已损坏；请用原软件打开后另存为 .docx 或 .xlsx"
        )
    return _in_text(source)


def _in_zip(source: Source) -> str:
    archive = open_zip(source)
    names = set(archive.names)
    if "mimetype" in names:
        kind = archive.read("mimetype")
        if any(mark in kind for mark in _OPEN_DOCUMENT):
            return "office"
    if "[Content_Types].xml" not in names:
        raise source.error("这是压缩包，不是文档；请先解压，再检查其中的文件")
    types = archive.read("[Content_Types].xml")
    if b"wordprocessingml" in types or "word/document.xml" in names:
        return "docx"
    if b"sheet.binary" in types:
        return "office"
    if b"spreadsheetml" in types or "xl/workbook.xml" in names:
        return "xlsx"
    if b"presentationml" in types:
        raise source.error("这是演示文稿，不含可检查的表格；请提供 Word 或 Excel 文件")
    raise source.error("压缩包内没有 Word 或 Excel 的内容；请用原软件打开后另存一份再试")


def _in_ole(source: Source) -> str:
    from perflint.reading.ole import stream_names

    names = stream_names(source)
    if names & {"encryptedpackage", "encryptioninfo"}:
        raise encrypted(source)
    if "worddocument" in names:
        return "doc"
    if names & {"workbook", "book"}:
        return "xls"
    if names & {"matost", "contents"}:
        raise source.error("这是 Microsoft Works 文件；请用 Word 或 WPS 另存为 .docx 后再试")
    raise source.error("认不出这种 Office 文件；请用原软件打开后另存为 .docx 或 .xlsx 后再试")


def encrypted(source: Source) -> UnreadableFile:
    return source.error("文件设有打开密码，无法读取；请取消密码后另存一份再试")


def _in_text(source: Source) -> str:
    text = decode(source.data[:65536])
    start = text.lstrip("\ufeff \t\n")[:4096]
    lower = start.lower()
    if "mime-version:" in lower and "content-type:" in lower:
        return "mht"
    if start.startswith(("<?xml", "<Workbook")) and "office:spreadsheet" in lower:
        return "xlsxml"
    if start.startswith("<?xml") and 'progid="word' in lower:
        return "office"
    if start.startswith("<") and _HTML.search(start):
        return "html"
    if source.extension in ("htm", "html", "xhtml") and _HTML.search(text):
        return "html"
    if source.extension in ("csv", "tsv"):
        return "csv"
    if source.extension in ("md", "markdown") or _MARKDOWN_RULE.search(text):
        return "markdown"
    if _HTML_TABLE.search(text) and "</td>" in text.lower():  # set into a text for its merges
        return "markdown"
    return "csv" if _is_delimited(text) else "text"


def _is_delimited(text: str) -> bool:
    """Nearly all lines have the same number of commas, two or more, outside quotes."""
    lines = [_QUOTED.sub("", line) for line in text.split("\n")[:200] if line.strip()]
    if 2 * sum(line.startswith("[") and line.rstrip(",").endswith("]") for line in lines) > len(
        lines
    ):
        return False  # printed lists
    counts = Counter(line.count(",") for line in lines)
    commas, count = counts.most_common(1)[0] if counts else (0, 0)
    return commas >= 2 and count >= 3 and count * 10 >= len(lines) * 8
