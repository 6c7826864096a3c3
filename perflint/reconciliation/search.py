"""The exact search: disjoint sets of projects on lines, so that the most lines come out to the fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from perflint.reconciliation.model import Part
from perflint.reconciliation.subsets import Work

# Whole lines first, then parts of lines, then the words that speak for a place.
LINE = 10**9
PART = 10**6
MOST_SOLUTIONS = 500
_LOOKS = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to fill a line: the projects (bit mask), what it is worth, the part it fills."""

    mask: int
    value: int
    label: Part = "total"


@dataclass(slots=True)
class Packing:
    """The best ways to fill a group of lines with disjoint sets.

    ``solutions`` gives a choice (or None) a line; all of them when ``listed``, else the first few.
    ``fixed`` holds what is the same in every best solution: line index → choice or None.
    ``complete`` is False where the work ran out: then nothing is fixed.
    """

    lines: list[int]
    solutions: list[tuple[Choice | None, ...]]
    fixed: dict[int, Choice | None]
    listed: bool
    complete: bool


def pack(choices: Sequence[Sequence[Choice]], work: Work) -> list[Packing]:
    """Best packings, one for each group of lines that compete for the same projects.

    Lines without a choice are in no group.
    """
    return [_solve(group, [choices[line] for line in group], work) for group in _groups(choices)]


def _solve(group: list[int], choices: Sequence[Sequence[Choice]], work: Work) -> Packing:
    search = _Search(choices, work)
    solutions = search.run()
    if not work.complete:
        return Packing(group, solutions, {}, False, False)
    first = solutions[0]
    same = {n: c for n, c in enumerate(first) if all(s[n] == c for s in solutions)}
    if search.overflow:
        same = {n: c for n, c in same.items() if _always(choices, n, c, search.best, work)}
    fixed = {group[n]: choice for n, choice in same.items()}
    return Packing(group, solutions, fixed, not search.overflow, work.complete)


def _always(
    choices: Sequence[Sequence[Choice]], line: int, choice: Choice | None, best: int, work: Work
) -> bool:
    """Whether no solution as good does otherwise on this line."""
    if choice is None:
        others = [[*options] for options in choices]
        others[line] = [Choice(c.mask, c.value + LINE, c.label) for c in choices[line]]
        return _Search(others, work, best=best + LINE, first_only=True).run() == []
    others = [[*options] for options in choices]
    others[line] = [c for c in choices[line] if c != choice]
    return _Search(others, work, best=best, first_only=True).run() == []


def _groups(choices: Sequence[Sequence[Choice]]) -> list[list[int]]:
    """Lines that share a project, directly or through others, belong together."""
    groups: list[tuple[int, list[int]]] = []
    for index, options in enumerate(choices):
        mask = 0
        for option in options:
            mask |= option.mask
        if not mask:
            continue
        joined = [index]
        rest = []
        for other_mask, members in groups:
            if other_mask & mask:
                mask |= other_mask
                joined = members + joined
            else:
                rest.append((other_mask, members))
        groups = [*rest, (mask, sorted(joined))]
    return sorted(members for _, members in groups)


@dataclass(slots=True)
class _Search:
    """Depth first over the lines, scarce lines first, with a bound on what is still to gain."""

    choices: Sequence[Sequence[Choice]]
    work: Work
    best: int = 0
    first_only: bool = False
    found: list[tuple[Choice | None, ...]] = field(default_factory=list)
    overflow: bool = False
    stop: bool = False
    ranked: list[list[Choice]] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)

    def run(self) -> list[tuple[Choice | None, ...]]:
        order = sorted(range(len(self.choices)), key=lambda n: len(self.choices[n]))
        self.ranked = [
            sorted(self.choices[n], key=lambda c: (-c.value, c.mask.bit_count(), c.mask))
            for n in order
        ]
        tops = [options[0].value if options else 0 for options in self.ranked]
        self.bounds = [sum(tops[n:]) for n in range(len(tops) + 1)]
        self._descend(0, 0, 0, [])
        place = {line: n for n, line in enumerate(order)}
        return [tuple(s[place[n]] for n in range(len(order))) for s in self.found]

    def _hopeless(self, reachable: int) -> bool:
        return reachable < self.best or (self.overflow and reachable == self.best)

    def _descend(self, depth: int, used: int, value: int, taken: list[Choice | None]) -> None:
        if self.stop or self._hopeless(value + self.bounds[depth]):
            return
        if not self.work.take():
            self.stop = True
            return
        if depth == len(self.ranked):
            self._record(value, taken)
            return
        if self._hopeless(value + self._reach(depth, used)):
            return
        for choice in self.ranked[depth]:
            if not choice.mask & used:
                self._descend(depth + 1, used | choice.mask, value + choice.value, [*taken, choice])
        self._descend(depth + 1, used, value, [*taken, None])

    def _reach(self, depth: int, used: int) -> int:
        """What the lines to come can still gain with the projects that are left."""
        gain = looked = 0
        for options in self.ranked[depth:]:
            for choice in options:
                looked += 1
                if not choice.mask & used:
                    gain += choice.value
                    break
        # A look at a choice costs a fraction of a step.
        self.work.take((looked + len(self.ranked[depth])) // _LOOKS)
        return gain

    def _record(self, value: int, taken: list[Choice | None]) -> None:
        if value > self.best:
            self.best, self.found, self.overflow = value, [], False
        if len(self.found) >= MOST_SOLUTIONS:
            self.overflow = True
            return
        self.found.append(tuple(taken))
        self.stop = self.first_only
