"""A target table as submitted, each row with its findings beside it."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.linting.report import Finding, Report
from perflint.records.submission import Indicator, Project
from perflint.reports.labels import FIELD_NAMES, SEVERITIES, Names, clean
from perflint.reports.page.finding import finding_html, short_html
from perflint.reports.page.frame import tag

ALWAYS = ("level1", "level2", "name", "value")
ORDER = ("level1", "level2", "name", "description", "operator", "value", "unit", "weight", "basis")


def project_table(project: Project, report: Report, names: Names) -> str:
    """The table of one project; "" for a project without indicators."""
    if not project.indicators:
        return ""
    shown = columns(project)
    head = "".join(tag("th", FIELD_NAMES[name]) for name in shown)
    beside = _beside(project, report)
    rows = "".join(
        _row(indicator, shown, beside.get(indicator.row, []), names)
        for indicator in project.indicators
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}<th>审核意见</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def columns(project: Project) -> list[str]:
    """The fields that the layout has, and those that any table is read by."""
    return [
        name
        for name in ORDER
        if name in ALWAYS or any(_cell(row, name) for row in project.indicators)
    ]


def _beside(project: Project, report: Report) -> dict[int, list[tuple[int, Finding]]]:
    beside: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(report.findings):
        for position in finding.rows:
            if position.project == project.number and position.row is not None:
                beside.setdefault(position.row, []).append((number, finding))
    return beside


def _cell(row: Indicator, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else clean(str(value))


def _row(row: Indicator, shown: list[str], found: list[tuple[int, Finding]], names: Names) -> str:
    cells = "".join(tag("td", _cell(row, name), _mark(name, found)) for name in shown)
    return f'<tr class="row">{cells}<td class="said">{"".join(_said(found, names))}</td></tr>'


def _mark(name: str, found: list[tuple[int, Finding]]) -> str:
    """The look of a cell that a finding points to, by the gravest."""
    hits = [finding.severity for _, finding in found if finding.field == name]
    return f"hit {min(hits, key=SEVERITIES.index)}" if hits else ""


def _said(found: list[tuple[int, Finding]], names: Names) -> Iterator[str]:
    for number, finding in sorted(found, key=lambda item: SEVERITIES.index(item[1].severity)):
        if len(finding.rows) == 1:
            yield finding_html(finding, number, names)
        else:
            yield short_html(finding, number)
