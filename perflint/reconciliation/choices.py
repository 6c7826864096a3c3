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
    """The choices of every line; ``costed`` are the projects in the order of the mask's bits."""

    costed: list[ProjectCost]
    choices: list[list[Choice]]
    all_sizes: bool = True
    shared: int = 0

    def numbers(self, mask: int) -> tuple[int, ...]:
        return tuple(sorted(cost.number for bit, cost in enumerate(self.costed) if mask >> bit & 1))


def candidates(
    costs: Sequence[ProjectCost], lines: Sequence[Line], pins: Pins, work: Work
) -> Candidates:
    """Every exact way to fill a line, or its 本年 or 上年结转 part, that the pins allow.

    A project bound to a line must be part of what fills it; only the others are searched.
    """
    free = [cost for cost in costs if cost.fen and cost.number not in pins.codes]
    bound = [cost for cost in costs if cost.fen and cost.number in pins.codes]
    costed = [*free, *bound]
    slots = [
        _Slot(line, part, *_bound(costed, line, part, pins))
        for line in lines
        for part in _parts(line)
    ]
    sets = exact_subsets([cost.fen or 0 for cost in free], [slot.rest for slot in slots], work)
    whole = (1 << len(free)) - 1
    total = sum(cost.fen or 0 for cost in free)
    made: dict[str, list[Choice]] = {line.code: [] for line in lines}
    for slot in slots:
        masks = list(sets.by_amount.get(slot.rest, ()))
        masks += [0] if slot.rest == 0 and slot.must else []
        masks += [whole] if slot.rest == total and whole and whole not in masks else []
        points = _points_of(costed, slot)
        made[slot.line.code] += [_choice(mask | slot.must, points, slot.part) for mask in masks]
    return Candidates(costed, [made[line.code] for line in lines], sets.all_sizes, sets.shared)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A line or a part of it, with the projects bound to it (mask) and what they leave open."""

    line: Line
    part: Part
    must: int
    rest: int


def _bound(costed: Sequence[ProjectCost], line: Line, part: Part, pins: Pins) -> tuple[int, int]:
    """(mask of the projects bound to a part, what is left of its amount).

    Of a line with both parts, projects of an earlier year are bound to the carry-over.
    """
    must, rest = 0, line.part(part)
    for bit, cost in enumerate(costed):
        if pins.codes.get(cost.number) == line.code and (
            part == "total" or cost.prior_year == (part == "carry-over")
        ):
            must |= 1 << bit
            rest -= cost.fen or 0
    return must, rest


def _parts(line: Line) -> tuple[Part, ...]:
    if line.carry_over and line.current:
        return ("total", "current", "carry-over")
    return ("total",)


def _points_of(costed: Sequence[ProjectCost], slot: _Slot) -> list[tuple[int, int]]:
    """(bit, points) of the projects for which the words speak on a slot."""
    points = ((bit, _points(cost, slot.line, slot.part)) for bit, cost in enumerate(costed))
    return [(1 << bit, worth) for bit, worth in points if worth]


def _choice(mask: int, points: Sequence[tuple[int, int]], part: Part) -> Choice:
    value = LINE if part == "total" else PART
    return Choice(mask, value + sum(worth for bit, worth in points if mask & bit), part)


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
