"""Formatting of a Word 97–2003 file, as far as tables and deleted text need it."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from perflint.reading.doctext import CHARACTER_PAGES, PARAGRAPH_PAGES, WordText
from perflint.reading.gridding import CellDef
from perflint.reading.symbols import symbol

_PAGE = 512
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION, _CHANGE_TABS = 0xD608, 0xC615
_IN_TABLE, _ROW_END, _DEPTH, _DEEPER = 0x2416, 0x2417, 0x6649, 0x664A
_INNER_CELL, _INNER_ROW = 0x244B, 0x244C
_STYLE, _OUTLINE = 0x4600, 0x2640
_HEADER = 0x3404
_HUGE = (0x6645, 0x6646)
_MERGE, _MERGE_DOWN = 0x5624, 0xD62B
_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
_MAX_COLUMNS = 64


@dataclass(slots=True)
class Properties:
    """A paragraph's place: table depth (0 = body), whether it ends a cell or row, heading level.

    ``header`` and ``cells`` describe the row, on the paragraph that ends it.
    """

    depth: int = 0
    cell_end: bool = False
    row_end: bool = False
    level: int = 0
    header: bool = False
    cells: list[CellDef] = field(default_factory=list)


def sprms(block: bytes) -> Iterator[tuple[int, bytes]]:
    """The single property modifiers of a list, with their operands."""
    at = 0
    while at + 2 <= len(block):
        code = struct.unpack_from("<H", block, at)[0]
        at += 2
        size = _OPERAND.get(code >> 13)
        if size is None:
            if code == _TABLE_DEFINITION:
                size = struct.unpack_from("<H", block, at)[0] - 1 if at + 2 <= len(block) else 0
                at += 2
            else:
                size = block[at] if at < len(block) else 0
                at += 1
                if code == _CHANGE_TABS and size == 255:
                    size = _tab_changes(block, at)
        yield code, block[at : at + size]
        at += max(0, size)


def _tab_changes(block: bytes, at: int) -> int:
    """The true size of a list of tab stops too long for its size byte."""
    deleted = block[at] if at < len(block) else 0
    added_at = at + 1 + 4 * deleted
    added = block[added_at] if added_at < len(block) else 0
    return 2 + 4 * deleted + 3 * added


class Formatting:
    """Properties by position. Pages of the file are read once, then looked up."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self._known: dict[tuple[bytes, bytes], Properties] = {}
        self._starts: list[int] = []
        self._blocks: list[bytes] = []
        for start, block in sorted(self._paragraphs(), key=lambda item: item[0]):
            self._starts.append(start)
            self._blocks.append(block)
        self.hidden: list[tuple[int, int]] = []
        self.symbols: dict[int, str] = {}
        self._characters()
        self.hidden.sort()

    def at(self, position: int) -> Properties:
        """The properties of the paragraph that ends with the character at ``position``."""
        index = bisect_right(self._starts, self._text.offset(position)) - 1
        block = self._blocks[index] if index >= 0 else b""
        key = block, self._text.piece_at(position).modifier
        if key not in self._known:
            self._known[key] = self._properties(*key)
        return self._known[key]

    def _properties(self, block: bytes, modifier: bytes) -> Properties:
        found = Properties()
        if len(block) >= 2:
            _apply_style(found, struct.unpack_from("<H", block)[0])
        for code, operand in [*self._expanded(block[2:]), *sprms(modifier)]:
            _apply(found, code, operand)
        if found.depth == 0:
            found.row_end = found.cell_end = False
        return found

    def _expanded(self, block: bytes) -> Iterator[tuple[int, bytes]]:
        """Modifiers, with those that were too many for their page read from the data stream."""
        for code, operand in sprms(block):
            if code in _HUGE and len(operand) == 4:
                at = struct.unpack("<I", operand)[0]
                if at + 2 <= len(self._text.data):
                    size = struct.unpack_from("<H", self._text.data, at)[0]
                    yield from sprms(self._text.data[at + 2 : at + 2 + size])
            else:
                yield code, operand

    def _pages(self, part: int) -> Iterator[bytes]:
        block = self._text.part(part)
        count = (len(block) - 4) // 8
        for index in range(max(0, count)):
            number = struct.unpack_from("<I", block, 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF
            page = self._text.main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                yield page

    def _paragraphs(self) -> Iterator[tuple[int, bytes]]:
        for page in self._pages(PARAGRAPH_PAGES):
            count = min(page[511], (_PAGE - 5) // 17)
            for index in range(count):
                start = struct.unpack_from("<I", page, 4 * index)[0]
                at = page[4 * (count + 1) + 13 * index] * 2
                yield start, _paragraph_block(page, at) if at else b""

    def _characters(self) -> None:
        """Ranges of deleted and hidden text, and the symbols among the characters."""
        for page in self._pages(CHARACTER_PAGES):
            count = min(page[511], (_PAGE - 5) // 5)
            for index in range(count):
                at = page[4 * (count + 1) + index] * 2
                if not at:
                    continue
                start, end = struct.unpack_from("<II", page, 4 * index)
                for code, operand in sprms(page[at + 1 : at + 1 + page[at]]):
                    if code in (_DELETED, _HIDDEN) and operand[:1] in (b"\x01", b"\x81"):
                        self.hidden += self._text.positions(start, end)
                    elif code == _SYMBOL and len(operand) == 4:
                        self._symbol(start, end, struct.unpack("<HH", operand)[1])

    def _symbol(self, start: int, end: int, code: int) -> None:
        for first, last in self._text.positions(start, end):
            for position in range(first, min(last, first + 8)):
                self.symbols[position] = symbol("", code)


def _paragraph_block(page: bytes, at: int) -> bytes:
    """Style number and modifiers, whose size is written in one of two ways."""
    size = page[at]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""


def _apply_style(found: Properties, style: int) -> None:
    """Styles 1 to 9 are the nine headings in every file."""
    found.level = style if 1 <= style <= 9 else 0


def _apply(found: Properties, code: int, operand: bytes) -> None:
    value = int.from_bytes(operand[:4], "little", signed=True)
    if code == _IN_TABLE:
        found.depth = max(found.depth, 1) if value else 0
    elif code == _DEPTH:
        found.depth = max(0, min(value, 255))
    elif code == _DEEPER:
        found.depth = max(0, min(found.depth + value, 255))
    elif code in (_ROW_END, _INNER_ROW):
        found.row_end = found.row_end or bool(value)
    elif code == _INNER_CELL:
        found.cell_end = bool(value)
    elif code == _OUTLINE:
        found.level = value + 1 if 0 <= value < 9 else 0
    elif code == _STYLE:
        _apply_style(found, value & 0xFFFF)
    elif code == _HEADER:
        found.header = bool(value)
    elif code == _TABLE_DEFINITION:
        found.cells = _definition(operand)
    elif code == _MERGE and len(operand) == 2:
        for cell in found.cells[operand[0] + 1 : operand[1]]:
            cell.merged_left = True
    elif code == _MERGE_DOWN and len(operand) == 2 and operand[0] < len(found.cells):
        found.cells[operand[0]].merged_down = {0: None, 1: True}.get(operand[1] & 3, False)


def _definition(operand: bytes) -> list[CellDef]:
    """The cells of a row; descriptions may be fewer than cells."""
    count = min(operand[0] if operand else 0, _MAX_COLUMNS, (len(operand) - 3) // 2)
    if count <= 0:
        return []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = [CellDef(left, right) for left, right in pairwise(edges)]
    at = 1 + 2 * (operand[0] + 1)
    for cell in cells:
        if at + 2 > len(operand):
            break
        flags = struct.unpack_from("<H", operand, at)[0]
        cell.merged_left = bool(flags & 0x2)
        if flags & 0x20:
            cell.merged_down = not flags & 0x40
        at += 20
    return cells
