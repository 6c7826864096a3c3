"""Findings as a GitLab code quality report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from perflint.linting.report import Finding, Report
from perflint.reports.labels import Names, sentence

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def gitlab_text(reports: Sequence[Report]) -> str:
    """A JSON list with one issue a finding; fingerprints are unique over all files."""
    issues = []
    for report in reports:
        names = Names(report)
        issues += [_issue(report, finding, names) for finding in report.findings]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(report: Report, finding: Finding, names: Names) -> dict[str, Any]:
    key = f"{report.location}\x1f{finding.code}\x1f{finding.fingerprint}"
    line = finding.anchor.line if finding.anchor is not None else None
    return {
        "description": f"{names.where(finding)}：{sentence(finding.message)}",
        "check_name": finding.code,
        "fingerprint": blake2b(key.encode(), digest_size=16).hexdigest(),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": report.location, "lines": {"begin": line or 1}},
    }
