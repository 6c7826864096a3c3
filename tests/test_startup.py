"""Nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpora" / "samples" / "qingyuan.docx"
HEAVY = (
    "spacy",
    "jieba",
    "pydantic",
    "lxml",
    "docx",
    "docxtpl",
    "xlsxwriter",
    "pypdfium2",
    "numpy",
)

SCRIPT = """
import sys
from perflint.cli.main import run
code = run(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
print("LOADED", *sorted(loaded))
sys.exit(code)
"""


def loaded_by(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *args], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize("args", [("--version",), ("--help",), ("lint", "--help")])
def test_help_and_version_import_nothing_heavy(args: tuple[str, ...]) -> None:
    script = SCRIPT.replace("code = run(sys.argv[1:])", "code = run(sys.argv[1:]) or 0")
    done = subprocess.run(
        [sys.executable, "-c", script, *args], capture_output=True, text=True, check=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    assert set(line.split()).isdisjoint(HEAVY)


def test_basic_runs_without_the_language_pipeline() -> None:
    loaded = loaded_by("lint", str(SAMPLE), "--profile", "basic", "--fail-on", "never")
    assert loaded.isdisjoint({"spacy", "jieba", "numpy", "docx", "docxtpl", "xlsxwriter"})
    assert {"lxml", "pydantic"} <= loaded
