"""Leaves of the functional classification, and the carry-over that another table tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from perflint.extraction.budget_text import is_functional
from perflint.records.submission import BudgetLine

# A table of projects repeats a code for every project: its rows are no level of a classification.
_NOT_CLASSIFIED = ("projects",)


def mark_leaves(
    lines: list[BudgetLine], kinds: Mapping[str, str] | None = None
) -> list[BudgetLine]:
    """Mark the lines below which their table has no longer functional code."""
    codes: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        codes[line.table].add(line.code)
    kind_of = kinds or {}
    for line in lines:
        listed = kind_of.get(line.table) in _NOT_CLASSIFIED
        line.leaf = not listed and is_functional(line.code) and not _goes_deeper(line, codes)
    return lines


def _goes_deeper(line: BudgetLine, codes: Mapping[str, set[str]]) -> bool:
    return any(other != line.code and other.startswith(line.code) for other in codes[line.table])


def join_carry_over(lines: list[BudgetLine], kinds: Mapping[str, str]) -> list[BudgetLine]:
    """Give leaves with project expenditure the 上年结转 that another table of the submission tells.

    An expenditure table splits 基本/项目 but not 本年/上年结转; the income table does the reverse.
    The code joins them. A code that the telling table does not list has no carry-over (0); where
    no table tells, the carry-over stays None. Tables of one fund tell only of their own lines.
    """
    told = _told(lines, kinds)
    if not told:
        return lines
    for line in lines:
        if line.leaf and line.carry_over is None and line.project_expenditure is not None:
            line.carry_over = told.get(line.code, Decimal("0.00"))
    return lines


def _told(lines: list[BudgetLine], kinds: Mapping[str, str]) -> dict[str, Decimal]:
    """Carry-over by code from the most general table that tells it."""
    for wanted in (("income",), ("expenditure", "fiscal", ""), ("general", "fund", "capital")):
        found: dict[str, Decimal] = {}
        for line in lines:
            if line.leaf and line.carry_over is not None and kinds.get(line.table, "") in wanted:
                found[line.code] = found.get(line.code, Decimal("0.00")) + line.carry_over
        if found:
            return found
    return {}
