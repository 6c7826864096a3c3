"""Findings as JUnit XML: a suite a file, a case a finding, a passed case a project without any."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from perflint.linting.report import Finding, Report
from perflint.reports.labels import Names, clean, project_numbers, severity_name
from perflint.reports.run import COMPLETE, UNREAD, Run, Unread

FAILING = ("error", "warning")


def junit_text(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    """The whole document. Hints pass with their text; what is ignored is skipped with the reason.

    A file that could not be read is a suite with one error.
    """
    root = Tree.Element("testsuites", name="perflint")
    for report in reports:
        root.append(_suite(report))
    root.extend(_broken(unread) for unread in run.unread)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    Tree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, "unicode") + "\n"


def _suite(report: Report) -> Tree.Element:
    names = Names(report)
    cases = [_case(finding, names) for finding in report.findings]
    cases += [_skipped(ignored.finding, ignored.reason, names) for ignored in report.ignored]
    cases += _passed(report, names)
    suite = Tree.Element(
        "testsuite",
        name=clean(report.source.name),
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors="0",
        skipped=str(len(report.ignored)),
        time="0",
    )
    suite.extend(cases)
    return suite


def _broken(unread: Unread) -> Tree.Element:
    name = clean(unread.path)
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0", "time": "0"}
    suite = Tree.Element("testsuite", {"name": name, **counts})
    case = Tree.SubElement(suite, "testcase", name=UNREAD, classname=name, time="0")
    message = clean(unread.message)
    Tree.SubElement(case, "error", message=message, type=UNREAD).text = message
    return suite


def _blank(finding: Finding, names: Names) -> Tree.Element:
    subject = clean(names.subject(finding))
    name = f"{finding.code} {finding.title}" + (f"：{subject}" if subject else "")
    return Tree.Element("testcase", name=clean(name), classname=names.where(finding), time="0")


def _case(finding: Finding, names: Names) -> Tree.Element:
    case = _blank(finding, names)
    text = _text(finding)
    if finding.severity in FAILING:
        failure = Tree.SubElement(
            case, "failure", message=clean(finding.message), type=severity_name(finding.severity)
        )
        failure.text = text
    else:
        Tree.SubElement(case, "system-out").text = text
    return case


def _skipped(finding: Finding, reason: str, names: Names) -> Tree.Element:
    case = _blank(finding, names)
    Tree.SubElement(case, "skipped", message=clean(reason))
    return case


def _passed(report: Report, names: Names) -> list[Tree.Element]:
    touched = {number for finding in report.findings for number in project_numbers(finding)}
    return [
        Tree.Element("testcase", name="未发现问题", classname=names.title(number), time="0")
        for number in names.projects
        if number not in touched
    ]


def _text(finding: Finding) -> str:
    lines = [finding.message, finding.suggestion, f"原文：{finding.quote}" if finding.quote else ""]
    lines += [f"位置：{finding.anchor}" if finding.anchor else ""]
    lines += [f"依据：{basis}" for basis in finding.basis]
    return clean("\n".join(line for line in lines if line))
