"""How long reading takes, beside the libraries people use for it, in one run.

    python benchmarks/reading.py [FILE ...]

Without files the project's own samples are read. Figures are medians of warm runs in this process;
the last line reads a document of 1,000 project tables in a process of its own, for its memory.
Trust the ratios, not the milliseconds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
TABLES = 1000

# The peak from /proc: what getrusage gives a new process still contains its parent's.
MEMORY = """
import pathlib, re, sys
def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024
before = peak()
from perflint.reading import read
count = len(read(sys.argv[1]).tables)
print(count, peak() - before)
"""


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """The median of each, taken in turns, so that a busy machine disturbs all alike."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(RUNS)]
    return [statistics.median(column) * 1000 for column in zip(*rounds, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(path: Path) -> object:
    from perflint.reading import read

    return read(path)


def python_docx(path: Path) -> object:
    import docx

    document = docx.Document(str(path))
    return sum(len(c.text) for t in document.tables for r in t.rows for c in r.cells)


def openpyxl(path: Path) -> object:
    import openpyxl as library

    book = library.load_workbook(path)
    return [(row, list(sheet.merged_cells.ranges)) for sheet in book for row in sheet.iter_rows()]


def pdfplumber(path: Path) -> object:
    import pdfplumber as library

    with library.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages]


RIVALS: dict[str, Callable[[Path], object]] = {
    "docx": python_docx,
    "xlsx": openpyxl,
    "pdf": pdfplumber,
}


def compare(path: Path) -> str:
    rival = RIVALS.get(path.suffix[1:])
    if rival is None:
        (mine,) = milliseconds(lambda: ours(path))
        return f"| {path.name} | {mine:.1f} | – | – | – |"
    try:
        mine, theirs = milliseconds(lambda: ours(path), lambda: rival(path))
    except ImportError:
        (mine,) = milliseconds(lambda: ours(path))
        return f"| {path.name} | {mine:.1f} | {rival.__name__} (not installed) | – | – |"
    name = rival.__name__.replace("_", "-")
    return f"| {path.name} | {mine:.1f} | {name} | {theirs:.1f} | {mine / theirs:.2f} |"


def large(source: Path, target: Path) -> Path:
    """A document with the body of another repeated until it has 1,000 tables and more."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                start = data.index(b">", data.index(b"<w:body")) + 1
                end = data.rindex(b"<w:sectPr")
                times = -(-TABLES // max(1, data.count(b"<w:tbl>")))
                data = data[:start] + data[start:end] * times + data[end:]
            new.writestr(name, data)
    return target


def memory(path: Path) -> str:
    if not Path("/proc/self/status").is_file():
        return "Memory is measured on Linux only."
    command = [sys.executable, "-c", MEMORY, str(path)]
    count, mib = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    size = path.stat().st_size / 1024
    return f"A .docx of {count} tables ({size:.0f} KB): {float(mib):.0f} MiB more, imports included"


def main(arguments: list[str]) -> None:
    sample = ROOT / "corpora" / "samples" / "qingyuan.docx"
    files = [Path(argument) for argument in arguments] or sorted(sample.parent.glob("qingyuan.*"))
    print("| file | perflint, ms | beside | its ms | ratio |")
    print("|---|---:|---|---:|---:|")
    for path in files:
        print(compare(path))
    with tempfile.TemporaryDirectory() as folder:
        print(f"\n{memory(large(sample, Path(folder) / 'large.docx'))}")


if __name__ == "__main__":
    main(sys.argv[1:])
