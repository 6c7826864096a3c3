"""Word documents (.docx, .docm), read in one pass straight from the XML.

Each block of the body is turned into records and freed as soon as it is complete, so that memory
does not grow with the length of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import IO, TYPE_CHECKING

from perflint.reading.document import Block, Cell, Document, Paragraph, Table
from perflint.reading.limits import or_raise
from perflint.reading.rows import number
from perflint.reading.source import Source
from perflint.reading.wordnames import TRANSITIONAL, names_of
from perflint.reading.wordstyles import heading_levels, own_level
from perflint.reading.wordtable import Slot, layout
from perflint.reading.wordtext import flow_of, is_plain, plain_text, story
from perflint.reading.zipsafe import SafeZip, open_zip

if TYPE_CHECKING:
    from lxml.etree import _Element

_BROKEN = "Word 文件的内容已损坏或不完整；请用 Word 或 WPS 打开后另存一份再试"
_ENTITIES = "文件内含自定义实体，不是正常的 Word 文件，未读取；请用 Word 打开后另存一份再试"


def read(source: Source) -> Document:
    """Paragraphs and tables of the main text, all tracked changes accepted."""
    from lxml.etree import XMLSyntaxError

    archive = open_zip(source)
    try:
        part = main_part(archive)
        reader = WordReader(source, lambda: _styles(archive, part))
        with archive.open(part) as stream:
            blocks = [block for item in reader.elements(stream) for block in reader.blocks(item)]
    except XMLSyntaxError as error:
        raise source.error(_BROKEN) from error
    return source.document("docx", number(blocks))


def main_part(archive: SafeZip) -> str:
    """The name of the part that holds the main text, ``word/document.xml`` nearly always."""
    from lxml import etree

    if "_rels/.rels" in archive.names:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(archive.read("_rels/.rels"), parser)
        for relation in root if root is not None else ():
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in archive.names:
                return target
    return "word/document.xml"


def _styles(archive: SafeZip, part: str) -> dict[str, int]:
    name = part.rpartition("/")[0] + "/styles.xml"
    return heading_levels(archive.read(name)) if name in archive.names else {}


class WordReader:
    """Elements of a body to blocks; the same for a part of a package and for a whole tree."""

    def __init__(self, source: Source, levels: Callable[[], dict[str, int]]) -> None:
        self._source = source
        self._levels = cache(levels)
        self._cells = 0
        self._n = names_of(TRANSITIONAL)

    def elements(self, stream: IO[bytes]) -> Iterator[_Element]:
        """The paragraphs and tables of the body, one at a time; each is freed afterwards."""
        from lxml.etree import QName, iterparse

        events = iterparse(
            stream,
            events=("end",),
            tag=("{*}p", "{*}tbl"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        known = False
        for _, element in events:
            if not known:
                tree = element.getroottree()
                if tree.docinfo.doctype:
                    raise self._source.error(_ENTITIES)
                self._n = names_of(QName(tree.getroot()).namespace or "")
                known = True
            if not self._is_top(element):
                continue
            yield element
            parent = element.getparent()
            element.clear()
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    def _is_top(self, element: _Element) -> bool:
        """Whether an element stands in the body, not within a table or a text box."""
        n = self._n
        if element.tag not in (n.tbl, n.p):
            return False
        parent = element.getparent()
        while parent is not None and parent.tag in n.wrappers:
            if parent.tag == n.sdt and parent.find(f"{n.sdt_pr}/{n.placeholder}") is not None:
                return False
            parent = parent.getparent()
        return parent is not None and parent.tag == n.body

    def blocks(self, element: _Element) -> Iterator[Block]:
        """What a paragraph or table of the body becomes; an empty paragraph becomes nothing."""
        n = self._n
        if element.tag == n.tbl:
            self._source.check_time()
            yield from self._table(element, 1)
            return
        items = [plain_text(element, n)] if is_plain(element, n) else story(element, n)
        level = own_level(element, n, self._levels)
        for item in items:
            if not isinstance(item, str):
                yield from self._table(item, 1)
            elif item.strip():
                yield Paragraph(0, "word", item.strip(), level=level)
                level = 0  # text boxes come after the heading they are anchored in

    def _table(self, element: _Element, depth: int) -> Iterator[Table]:
        """A table, or none where all its rows are deleted."""
        limits = self._source.limits
        if depth > limits.nesting:
            what = f"表格嵌套超过{limits.nesting}层，未读取；请简化版式后再试"
            raise self._source.error(what + or_raise("nesting"))
        slots = layout(element, self._n, limits.columns)
        self._cells += len(slots)
        self._source.check_cells(self._cells)
        flow = flow_of(element, self._n) if is_plain(element, self._n) else ()
        cells = [self._cell(slot, flow, depth) for slot in slots]
        if cells:
            rows = max(cell.row + cell.rowspan for cell in cells)
            columns = max(cell.column + cell.colspan for cell in cells)
            yield Table(0, "word", cells, rows, columns)

    def _cell(self, slot: Slot, flow: tuple[str, ...], depth: int) -> Cell:
        """``flow`` holds the names that carry text in a plain table; () where it is none."""
        if flow:
            text = plain_text(slot.element, self._n, flow)
            return Cell(text, slot.row, slot.column, slot.rowspan, slot.colspan)
        items = story(slot.element, self._n)
        text = "\n".join(item for item in items if isinstance(item, str)).strip()
        cell = Cell(text, slot.row, slot.column, slot.rowspan, slot.colspan)
        for item in items:
            if not isinstance(item, str):
                cell.tables.extend(self._table(item, depth + 1))
        return cell
