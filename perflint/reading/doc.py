"""Word 97–2003 files (.doc, WPS .wps), read from their binary structures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from perflint.patterns import pattern
from perflint.reading.docprops import Formatting, Properties
from perflint.reading.doctext import Encrypted, OldFormat, WordText, whole
from perflint.reading.document import Block, Document
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.symbols import seen
from perflint.reading.wordflow import Flow

_PASSWORD = "文件设有打开密码，无法读取；请取消密码后另存一份再试"
_END = pattern("[\r\x07\x0c]")
_FIELD_CODE = pattern("\x13[^\x13\x14\x15]*\x14?")
_DROPPED = pattern("[\x00-\x08\x0e-\x1d\x1f\ufffc\ufeff]")
_HALVES = pattern("[\ud800-\udfff]")
_MARKS = str.maketrans({"\x0b": "\n", "\t": " ", "\x1e": "-"})


def read(source: Source) -> Document:
    """Paragraphs and tables of the main text, then those of its text boxes. What this reader does
    not know (Word 6 and 95) is converted by LibreOffice where that is installed."""
    try:
        text = WordText(source)
        blocks = _Reader(source, text).blocks()
    except Encrypted:
        raise source.error(_PASSWORD) from None
    except OldFormat:
        from perflint.reading.soffice import convert_and_read

        return convert_and_read(source, "doc", "docx")
    return source.document("doc", number(blocks))


class _Reader:
    def __init__(self, source: Source, text: WordText) -> None:
        self._source = source
        self._text = text
        self._formatting = Formatting(text)
        self._flow = Flow(source)
        self._hidden = [start for start, _ in self._formatting.hidden]

    def blocks(self) -> list[Block]:
        for start, end in self._text.stories():
            for content, mark, properties in self._paragraphs(start, end):
                self._take(content, mark, properties)
            self._flow.end_tables()
        return self._flow.blocks

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[str, str, Properties]]:
        at = start
        for match in _END.finditer(self._text.text, start, end):
            properties = self._formatting.at(match.start())
            yield self._clean(at, match.start()), match.group(), properties
            at = match.end()
        if at < end:
            yield self._clean(at, end), "\r", Properties()

    def _clean(self, start: int, end: int) -> str:
        """The visible text of a range."""
        text = self._text.text[start:end]
        marks = self._formatting
        if marks.symbols:
            text = "".join(
                marks.symbols.get(start + index, char) if char == "(" else char
                for index, char in enumerate(text)
            )
        first = max(0, bisect_left(self._hidden, start) - 1)
        for begin, stop in reversed(marks.hidden[first : bisect_left(self._hidden, end)]):
            text = text[: max(0, begin - start)] + text[max(0, stop - start) :]
        while "\x13" in text:
            text = _FIELD_CODE.sub("", text)
        text = seen(_DROPPED.sub("", text.translate(_MARKS)))
        return whole(text) if _HALVES.search(text) else text

    def _take(self, content: str, mark: str, properties: Properties) -> None:
        depth = properties.depth
        if properties.row_end:
            self._flow.end_row(depth, properties.cells, header=properties.header)
        elif properties.cell_end or (mark == "\x07" and depth == 1):
            self._flow.end_cell(content, depth)
        else:
            self._flow.paragraph(content, depth, properties.level)
