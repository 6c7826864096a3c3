"""The table of per-project opinions of a memo, and what is said once below it."""

from __future__ import annotations

from perflint.linting.report import Finding, Report
from perflint.reports.amounts import Money
from perflint.reports.labels import (
    SEVERITIES,
    Names,
    advice,
    before_advice,
    money,
    project_numbers,
    quoted,
    sentence,
    shorten,
    words,
)
from perflint.reports.memo.grades import Assessment
from perflint.reports.memo.model import Opinion

LINES = 3
NAMED = 1
GENERAL = 8


def opinions(
    report: Report,
    names: Names,
    assessed: dict[int, Assessment],
    amounts: dict[int, Money | None],
) -> list[Opinion]:
    """One line a project, in document order."""
    total = len(report.submission.projects)
    return [
        Opinion(
            number=project.number,
            project=names.title(project.number),
            amount=amount_text(amounts[project.number]),
            grade=assessed[project.number].grade,
            verdict=assessed[project.number].verdict,
            problems=_numbered(_problems(assessed[project.number], names, project.number, total)),
            advice=_numbered(_advice(assessed[project.number], project.number, total)),
        )
        for project in report.submission.projects
    ]


def amount_text(found: Money | None) -> str:
    """An amount for a table cell; what comes from a cost indicator carries a mark."""
    if found is None:
        return "—"
    return money(found.amount) + ("*" if found.source == "cost" else "")


def _shown(assessment: Assessment, total: int) -> list[Finding]:
    """A project's findings; what it shares with most others only where it has no other."""
    own = [f for f in assessment.findings if 2 * len(project_numbers(f)) <= max(total, 2)]
    return own or list(assessment.findings)


def _problems(assessment: Assessment, names: Names, project: int, total: int) -> list[str]:
    grouped: dict[str, list[Finding]] = {}
    for finding in _shown(assessment, total):
        grouped.setdefault(finding.title, []).append(finding)
    lines = [
        f"{title}{_about(found, names, project)}" for title, found in list(grouped.items())[:LINES]
    ]
    rest = sum(len(found) for found in list(grouped.values())[LINES:])
    if rest:
        lines.append(f"另有{rest}项见问题清单")
    return lines or ["未发现问题"]


def _about(found: list[Finding], names: Names, project: int) -> str:
    """The indicators meant, in brackets, where they help to find the place."""
    every = [name for finding in found for name in names.indicator_names(finding, project)]
    named = [quoted(shorten(name, 16)) for name in dict.fromkeys(every)]
    if not named:
        return ""
    return f"（{'、'.join(named[:NAMED])}{f'等{len(every)}条' if len(named) > NAMED else ''}）"


def _advice(assessment: Assessment, project: int, total: int) -> list[str]:
    lines: dict[str, None] = {}
    for finding in _shown(assessment, total):
        # What is proposed for the first of several places need not fit the others.
        fits = len(finding.rows) == 1 or finding.rows[0].project == project
        if finding.suggestion.strip() and fits:
            lines.setdefault(advice(finding.suggestion))
    return [shorten(text, 40) for text in list(lines)[:LINES]] or ["—"]


def _numbered(lines: list[str]) -> str:
    """One a line, numbered where there are several."""
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{n}.{line}" for n, line in enumerate(lines, 1))


def notes(report: Report, amounts: dict[int, Money | None]) -> list[str]:
    """What must be known to read the table."""
    texts, found = words()["notes"], list(amounts.values())
    if not found:
        return []
    lines = [texts["grades"]]
    if any(item is not None and item.source == "cost" for item in found):
        lines.append(texts["amounts_cost"])
    if None in found:
        lines.append(texts["amounts_none"])
    return lines


def general(report: Report, names: Names) -> list[str]:
    """Findings on the whole text or on several projects, which the table cannot hold."""
    shared = [finding for finding in report.findings if finding.project is None]
    shared.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    lines = []
    for n, finding in enumerate(shared[:GENERAL], 1):
        said = advice(finding.suggestion)
        where, message = names.where(finding), before_advice(sentence(finding.message), said)
        proposal = f"；{said}" if said else ""
        about = "" if where in message else f"{where}："
        lines.append(f"{n}. {about}{message}{proposal}。")
    if len(shared) > GENERAL:
        lines.append(f"其余{len(shared) - GENERAL}项见问题清单。")
    return lines
