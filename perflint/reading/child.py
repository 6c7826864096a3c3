"""Running a reader in a process of its own, with limits on memory and time.

PDFium and recognition engines are C++ and Rust: a hostile file can make them abort, and then only
the child is lost. The document goes in and comes out through pipes; nothing is written to disk. A
child that has answered waits for the next file (its start takes longer than a short PDF, models
longer still); it ends with this process, and one that failed is never used again.
"""

from __future__ import annotations

import atexit
import gc
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
from perflint.reading.limits import Limits, or_raise
from perflint.reading.source import Source

Progress = Callable[[int, int], None]  # pages done, pages in all
_START = "from perflint.reading.child import main; main()"
_ABORTED = "读取过程异常中止，文件可能已损坏；请用原软件打开后另存一份再试"
_OUT_OF_MEMORY = f"读取所需内存超过上限，已停止；请拆分文件后再试{or_raise('memory-mb')}"


def run_limited(
    target: str, source: Source, *, memory: int | None = None, progress: Progress | None = None
) -> Any:
    """What ``target`` ("module:function", called with a `Source` and a `Progress`) returns.

    The result is plain data (JSON). ``memory`` in bytes replaces the limit of the source. Raises
    what the function raises as a PerflintError, and UnreadableFile when the child runs out of
    time or memory, or dies.
    """
    limit = memory or source.limits.memory_bytes
    header = {
        "target": target,
        "path": str(source.path),
        "limits": asdict(source.limits) | {"seconds": max(1.0, source.seconds_left)},
        "size": len(source.data),
    }
    answer = None
    waiting = _take(limit)
    if waiting is not None:  # what an earlier file did to it is no fault of this one
        answer = _ask(waiting, limit, header, source, progress)
    if answer is None and source.seconds_left > 0:
        answer = _ask(_new(limit), limit, header, source, progress)
    if answer is None:
        source.check_time()
        raise source.error(_ABORTED)
    if "error" in answer:
        raise getattr(errors, answer["kind"] or "UnreadableFile")(answer["error"])
    return answer["result"]


def _ask(
    process: subprocess.Popen[bytes],
    memory: int,
    header: dict[str, Any],
    source: Source,
    progress: Progress | None,
) -> dict[str, Any] | None:
    """The child's answer, None where it ended without one (died, or its time was over)."""
    timer = threading.Timer(max(0.1, source.seconds_left), process.kill)
    timer.start()
    answer = None
    try:
        answer = _converse(process, header, source.data, progress)
    finally:
        timer.cancel()
        if answer is not None and ("result" in answer or answer["kind"]):
            _give_back(process, memory)
        else:
            _end(process)
    return answer


_waiting: dict[tuple[int, int], subprocess.Popen[bytes]] = {}  # by our process and memory limit
_lock = threading.Lock()


def _take(memory: int) -> subprocess.Popen[bytes] | None:
    """A child that waits."""
    with _lock:
        process = _waiting.pop((os.getpid(), memory), None)
    if process is not None and process.poll() is not None:
        _end(process)
        return None
    return process


def _new(memory: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def _give_back(process: subprocess.Popen[bytes], memory: int) -> None:
    with _lock:
        other = _waiting.setdefault((os.getpid(), memory), process)
    if other is not process:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


@atexit.register
def end_waiting() -> None:
    """End the children that wait for another file."""
    with _lock:
        mine = [key for key in _waiting if key[0] == os.getpid()]
        processes = [_waiting.pop(key) for key in mine]
    for process in processes:
        _end(process)


def _environment() -> dict[str, str]:
    """Ours, with the same import path, and one thread for numpy (threads reserve memory)."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _converse(
    process: subprocess.Popen[bytes],
    header: dict[str, Any],
    data: bytes,
    progress: Progress | None,
) -> dict[str, Any] | None:
    """The child's last message: a result, or an error and its kind (None where it is unwell)."""
    assert process.stdin is not None
    assert process.stdout is not None
    request = (json.dumps(header).encode() + b"\n", data)
    writer = threading.Thread(target=_send, args=(process.stdin, *request), daemon=True)
    writer.start()
    for line in process.stdout:
        message: dict[str, Any] = json.loads(line)
        if "progress" not in message:
            writer.join(1.0)
            return message
        if progress is not None:
            progress(*message["progress"])
    return None


def _send(stream: IO[bytes], *parts: bytes) -> None:
    with suppress(OSError, ValueError):  # the child may have ended; what it said tells why
        for part in parts:
            stream.write(part)
        stream.flush()


def main() -> None:
    """The child: requests from standard input, the answers to standard output."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between
    _limit_memory(int(sys.argv[1]))

    def say(message: dict[str, Any]) -> None:
        answer.write(json.dumps(message).encode() + b"\n")
        answer.flush()

    gc.disable()  # hundreds of thousands of small objects and no cycles: looking takes a third
    while line := sys.stdin.buffer.readline():
        _answer(json.loads(line), say)
        gc.collect()


def _answer(request: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> None:
    data = sys.stdin.buffer.read(request["size"])
    source = Source(Path(request["path"]), data, Limits(**request["limits"]))
    try:
        module, _, name = request["target"].partition(":")
        function = getattr(import_module(module), name)
        say({"result": function(source, lambda done, of: say({"progress": [done, of]}))})
    except PerflintError as error:
        say({"error": str(error), "kind": type(error).__name__})
    except MemoryError:
        say({"error": str(source.error(_OUT_OF_MEMORY)), "kind": None})
    except Exception:  # whatever a damaged file does to a reader
        say({"error": str(source.error(_ABORTED)), "kind": None})


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
