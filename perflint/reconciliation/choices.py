"""What may stand on each line: exact sets of costs, bound by pins, weighed by the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perflint.reconciliation.model import Line, Part, ProjectCost
from perflint.reconciliation.search import LINE, PART, Choice
from perflint.reconciliation.subsets import Work, exact_subsets
from perflint.reconciliation.words import clear_best, share

_NAME_SHARE = 0.3
_NAME_POINTS = 10
_CARRY_POINTS = 5


@dataclass(frozen=True, slots=True)
class Pins:
    """Where a project must stand (project number → line code), and the word that says so."""

    codes: Mapping[int, str]
    reasons: Mapping[int, str]


def find_pins(
    costs: Sequence[ProjectCost], lines: Sequence[Line], listed: Mapping[int, str]
) -> Pins:
    """Pins from a table that lists projects with codes, then from the code in a title.

    A title that speaks plainly of one line (and of no other) pins as well: with the wrong amount
    it is a mismatch to report, not a project that is free to fill another line.
    """
    known = {line.code for line in lines}
    codes: dict[int, str] = {}
    reasons: dict[int, str] = {}
    names = {line.name: line.code for line in lines}
    for cost in costs:
        titled = [code for code in cost.title_codes if code in known]
        if listed.get(cost.number) in known:
            codes[cost.number], reasons[cost.number] = listed[cost.number], "listed"
        elif len(set(titled)) == 1:
            codes[cost.number], reasons[cost.number] = titled[0], "title-code"
        elif name := clear_best(cost.title, names):
            codes[cost.number], reasons[cost.number] = names[name], "name"
    return Pins(codes, reasons)


@dataclass(slots=True)
class Candidates:
    """The choices of every line, with the costed projects in the order of the mask's bits."""

    costed: list[ProjectCost]
    choices: list[list[Choice]]
    all_sizes: bool = True

    def numbers(self, mask: int) -> tuple[int, ...]:
        return tuple(cost.number for bit, cost in enumerate(self.costed) if mask >> bit & 1)


def candidates(
    costs: Sequence[ProjectCost], lines: Sequence[Line], pins: Pins, work: Work
) -> Candidates:
    """Every exact way to fill a line, or its 本年 or 上年结转 part, that the pins allow."""
    costed = [cost for cost in costs if cost.fen]
    values = [cost.fen or 0 for cost in costed]
    amounts = [line.part(part) for line in lines for part in _parts(line)]
    sets = exact_subsets(values, amounts, work)
    made = Candidates(costed, [], sets.all_sizes)
    for line in lines:
        allowed, wanted = _bounds(costed, line, pins)
        options = []
        for part in _parts(line):
            must = wanted if part == "total" else 0
            extra = _all_of(values, allowed, must, line.part(part))
            for mask in dict.fromkeys([*sets.by_amount.get(line.part(part), []), *extra]):
                if not mask & ~allowed and not must & ~mask:
                    options.append(Choice(mask, _value(made, mask, line, part), part))
        made.choices.append(options)
    return made


def _parts(line: Line) -> tuple[Part, ...]:
    if line.carry_over and line.current:
        return ("total", "current", "carry-over")
    return ("total",)


def _bounds(costed: Sequence[ProjectCost], line: Line, pins: Pins) -> tuple[int, int]:
    """(projects that may stand on the line, projects that must) as masks."""
    allowed = must = 0
    for bit, cost in enumerate(costed):
        pinned = pins.codes.get(cost.number)
        if pinned in (None, line.code):
            allowed |= 1 << bit
        if pinned == line.code:
            must |= 1 << bit
    return allowed, must


def _all_of(values: Sequence[int], allowed: int, must: int, amount: int) -> list[int]:
    """Large sets the search for small ones leaves out: all that may stand here, all pinned."""
    return [
        mask
        for mask in (allowed, must)
        if mask and sum(value for bit, value in enumerate(values) if mask >> bit & 1) == amount
    ]


def _value(made: Candidates, mask: int, line: Line, part: Part) -> int:
    members = [cost for bit, cost in enumerate(made.costed) if mask >> bit & 1]
    worth = LINE if part == "total" else PART
    return worth + sum(_points(cost, line, part) for cost in members)


def _points(cost: ProjectCost, line: Line, part: Part) -> int:
    """What the words say for a project on a line; a tie-breaker, never more."""
    points = 0
    alike = share(cost.title, line.name)
    if alike >= _NAME_SHARE:
        points += round(alike * _NAME_POINTS)
    carried = part == "carry-over" or (part == "total" and line.carry_over == line.total)
    if carried and cost.prior_year:
        points += _CARRY_POINTS
    return points


def speaks_for(cost: ProjectCost, line: Line, pins: Pins) -> bool:
    """Whether a code or the words tie a project to a line, beside the amount."""
    return pins.codes.get(cost.number) == line.code or share(cost.title, line.name) >= _NAME_SHARE
