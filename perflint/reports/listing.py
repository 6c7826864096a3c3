"""The list of findings (问题清单) and of corrections (指标修改对照表), row by row."""

from __future__ import annotations

from dataclasses import dataclass

from perflint.linting.report import Correction, Finding, Position, Report
from perflint.records.submission import Indicator
from perflint.reports.labels import (
    FIELD_NAMES,
    Names,
    advice,
    basis_text,
    clean,
    corrected_value,
    correction_text,
    one_line,
    quote_of,
    ranges,
    sentence,
    severity_name,
    without_project,
    written_value,
)


@dataclass(frozen=True)
class Item:
    """One finding as a row of the list. ``place`` is where it stands in the document."""

    number: int
    code: str
    severity: str
    question: str
    title: str
    project: str
    level1: str
    level2: str
    indicator: str
    quote: str
    message: str
    basis: str
    suggestion: str
    new_name: str
    new_operator: str
    new_value: str
    new_unit: str
    place: str
    fingerprint: str


@dataclass(frozen=True)
class Change:
    """One indicator (or one text of a project) as written and as proposed."""

    number: int
    project: str
    field: str
    before: str
    after: str
    reason: str


def build_items(report: Report, names: Names | None = None) -> list[Item]:
    """The findings in the report's order."""
    names = names or Names(report)
    return [_item(n, finding, names) for n, finding in enumerate(report.findings, 1)]


def _item(number: int, finding: Finding, names: Names) -> Item:
    row = names.indicator(finding.rows[0]) if len(finding.rows) == 1 else None
    fix = finding.fix or Correction()
    return Item(
        number=number,
        code=finding.code,
        severity=severity_name(finding.severity),
        question=finding.question,
        title=finding.title,
        project=names.where(finding),
        level1=one_line(row.level1) if row else "",
        level2=one_line(row.level2) if row else "",
        indicator=names.subject(finding),
        quote=quote_of(finding, 60),
        message=without_project(sentence(finding.message), names.where(finding)),
        basis=basis_text(finding.basis),
        suggestion=advice(finding.suggestion),
        new_name=one_line(fix.name or ""),
        new_operator=one_line(fix.operator or ""),
        new_value=one_line(fix.value or ""),
        new_unit=one_line(fix.unit or ""),
        place=place_text(finding),
        fingerprint=finding.fingerprint,
    )


def place_text(finding: Finding) -> str:
    """Where to look in the document: the anchor, and how many more there are."""
    if finding.anchor is None:
        return ""
    more = len({str(place) for place in finding.places if place is not None}) - 1
    return clean(str(finding.anchor)) + (f"等{more + 1}处" if more > 0 else "")


def build_changes(report: Report, names: Names | None = None) -> list[Change]:
    """One line for each indicator with a proposed text; corrections of one row are joined."""
    names = names or Names(report)
    merged: dict[tuple[int | None, int | None, str], list[Finding]] = {}
    for finding in report.findings:
        if finding.fix is None or len(finding.rows) != 1 or not _says_something(finding.fix):
            continue
        position = finding.rows[0]
        field = finding.field if finding.fix.text else ""
        merged.setdefault((position.project, position.row, field), []).append(finding)
    ordered = sorted(merged.items(), key=lambda item: (item[0][0] or 0, item[0][1] or 0))
    return [_change(n, findings, names) for n, (_, findings) in enumerate(ordered, 1)]


def _says_something(fix: Correction) -> bool:
    return bool(correction_text(fix))


def _change(number: int, findings: list[Finding], names: Names) -> Change:
    position, first = findings[0].rows[0], findings[0]
    row = names.indicator(position)
    reason = "；".join(dict.fromkeys(finding.title for finding in findings))
    project = names.title(position.project)
    if first.fix is not None and first.fix.text:
        label = FIELD_NAMES.get(first.field, first.field)
        about = f"{row.name}—{label}" if row is not None else label
        return Change(
            number, project, one_line(about), quote_of(first), one_line(first.fix.text), reason
        )
    before, after = _before_after(row, position, findings)
    field = one_line(row.name) if row is not None else FIELD_NAMES.get(first.field, "")
    return Change(number, project, field, before or quote_of(first), after, reason)


def _before_after(
    row: Indicator | None, position: Position, findings: list[Finding]
) -> tuple[str, str]:
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    name = next((fix.name for fix in fixes if fix.name), None)
    value = next((text for fix in fixes if (text := corrected_value(fix))), "")
    before, after = [], []
    if name:
        before.append(f"名称：{one_line(row.name)}" if row else "")
        after.append(f"名称：{one_line(name)}")
    if value:
        before.append(f"指标值：{written_value(row)}" if row else "")
        after.append(f"指标值：{value}")
    return "\n".join(filter(None, before)), "\n".join(after)


def rows_text(finding: Finding, names: Names) -> str:
    """All rows of a rolled-up finding: ``项目1第2、5条；项目3第1条``."""
    by_project: dict[int, list[int]] = {}
    for position in finding.rows:
        if position.project is not None and position.row is not None:
            by_project.setdefault(position.project, []).append(position.row)
    return "；".join(f"项目{n}第{ranges(rows)}条" for n, rows in sorted(by_project.items()))
