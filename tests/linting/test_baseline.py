"""The baseline knows findings by content, so that moved rows stay known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perflint.errors import UsageError
from perflint.linting.baseline import baseline_text, load_baseline
from perflint.linting.examples import example_submission
from perflint.linting.linter import Linter

COST = {"level2": "成本指标", "name": "养护成本", "value": "≥60万元"}
RATE = {"level2": "质量指标", "name": "路面合格率", "value": "≤95%"}


def lint(*indicators: dict[str, str], **options: object):  # type: ignore[no-untyped-def]
    project = {"title": "农村公路养护", "objective": "养护", "indicators": list(indicators)}
    linter = Linter(select=["A04"], **options)  # type: ignore[arg-type]
    return linter.lint(example_submission({"projects": [project]}))


def test_known_findings_are_recognised_after_rows_moved(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(lint(COST).findings), encoding="utf-8")
    report = lint(RATE, COST, baseline=load_baseline(path))
    assert [finding.code for finding in report.findings] == ["A040"]
    assert [item.finding.code for item in report.ignored] == ["A041"]
    assert report.notices == []


def test_what_no_longer_occurs_is_said(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(lint(COST, RATE).findings), encoding="utf-8")
    report = lint(COST, baseline=load_baseline(path))
    assert report.notices == ["基线中有1条问题已不再出现，可重新生成基线"]


def test_a_changed_value_is_a_new_finding(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(lint(COST).findings), encoding="utf-8")
    report = lint({**COST, "value": "≥80万元"}, baseline=load_baseline(path))
    assert [finding.code for finding in report.findings] == ["A041"]


def test_twins_have_different_fingerprints() -> None:
    prints = [finding.fingerprint for finding in lint(COST, COST).findings]
    assert len(set(prints)) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "x"}', json.dumps({"findings": {}})])
def test_what_is_no_baseline_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="基线"):
        load_baseline(path)
