"""What test_child runs in a child process."""

from __future__ import annotations

import os
import time
from typing import Any

from perflint.errors import MissingExtra
from perflint.reading.child import Progress
from perflint.reading.source import Source


def echo(source: Source, progress: Progress) -> dict[str, Any]:
    print("noise on standard output")
    os.write(1, b"more noise\n")
    progress(1, 2)
    progress(2, 2)
    return {"name": source.name, "length": len(source.data), "pages": source.limits.pages}


def sleep(source: Source, progress: Progress) -> None:
    time.sleep(60)


def allocate(source: Source, progress: Progress) -> int:
    return len(bytearray(3 * 1024**3))


def die(source: Source, progress: Progress) -> None:
    os.abort()


def fail(source: Source, progress: Progress) -> None:
    raise ValueError(source.name)


def refuse(source: Source, progress: Progress) -> None:
    raise MissingExtra("请另装组件")


def identity(source: Source, progress: Progress) -> int:
    return os.getpid()
