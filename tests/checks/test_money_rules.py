"""The budget rules on whole documents: every planted mismatch, none invented."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from perflint import lint
from perflint.linting.report import Report
from perflint.reconciliation.slips import slip

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "samples" / "qingyuan.docx"


def places(report: Report) -> dict[str, set[tuple[int | None, int | None]]]:
    found: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    for finding in report.findings:
        found[finding.code] |= {(row.project, row.row) for row in finding.rows}
    return found


@pytest.mark.parametrize(
    ("stated", "right", "word"),
    [
        (52_000_000, 25_000_000, "颠倒"),
        (250_000_000, 25_000_000, "多写"),
        (2_500_000, 25_000_000, "少写"),
        (250_000_000_000, 25_000_000, "万元"),
        (73_800_000, 78_300_000, "颠倒"),
        (25_000_000, 26_000_000, ""),
        (25_000_000, 25_000_000, ""),
        (0, 25_000_000, ""),
        (46_000_000, 64_000_000, "颠倒"),
    ],
)
def test_slips(stated: int, right: int, word: str) -> None:
    found = slip(stated, right)
    assert word in found
    assert bool(found) == bool(word)


def test_sample_submission() -> None:
    found = places(lint(SAMPLE, select=["B"]))
    assert found["B091"] == {(16, None)}
    assert found["B092"] == {(18, None)}
    assert found["B093"] == {(18, None)}
    assert found["B094"] == {(None, None)}
    assert found["B095"] == {(None, None)}
    assert found["B096"] == {
        (3, None)
    }  # three rows contradict: the project's, as in the real labels
    assert found["B098"] == {(20, None)}
    assert found["B102"] == {(None, None)}
    assert "B097" not in found
    assert "B101" not in found


def test_real_submission(seed: Path, gold: dict[str, Any]) -> None:
    report = lint(seed, profile="strict", select=["B"])
    found = places(report)
    assert found["B092"] == {(15, None), (16, None)}
    assert found["B093"] == {(15, None), (16, None)}
    assert found["B097"] == {(16, None)}
    assert found["B098"] == {(6, None), (19, None)}
    assert {row[0] for row in found["B096"]} == {1}
    assert "B091" not in found
    assert "B101" not in found
    total = next(f for f in report.findings if f.code == "B095")
    for figure in ("16316.43", "15089.34", "1227.09", "48.03"):
        assert figure in total.message
    group = next(f for f in report.findings if f.code == "B093")
    assert "1399" in group.message
    assert "48.03" in group.message
    never = {
        (n["code"], n.get("project"), n.get("row"))
        for n in gold["never"]
        if n["code"].startswith("B") and not n.get("contains")
    }
    told = {(code, *place) for code, rows in found.items() for place in rows}
    assert not told & never


def test_every_money_finding_shows_its_figures() -> None:
    for finding in lint(SAMPLE, select=["B091", "B092", "B093", "B095", "B096"]).findings:
        assert "万元" in finding.message
        assert any(char.isdigit() for char in finding.message)
