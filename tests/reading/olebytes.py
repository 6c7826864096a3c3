"""A compound file around some streams, for files that only need to look like one."""

from __future__ import annotations

import struct

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_SECTOR = 512


def compound(streams: dict[str, bytes]) -> bytes:
    """Streams are padded to 4096 bytes, so that they stand in whole sectors."""
    contents = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    fat: list[int] = [0xFFFFFFFD]
    body = b""
    starts = {}
    directory_sectors = (len(contents) + 1 + 3) // 4
    fat += [*range(2, directory_sectors + 1), _END]
    for name, data in contents.items():
        padded = data + b"\0" * (-len(data) % _SECTOR)
        count = len(padded) // _SECTOR
        starts[name] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        body += padded
    entries = [_entry("Root Entry", 5, _END, 0)]
    entries += [_entry(name, 2, starts[name], len(data)) for name, data in contents.items()]
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    assert len(head) == _SECTOR
    assert len(table) == _SECTOR
    return head + table + directory + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, _FREE)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
