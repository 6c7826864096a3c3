"""The budget lines that projects are paid from: leaves with project expenditure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from perflint.extraction.budget_projects import line_names, listed_key
from perflint.reconciliation.costs import fen_of_wan
from perflint.reconciliation.model import Line
from perflint.records.submission import BudgetLine, Submission

# From the table that shows all expenditure down to those that show the funds one by one.
_ORDER = (
    ("expenditure",),
    ("fiscal",),
    ("general", "fund", "capital"),
    ("projects", "transfer", ""),
)


def budget_lines_of(submission: Submission) -> tuple[Line, ...]:
    """One line a functional code, in the order of the table it was taken from.

    Tables whose columns are in doubt give none.
    """
    kinds = {table.title: table.kind for table in submission.budget_tables}
    doubted = {table.title for table in submission.budget_tables if table.doubts}
    sure = [line for line in submission.budget_lines if line.table not in doubted]
    votes = _carry_votes(sure)
    for wanted in _ORDER:
        rows = [line for line in sure if kinds.get(line.table, "") in wanted]
        lines = _by_code(rows, votes, in_projects="projects" in wanted)
        if lines:
            return _with_funds(lines, submission, kinds) if wanted != _ORDER[2] else lines
    return ()


def _with_funds(
    lines: tuple[Line, ...], submission: Submission, kinds: dict[str, str]
) -> tuple[Line, ...]:
    """Codes of the fund and capital tables that the chosen table leaves out."""
    known = {line.code for line in lines}
    rows = [
        line
        for line in submission.budget_lines
        if kinds.get(line.table) in ("fund", "capital") and line.code not in known
    ]
    return lines + _by_code(rows, _carry_votes(rows))


def _carry_votes(rows: Iterable[BudgetLine]) -> dict[str, Counter[Decimal]]:
    """How many tables tell each carry-over of a code: one of them may be misprinted."""
    told: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        if row.code and row.leaf and row.carry_over is not None:
            # Joined from another table by code, it stands in full on each of the repeated rows.
            here = (row.code, row.table)
            told[here] = max(row.carry_over, told.get(here, row.carry_over))
    votes: dict[str, Counter[Decimal]] = defaultdict(Counter)
    for (code, _), amount in told.items():
        votes[code][amount] += 1
    return votes


def _by_code(
    rows: Iterable[BudgetLine], votes: Mapping[str, Counter[Decimal]], in_projects: bool = False
) -> tuple[Line, ...]:
    groups: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
    for row in rows:
        if row.code and (row.leaf or (in_projects and len(row.code) == 7)):
            groups[(row.code, row.table)].append(row)
    found: dict[str, Line] = {}
    for (code, _), members in groups.items():
        total = _sum([row.project_expenditure for row in members])
        if total and code not in found:
            found[code] = Line(code, members[0].name, total, _carry(members, total, votes))
    return tuple(found.values())


def _carry(
    members: list[BudgetLine], total: int, votes: Mapping[str, Counter[Decimal]]
) -> int | None:
    """The carry-over of the line, where the tables tell it and it can be the projects' own.

    Where the tables differ, most of them are right; of two, the line's own is taken.
    """
    told = [row.carry_over for row in members if row.carry_over is not None]
    if not told:
        return None
    own = max(told)
    ranked = votes.get(members[0].code, Counter()).most_common(2)
    if ranked and ranked[0][1] > 1 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        own = ranked[0][0]
    carry = fen_of_wan(own)
    return carry if carry is not None and carry <= total else None


def _sum(amounts: list[Decimal | None]) -> int:
    """Fen of a code's rows; where a code comes by unit below its own sum, the sum counts once."""
    fen = [value for amount in amounts if (value := fen_of_wan(amount)) is not None]
    if len(fen) > 1 and fen[0] == sum(fen[1:]):
        return fen[0]
    return sum(fen)


def codes_by_project(submission: Submission) -> dict[str, str]:
    """Functional code by project name, from tables that list projects with their codes.

    A project that such tables list under several codes is left out.
    """
    kinds = {table.title: table.kind for table in submission.budget_tables}
    names = line_names(submission.budget_lines)
    found: dict[str, set[str]] = defaultdict(set)
    for line in submission.budget_lines:
        if kinds.get(line.table) == "projects" and len(line.code) == 7 and line.name:
            found[listed_key(line, names)].add(line.code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
