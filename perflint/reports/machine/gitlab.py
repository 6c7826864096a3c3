"""Findings as a GitLab code quality report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from perflint.linting.report import Finding, Report
from perflint.reports.labels import Names, sentence
from perflint.reports.run import COMPLETE, UNREAD, Run, Unread

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def gitlab_text(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    """A JSON list with one issue a finding; fingerprints are unique over all files.

    A file that could not be read is an issue, too.
    """
    issues = []
    for report in reports:
        names = Names(report)
        issues += [_issue(report, finding, names) for finding in report.findings]
    issues += [_unread(unread) for unread in run.unread]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _unread(unread: Unread) -> dict[str, Any]:
    key = f"{unread.path}\x1funread"
    return {
        "description": f"{UNREAD}：{unread.message}",
        "check_name": "unreadable-file",
        "fingerprint": blake2b(key.encode(), digest_size=16).hexdigest(),
        "severity": "blocker",
        "location": {"path": unread.path, "lines": {"begin": 1}},
    }


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
