"""Excel workbooks (.xlsx, .xlsm): the visible sheets in order, cells as they show.

Our own reader over lxml: openpyxl takes six times as long and, in its fast mode, loses merged
cells; calamine loses the number formats and aborts the process on a sparse sheet.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from perflint.reading.document import Block, Document
from perflint.reading.rows import number
from perflint.reading.sheet import blocks, hidden_sheets_note
from perflint.reading.source import Source
from perflint.reading.xlsx_sheet import read_sheet
from perflint.reading.xlsx_styles import (
    Styles,
    read_shared_strings,
    read_styles,
    refuse_entities,
)
from perflint.reading.zipsafe import SafeZip, open_zip


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    part: str
    hidden: bool


def read(source: Source) -> Document:
    """The workbook's visible sheets."""
    archive = _Parts(source, open_zip(source))
    workbook = archive.main_part()
    root = archive.parse(workbook)
    relations = archive.relations(workbook)
    shared = [part for kind, part in relations.values() if kind == "sharedStrings"]
    styles = [part for kind, part in relations.values() if kind == "styles"]
    strings = read_shared_strings(source, archive.zip, shared[0]) if shared else []
    formats = read_styles(archive.parse(styles[0]) if styles else None, _counts_from_1904(root))
    found: list[Block] = []
    notes: list[str] = []
    entries = list(_entries(root, relations))
    for entry in entries:
        if not entry.hidden:
            source.check_time()
            _add_sheet(source, archive, entry, strings, formats, found, notes)
    hidden = hidden_sheets_note([entry.name for entry in entries if entry.hidden])
    return source.document("xlsx", number(found), [*hidden, *notes])


def _add_sheet(
    source: Source,
    archive: _Parts,
    entry: _Entry,
    strings: list[str],
    formats: Styles,
    found: list[Block],
    notes: list[str],
) -> None:
    with archive.zip.open(archive.actual(entry.part)) as stream:
        sheet = read_sheet(source, stream, entry.name, strings, formats)
    more, remarks = blocks(source, sheet)
    found += more
    notes += remarks


def _entries(root: etree._Element, relations: dict[str, tuple[str, str]]) -> Iterator[_Entry]:
    """The sheets in the order of their tabs; charts and dialogs are no sheets of cells."""
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        identifier = next((v for k, v in sheet.items() if str(k).endswith("}id")), "")
        kind, part = relations.get(str(identifier), ("", ""))
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            yield _Entry(sheet.get("name", ""), part, hidden)


def _counts_from_1904(root: etree._Element) -> bool:
    properties = root.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


class _Parts:
    """The parts of a package and their relations."""

    def __init__(self, source: Source, archive: SafeZip) -> None:
        self._source = source
        self.zip = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.names}

    def actual(self, part: str) -> str:
        """The entry of a part; some writers spell its case otherwise."""
        return self._names.get(part.lower(), part)

    def parse(self, part: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        with self.zip.open(self.actual(part)) as stream:
            try:
                root = etree.parse(stream, parser).getroot()
            except etree.XMLSyntaxError as error:
                raise self._source.error(
                    "工作簿的内容已损坏，无法读取；请用 Excel 或 WPS 打开后另存一份再试"
                ) from error
        refuse_entities(self._source, root)
        return root

    def main_part(self) -> str:
        for kind, part in self.relations("").values():
            if kind == "officeDocument":
                return part
        return "xl/workbook.xml"

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and part by the relation's id; relations to outside are left out."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        if path.lower() not in self._names:
            return {}
        found = {}
        for relation in self.parse(path):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/" + folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
        return found
