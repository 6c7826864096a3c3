"""Small documents for the extraction tests: rows of texts become tables with merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.extraction import extract_submission
from perflint.reading.document import Block, Cell, Document, Paragraph, Table
from perflint.records.submission import Project, Submission

Spec = str | tuple[str, int] | tuple[str, int, int]
Rows = Sequence[Sequence[Spec]]


def table(rows: Rows, sheet: str | None = None) -> Table:
    """Rows as in HTML: "text", (text, columns) or (text, columns, rows); covered places left out."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    width = 0
    for r, row in enumerate(rows):
        c = 0
        for spec in row:
            text, colspan, rowspan = (spec, 1, 1) if isinstance(spec, str) else (*spec, 1)[:3]
            while (r, c) in taken:
                c += 1
            cells.append(Cell(text, r, c, rowspan, colspan))
            taken |= {(r + dr, c + dc) for dr in range(rowspan) for dc in range(colspan)}
            c += colspan
            width = max(width, c)
    return Table(0, "excel" if sheet else "word", cells, len(rows), width, sheet=sheet)


def document(*blocks: str | Rows | Table, format: str = "docx") -> Document:
    """Paragraphs ("# …" is a heading) and tables, in order."""
    out: list[Block] = []
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, str):
            paragraphs += 1
            level = 1 if block.startswith("# ") else 0
            out.append(Paragraph(paragraphs, "word", block.removeprefix("# "), level=level))
        else:
            tables += 1
            item = block if isinstance(block, Table) else table(block)
            item.index = tables
            out.append(item)
    return Document("测试.docx", format, out)


def extract(*blocks: str | Rows | Table) -> Submission:
    return extract_submission(document(*blocks))


def project(*blocks: str | Rows | Table) -> Project:
    """The only project of such a document."""
    projects = extract(*blocks).projects
    assert len(projects) == 1, [p.title for p in projects]
    return projects[0]


def lines(found: Project, *fields: str) -> list[tuple[str, ...]]:
    """The rows of a project by these fields, or by level1, level2, name and value."""
    names = fields or ("level1", "level2", "name", "value")
    return [tuple(str(getattr(row, name)) for name in names) for row in found.indicators]
