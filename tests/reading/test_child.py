"""The child process: its answers, and what becomes of its failures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from perflint.errors import MissingExtra, UnreadableFile
from perflint.reading.child import run_limited
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
