"""From hits to a finding: severity, message, suggestion, place and fingerprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b

from perflint.checks.context import Context
from perflint.checks.hit import Hit, Severity
from perflint.checks.hit import Row as RowKey
from perflint.checks.rows import ProjectView, Row
from perflint.language.normal import normal
from perflint.linting.precedence import places
from perflint.linting.report import Correction, Finding, Position
from perflint.linting.rollup import Group
from perflint.linting.rule import Rule, Variant
from perflint.records.anchor import Anchor

SHOWN_EXAMPLES = 2


class Writer:
    """Words findings for one submission."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._views = {view.number: view for view in context.projects}
        self._rows = {row.place: row for view in context.projects for row in view.rows}

    def severity(self, rule: Rule, variant: str) -> Severity | None:
        """The severity in force: the local profile's, the variant's, the rule's; None = off."""
        local = self._context.local.severity
        chosen = local.get(f"{rule.code}.{variant}") if variant else None
        chosen = chosen or local.get(rule.code)
        chosen = chosen or _variant(rule, variant).severity or rule.severity
        return chosen if chosen in ("error", "warning", "info") else None  # type: ignore[return-value]

    def names(self, project: int | None, row: int | None) -> tuple[str, str]:
        """The title and the indicator name at a place, "" where there is none."""
        view = self._views.get(project or 0)
        found = self._rows.get((project or 0, row or 0))
        return (view.title if view else "", found.name if found else "")

    def finding(self, group: Group) -> Finding:
        """The finding of a group; of several hits, worded by the rule's roll-up message."""
        rule, first = group.rule, group.hits[0].hit
        rows = tuple(dict.fromkeys(place for item in group.hits for place in places(item.hit)))
        projects = {project for project, _ in rows}
        fix = first.fix if len(group.hits) == 1 else None
        stated = _stated_anchors(group)
        anchors = [stated.get(place) or self._anchor(place, first.field) for place in rows]
        return Finding(
            code=rule.code,
            name=rule.name,
            title=rule.title,
            severity=group.severity,
            question=rule.question,
            project=rows[0][0] if len(projects) == 1 else None,
            row=rows[0][1] if len(rows) == 1 else None,
            rows=[Position(project=project, row=row) for project, row in rows],
            field=first.field,
            quote=first.quote if len(group.hits) == 1 else self._quotes(group),
            message=self._message(group, len(rows)),
            suggestion=self._suggestion(group),
            fix=Correction(**asdict(fix)) if fix else None,
            basis=rule.doc.basis,
            anchor=anchors[0],
            places=anchors,
            fixes=_fixes(group, rows),
            fingerprint=self._fingerprint(rule, group, rows),
        )

    def number_twins(self, findings: list[Finding]) -> list[Finding]:
        """Tell findings with the same content apart by a counter, in document order."""
        seen: dict[str, int] = {}
        for finding in findings:
            count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
            if count > 1:
                finding.fingerprint = f"{finding.fingerprint}-{count}"
        return findings

    def _message(self, group: Group, count: int) -> str:
        rule, first = group.rule, group.hits[0].hit
        variant = _variant(rule, first.variant)
        template = variant.message or rule.message
        if len(group.hits) > 1:
            template = variant.rollup_message or rule.rollup_message or template
        facts = {"count": str(count), "examples": self._examples(group), **self._facts(first)}
        return template.format_map(facts)

    def _suggestion(self, group: Group) -> str:
        first = group.hits[0].hit
        variant = _variant(group.rule, first.variant)
        template = variant.suggest or group.rule.suggest
        if len(group.hits) > 1:
            template = variant.rollup_suggest or group.rule.rollup_suggest or template
        return template.format_map(self._facts(first))

    def _facts(self, hit: Hit) -> Mapping[str, str]:
        facts: dict[str, str] = {"quote": hit.quote}
        view = self._views.get(hit.project or 0)
        if view is not None:
            facts |= {"project": view.title, "number": str(view.number)}
        row = self._rows.get((hit.project or 0, hit.row or 0))
        if row is not None:
            facts |= _row_facts(row)
        return {**facts, **hit.values}

    def _examples(self, group: Group) -> str:
        shown = dict.fromkeys(self._example(item.hit) for item in group.hits if item.hit.quote)
        return side_by_side(list(shown)[:SHOWN_EXAMPLES])

    def _example(self, hit: Hit) -> str:
        if "example" in hit.values:
            return hit.values["example"]
        row = self._rows.get((hit.project or 0, hit.row or 0))
        if row is not None and hit.field == "value" and row.shown != row.name:
            return f"“{_short(row.name)}”（{_short(row.shown)}）"
        return f"“{_short(hit.quote)}”"

    def _quotes(self, group: Group) -> str:
        quotes = dict.fromkeys(item.hit.quote for item in group.hits if item.hit.quote)
        return "；".join(quotes)

    def _anchor(self, place: RowKey, field: str) -> Anchor | None:
        row = self._rows.get((place[0] or 0, place[1] or 0))
        if row is not None:
            return row.indicator.anchors.get(field, row.indicator.anchor)
        view = self._views.get(place[0] or 0)
        return _project_anchor(view, field) if view is not None else None

    def _fingerprint(self, rule: Rule, group: Group, rows: tuple[RowKey, ...]) -> str:
        parts = [rule.code]
        for project, number in rows if rule.rollup != "document" else ():
            view = self._views.get(project or 0)
            row = self._rows.get((project or 0, number or 0))
            parts += [normal(view.title) if view else "", row.name_key if row else ""]
        if rule.rollup == "none":
            parts.append(normal(group.hits[0].hit.quote))
        parts.append(group.hits[0].hit.variant)
        return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def side_by_side(parts: Sequence[str]) -> str:
    """Parts joined by 顿号, which quotations that touch do without (GB/T 15834)."""
    return ("" if all(map(_is_quoted, parts)) else "、").join(parts)


def _is_quoted(part: str) -> bool:
    return part.startswith("“") and part.endswith("”") and part.count("“") == 1


def _variant(rule: Rule, name: str) -> Variant:
    return rule.variants[name] if name else Variant()


def _fixes(group: Group, rows: tuple[RowKey, ...]) -> list[Correction | None]:
    """The correction of each place: a hit's own for the first of its places."""
    own = {places(item.hit)[0]: item.hit.fix for item in reversed(group.hits)}
    return [Correction(**asdict(fix)) if (fix := own.get(row)) else None for row in rows]


def _stated_anchors(group: Group) -> dict[RowKey, Anchor]:
    """Where the hits themselves say that they begin, by the first of their places."""
    hits = [item.hit for item in reversed(group.hits)]
    return {places(hit)[0]: hit.anchor for hit in hits if hit.anchor is not None}


def _row_facts(row: Row) -> dict[str, str]:
    indicator = row.indicator
    return {
        "name": indicator.name.replace("\n", ""),
        "value": row.shown,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "description": indicator.description,
        "basis": indicator.basis,
    }


def _project_anchor(view: ProjectView, field: str) -> Anchor:
    return view.record.anchors.get(field, view.record.anchor)


def _short(text: str, limit: int = 24) -> str:
    text = text.replace("\n", "")
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
