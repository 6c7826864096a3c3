"""The document model: what a person sees, without knowing what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from perflint.records.anchor import Anchor, AnchorKind


@dataclass(slots=True)
class Cell:
    """One cell as written. ``row`` and ``column`` (from 0) are its top left in the table's grid.

    In-cell paragraphs are joined by "\\n"; outer white space is stripped. A merged cell stands
    once, with its span. ``ref`` is the Excel address, ``line`` the line of a text dump, ``box`` the
    place on a PDF ``page``. ``confidence`` is below 1 only for recognised (scanned) text.
    ``tables`` are tables nested in the cell; their text is not part of ``text``.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    line: int | None = None
    ref: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table: ``index`` counts from 1 over the document, nested tables after the one they are in.

    ``cells`` stand in row-major order of their top left corners.
    """

    index: int
    kind: AnchorKind
    cells: list[Cell]
    n_rows: int
    n_columns: int
    sheet: str | None = None
    page: int | None = None
    line: int | None = None

    def anchor(self, cell: Cell | None = None) -> Anchor:
        """The place of the table, or of one of its cells."""
        if cell is None:
            return Anchor(
                self.kind, table=self.index, sheet=self.sheet, page=self.page, line=self.line
            )
        return Anchor(
            self.kind,
            table=self.index,
            row=cell.row + 1,
            column=cell.column + 1,
            sheet=self.sheet,
            cell=cell.ref,
            page=cell.page if cell.page is not None else self.page,
            box=cell.box,
            line=cell.line,
        )

    def grid(self) -> list[list[Cell | None]]:
        """Rows of cells; every place that a merged cell covers holds that cell."""
        rows: list[list[Cell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for c in range(cell.column, min(cell.column + cell.colspan, self.n_columns)):
                    rows[r][c] = cell
        return rows


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside the tables. ``level`` is its heading level (0 = body text).

    ``ref`` is the Excel address of the cell it stands in.
    """

    index: int
    kind: AnchorKind
    text: str
    level: int = 0
    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    ref: str | None = None

    def anchor(self) -> Anchor:
        return Anchor(
            self.kind,
            paragraph=self.index if self.line is None else None,
            page=self.page,
            line=self.line,
            sheet=self.sheet,
            cell=self.ref,
        )


Block = Paragraph | Table


@dataclass(slots=True)
class Document:
    """What was read. ``notes`` are one-line remarks in Chinese for the reader of the report.

    ``format`` names what the content is: docx, doc, rtf, xlsx, xls, pdf, pdf-scan, html, mht,
    markdown, csv, text.
    """

    name: str
    format: str
    blocks: list[Block]
    sha256: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        """All tables in order, nested ones after the table that holds them."""
        return list(self._walk(block for block in self.blocks if isinstance(block, Table)))

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def _walk(self, tables: Iterator[Table]) -> Iterator[Table]:
        for table in tables:
            yield table
            for cell in table.cells:
                if cell.tables:
                    yield from self._walk(iter(cell.tables))
