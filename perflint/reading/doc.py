"""Word 97–2003 files (.doc, WPS .wps), read from their binary structures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.reading.docprops import Formatting, Properties
from perflint.reading.doctext import Encrypted, OldFormat, WordText, whole
from perflint.reading.document import Block, Document, Paragraph, Table
from perflint.reading.gridding import EdgeCell, edge_table
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.symbols import seen

_PASSWORD = "文件设有打开密码，无法读取；请取消密码后另存一份再试"
_END = re.compile("[\r\x07\x0c]")
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14?")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1d\x1f\ufffc\ufeff]")
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


class _Builder:
    """A table while its cells come in; ``paragraphs`` are those of the cell being read."""

    def __init__(self) -> None:
        self.rows: list[list[EdgeCell]] = []
        self.header = True  # whether all rows so far repeat on every page
        self.done: list[Table] = []
        self.row: list[EdgeCell] = []
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []

    def end_cell(self) -> None:
        self.row.append(EdgeCell("\n".join(self.paragraphs).strip(), tables=self.tables))
        self.paragraphs, self.tables = [], []

    def end_row(self, properties: Properties) -> None:
        for cell, known in zip(self.row, properties.cells, strict=False):
            cell.left, cell.right = known.left, known.right
            cell.merged_left, cell.merged_down = known.merged_left, known.merged_down
        if not self.row:
            return
        if properties.header and not self.header:  # only a table's first rows can be its header
            self._end_table()
        self.header = self.header and properties.header
        self.rows.append(self.row)
        self.row, self.paragraphs = [], []

    def _end_table(self) -> None:
        table = edge_table(self.rows)
        if table is not None:
            self.done.append(table)
        self.rows, self.header = [], True

    def finish(self) -> list[Table]:
        if any(self.paragraphs) or self.tables:
            self.end_cell()
        self.end_row(Properties())
        self._end_table()
        return self.done


class _Reader:
    def __init__(self, source: Source, text: WordText) -> None:
        self._source = source
        self._text = text
        self._formatting = Formatting(text)
        self._open: list[_Builder] = []
        self._blocks: list[Block] = []
        self._cells = 0

    def blocks(self) -> list[Block]:
        for start, end in self._text.stories():
            for content, mark, properties in self._paragraphs(start, end):
                self._take(content, mark, properties)
            self._close(0)
        return self._blocks

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
        for first, last in reversed(marks.hidden):
            if first < end and last > start:
                text = text[: max(0, first - start)] + text[max(0, last - start) :]
        while "\x13" in text:
            text = _FIELD_CODE.sub("", text)
        text = seen(_DROPPED.sub("", text.translate(_MARKS)))
        return whole(text) if any("\ud800" <= char <= "\udfff" for char in text) else text

    def _take(self, content: str, mark: str, properties: Properties) -> None:
        depth = properties.depth
        if depth > self._source.limits.nesting:
            raise self._source.error("表格嵌套过深，未读取；请简化版式后再试")
        self._close(depth)
        while len(self._open) < depth:
            self._open.append(_Builder())
        if not depth:
            if content.strip():
                self._blocks.append(Paragraph(0, "word", content.strip(), level=properties.level))
            return
        builder = self._open[-1]
        if properties.row_end:
            builder.end_row(properties)
            return
        builder.paragraphs.append(content)
        if properties.cell_end or (mark == "\x07" and depth == 1):
            self._count()
            builder.end_cell()

    def _close(self, depth: int) -> None:
        """End the tables deeper than ``depth``."""
        while len(self._open) > depth:
            tables = self._open.pop().finish()
            if self._open:
                self._open[-1].tables.extend(tables)
            else:
                self._blocks.extend(tables)

    def _count(self) -> None:
        self._cells += 1
        self._source.check_cells(self._cells)
        if self._cells % 1000 == 0:
            self._source.check_time()
