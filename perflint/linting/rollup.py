"""What repeats is said once: hits of one rule gathered a project or a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perflint.checks.hit import Severity

if TYPE_CHECKING:
    from perflint.linting.engine import RuleHit
    from perflint.linting.rule import Rule

SeverityOf = Callable[["Rule", str], "Severity | None"]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits that become one finding, of one rule and one severity."""

    rule: Rule
    severity: Severity
    hits: tuple[RuleHit, ...]


def gather(hits: Iterable[RuleHit], severity_of: SeverityOf) -> list[Group]:
    """Groups in the order of their first hit; a hit whose severity is off is dropped."""
    groups: dict[tuple[object, ...], list[RuleHit]] = {}
    for position, item in enumerate(hits):
        severity = severity_of(item.bound.rule, item.hit.variant)
        if severity is not None:
            groups.setdefault(_key(item, severity, position), []).append(item)
    return [
        Group(members[0].bound.rule, _severity(key), tuple(members))
        for key, members in groups.items()
    ]


def _key(item: RuleHit, severity: Severity, position: int) -> tuple[object, ...]:
    rule, hit = item.bound.rule, item.hit
    words = _words(rule, hit.variant)
    if rule.rollup == "document":
        return severity, rule.code, words
    if rule.rollup == "project":
        return severity, rule.code, words, hit.project
    return severity, rule.code, position


def _words(rule: Rule, variant: str) -> str:
    """What tells variants apart in a roll-up: those worded alike are said together."""
    shade = rule.variants.get(variant)
    return (shade.rollup_message or shade.message) if shade else ""


def _severity(key: tuple[object, ...]) -> Severity:
    severity = key[0]
    assert severity in ("error", "warning", "info")
    return severity
