"""Recall, precision and traps, per rule and in total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from perflint.evaluation.labels import Key, Labels, Trap
from perflint.linting.report import Finding


@dataclass(slots=True)
class Tally:
    """Counts of one rule or of all: musts found, reports that are right, traps hit."""

    found: int = 0
    must: int = 0
    right: int = 0
    reported: int = 0
    trapped: int = 0
    traps: int = 0

    @property
    def recall(self) -> float | None:
        return self.found / self.must if self.must else None

    @property
    def precision(self) -> float | None:
        return self.right / self.reported if self.reported else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.must + other.must,
            self.right + other.right,
            self.reported + other.reported,
            self.trapped + other.trapped,
            self.traps + other.traps,
        )


@dataclass(slots=True)
class Score:
    """The score of one document."""

    name: str
    rules: dict[str, Tally] = field(default_factory=dict)
    missed: list[Key] = field(default_factory=list)
    unexpected: list[Key] = field(default_factory=list)
    trapped: list[Key] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        return sum(self.rules.values(), Tally())


def score(name: str, labels: Labels, findings: Iterable[Finding]) -> Score:
    """Compare the findings of a document with its labels.

    A finding counts once for every place it lists. For a rule that the labels use on projects
    only, a row reported in that project counts for the project.
    """
    reported = _reported(findings)
    expected = {label.key for label in labels.findings}
    by_row = {label.code for label in labels.findings if label.row is not None}
    rules: dict[str, Tally] = defaultdict(Tally)
    result = Score(name)
    met: set[Key] = set()
    for key in reported:
        hit = _expected_key(key, expected, by_row)
        rules[key[0]].reported += 1
        if hit is None:
            result.unexpected.append(key)
        else:
            rules[key[0]].right += 1
            met.add(hit)
    _count_musts(labels, met, rules, result)
    _count_traps(labels, reported, expected, rules, result)
    result.rules = dict(sorted(rules.items()))
    return result


def _reported(findings: Iterable[Finding]) -> dict[Key, str]:
    reported: dict[Key, str] = {}
    for finding in findings:
        text = f"{finding.message} {finding.quote}"
        for place in finding.rows:
            key = (finding.code, place.project, place.row)
            reported[key] = f"{reported.get(key, '')} {text}"
    return reported


def _expected_key(key: Key, expected: set[Key], by_row: set[str]) -> Key | None:
    if key in expected:
        return key
    of_project = (key[0], key[1], None)
    return of_project if key[0] not in by_row and of_project in expected else None


def _count_musts(labels: Labels, met: set[Key], rules: dict[str, Tally], result: Score) -> None:
    units: dict[str, list[Key]] = defaultdict(list)
    for number, label in enumerate(labels.findings):
        if label.expect == "must":
            units[label.group or str(number)].append(label.key)
    for keys in units.values():
        tally = rules[keys[0][0]]
        tally.must += 1
        if met.isdisjoint(keys):
            result.missed.append(keys[0])
        else:
            tally.found += 1


def _count_traps(
    labels: Labels,
    reported: dict[Key, str],
    expected: set[Key],
    rules: dict[str, Tally],
    result: Score,
) -> None:
    for trap in labels.never:
        rules[trap.code].traps += 1
        hits = [key for key, text in reported.items() if _springs(trap, key, text, expected)]
        if hits:
            rules[trap.code].trapped += 1
            result.trapped.append(hits[0])


def _springs(trap: Trap, key: Key, text: str, expected: set[Key]) -> bool:
    if (key[0], key[1]) != (trap.code, trap.project):
        return False
    if trap.contains:
        return key[2] == trap.row and trap.contains in text
    whole_project = trap.project is not None and trap.row is None and key not in expected
    return key[2] == trap.row or whole_project
