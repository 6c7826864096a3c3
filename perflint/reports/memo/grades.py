"""The suggested grade 优/良/中/差 of each project, with its reasons; the reviewer decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from perflint.linting.report import Finding, Report
from perflint.reports.labels import project_numbers, words

Grade = Literal["优", "良", "中", "差"]
GRADES: tuple[Grade, ...] = ("优", "良", "中", "差")


@dataclass(frozen=True)
class Assessment:
    """A suggested grade and the findings it rests on."""

    grade: Grade
    findings: tuple[Finding, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        severities = [finding.severity for finding in self.findings]
        return {name: severities.count(name) for name in ("error", "warning", "info")}

    @property
    def verdict(self) -> str:
        """The grade in everyday words: 通过, 修改后通过 …"""
        return str(words()["grade"][self.grade]["verdict"])

    @property
    def reason(self) -> str:
        """Why this grade is suggested, in one line."""
        names = words()["severity"]
        counted = [f"{names[key]}{count}项" for key, count in self.counts.items() if count]
        if not counted:
            return "未发现问题"
        grave = dict.fromkeys(f.title for f in self.findings if _is_grave(f))
        why = f"，其中{'、'.join(grave)}" if grave else ""
        return f"{'、'.join(counted)}{why}"


def suggest(findings: Iterable[Finding]) -> Grade:
    """The grade that findings lead to (``corpora/memo.toml``, ``[grading]``)."""
    found = list(findings)
    rule = words()["grading"]
    errors = [f for f in found if f.severity == "error"]
    warnings = [f for f in found if f.severity == "warning"]
    if any(f.code in rule["empty"] for f in errors):
        return "差"
    if any(map(_is_grave, errors)) or len(errors) > rule["few_errors"]:
        return "中"
    if len(warnings) > rule["few_warnings"]:
        return "中"
    return "良" if errors or warnings else "优"


def assess(report: Report) -> dict[int, Assessment]:
    """The assessment of every project by its number. What spans projects counts for each."""
    touching: dict[int, list[Finding]] = {p.number: [] for p in report.submission.projects}
    for finding in report.findings:
        for number in project_numbers(finding):
            touching.setdefault(number, []).append(finding)
    return {
        number: Assessment(suggest(found), tuple(sorted(found, key=_weight)))
        for number, found in touching.items()
    }


def _is_grave(finding: Finding) -> bool:
    return finding.severity == "error" and finding.code in words()["grading"]["grave"]


def _weight(finding: Finding) -> tuple[int, int]:
    """Errors first, a project's own findings before those it shares."""
    return ("error", "warning", "info").index(finding.severity), len(project_numbers(finding))
