"""Amounts of projects from tables that list them (项目支出预算表) beside the targets."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from perflint.patterns import pattern
from perflint.records.submission import BudgetLine, BudgetTable, Found, Project, Submission

_DEPARTMENT_CODE = pattern(r"^(?:[\[【(（]\d{3,9}[\]】)）][-—_]?|\d{3,9}[-—_]|\d{6,9}(?=[^\d年]))")
_DASH = pattern(r"\s*[—–―]{1,2}\s*|\s*-{1,2}\s*")
_SURE = 0.9


def join_amounts(
    projects: Sequence[Project], lines: Sequence[BudgetLine], tables: Sequence[BudgetTable]
) -> None:
    """Give a project the amount its namesake has in a table of projects, where its form has none.

    Rows of one project (one an economic code) are added up; a first row that is their sum counts
    alone. How the amount was found stays with the project.
    """
    listed = listed_projects(lines, tables)
    for project in projects:
        key = project_key(project.title)
        if project.amount is None and project.kind == "project" and key in listed:
            project.amount = listed[key].amount
            how = f"《{listed[key].table}》中同名项目"
            project.found["amount"] = Found(how=how, confidence=_SURE)


class Listed(NamedTuple):
    """What a table of projects has for one of them: the amount (万元) and the table's title."""

    amount: Decimal
    table: str


def listed_projects(
    lines: Sequence[BudgetLine], tables: Sequence[BudgetTable]
) -> dict[str, Listed]:
    """The projects that tables of projects list with an amount, by ``project_key``."""
    titles = {table.title for table in tables if table.kind == "projects" and not table.doubts}
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    last: dict[str, str] = {}
    names = line_names(lines)
    for line in lines:
        if line.table in titles and line.name and line.project_expenditure:
            key = listed_key(line, names)
            if last.setdefault(key, line.table) == line.table:
                amounts[key].append(line.project_expenditure)
    return {key: Listed(_total(found), last[key]) for key, found in amounts.items()}


def _total(amounts: list[Decimal]) -> Decimal:
    if len(amounts) > 1 and amounts[0] == sum(amounts[1:]):
        return amounts[0]
    return sum(amounts, Decimal("0.00"))


def project_key(title: str) -> str:
    """A project's name as two tables of one department share it: no white space, no unit code, and
    brackets and signs of one width."""
    return _DEPARTMENT_CODE.sub("", unicodedata.normalize("NFKC", "".join(title.split())))


def line_names(lines: Iterable[BudgetLine]) -> set[tuple[str, str]]:
    """(code, name) of the leaves of the classification."""
    return {(line.code, line.name) for line in lines if line.leaf}


def listed_key(line: BudgetLine, names: Set[tuple[str, str]]) -> str:
    """The key of a row of a table of projects, where a name may follow that of its line
    (“公路养护—桥梁检测”)."""
    head, *rest = _DASH.split(line.name, maxsplit=1)
    return project_key(rest[0] if rest and (line.code, head) in names else line.name)


def add_budget(submission: Submission, lines: list[BudgetLine], tables: list[BudgetTable]) -> None:
    """Add the budget of a separate file; a table of the same title takes the old one's place."""
    new = {table.title for table in tables}
    submission.budget_lines = [
        line for line in submission.budget_lines if line.table not in new
    ] + lines
    submission.budget_tables = [
        table for table in submission.budget_tables if table.title not in new
    ] + tables
    join_amounts(submission.projects, submission.budget_lines, submission.budget_tables)
