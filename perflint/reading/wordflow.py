"""Paragraphs that say how deep in tables they stand become blocks (Word 97, RTF)."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.reading.document import Block, Paragraph, Table
from perflint.reading.gridding import CellDef, EdgeCell, edge_table
from perflint.reading.limits import or_raise
from perflint.reading.source import Source


class _Builder:
    """A table while its cells come in; ``paragraphs`` are those of the cell being read."""

    def __init__(self) -> None:
        self.rows: list[list[EdgeCell]] = []
        self.row: list[EdgeCell] = []
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []
        self.only_header = True
        self.done: list[Table] = []

    def end_cell(self) -> None:
        self.row.append(EdgeCell("\n".join(self.paragraphs).strip(), tables=self.tables))
        self.paragraphs, self.tables = [], []

    def end_row(self, cells: Sequence[CellDef], *, header: bool) -> None:
        for cell, known in zip(self.row, cells, strict=False):
            cell.left, cell.right = known.left, known.right
            cell.merged_left, cell.merged_down = known.merged_left, known.merged_down
        if not self.row:
            return
        while (
            cells and len(self.row) > len(cells) and not (self.row[-1].text or self.row[-1].tables)
        ):
            self.row.pop()  # a cell that the row does not define is not shown
        if header and not self.only_header:  # only a table's first rows can be its header
            self._end_table()
        self.only_header = self.only_header and header
        self.rows.append(self.row)
        self.row, self.paragraphs = [], []

    def finish(self) -> list[Table]:
        if any(self.paragraphs) or self.tables:
            self.end_cell()
        self.end_row((), header=False)
        self._end_table()
        return self.done

    def _end_table(self) -> None:
        table = edge_table(self.rows)
        if table is not None:
            self.done.append(table)
        self.rows, self.only_header = [], True


class Flow:
    """Takes a document's paragraphs in order; ``depth`` 0 is the body, 1 a table, 2 one in it."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[Block] = []
        self._source = source
        self._open: list[_Builder] = []
        self._cells = 0

    def paragraph(self, text: str, depth: int, level: int = 0) -> None:
        """A paragraph of the body, or one that its cell does not end with."""
        builder = self._at(depth)
        if builder is not None:
            builder.paragraphs.append(text)
        elif text.strip():
            self.blocks.append(Paragraph(0, "word", text.strip(), level=level))

    def end_cell(self, text: str, depth: int) -> None:
        """The last paragraph of a cell."""
        builder = self._at(max(1, depth))
        assert builder is not None
        builder.paragraphs.append(text)
        builder.end_cell()
        self._cells += 1
        self._source.check_cells(self._cells)
        if self._cells % 1000 == 0:
            self._source.check_time()

    def end_row(self, depth: int, cells: Sequence[CellDef], *, header: bool = False) -> None:
        builder = self._at(max(1, depth))
        assert builder is not None
        builder.end_row(cells, header=header)

    def end_tables(self) -> None:
        """The end of the document, or of one of its stories."""
        self._at(0)

    def _at(self, depth: int) -> _Builder | None:
        """The table at a depth; deeper ones end, those that lack begin."""
        limits = self._source.limits
        if depth > limits.nesting:
            what = f"表格嵌套超过{limits.nesting}层，未读取；请简化版式后再试"
            raise self._source.error(what + or_raise("nesting"))
        while len(self._open) > depth:
            tables = self._open.pop().finish()
            if self._open:
                self._open[-1].tables.extend(tables)
            else:
                self.blocks.extend(tables)
        while len(self._open) < depth:
            self._open.append(_Builder())
        return self._open[-1] if self._open else None
