"""Opening an archive that may be broken, or made to hurt."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from perflint.errors import UnreadableFile
from perflint.reading.limits import MIB, or_raise
from perflint.reading.source import Source

_CHUNK = 64 * 1024
_BROKEN = "文件已损坏或不完整（压缩结构读不出来）；请用原软件打开后另存一份，或重新下载"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class SafeZip:
    """An archive in memory. Nothing is ever written to disk, so no path can lead outside."""

    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self._source = source
        self._archive = archive
        self.names = [info.filename for info in archive.infolist()]

    def read(self, name: str) -> bytes:
        """One part, unpacked; raises where it is missing, damaged or too large."""
        with self.open(name) as stream:
            return stream.read()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One part as a stream that counts what it hands out (declared sizes can lie)."""
        if name not in self._archive.NameToInfo:
            raise self._source.error(f"文件不完整，缺少内部文件 {name}；请另存一份再试")
        info = self._archive.getinfo(name)
        try:
            stream = self._archive.open(info)
        except RuntimeError as error:
            raise self._source.error("压缩包设有密码，无法读取；请取消密码后再试") from error
        except _FAULTS as error:
            raise self._source.error(_BROKEN) from error
        with stream:
            yield _Counted(self._source, stream, info.compress_size)  # type: ignore[misc]


class _Counted(io.RawIOBase):
    """A part's stream; reading past the limits raises in the middle of the unpacking."""

    def __init__(self, source: Source, stream: IO[bytes], packed: int) -> None:
        super().__init__()
        self._source = source
        self._stream = stream
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size is not None and size >= 0:
            return self._take(size)
        return b"".join(iter(lambda: self._take(_CHUNK), b""))

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._take(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _take(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except _FAULTS as error:
            raise self._source.error(_BROKEN) from error
        self._count += len(data)
        check_size(self._source, self._count, self._packed)
        return data


def check_size(source: Source, expanded: int, packed: int) -> None:
    """Raise for a part that unpacks to more than the limits allow."""
    limits = source.limits
    if expanded > limits.expanded_bytes:
        size = limits.expanded_bytes // MIB
        what = f"解压后超过{size}MB的上限，疑似压缩炸弹，未读取；请拆分后再试"
        raise source.error(what + or_raise("expanded-mb"))
    if expanded > limits.ratio_from and expanded > packed * limits.ratio:
        what = "压缩比异常，疑似压缩炸弹，未读取；请用原软件打开后另存一份再试"
        raise source.error(what + or_raise("ratio"))


def open_zip(source: Source) -> SafeZip:
    """The archive of a file, after its directory was checked against the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        infos = archive.infolist()
    except _FAULTS as error:
        raise source.error(_BROKEN) from error
    if len(infos) > source.limits.parts:
        what = "压缩包内的文件过多，未读取；请用原软件打开后另存一份再试"
        raise source.error(what + or_raise("parts"))
    for info in infos:
        _check_name(source, info.filename)
        check_size(source, info.file_size, info.compress_size)
    if sum(info.file_size for info in infos) > source.limits.expanded_bytes:
        check_size(source, source.limits.expanded_bytes + 1, 1)
    return SafeZip(source, archive)


def _check_name(source: Source, name: str) -> None:
    """A document never needs such a path: whoever wrote it aims at another program."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":"):
        raise UnreadableFile(
            f"{source.name}：压缩包内含指向外部的路径，未读取；请用原软件打开后另存一份再试"
        )
