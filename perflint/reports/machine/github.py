"""Findings as workflow commands, which GitHub shows as annotations."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.linting.report import Finding, Report
from perflint.reports.labels import Names, sentence
from perflint.reports.run import COMPLETE, UNREAD, Run

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def github_text(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    """One command a finding, in the report's order, then one a file that could not be read."""
    lines = []
    for report in reports:
        names = Names(report)
        lines += [_command(report, finding, names) for finding in report.findings]
    lines += [
        f"::error file={_escape(unread.path, PROPERTY)},title={UNREAD}"
        f"::{_escape(unread.message, DATA)}"
        for unread in run.unread
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(report: Report, finding: Finding, names: Names) -> str:
    parts = {"file": report.location, "title": f"{finding.code} {finding.title}"}
    if finding.anchor is not None and finding.anchor.line is not None:
        parts["line"] = str(finding.anchor.line)
    shown = ",".join(f"{key}={_escape(value, PROPERTY)}" for key, value in parts.items())
    return f"::{COMMANDS[finding.severity]} {shown}::{_escape(_message(finding, names), DATA)}"


def _message(finding: Finding, names: Names) -> str:
    advice = f"；{sentence(finding.suggestion)}" if finding.suggestion else ""
    place = f"（{finding.anchor}）" if finding.anchor else ""
    return f"{names.where(finding)}：{sentence(finding.message)}{advice}{place}"


def _escape(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
