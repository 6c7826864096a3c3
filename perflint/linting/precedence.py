"""One root cause, one finding: a rule that explains a defect silences the rules it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from perflint.checks.hit import Hit, Row

if TYPE_CHECKING:
    from perflint.linting.engine import RuleHit
    from perflint.linting.rule import Rule

Key = tuple[str, int | None, int | None]


def settle(hits: Sequence[RuleHit]) -> list[RuleHit]:
    """The hits that stay. A hit that was itself silenced silences nothing."""
    by_code: dict[str, list[RuleHit]] = {}
    for item in hits:
        by_code.setdefault(item.bound.rule.code, []).append(item)
    silenced_rows: set[Key] = set()
    silenced_projects: set[tuple[str, int | None]] = set()
    silenced_codes: set[str] = set()
    hidden: set[str] = {rule for group in by_code.values() for rule in _hides(group)}
    kept: list[RuleHit] = []
    for code in hiding_order({code: _hides(group) for code, group in by_code.items()}):
        for item in by_code[code]:
            left: Hit | None = item.hit
            if code in hidden:
                left = _unsilenced(item.hit, code, silenced_rows, silenced_projects, silenced_codes)
            if left is None:
                continue
            kept.append(item if left is item.hit else replace(item, hit=left))
            rule = item.bound.rule
            hides = _row_hides(rule, left.variant)
            for project, row in places(left):
                silenced_rows.update((hidden, project, row) for hidden in hides)
                silenced_projects.update((hidden, project) for hidden in rule.hides_project)
            silenced_codes.update(rule.hides_document)
    return kept


def places(hit: Hit) -> tuple[Row, ...]:
    """Every (project, row) of a hit, its own first, each once."""
    own = () if hit.rows and (hit.project, hit.row) not in hit.rows else ((hit.project, hit.row),)
    return tuple(dict.fromkeys((*own, *hit.rows)))


def hiding_order(hides: dict[str, set[str]]) -> list[str]:
    """Codes ordered so that a rule stands before the rules it silences."""
    order: list[str] = []
    done: set[str] = set()

    def visit(code: str, path: tuple[str, ...]) -> None:
        if code in done or code in path:
            return
        for other in sorted(hides):
            if code in hides[other]:
                visit(other, (*path, code))
        done.add(code)
        order.append(code)

    for code in sorted(hides):
        visit(code, ())
    return order


def _row_hides(rule: Rule, variant: str) -> Sequence[str]:
    shade = rule.variants.get(variant)
    return rule.hides if shade is None or shade.hides is None else shade.hides


def _hides(group: list[RuleHit]) -> set[str]:
    rule = group[0].bound.rule
    return {*rule.hides, *rule.hides_project, *rule.hides_document}


def _unsilenced(
    hit: Hit,
    code: str,
    rows: set[Key],
    projects: set[tuple[str, int | None]],
    codes: set[str],
) -> Hit | None:
    if code in codes:
        return None
    left = tuple(
        (project, row)
        for project, row in places(hit)
        if (code, project, row) not in rows and (code, project) not in projects
    )
    if not left:
        return None
    if left == places(hit):
        return hit
    project, row = left[0]
    return replace(hit, project=project, row=row, rows=left if len(left) > 1 else ())
