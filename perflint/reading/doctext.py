"""The text of a Word 97–2003 file: header (FIB), pieces, and where their bytes stand."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from perflint.reading.ole import CompoundFile
from perflint.reading.source import Source

_MAGIC = 0xA5EC  # Word 97 and later; Word 6 and 95 have another
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FIRST_VERSION = 0x00C0
_COUNTS = 76  # FibRgLw97.ccpText and the lengths of the other stories
_POINTERS, _N_POINTERS = 154, 93
CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES = 12, 13, 33


class OldFormat(Exception):
    """A file of Word 6 or 95, or without the tables this reader needs."""


class Encrypted(Exception):
    """The file has a password to open."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` stand at ``offset``, one or two bytes each.

    ``modifier`` is the piece's own formatting, as sprms.
    """

    start: int
    end: int
    offset: int
    narrow: bool
    modifier: bytes


class WordText:
    """All stories of a file as one text; a position counts UTF-16 units, as in the file."""

    def __init__(self, source: Source) -> None:
        container = CompoundFile(source)
        self.main = container.read("WordDocument")
        if len(self.main) < _POINTERS or struct.unpack_from("<H", self.main)[0] != _MAGIC:
            raise OldFormat
        version, flags = (struct.unpack_from("<H", self.main, at)[0] for at in (2, 10))
        if flags & _ENCRYPTED:
            raise Encrypted
        table = "1Table" if flags & _SECOND_TABLE else "0Table"
        if version < _FIRST_VERSION or not container.has(table):
            raise OldFormat
        self.table = container.read(table)
        self.data = container.read("Data") if container.has("Data") else b""
        self.pieces = list(self._pieces())
        if not self.pieces:
            raise OldFormat
        self._starts = [piece.start for piece in self.pieces]
        self.text = self._decode()

    def part(self, index: int) -> bytes:
        """A structure of the table stream, by its number in the header's list of pointers."""
        at = _POINTERS + 8 * index
        if at + 8 > len(self.main):
            raise OldFormat
        start, size = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + size]

    def stories(self) -> list[tuple[int, int]]:
        """Ranges of the main text and of the text boxes."""
        counts = struct.unpack_from("<7i", self.main, _COUNTS)
        boxes = sum(counts[:6])
        ranges = [(0, counts[0]), (boxes, boxes + counts[6])]
        return [(start, min(end, len(self.text))) for start, end in ranges if 0 <= start < end]

    def piece_at(self, position: int) -> Piece:
        return self.pieces[max(0, bisect_right(self._starts, position) - 1)]

    def offset(self, position: int) -> int:
        """Where a character stands in the main stream."""
        piece = self.piece_at(position)
        return piece.offset + (position - piece.start) * (1 if piece.narrow else 2)

    def positions(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Ranges of characters that stand between two offsets of the main stream."""
        for piece in self.pieces:
            width = 1 if piece.narrow else 2
            first = max(start, piece.offset)
            last = min(end, piece.offset + (piece.end - piece.start) * width)
            if first < last:
                yield (
                    piece.start + (first - piece.offset) // width,
                    piece.start + (last - piece.offset) // width,
                )

    def _pieces(self) -> Iterator[Piece]:
        block = self.part(PIECES)
        modifiers: list[bytes] = []
        at = 0
        while at < len(block) and block[at] == 1:
            size = struct.unpack_from("<H", block, at + 1)[0]
            modifiers.append(block[at + 3 : at + 3 + size])
            at += 3 + size
        if at + 5 > len(block) or block[at] != 2:
            return
        size = min(struct.unpack_from("<I", block, at + 1)[0], len(block) - at - 5)
        count = (size - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}I", block, at + 5)
        at += 5 + 4 * (count + 1)
        for index in range(count):
            _, offset, modifier = struct.unpack_from("<HIH", block, at + 8 * index)
            narrow = bool(offset & 0x40000000)
            offset = (offset & 0x3FFFFFFF) // 2 if narrow else offset & 0x3FFFFFFF
            own = modifiers[modifier >> 1 :][:1] if modifier & 1 else []
            if positions[index] < positions[index + 1]:
                yield Piece(
                    positions[index], positions[index + 1], offset, narrow, own[0] if own else b""
                )

    def _decode(self) -> str:
        parts = []
        for piece in self.pieces:
            count = piece.end - piece.start
            if count > len(self.main):
                raise OldFormat
            if piece.narrow:
                raw = self.main[piece.offset : piece.offset + count]
                parts.append(raw.decode("cp1252", "replace").ljust(count))
            else:
                raw = self.main[piece.offset : piece.offset + 2 * count]
                parts.append(_units(raw).ljust(count))
        return "".join(parts)


def _units(raw: bytes) -> str:
    """One character for each UTF-16 unit, so that positions stay right."""
    raw = raw[: len(raw) // 2 * 2]
    try:
        text = raw.decode("utf-16-le")
    except UnicodeDecodeError:
        text = ""
    if len(text) * 2 == len(raw):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def whole(text: str) -> str:
    """Surrogate halves put together again."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
