"""The table of per-project opinions of a memo, and what is said once below it."""

from __future__ import annotations

from perflint.linting.report import Finding, Report
from perflint.reports.amounts import Money
from perflint.reports.grades import Assessment
from perflint.reports.labels import SEVERITIES, Names, money, sentence, shorten, words
from perflint.reports.memo_model import Opinion

LINES = 3
NAMED = 2


def opinions(
    report: Report,
    names: Names,
    assessed: dict[int, Assessment],
    amounts: dict[int, Money | None],
) -> list[Opinion]:
    """One line a project, in document order."""
    return [
        Opinion(
            number=project.number,
            project=names.title(project.number),
            amount=amount_text(amounts[project.number]),
            grade=assessed[project.number].grade,
            verdict=assessed[project.number].verdict,
            problems=_numbered(_problems(assessed[project.number], names, project.number)),
            advice=_numbered(_advice(assessed[project.number])),
        )
        for project in report.submission.projects
    ]


def amount_text(found: Money | None) -> str:
    """An amount for a table cell; what comes from a cost indicator carries a mark."""
    if found is None:
        return "—"
    return money(found.amount) + ("*" if found.source == "cost" else "")


def _shown(assessment: Assessment) -> list[Finding]:
    """A project's own findings; what it shares with others only where it has no other."""
    own = [finding for finding in assessment.findings if finding.project is not None]
    return own or list(assessment.findings)


def _problems(assessment: Assessment, names: Names, project: int) -> list[str]:
    grouped: dict[str, list[Finding]] = {}
    for finding in _shown(assessment):
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
    named = [f"“{shorten(name, 20)}”" for name in dict.fromkeys(every)]
    if not named:
        return ""
    return f"（{'、'.join(named[:NAMED])}{f'等{len(every)}条' if len(named) > NAMED else ''}）"


def _advice(assessment: Assessment) -> list[str]:
    advice: dict[str, None] = {}
    for finding in _shown(assessment):
        if finding.suggestion.strip():
            advice.setdefault(sentence(finding.suggestion))
    return [shorten(text, 60) for text in list(advice)[:LINES]] or ["—"]


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
    for n, finding in enumerate(shared, 1):
        advice = f"；{sentence(finding.suggestion)}" if finding.suggestion else ""
        lines.append(f"{n}. {names.where(finding)}：{sentence(finding.message)}{advice}。")
    return lines
