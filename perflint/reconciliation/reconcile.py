"""Reconcile a submission: costs, lines, the search, and what is left over, explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from math import gcd, log10

from perflint.extraction.budget_doubts import doubt_note
from perflint.extraction.budget_projects import listed_projects, project_key
from perflint.reconciliation.choices import Candidates, Pins, candidates, find_pins, speaks_for
from perflint.reconciliation.costs import project_costs
from perflint.reconciliation.explain import Found, explain
from perflint.reconciliation.lines import budget_lines_of, codes_by_project
from perflint.reconciliation.model import (
    Allocation,
    Line,
    ProjectCost,
    Reconciliation,
)
from perflint.reconciliation.search import Choice, Packing, pack
from perflint.reconciliation.subsets import Work
from perflint.records.submission import Submission

WORK = 400_000
_SHOWN_ALTERNATIVES = 8
_CHANCE = -3.0


def reconcile(submission: Submission, work: int = WORK) -> Reconciliation:
    """Which projects stand on which budget line, to the fen.

    ``work`` bounds the search (steps, not seconds: the answer is the same on any machine). With
    no budget lines or no costs the result says so in ``notes`` and asserts nothing.
    """
    amounts = listed_projects(submission.budget_lines, submission.budget_tables)
    costs = project_costs(submission.projects, submission.year, amounts)
    lines = budget_lines_of(submission)
    table = codes_by_project(submission)
    listed = {
        cost.number: table[project_key(cost.title)]
        for cost in costs
        if project_key(cost.title) in table
    }
    found = allocate(costs, lines, listed, work)
    doubt = doubt_note(submission.budget_tables)
    return replace(found, notes=(doubt, *found.notes)) if doubt else found


def allocate(
    costs: Sequence[ProjectCost],
    lines: Sequence[Line],
    listed: Mapping[int, str] | None = None,
    work: int = WORK,
) -> Reconciliation:
    """The same for costs and lines in hand; ``listed`` maps project numbers to known codes."""
    budget = Work(work)
    pins = find_pins(costs, lines, listed or {})
    made = candidates(costs, lines, pins, budget)
    packings = pack(made.choices, budget)
    complete = budget.complete and all(packing.complete for packing in packings)
    if not made.all_sizes and not proves(made, lines, packings):
        complete = False
        packings = [_supported(made, lines, pins, packing) for packing in packings]
    found = _found(made, lines, packings)
    alternatives = _alternatives(made, lines, packings)
    compared = bool(lines) and any(cost.fen for cost in costs)
    unique = (
        compared
        and complete
        and all(packing.listed and len(packing.solutions) == 1 for packing in packings)
    )
    return explain(costs, lines, pins, found, alternatives, unique, compared and complete)


def proves(made: Candidates, lines: Sequence[Line], packings: Sequence[Packing]) -> bool:
    """Whether a match of small sets is evidence although larger sets were not looked at.

    The expected number of allocations that match the same lines by mere chance: all ways to deal
    the projects out, times the chance that each line's amount is hit.
    """
    grain = gcd(*(cost.fen or 0 for cost in made.costed)) or 1
    hits = [
        lines[index].total
        for packing in packings
        for index, choice in packing.fixed.items()
        if choice is not None
    ]
    ways = len(made.costed) * log10(len(lines) + 1)
    return ways - sum(log10(max(total / grain, 1)) for total in hits) < _CHANCE


def _supported(made: Candidates, lines: Sequence[Line], pins: Pins, packing: Packing) -> Packing:
    """Only what words or codes speak for as well stays fixed."""
    kept: dict[int, Choice | None] = {}
    for index, choice in packing.fixed.items():
        if choice is None:
            continue
        members = [cost for cost in made.costed if cost.number in made.numbers(choice.mask)]
        if all(speaks_for(cost, lines[index], pins) for cost in members):
            kept[index] = choice
    return Packing(packing.lines, packing.solutions, kept, False, False)


def _found(made: Candidates, lines: Sequence[Line], packings: Sequence[Packing]) -> Found:
    """What holds in every best solution, and what holds in some."""
    found = Found({}, {}, {})
    for packing in packings:
        for index in packing.lines:
            code = lines[index].code
            if packing.fixed.get(index) is not None:
                choice = packing.fixed[index]
                assert choice is not None
                found.fixed[code] = _allocation(made, code, choice)
                continue
            if index in packing.fixed:
                continue
            options = _options(made, packing, index)
            filled = packing.complete and packing.listed and all(options)
            common = frozenset.intersection(*map(frozenset, options)) if filled else frozenset()
            found.shared[code] = tuple(sorted(common)) if filled else None
            found.possible[code] = tuple(sorted({n for option in options for n in option}))
    return found


def _options(made: Candidates, packing: Packing, index: int) -> list[tuple[int, ...]]:
    """The projects on a line in each best solution; where they are not all known, whoever could."""
    place = packing.lines.index(index)
    if not packing.listed or not packing.complete:
        union = 0
        for choice in made.choices[index]:
            union |= choice.mask
        return [made.numbers(union)]
    chosen = dict.fromkeys(solution[place] for solution in packing.solutions)
    return [made.numbers(choice.mask) if choice else () for choice in chosen]


def _allocation(made: Candidates, code: str, choice: Choice) -> Allocation:
    return Allocation(code, choice.label, made.numbers(choice.mask))


def _alternatives(
    made: Candidates, lines: Sequence[Line], packings: Sequence[Packing]
) -> tuple[tuple[Allocation, ...], ...]:
    """The first few optimal allocations over all groups."""
    per_group = [
        [
            tuple(
                _allocation(made, lines[index].code, choice)
                for index, choice in zip(packing.lines, solution, strict=True)
                if choice is not None
            )
            for solution in packing.solutions[:_SHOWN_ALTERNATIVES]
        ]
        for packing in packings
    ]
    order = {line.code: n for n, line in enumerate(lines)}
    joined = islice(product(*per_group), _SHOWN_ALTERNATIVES)
    return tuple(
        tuple(sorted((a for part in parts for a in part), key=lambda a: order[a.code]))
        for parts in joined
    )
