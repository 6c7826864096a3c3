"""Budget tables written as text: ``|`` between cells, ``<`` and ``^`` for merged cells."""

from __future__ import annotations

from perflint.reading.document import Cell, Document, Paragraph, Table


def table(text: str, index: int = 1, sheet: str | None = None) -> Table:
    """A table from rows of ``a | b``; ``<`` goes on from the left, ``^`` from above."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    owners: dict[tuple[int, int], Cell] = {}
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, part in enumerate(row):
            if part == "<":
                owner = owners[r, c - 1]
                owner.colspan = max(owner.colspan, c - owner.column + 1)
            elif part == "^":
                owner = owners[r - 1, c]
                owner.rowspan = max(owner.rowspan, r - owner.row + 1)
            else:
                owner = Cell(part, r, c)
                cells.append(owner)
            owners[r, c] = owner
    return Table(index, "word", cells, len(rows), width, sheet=sheet)


def document(*blocks: str | Table) -> Document:
    """Strings become paragraphs; tables are numbered in order."""
    made: list[Paragraph | Table] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, str):
            made.append(Paragraph(number, "word", block))
        else:
            block.index = sum(isinstance(other, Table) for other in made) + 1
            made.append(block)
    return Document("某局预算.docx", "docx", made)
