"""The reconciliation table of a memo as WordprocessingML: its columns are not known beforehand."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from perflint.reports.labels import clean
from perflint.reports.sheet import Sheet

WIDE = 12755  # twips: 225 mm, the type area of a landscape page
WIDEST = 28
# Twips: the margins of a cell, half a Chinese character, a heading's half, and a figure. Figures
# may not be broken, and fonts differ in how wide they make them.
MARGINS, HALF, HEADING, FIGURE = 240, 90, 105, 130


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
    """Widths in twips: figures and short headings stay whole, text shares what is left."""
    columns = [[row[n] for row in sheet.rows if n < len(row)] for n in range(len(sheet.columns))]
    least = [
        max(_heading(title), _figures(texts))
        for title, texts in zip(sheet.columns, columns, strict=True)
    ]
    more = [max(_text(texts) - width, 0) for texts, width in zip(columns, least, strict=True)]
    spare = WIDE - sum(least)
    if spare < 0 or not any(more):
        return [WIDE * width // sum(least) for width in least]
    return [width + spare * wanted // sum(more) for width, wanted in zip(least, more, strict=True)]


def _heading(title: str) -> int:
    """Four characters stand on one line, a longer heading on two."""
    breadth = _breadth(title)
    return MARGINS + HEADING * (breadth if breadth <= 8 else max(8, breadth // 2 + 1))


def _figures(texts: list[str]) -> int:
    """What codes and amounts need to stand on one line; 0 for a column of words."""
    filled = [text for text in texts if text]
    if not filled or not all(text.isascii() for text in filled):
        return 0
    return MARGINS + FIGURE * max(map(_breadth, filled))


def _text(texts: list[str]) -> int:
    """What the longest text would need, within reason; 0 for figures, which have it already."""
    if _figures(texts):
        return 0
    return MARGINS + HALF * min(max(map(_breadth, texts), default=0), WIDEST)


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
