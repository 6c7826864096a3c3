"""The list of findings (问题清单) and of corrections (指标修改对照表), row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from perflint.linting.report import Correction, Finding, Position, Report
from perflint.records.submission import Indicator, Project
from perflint.reports.fixtext import new_texts
from perflint.reports.labels import (
    FIELD_NAMES,
    Names,
    advice,
    basis_text,
    clean,
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


def spread(item: Item, finding: Finding, names: Names) -> list[Item]:
    """One row a place where the places have corrections of their own; else all rows are named."""
    if len(finding.rows) < 2:
        return [item]
    if not any(finding.fixes):
        rows = rows_text(finding, names)
        both = f"{item.place}（{rows}）" if item.place and rows else item.place or rows
        return [replace(item, place=both)]
    anchors = finding.places or [None] * len(finding.rows)
    return [
        _at(item, finding, position, clean(str(anchor or "")), fix, names)
        for position, anchor, fix in zip(finding.rows, anchors, finding.fixes, strict=False)
    ]


def _at(
    item: Item,
    finding: Finding,
    position: Position,
    anchor: str,
    fix: Correction | None,
    names: Names,
) -> Item:
    row, new = names.indicator(position), fix or Correction()
    where = f"第{position.project}个项目" if position.project is not None else ""
    where += f"第{position.row}个指标" if position.row is not None else ""
    changed = correction_text(new)
    return replace(
        item,
        project=names.title(position.project) or item.project,
        level1=one_line(row.level1) if row else "",
        level2=one_line(row.level2) if row else "",
        indicator=names.indicator_name(position) or item.indicator,
        quote=_cell(row, finding.field) if row else item.quote,
        suggestion=f"可改为　{changed}" if changed else item.suggestion,
        new_name=one_line(new.name or ""),
        new_operator=one_line(new.operator or ""),
        new_value=one_line(new.value or ""),
        new_unit=one_line(new.unit or ""),
        place=f"{anchor}（{where}）" if anchor and where else anchor or where,
    )


def _cell(row: Indicator, field: str) -> str:
    """What a row says in the field that a finding is about."""
    text = getattr(row, field, "")
    return one_line(text) if isinstance(text, str) and field != "value" else written_value(row)


def place_text(finding: Finding) -> str:
    """Where to look in the document: the anchor, and how many more there are."""
    if finding.anchor is None:
        return ""
    more = len({str(place) for place in finding.places if place is not None}) - 1
    return clean(str(finding.anchor)) + (f"等{more + 1}处" if more > 0 else "")


def build_changes(report: Report, names: Names | None = None) -> list[Change]:
    """One line for each place with a proposed text; corrections of one row are joined."""
    names = names or Names(report)
    merged: dict[tuple[int, int], list[tuple[Finding, Correction]]] = {}
    for finding in report.findings:
        fixes = finding.fixes or [finding.fix]
        for position, fix in zip(finding.rows, fixes, strict=False):
            if fix is not None and position.project is not None:
                key = (position.project, position.row or 0)
                merged.setdefault(key, []).append((finding, fix))
    changes: list[Change] = []
    for key, fixes_here in sorted(merged.items()):
        texts = _before_after(key, fixes_here, names)
        if texts:
            changes.append(_change(len(changes) + 1, key, fixes_here, texts, names))
    return changes


Texts = dict[str, tuple[str, str]]


def _change(
    number: int,
    key: tuple[int, int],
    found: list[tuple[Finding, Correction]],
    texts: Texts,
    names: Names,
) -> Change:
    row = names.indicator(Position(project=key[0], row=key[1]))
    return Change(
        number=number,
        project=names.title(key[0]),
        field=one_line(row.name) if row is not None else "—",
        before="\n".join(
            f"{label}：{one_line(old) or '（空）'}" for label, (old, _) in texts.items()
        ),
        after="\n".join(f"{label}：{one_line(new)}" for label, (_, new) in texts.items()),
        reason="；".join(dict.fromkeys(finding.title for finding, _ in found)),
    )


def _before_after(
    key: tuple[int, int], found: list[tuple[Finding, Correction]], names: Names
) -> Texts:
    """Old and new text by column; the value is shown with its operator and unit."""
    row = names.indicator(Position(project=key[0], row=key[1]))
    record: Indicator | Project | None = row if row is not None else names.projects.get(key[0])
    texts: Texts = {}
    for finding, fix in found:
        if row is not None:
            new = new_texts(row, fix, finding.field)
        else:
            new = {finding.field: fix.text} if fix.text is not None else {}
        if row is not None and new.keys() & {"operator", "value", "unit"}:
            parts = [new.pop(name, getattr(row, name)) for name in ("operator", "value", "unit")]
            texts.setdefault("指标值", (written_value(row), "".join(parts)))
        for field, text in new.items():
            old = getattr(record, field, "")
            if isinstance(old, str) and field in FIELD_NAMES:
                texts.setdefault(FIELD_NAMES[field], (old, text))
    return texts


def rows_text(finding: Finding, names: Names) -> str:
    """All rows of a rolled-up finding: ``项目1第2、5条；项目3第1条``."""
    by_project: dict[int, list[int]] = {}
    for position in finding.rows:
        if position.project is not None and position.row is not None:
            by_project.setdefault(position.project, []).append(position.row)
    return "；".join(f"项目{n}第{ranges(rows)}条" for n, rows in sorted(by_project.items()))
