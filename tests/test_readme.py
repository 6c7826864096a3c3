"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perflint.cli.main import COMMANDS, run

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_excerpt_is_the_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run(["lint", "corpora/samples/qingyuan.docx", "--select", "A041"])
    out = capsys.readouterr().out.strip()
    blocks = re.findall(r"```\n(.*?)\n```", README, flags=re.DOTALL)
    assert out in blocks


def test_commands_in_the_readme_exist() -> None:
    used = set(re.findall(r"^perflint (\w+)", README, flags=re.MULTILINE))
    assert used <= set(COMMANDS)
    assert {"lint", "extract", "explain"} <= used


def test_linked_files_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
