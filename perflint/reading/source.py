"""A file on its way through a reader: its bytes, its limits and the words for its faults."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from perflint.errors import UnreadableFile
from perflint.reading.document import Block, Document
from perflint.reading.limits import MIB, Limits, or_raise


@dataclass(frozen=True, slots=True)
class Source:
    """What every reader module's ``read(source) -> Document`` is given.

    ``path`` is the file as named by the user, for messages and the extension; the content is
    ``data``, read once. ``progress`` is told the pages done and the pages in all by slow readers.
    """

    path: Path
    data: bytes
    limits: Limits
    started: float = field(default_factory=time.monotonic)
    progress: Callable[[int, int], None] | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def extension(self) -> str:
        """In lower case, without the dot."""
        return self.path.suffix.lower().lstrip(".")

    @property
    def seconds_left(self) -> float:
        return self.limits.seconds - (time.monotonic() - self.started)

    def error(self, what: str) -> UnreadableFile:
        """The exception to raise: the file's name and ``what`` is wrong and to be done, Chinese."""
        return UnreadableFile(f"{self.name}：{what}")

    def check_time(self) -> None:
        """Raise when the file has taken longer than its limit; call it once a page or table."""
        if self.seconds_left < 0:
            seconds = f"{self.limits.seconds:g}"
            raise self.error(f"读取超过{seconds}秒，已停止；请拆分文件后再试{or_raise('seconds')}")

    def check_cells(self, count: int) -> None:
        """Raise when a document has more cells than allowed."""
        if count > self.limits.cells:
            what = f"表格单元格超过{self.limits.cells}个，已停止；请拆分文件后再试"
            raise self.error(what + or_raise("cells"))

    def document(
        self, format_name: str, blocks: list[Block], notes: Sequence[str] = ()
    ) -> Document:
        digest = hashlib.sha256(self.data).hexdigest()
        return Document(self.name, format_name, blocks, digest, list(notes))


def load(path: Path, limits: Limits) -> Source:
    """The file's content, or one clear line why there is none."""

    def refuse(what: str) -> UnreadableFile:
        return UnreadableFile(f"{path.name or path}：{what}")

    try:
        if path.is_dir():
            raise refuse("这是文件夹，不是文件；请指定其中的文件")
        size = path.stat().st_size
        if size == 0:
            raise refuse("文件是空的（0字节）；请重新导出或重新下载后再试")
        if size > limits.file_bytes:
            what = f"文件超过{limits.file_bytes // MIB}MB的上限，未读取；请拆分后再试"
            raise refuse(what + or_raise("file-mb"))
        if not path.is_file():
            raise refuse("不是普通文件，无法读取")
        return Source(path, path.read_bytes(), limits)
    except FileNotFoundError:
        raise refuse("找不到这个文件；请检查路径和文件名") from None
    except PermissionError:
        raise refuse("没有读取权限；请检查文件权限，或关闭正在占用它的程序") from None
    except (OSError, ValueError) as error:
        raise refuse("无法打开这个文件；请检查路径和磁盘") from error
