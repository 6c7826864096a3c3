"""The child process: its answers, and what becomes of its failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from perflint.errors import MissingExtra, UnreadableFile
from perflint.reading.child import end_waiting, run_limited
from perflint.reading.limits import Limits
from perflint.reading.source import Source


def source(data: bytes = b"x", limits: Limits = Limits()) -> Source:  # noqa: B008
    return Source(Path("样表.pdf"), data, limits)


def test_answer_and_progress() -> None:
    seen: list[tuple[int, int]] = []
    given = source(b"\x00\n" * 500_000, Limits(pages=7))
    answer = run_limited("childjobs:echo", given, progress=lambda *pages: seen.append(pages))
    assert answer == {"name": "样表.pdf", "length": 1_000_000, "pages": 7}
    assert seen == [(1, 2), (2, 2)]


def test_an_error_keeps_its_kind_and_message() -> None:
    with pytest.raises(MissingExtra, match=r"^请另装组件$"):
        run_limited("childjobs:refuse", source())


@pytest.mark.parametrize("job", ["fail", "die"])
def test_a_failure_is_one_clear_line(job: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^样表\.pdf：读取过程异常中止") as caught:
        run_limited(f"childjobs:{job}", source())
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit a process's memory")
def test_memory_is_limited() -> None:
    with pytest.raises(UnreadableFile, match="内存超过上限"):
        run_limited("childjobs:allocate", source())


def test_time_is_limited() -> None:
    with pytest.raises(UnreadableFile, match=r"读取超过0\.5秒"):
        run_limited("childjobs:sleep", source(limits=Limits(seconds=0.5)))


def test_data_that_nobody_reads_does_not_block() -> None:
    with pytest.raises(UnreadableFile):
        run_limited("childjobs:missing", source(b"x" * 5_000_000))


def test_a_child_is_used_again_unless_it_failed() -> None:
    end_waiting()
    first = run_limited("childjobs:identity", source())
    assert run_limited("childjobs:identity", source()) == first
    with pytest.raises(MissingExtra):
        run_limited("childjobs:refuse", source())
    assert run_limited("childjobs:identity", source()) == first
    with pytest.raises(UnreadableFile):
        run_limited("childjobs:fail", source())
    second = run_limited("childjobs:identity", source())
    assert second != first
    assert run_limited("childjobs:identity", source(), memory=2 * 1024**3) != second


def test_a_child_that_died_while_waiting_is_replaced() -> None:
    first = run_limited("childjobs:identity", source())
    os.kill(first, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    time.sleep(0.2)
    assert run_limited("childjobs:identity", source()) != first


def test_files_at_the_same_time() -> None:
    with ThreadPoolExecutor(3) as pool:
        answers = list(
            pool.map(lambda n: run_limited("childjobs:echo", source(b"x" * n)), range(9))
        )
    assert [answer["length"] for answer in answers] == list(range(9))


def test_no_child_stays_behind() -> None:
    code = (
        "import pathlib; from perflint.reading.child import end_waiting, run_limited;"
        "from perflint.reading.source import Source; from perflint.reading.limits import Limits;"
        "print(run_limited('childjobs:identity', Source(pathlib.Path('a'), b'', Limits())))"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
