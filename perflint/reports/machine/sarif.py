"""Findings as SARIF 2.1.0, with the logical place (project, indicator, field) of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from perflint._version import __version__
from perflint.linting.report import Finding, Position, Report
from perflint.records.anchor import Anchor
from perflint.reports.labels import FIELD_NAMES, Names, basis_text, sentence
from perflint.reports.run import COMPLETE, UNREAD, Run, Unread

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
Json = dict[str, Any]


def sarif_text(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    """One run over all files; those that could not be read are notifications of the tool."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(reports, run)]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(reports: Sequence[Report], whole: Run) -> Json:
    every = [f for r in reports for f in (*r.findings, *(i.finding for i in r.ignored))]
    rules = {finding.code: finding for finding in reversed(every)}
    codes = sorted(rules)
    artifacts: list[Json] = []
    results: list[Json] = []
    for report in reports:
        names = Names(report)
        artifact = _artifact(report)
        if artifact not in artifacts:
            artifacts.append(artifact)
        number = artifacts.index(artifact)
        results += [_result(f, names, report, number, codes) for f in report.findings]
        for ignored in report.ignored:
            result = _result(ignored.finding, names, report, number, codes)
            result["suppressions"] = [{"kind": "external", "justification": ignored.reason}]
            results.append(result)
    return {
        "tool": {
            "driver": {
                "name": "perflint",
                "version": __version__,
                "language": "zh-CN",
                "rules": [_rule(rules[code]) for code in codes],
            }
        },
        "artifacts": artifacts,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports, whole)],
        "results": results,
    }


def _rule(finding: Finding) -> Json:
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": finding.title},
        "properties": {"question": finding.question, "basis": basis_text(finding.basis)},
    }


def _artifact(report: Report) -> Json:
    artifact: Json = {"location": {"uri": quote(report.location)}}
    if report.source.sha256:
        artifact["hashes"] = {"sha-256": report.source.sha256}
    return artifact


def _invocation(reports: Sequence[Report], run: Run) -> Json:
    invocation: Json = {"executionSuccessful": not run.unread}
    said: list[Json] = [
        {"message": {"text": text}, "level": "note"} for r in reports for text in r.notices
    ]
    said += [_notification(unread) for unread in run.unread]
    return {**invocation, "toolExecutionNotifications": said} if said else invocation


def _notification(unread: Unread) -> Json:
    place = {"physicalLocation": {"artifactLocation": {"uri": quote(unread.path)}}}
    text = f"{UNREAD}“{unread.path}”：{unread.message}"
    return {"message": {"text": text}, "level": "error", "locations": [place]}


def _result(
    finding: Finding, names: Names, report: Report, number: int, codes: Sequence[str]
) -> Json:
    advice = f"。{sentence(finding.suggestion)}" if finding.suggestion else ""
    places = finding.places or [finding.anchor]
    rows = finding.rows or [Position()]
    locations = [
        _location(row, place, finding, names, report, number)
        for row, place in zip(rows, places, strict=False)
    ]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{sentence(finding.message)}{advice}。"},
        "locations": locations[:1],
        "partialFingerprints": {"perflint/v1": finding.fingerprint},
        "properties": {"quote": finding.quote, "suggestion": finding.suggestion},
    }
    if len(locations) > 1:
        result["relatedLocations"] = [
            {"id": n, **location} for n, location in enumerate(locations[1:], 1)
        ]
    return result


def _location(
    row: Position,
    place: Anchor | None,
    finding: Finding,
    names: Names,
    report: Report,
    number: int,
) -> Json:
    physical: Json = {"artifactLocation": {"uri": quote(report.location), "index": number}}
    if place is not None and place.line is not None:
        physical["region"] = {"startLine": place.line}
    location: Json = {
        "physicalLocation": physical,
        "logicalLocations": [_logical(row, finding, names)],
    }
    if place is not None and str(place):
        location["message"] = {"text": str(place)}
    return location


def _logical(row: Position, finding: Finding, names: Names) -> Json:
    field = FIELD_NAMES.get(finding.field, finding.field)
    route = [names.title(row.project), names.indicator_name(row), field]
    known = [part.replace("/", "／") for part in route if part]
    kind = "member" if row.row is not None else "object" if row.project is not None else "module"
    return {
        "name": known[-1] if known else "全文",
        "fullyQualifiedName": "/".join(known) or "全文",
        "kind": kind,
    }
