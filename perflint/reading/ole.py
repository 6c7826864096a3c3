"""OLE2 compound files, the container of .doc, .xls, .wps and of encrypted .docx and .xlsx."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from perflint.reading.source import Source

_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_MAX_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_ENTRY = 128
_BROKEN = "Office 文件的内部结构已损坏或不完整；请用原软件打开后另存一份，或重新下载"


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """Streams by name. Chains are followed with a count, so that a loop ends."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.data
        if len(self._data) < 512:
            raise source.error(_BROKEN)
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise source.error(_BROKEN)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._fat = self._read_fat()
        first_directory, _, self._cutoff, first_mini = struct.unpack_from("<IIII", self._data, 48)
        self._entries = list(self._directory(first_directory))
        if not any(entry.kind == _ROOT for entry in self._entries):
            # The directory lies behind the place where the file was cut off.
            raise source.error(_BROKEN)
        self._mini_fat = self._numbers(self._chain(first_mini, self._fat))
        self._mini_stream: bytes | None = None

    @property
    def names(self) -> frozenset[str]:
        """Names of all streams, at any depth, and of the storages above them, in lower case."""
        return frozenset(entry.name.lower() for entry in self._entries)

    def has(self, name: str) -> bool:
        return self._find(name) is not None

    def read(self, name: str) -> bytes:
        """A stream's bytes; raises where it is missing. Of equal names the first counts."""
        entry = self._find(name)
        if entry is None:
            raise self._source.error(_BROKEN)
        return self._content(entry)

    def _find(self, name: str) -> _Entry | None:
        """Names differ in more than case."""
        streams = (entry for entry in self._entries if entry.kind == _STREAM)
        return next((entry for entry in streams if entry.name.lower() == name.lower()), None)

    def _content(self, entry: _Entry) -> bytes:
        if entry.size >= self._cutoff:
            return self._join(entry.start)[: entry.size]
        if self._mini_stream is None:
            root = next((e for e in self._entries if e.kind == _ROOT), None)
            self._mini_stream = self._join(root.start)[: root.size] if root else b""
        size = self._mini_size
        sectors = self._chain(entry.start, self._mini_fat)
        return b"".join(self._mini_stream[s * size : (s + 1) * size] for s in sectors)[: entry.size]

    def _read_fat(self) -> list[int]:
        """The sector table, through the 109 entries of the header and the chained ones."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        following = struct.unpack_from("<I", self._data, 68)[0]
        per_sector = self._size // 4
        for _ in range(len(self._data) // self._size + 1):
            if following > _MAX_SECTOR:
                break
            block = self._words(following)
            if len(block) < per_sector:
                break
            sectors += block[:-1]
            following = block[-1]
        return self._numbers([sector for sector in sectors if sector <= _MAX_SECTOR])

    def _numbers(self, sectors: list[int]) -> list[int]:
        return [number for sector in sectors for number in self._words(sector)]

    def _words(self, sector: int) -> tuple[int, ...]:
        block = self._sector(sector)
        return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, start: int, table: list[int]) -> list[int]:
        chain: list[int] = []
        while start < len(table) and len(chain) <= len(table):
            chain.append(start)
            start = table[start]
        if len(chain) > len(table):
            raise self._source.error(_BROKEN)
        return chain

    def _join(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._chain(start, self._fat))

    def _directory(self, start: int) -> Iterator[_Entry]:
        content = self._join(start)
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            if kind:
                name = content[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                first, size = struct.unpack_from("<II", content, at + 116)
                yield _Entry(name, kind, first, size)


def stream_names(source: Source) -> frozenset[str]:
    """Which streams a compound file has, in lower case: they tell what program wrote it."""
    return CompoundFile(source).names
