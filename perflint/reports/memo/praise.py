"""The fair sentence before the faults: only what is true of the submission is said."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.linting.report import Report
from perflint.records.submission import Project
from perflint.reports.labels import project_numbers, words

SHOWN = 3
FAIR_SHARE = 60


def praise(report: Report) -> str:
    """One positive sentence from facts, or what was handed in where none can be praised."""
    texts = words()["praise"]
    facts = list(_facts(report))[:SHOWN]
    if not facts:
        return str(texts["none"]).format(indicators=report.read.indicators)
    return str(texts["lead"]).format(facts="，".join(facts))


def _facts(report: Report) -> Iterator[str]:
    texts = words()["praise"]
    projects = [p for p in report.submission.projects if p.kind == "project"]
    codes = {finding.code for finding in report.findings}
    all_of = f"{len(projects)}个项目均" if len(projects) > 1 else "项目"
    if projects and "C001" not in codes and all(p.objective.strip() for p in projects):
        yield texts["objectives"].format(all=all_of)
    if projects and not codes & {"C002", "C005"} and all(map(_has_groups, projects)):
        yield texts["groups"].format(all=all_of)
    if projects and "C004" not in codes and all(_has_group(p, "成本") for p in projects):
        yield texts["costs"].format(all=all_of)
    yield from _measurable(report)
    yield from _sound(report)
    if _all_based(report) and not codes & {"C012", "F069"}:
        yield texts["bases"]


def _has_group(project: Project, group: str) -> bool:
    return any(group in row.level1 or group in row.level2 for row in project.indicators)


def _has_groups(project: Project) -> bool:
    return all(_has_group(project, group) for group in ("产出", "效益", "满意"))


def _measurable(report: Report) -> Iterator[str]:
    rows = [row for project in report.submission.projects for row in project.indicators]
    count = sum(row.target.is_numeric for row in rows)
    if rows and count * 100 >= FAIR_SHARE * len(rows):
        share = round(count * 100 / len(rows))
        yield words()["praise"]["measurable"].format(indicators=len(rows), count=count, share=share)


def _sound(report: Report) -> Iterator[str]:
    wrong = {n for f in report.findings if f.severity == "error" for n in project_numbers(f)}
    count = sum(project.number not in wrong for project in report.submission.projects)
    if count and count * 2 >= len(report.submission.projects):
        yield words()["praise"]["sound"].format(count=count)


def _all_based(report: Report) -> bool:
    rows = [row for project in report.submission.projects for row in project.indicators]
    return bool(rows) and all(row.basis.strip() for row in rows)
