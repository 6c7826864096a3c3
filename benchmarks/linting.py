"""What a lint run costs, beside work that everyone knows, in one run.

    python benchmarks/linting.py [FILE.docx]

Compiles the package first, as an installation does, then prints a Markdown table of ratios: whole
processes (cold) against a bare interpreter and against the import of spaCy and jieba; a warm lint,
reading included, against python-docx walking the rows of the same file; the papers against the lint;
and what a hundred lints leave in memory. Each pair is taken in turns, so that a busy machine disturbs
both sides alike.
"""

from __future__ import annotations

import compileall
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "corpora" / "samples" / "qingyuan.docx"
BIN = Path(sys.executable).parent
COLD, WARM, REPEATS = 11, 9, 100

Work = Callable[[], object]


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(works: Sequence[Work], times: int) -> list[float]:
    """The median time of each, taken in turns after one round that does not count."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(times)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def process(*args: str | Path) -> Work:
    def run() -> object:
        return subprocess.run([str(arg) for arg in args], capture_output=True, check=False)

    return run


def cold(path: Path) -> Iterator[tuple[str, float, str]]:
    perflint = BIN / "perflint"
    nothing = process(sys.executable, "-c", "pass")
    language = process(sys.executable, "-c", "import spacy, jieba; jieba.initialize()")
    version, bare = in_turns([process(perflint, "--version"), nothing], COLD)
    yield "`perflint --version` / `python -c pass`", version / bare, "≤ 6"
    basic, review, imports = in_turns(
        [
            process(perflint, "lint", path, "--profile", "basic"),
            process(perflint, "lint", path),
            language,
        ],
        COLD // 2,
    )
    yield "`lint --profile basic` / import spaCy and jieba", basic / imports, "≤ 0.35"
    yield "`lint` (review) / import spaCy and jieba", review / imports, "≤ 1.4"


def walk(path: Path) -> object:
    import docx

    document = docx.Document(str(path))
    return sum(len(c.text) for t in document.tables for r in t.rows for c in r.cells)


def warm(path: Path) -> Iterator[tuple[str, float, str]]:
    from perflint.api import extract
    from perflint.linting.linter import Linter
    from perflint.reports import FORMATS

    linter = Linter(profile="strict")
    papers = Linter()
    report = papers.lint(extract(path))
    lint, rows = in_turns([lambda: linter.lint(extract(path)), lambda: walk(path)], WARM)
    yield "read and lint, all rules, warm / python-docx walking the rows", lint / rows, "≤ 1.0"
    with tempfile.TemporaryDirectory() as folder:
        targets = [
            (form, Path(folder) / f"x{FORMATS[form].suffix}") for form in ("memo", "xlsx", "html")
        ]

        def write() -> None:
            for form, target in targets:
                FORMATS[form].write(report, target)

        wrote, linted = in_turns([write, lambda: papers.lint(extract(path))], 5)
    yield "memo, workbook and HTML together / the lint", wrote / linted, "≤ 6"


def growth(path: Path) -> Iterator[tuple[str, float, str]]:
    from perflint.api import extract
    from perflint.linting.linter import Linter

    linter = Linter()
    for _ in range(REPEATS // 2):
        linter.lint(extract(path))
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(REPEATS // 2):
        linter.lint(extract(path))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield "peak memory after 100 lints / after 50", after / before, "≈ 1"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    compileall.compile_dir(ROOT / "perflint", quiet=1)
    print("| measured | ratio | goal |\n|---|---|---|")
    for part in (cold, warm, growth):
        for name, ratio, goal in part(path):
            print(f"| {name} | {ratio:.2f} | {goal} |", flush=True)


if __name__ == "__main__":
    main()
