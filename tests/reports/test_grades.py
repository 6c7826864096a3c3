"""The suggested grade: what caps it, and why."""

from __future__ import annotations

import factory
import pytest

from perflint.checks.hit import Severity
from perflint.linting.report import Finding, Report
from perflint.reports.memo.grades import assess, suggest


def made(code: str, severity: Severity) -> Finding:
    return factory.finding(code, severity, code, [(1, 1)], "value", "m")


@pytest.mark.parametrize(
    ("found", "grade"),
    [
        ([], "优"),
        ([("C012", "info")] * 9, "优"),
        ([("A047", "warning")] * 3, "良"),
        ([("A047", "warning")] * 4, "中"),
        ([("A041", "error")], "良"),
        ([("A041", "error")] * 3, "中"),
        ([("C004", "error")], "中"),
        ([("C004", "warning")], "良"),
        ([("R020", "error")], "中"),
        ([("R020", "info")], "优"),
        ([("B093", "error")], "中"),
        ([("C001", "error")], "差"),
        ([("C002", "error")], "差"),
    ],
)
def test_suggested_grade(found: list[tuple[str, Severity]], grade: str) -> None:
    assert suggest(made(*each) for each in found) == grade


def test_what_spans_projects_counts_for_each(report: Report) -> None:
    assessed = assess(report)
    assert "R023" in {finding.code for finding in assessed[4].findings}
    assert assessed[5].grade == "优"


def test_document_findings_grade_no_project(report: Report) -> None:
    assert all(
        finding.code != "B102" for each in assess(report).values() for finding in each.findings
    )


def test_the_reason_counts_and_names_what_weighs(report: Report) -> None:
    third = assess(report)[3]
    assert third.reason == "必改4项、请核实1项、提示1项，其中总体目标缺失、成本指标缺失"
    assert third.verdict == "不予通过"


def test_errors_come_first(report: Report) -> None:
    severities = [finding.severity for finding in assess(report)[2].findings]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
