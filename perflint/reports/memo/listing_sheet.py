"""The reconciliation table of a memo as WordprocessingML: its columns are not known beforehand."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from perflint.reports.labels import clean
from perflint.reports.sheet import Sheet

WIDE = 12755  # twips: 225 mm, the type area of a landscape page
NARROWEST, WIDEST = 10, 28
# Figures may not be broken, and fonts differ in how wide they make them.
FIGURES = 1.5


def sheet_xml(sheet: Sheet) -> str:
    """The table in the styles of the template; the first row repeats on every page."""
    widths = column_widths(sheet)
    rows = [_row(sheet.columns, widths, head=True)]
    rows += [_row(cells, widths, bold=n in sheet.bold) for n, cells in enumerate(sheet.rows)]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def column_widths(sheet: Sheet) -> list[int]:
    """Widths in twips that share the page by what stands in the columns."""
    weights = []
    for n, title in enumerate(sheet.columns):
        texts = [row[n] for row in sheet.rows if n < len(row)]
        longest = max(map(_breadth, texts), default=0)
        if all(text.isascii() for text in texts):
            longest = round(longest * FIGURES)
        # A heading may stand on two lines.
        weights.append(min(max(longest, _breadth(title) // 2 + 1, NARROWEST), WIDEST))
    return [WIDE * weight // sum(weights) for weight in weights]


def _breadth(text: str) -> int:
    """Half-width columns of the longest line."""
    return max(
        sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
        for line in (text or " ").split("\n")
    )


def _row(cells: list[str], widths: list[int], head: bool = False, bold: bool = False) -> str:
    look = "MemoTableHead" if head else "MemoTableSmallMid"
    repeat = "<w:tblHeader/>" if head else ""
    body = "".join(
        _cell(text, width, look, bold) for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{body}</w:tr>"


def _cell(text: str, width: int, look: str, bold: bool) -> str:
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(
        escape(line) for line in clean(text).split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr><w:r>{strong}'
        f'<w:t xml:space="preserve">{lines}</w:t></w:r></w:p></w:tc>'
    )
