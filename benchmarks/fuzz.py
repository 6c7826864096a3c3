"""Damaged files of every format, read under limits: no traceback, no hang, no flood of memory.

    python benchmarks/fuzz.py --seconds 120

Each case is a real file of this project with bytes changed, cut, doubled or swapped; in zipped
formats a part is damaged and packed again, so that the damage reaches the reader. Cases are numbered
and repeatable: ``--seed`` and the number give the same bytes again.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("corpora/samples", "corpora/labelled", "tests/reading/data", "tests/fixtures")
SUFFIXES = ("docx", "doc", "rtf", "xlsx", "xls", "pdf", "html", "mht", "md", "csv", "txt")
MEMORY = 1024 * 1024 * 1024
CASE_SECONDS = 90  # a scanned file is recognised page by page


@dataclass
class Tally:
    """What became of the cases of one format."""

    cases: int = 0
    read: int = 0
    refused: int = 0
    faults: int = 0
    hangs: int = 0
    worst: float = 0.0
    peak: int = 0

    def add(self, outcome: str, seconds: float, peak: int) -> None:
        self.cases += 1
        self.read += outcome == "read"
        self.refused += outcome == "refused"
        self.faults += outcome == "fault"
        self.hangs += outcome == "hang"
        self.worst = max(self.worst, seconds)
        self.peak = max(self.peak, peak)


def originals(more: Path | None) -> dict[str, list[Path]]:
    """Files to damage, by suffix, the smallest first."""
    found: dict[str, list[Path]] = {}
    for folder in [*(ROOT / name for name in FOLDERS), *([more] if more else [])]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix[1:] in SUFFIXES:
                found.setdefault(path.suffix[1:], []).append(path)
    return {key: sorted(found[key], key=lambda p: p.stat().st_size)[:4] for key in sorted(found)}


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to a few faults; a zip gets them in a part or in its own structure."""
    if rng.random() < 0.7 and zipfile.is_zipfile(io.BytesIO(data)):
        return _damaged_part(data, rng)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        data = _fault(data, rng)
    return data


def _fault(data: bytes, rng: random.Random) -> bytes:
    if len(data) < 2:
        return data
    at = rng.randrange(len(data))
    size = min(len(data) - at, rng.choice((1, 2, 4, 16, 200, 5000)))
    kind = rng.randrange(7)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + size :]
    if kind == 2:
        return data[: at + size] + data[at : at + size] * rng.choice((1, 3, 50)) + data[at + size :]
    if kind == 3:
        return data[:at] + rng.randbytes(size) + data[at + size :]
    if kind == 4:
        return data[:at] + rng.choice((b"\xff" * 4, b"\0" * 4, b"\x7f" * 4)) + data[at + 4 :]
    if kind == 5:
        to = rng.randrange(len(data))
        return data[:at] + data[to : to + size] + data[at + size :]
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _damaged_part(data: bytes, rng: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        victim = rng.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            content = old.read(name)
            if name == victim:
                content = _fault(content, rng)
                if rng.random() < 0.5:
                    content = content.replace(b'"1"', b'"4294967295"', rng.randrange(1, 9))
            new.writestr(name, content)
    return buffer.getvalue()


def _attempt(path: Path) -> str:
    """Read and extract one file; what a person would see of it."""
    from perflint.api import extract
    from perflint.errors import PerflintError

    try:
        extract(path)
    except PerflintError as error:
        return "refused" if "\n" not in str(error) else "fault"
    except TimeoutError:
        return "hang"
    except Exception as error:
        print(f"{path.name}: {error!r}", file=sys.stderr)
        return "fault"
    return "read"


def _stop(*_: object) -> None:
    raise TimeoutError


def worker(cases: multiprocessing.Queue, results: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    """Cases one by one under a limit of memory and time, until None comes."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
    signal.signal(signal.SIGALRM, _stop)
    while (case := cases.get()) is not None:
        signal.alarm(CASE_SECONDS)
        start = time.perf_counter()
        try:
            outcome = _attempt(case)
        except TimeoutError:
            outcome = "hang"
        signal.alarm(0)
        seconds = time.perf_counter() - start
        if seconds >= CASE_SECONDS:
            outcome = "hang"  # also where the signal was taken for a failure to read
        usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        peak = max(resource.getrusage(who).ru_maxrss for who in usage) * 1024
        results.put((outcome, seconds, peak))


class Runner:
    """A worker process that is started again when a case ends it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._cases, self._results = self._context.Queue(), self._context.Queue()
        self._process = self._context.Process(target=worker, args=(self._cases, self._results))
        self._process.start()

    def run(self, path: Path) -> tuple[str, float, int]:
        self._cases.put(path)
        end = time.monotonic() + CASE_SECONDS + 30
        while time.monotonic() < end:
            try:
                return self._results.get(timeout=0.2)
            except Exception:
                if not self._process.is_alive():
                    print(f"{path.name}: the process ended", file=sys.stderr)
                    self._start()
                    return "fault", 0.0, 0
        self._process.kill()
        self._start()
        return "hang", CASE_SECONDS, 0

    def close(self) -> None:
        self._cases.put(None)
        self._process.join(10)


def cases(seed: int, more: Path | None) -> Iterator[tuple[str, str, bytes]]:
    """Suffix, name and bytes of ever more cases, a round over the formats at a time."""
    sources = originals(more)
    number = 0
    while True:
        for suffix, paths in sources.items():
            rng = random.Random(f"{seed}-{suffix}-{number}")
            data = rng.choice(paths).read_bytes()
            yield suffix, f"{number}.{suffix}", damaged(data, rng)
        number += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=Path, help="folder with further files to damage")
    parser.add_argument("--keep", type=Path, help="folder for the files that failed")
    options = parser.parse_args()
    tallies: dict[str, Tally] = {}
    runner = Runner()
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for suffix, name, data in cases(options.seed, options.files):
            if time.monotonic() > end:
                break
            path = Path(folder) / name
            path.write_bytes(data)
            outcome = runner.run(path)
            tallies.setdefault(suffix, Tally()).add(*outcome)
            if outcome[0] in ("fault", "hang") and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / name).write_bytes(data)
            path.unlink()
    runner.close()
    print(table(tallies))
    return int(any(t.faults or t.hangs or t.peak > MEMORY for t in tallies.values()))


def table(tallies: dict[str, Tally]) -> str:
    """The figures as a Markdown table; the peak is of the whole run up to that format's last case."""
    lines = [
        "| format | cases | read | refused in one line | traceback | hang | worst, s | peak, MiB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {suffix} | {t.cases} | {t.read} | {t.refused} | {t.faults} | {t.hangs} "
        f"| {t.worst:.2f} | {t.peak / 1024 / 1024:.0f} |"
        for suffix, t in sorted(tallies.items())
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
