"""Running rules over a submission: hits, then precedence, roll-up and findings in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.rows import ProjectView, Row
from perflint.errors import UsageError
from perflint.linting.precedence import places, settle
from perflint.linting.report import Finding, Ignored
from perflint.linting.rollup import Group, gather
from perflint.linting.rule import Where
from perflint.linting.rules import BoundRule
from perflint.linting.wording import Writer

if TYPE_CHECKING:
    from perflint.linting.ignoring import IgnoreList

SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A hit with the rule that made it."""

    bound: BoundRule
    hit: Hit


def run_rules(
    context: Context, rules: Sequence[BoundRule], ignore_list: IgnoreList | None = None
) -> tuple[list[Finding], list[Ignored]]:
    """The findings of the rules, most severe first, then in document order; and the ignored ones."""
    hits = settle([RuleHit(bound, hit) for bound in rules for hit in hits_of(context, bound)])
    writer = Writer(context)
    reasons: dict[str, list[RuleHit]] = {}
    if ignore_list is not None:
        hits = [left for item in hits for left in _split(item, ignore_list, writer, reasons)]
    findings = [_worded(writer, group) for group in gather(hits, writer.severity)]
    findings.sort(key=_order)
    ignored = [
        Ignored(finding=_worded(writer, group), reason=reason)
        for reason, items in reasons.items()
        for group in gather(items, writer.severity)
    ]
    return writer.number_twins(findings), ignored


def _worded(writer: Writer, group: Group) -> Finding:
    """The finding of a group. Raises UsageError where the rule's words name an unknown field."""
    try:
        return writer.finding(group)
    except KeyError as error:
        raise UsageError(
            f"规则 {group.rule.code}：检查函数没有给出字段或变体“{error.args[0]}”，"
            "请检查 message、suggest 等用语中花括号内的名称"
        ) from None


def _split(
    item: RuleHit, ignore_list: IgnoreList, writer: Writer, reasons: dict[str, list[RuleHit]]
) -> Iterator[RuleHit]:
    """The part of a hit that is not ignored; the ignored places go to ``reasons``."""
    rule = item.bound.rule
    left = []
    for project, row in places(item.hit):
        title, name = writer.names(project, row)
        reason = ignore_list.reason(rule, title, name)
        if reason is None:
            left.append((project, row))
        else:
            alone = replace(item.hit, project=project, row=row, rows=())
            reasons.setdefault(reason, []).append(replace(item, hit=alone))
    if left:
        project, row = left[0]
        rows = tuple(left) if len(left) > 1 else ()
        yield replace(item, hit=replace(item.hit, project=project, row=row, rows=rows))


def hits_of(context: Context, bound: BoundRule) -> Iterator[Hit]:
    """What one rule reports, before precedence."""
    where = bound.rule.where
    function, params = bound.check.function, bound.params
    if bound.rule.scope == "submission":
        yield from function(context, context, params)
        return
    narrow = bool(where.group or where.category or where.value)
    for view in _views(context, where):
        if bound.rule.scope == "project":
            yield from function(context, view, params)
            continue
        for row in view.rows:
            if not narrow or _passes(row, where):
                yield from function(context, row, params)


def _views(context: Context, where: Where) -> Iterable[ProjectView]:
    views = context.projects if where.department else context.only_projects
    for view in views:
        if view.rows and all(column in view.columns for column in where.columns):
            yield view


def _passes(row: Row, where: Where) -> bool:
    if where.group and row.group not in where.group:
        return False
    if where.category and row.category not in where.category:
        return False
    return not where.value or row.target.kind in where.value


def _order(finding: Finding) -> tuple[int, int, int, str, str]:
    first = finding.rows[0] if finding.rows else None
    project = first.project if first else None
    row = first.row if first else None
    return (
        SEVERITY_ORDER[finding.severity],
        10**6 if project is None else project,
        row or 0,
        finding.code,
        finding.fingerprint,
    )
