"""A .docx whose bytes depend on its content only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from .blocks import Block, Para, Slot, Table, grid

FIXED = datetime(2024, 1, 15, 9, 0, 0)
ZIP_DATE = (2024, 1, 15, 9, 0, 0)
FONTS = {
    "title": ("方正小标宋简体", 22),
    "h1": ("黑体", 16),
    "h2": ("楷体", 16),
    "h3": ("仿宋", 14),
    "body": ("仿宋", 14),
    "note": ("仿宋", 11),
    "blank": ("仿宋", 11),
}
LEVELS = {"title": 0, "h1": 1, "h2": 2, "h3": 3}
CELL_SIZE = 9


def save(blocks: Sequence[Block], path: Path, title: str, author: str) -> None:
    document = Document()
    _page(document)
    _properties(document, title, author)
    body = document.element.body
    last = body[-1]  # sectPr stays at the end
    for number, block in enumerate(blocks):
        element = _paragraph(block, number) if isinstance(block, Para) else _table(block)
        last.addprevious(element)
        if isinstance(block, Table):
            last.addprevious(_paragraph(Para("", "blank"), number))
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(settled(buffer.getvalue()))


def settled(package: bytes) -> bytes:
    """The same zip with fixed dates, names in order, well compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name), compresslevel=9)
    return out.getvalue()


def _page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(FONTS["body"][1])
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        heading.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[f"h{level}"][0])


def _properties(document: Docx, title: str, author: str) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.created = core.modified = FIXED
    core.comments, core.revision = "", 1


def _node(tag: str, **attributes: str | int) -> etree._Element:
    node = OxmlElement(tag)
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), str(value))
    return node


def _run(text: str, font: str, size: float, bold: bool = False) -> etree._Element:
    run, properties = _node("w:r"), _node("w:rPr")
    properties.append(_node("w:rFonts", ascii="Times New Roman", eastAsia=font))
    if bold:
        properties.append(_node("w:b"))
    properties.append(_node("w:color", val="000000"))
    properties.append(_node("w:sz", val=int(size * 2)))
    run.append(properties)
    leaf = _node("w:t")
    leaf.text = text
    leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(leaf)
    return run


def _paragraph(block: Para, number: int) -> etree._Element:
    paragraph, properties = _node("w:p"), _node("w:pPr")
    level = LEVELS.get(block.style)
    if level:
        properties.append(_node("w:pStyle", val=f"Heading{level}"))
    if block.style == "title":
        properties.append(_node("w:jc", val="center"))
    elif block.style == "body":
        properties.append(_node("w:ind", firstLineChars="200", firstLine="560"))
    paragraph.append(properties)
    if block.bookmark:
        paragraph.append(_node("w:bookmarkStart", id=number, name=block.bookmark))
    if block.text:
        font, size = FONTS[block.style]
        paragraph.append(_run(block.text, font, size, bold=bool(level)))
    if block.bookmark:
        paragraph.append(_node("w:bookmarkEnd", id=number))
    return paragraph


def _table(block: Table) -> etree._Element:
    rows = grid(block)
    tbl, properties = _node("w:tbl"), _node("w:tblPr")
    properties.append(_node("w:tblStyle", val="TableGrid"))
    properties.append(_node("w:tblW", w=5000, type="pct"))
    borders = _node("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_node(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    tbl.append(properties)
    columns = _node("w:tblGrid")
    for width in _widths(block, len(rows[0])):
        columns.append(_node("w:gridCol", w=width))
    tbl.append(columns)
    for number, row in enumerate(rows):
        tbl.append(_row(row, number < block.header))
    return tbl


def _widths(block: Table, count: int) -> list[int]:
    shares = block.widths or (1.0,) * count
    return [int(9400 * share / sum(shares)) for share in shares]


def _row(row: Sequence[Slot], header: bool) -> etree._Element:
    tr = _node("w:tr")
    if header:
        properties = _node("w:trPr")
        properties.append(_node("w:tblHeader"))
        tr.append(properties)
    for slot in row:
        if slot.first_col:
            tr.append(_cell(slot, header))
    return tr


def _cell(slot: Slot, header: bool) -> etree._Element:
    tc, properties = _node("w:tc"), _node("w:tcPr")
    if slot.cell.cols > 1:
        properties.append(_node("w:gridSpan", val=slot.cell.cols))
    if slot.cell.rows > 1:
        merge = _node("w:vMerge", val="restart") if slot.first_row else _node("w:vMerge")
        properties.append(merge)
    properties.append(_node("w:vAlign", val="center"))
    tc.append(properties)
    for line in (slot.cell.text if slot.first_row else "").split("\n"):
        paragraph = _node("w:p")
        if header:
            centred = _node("w:pPr")
            centred.append(_node("w:jc", val="center"))
            paragraph.append(centred)
        if line:
            paragraph.append(_run(line, "仿宋", CELL_SIZE, bold=header))
        tc.append(paragraph)
    return tc
