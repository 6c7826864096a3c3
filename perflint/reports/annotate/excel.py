"""Cell comments in a workbook: comments and their shapes are added, cells are not touched."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from perflint.errors import UnreadableFile
from perflint.patterns import pattern
from perflint.reports.annotate.notes import Note, bundled, whereabouts
from perflint.reports.annotate.parts import Package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_REF = pattern(r"^\$?([A-Za-z]{1,3})\$?(\d+)$")
# What may follow <legacyDrawing> in a worksheet, by the schema's order.
_FOLLOWERS = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
Said = list[tuple[str, str]]


def annotate_excel(data: bytes, notes: list[Note], author: str) -> tuple[bytes, dict[str, Any]]:
    """The workbook with a comment at each note's cell, and counts of what was done."""
    package = Package(data)
    sheets = _sheets(package)
    said: dict[str, dict[str, list[str]]] = {}
    lost = [n for n in notes if n.place.anchor is not None and n.place.anchor.cell is None]
    for note in notes:
        part, ref = _target(note, sheets)
        shown = bundled([note]) if note in lost else note
        said.setdefault(part, {}).setdefault(ref, []).append(shown.text)
    for part, cells in said.items():
        _annotate_sheet(package, part, [(r, "\n\n".join(t)) for r, t in cells.items()], author)
    count = sum(len(cells) for cells in said.values())
    return package.save(), {"comments": count, "missed_places": whereabouts(lost)}


def _sheets(package: Package) -> dict[str, str]:
    """The part of each worksheet by the sheet's name."""
    workbook = package.main_part()
    targets = {key: target for _, target, key in package.relations(workbook)}
    found = {}
    for sheet in package.tree(workbook).iter("{*}sheet"):
        key = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        part = targets.get(str(key), "")
        if part in package.names and "worksheets/" in part:
            found[sheet.get("name") or ""] = part
    if not found:
        raise UnreadableFile("工作簿中没有工作表，无法加批注")
    return found


def _target(note: Note, sheets: dict[str, str]) -> tuple[str, str]:
    """The worksheet part and the cell; notes on the whole text stand at the first sheet's A1."""
    first = next(iter(sheets.values()))
    anchor = note.place.anchor
    if anchor is None:
        return first, "A1"
    part = sheets.get(anchor.sheet or "", first)
    cell = (anchor.cell or "A1").partition(":")[0].replace("$", "").upper()
    return part, cell if _REF.match(cell) else "A1"


def _annotate_sheet(package: Package, part: str, said: Said, author: str) -> None:
    kinds = {kind.rpartition("/")[2]: target for kind, target, _ in package.relations(part)}
    if "comments" in kinds and kinds["comments"] in package.names:
        fresh = _add_comments(package, kinds["comments"], said, author)
    else:
        name = package.free_name("xl/comments{}.xml")
        package.put(name, _comments(said, author))
        package.relate(part, f"{_OFFICE}/comments", name)
        package.declare(name, _COMMENTS)
        fresh = said
    drawing = kinds.get("vmlDrawing", "")
    if drawing in package.names and drawing:
        _add_shapes(package, drawing, fresh)
    else:
        name = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.put(name, _drawing(fresh))
        package.declare_default("vml", _DRAWING)
        key = package.relate(part, f"{_OFFICE}/vmlDrawing", name)
        package.put(part, _with_drawing(package.read(part), key))


def _comments(said: Said, author: str) -> bytes:
    listed = "".join(_comment(ref, text, 0) for ref, text in said)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{_MAIN}"><authors><author>{escape(author)}</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    ).encode()


def _comment(ref: str, text: str, author: int) -> str:
    return f'<comment ref={quoteattr(ref)} authorId="{author}"><text>{_run(text)}</text></comment>'


def _run(text: str) -> str:
    return (
        '<r><rPr><sz val="9"/><rFont val="宋体"/></rPr>'
        f'<t xml:space="preserve">{escape(text)}</t></r>'
    )


def _add_comments(package: Package, name: str, said: Said, author: str) -> Said:
    """Add to the comments that are there; gives those that need a shape of their own."""
    from lxml import etree

    root = package.tree(name)
    ns = f"{{{etree.QName(root).namespace}}}"
    authors = root.find(f"{ns}authors")
    listed = root.find(f"{ns}commentList")
    if authors is None or listed is None:
        raise UnreadableFile("工作簿的批注部分不完整，请用 Excel 另存一份再试")
    etree.SubElement(authors, f"{ns}author").text = author
    known = {comment.get("ref"): comment for comment in listed}
    fresh: Said = []
    for ref, text in said:
        if ref in known:
            body = known[ref].find(f"{ns}text")
            made = _parse_run(f"\n\n{text}", ns)
            if body is not None:
                body.append(made)
        else:
            comment = etree.SubElement(
                listed, f"{ns}comment", {"ref": ref, "authorId": str(len(authors) - 1)}
            )
            etree.SubElement(comment, f"{ns}text").append(_parse_run(text, ns))
            fresh.append((ref, text))
    package.put_tree(name, root)
    return fresh


def _parse_run(text: str, ns: str) -> Any:
    from lxml import etree

    return etree.fromstring(f'<x xmlns="{ns.strip("{}")}">{_run(text)}</x>')[0]


def _drawing(said: Said) -> bytes:
    shapes = "".join(_shape(n, ref, text) for n, (ref, text) in enumerate(said, 1))
    return (
        f"<xml {_PREFIXES}>"
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        f"{_SHAPE_TYPE}{shapes}</xml>"
    ).encode()


# Stated on each element: a drawing that is there already may call them otherwise.
_PREFIXES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_PREFIXES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def _shape(number: int, ref: str, text: str) -> str:
    row, column = row_column(ref)
    lines = sum(1 + len(line) // 26 for line in text.split("\n"))
    last = row + max(4, min(lines, 24))
    return (
        f'<v:shape {_PREFIXES} id="_x0000_s{1024 + number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:80pt;margin-top:2pt;width:240pt;height:90pt;'
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/>"
        f"<x:Anchor>{column + 1}, 12, {row}, 4, {column + 5}, 12, {last}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )


def _add_shapes(package: Package, name: str, said: Said) -> None:
    """Put shapes behind those that are there, numbered above them."""
    text = package.read(name).decode("utf-8-sig")
    used = [int(number) for number in re.findall(r'id="_x0000_s(\d+)"', text)]
    start = max(used, default=1024) - 1024 + 1
    shapes = "".join(_shape(start + n, ref, body) for n, (ref, body) in enumerate(said))
    if "_x0000_t202" not in text:
        shapes = _SHAPE_TYPE + shapes
    at = text.rindex("</")
    package.put(name, f"{text[:at]}{shapes}{text[at:]}".encode())


def _with_drawing(sheet: bytes, key: str) -> bytes:
    """The worksheet with a reference to the shapes, everything else byte for byte as it was."""
    text = sheet.decode("utf-8-sig")
    bom = sheet[:3] if sheet.startswith(b"\xef\xbb\xbf") else b""
    root = re.search(r"<(\w+:)?worksheet\b", text)
    prefix = (root.group(1) or "") if root else ""
    entry = f'<{prefix}legacyDrawing xmlns:r="{_OFFICE}" r:id="{key}"/>'
    followers = re.compile(rf"<{prefix}(?:{'|'.join(_FOLLOWERS)})\b|</{prefix}worksheet>")
    found = followers.search(text, text.index("sheetData"))
    if found is None:
        raise UnreadableFile("工作表不完整，无法加批注，请用 Excel 另存一份再试")
    return bom + f"{text[: found.start()]}{entry}{text[found.start() :]}".encode()


def row_column(ref: str) -> tuple[int, int]:
    """Row and column from 0: ``D7`` is (6, 3)."""
    match = _REF.match(ref)
    if match is None:
        return 0, 0
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)) - 1, column - 1
