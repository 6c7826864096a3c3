"""Running a reader in a process of its own, with limits on memory and time.

PDFium and recognition engines are C++ and Rust: a hostile file can make them abort, and then only
the child is lost. The document goes in and comes out through pipes; nothing is written to disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from perflint import errors
from perflint.errors import PerflintError
from perflint.reading.limits import Limits
from perflint.reading.source import Source

Progress = Callable[[int, int], None]  # pages done, pages in all
_START = "from perflint.reading.child import main; main()"
_ABORTED = "读取过程异常中止，文件可能已损坏；请用原软件打开后另存一份再试"
_OUT_OF_MEMORY = "读取所需内存超过上限，已停止；请拆分文件后再试"


def run_limited(
    target: str, source: Source, *, memory: int | None = None, progress: Progress | None = None
) -> Any:
    """What ``target`` ("module:function", called with a `Source` and a `Progress`) returns.

    The result is plain data (JSON). ``memory`` in bytes replaces the limit of the source. Raises
    what the function raises as a PerflintError, and UnreadableFile when the child runs out of
    time or memory, or dies.
    """
    header = {
        "target": target,
        "path": str(source.path),
        "limits": asdict(source.limits) | {"seconds": max(1.0, source.seconds_left)},
        "memory": memory or source.limits.memory_bytes,
    }
    command = [sys.executable, "-P", "-c", _START]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        timer = threading.Timer(max(1.0, source.seconds_left), process.kill)
        timer.start()
        try:
            return _converse(process, header, source, progress)
        finally:
            timer.cancel()
            process.kill()


def _environment() -> dict[str, str]:
    """Ours, with the same import path, and one thread for numpy (threads reserve memory)."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _converse(
    process: subprocess.Popen[bytes],
    header: dict[str, Any],
    source: Source,
    progress: Progress | None,
) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    first_line = json.dumps(header).encode() + b"\n"
    writer = threading.Thread(
        target=_send, args=(process.stdin, first_line, source.data), daemon=True
    )
    writer.start()
    for line in process.stdout:
        message = json.loads(line)
        if "result" in message:
            return message["result"]
        if "error" in message:
            raise getattr(errors, message["kind"], errors.UnreadableFile)(message["error"])
        if progress is not None:
            progress(*message["progress"])
    source.check_time()
    process.wait()
    raise source.error(_ABORTED)


def _send(stream: IO[bytes], *parts: bytes) -> None:
    with suppress(OSError):  # the child may have ended; what it said tells why
        for part in parts:
            stream.write(part)
        stream.close()


def main() -> None:
    """The child: one request from standard input, the answer to standard output."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between
    request = json.loads(sys.stdin.buffer.readline())
    _limit_memory(request["memory"])
    source = Source(Path(request["path"]), sys.stdin.buffer.read(), Limits(**request["limits"]))

    def say(message: dict[str, Any]) -> None:
        answer.write(json.dumps(message).encode() + b"\n")
        answer.flush()

    try:
        module, _, name = request["target"].partition(":")
        function = getattr(import_module(module), name)
        say({"result": function(source, lambda done, of: say({"progress": [done, of]}))})
    except PerflintError as error:
        say({"error": str(error), "kind": type(error).__name__})
    except MemoryError:
        say({"error": str(source.error(_OUT_OF_MEMORY)), "kind": "UnreadableFile"})
    except Exception:  # whatever a damaged file does to a reader
        say({"error": str(source.error(_ABORTED)), "kind": "UnreadableFile"})


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
