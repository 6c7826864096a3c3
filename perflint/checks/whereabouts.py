"""Where findings on the whole text begin: the passage or the budget table they speak of."""

from __future__ import annotations

from collections.abc import Iterable

from perflint.checks.context import Context
from perflint.extraction.budget_text import squash
from perflint.records.anchor import Anchor
from perflint.records.submission import BudgetLine


def passage_with(context: Context, texts: Iterable[str]) -> Anchor | None:
    """The first paragraph of prose that holds one of the texts, whatever its white space."""
    wanted = [squash(text) for text in texts if text.strip()]
    for passage in context.submission.passages:
        if any(text in squash(passage.text) for text in wanted):
            return passage.anchor
    return None


def line_of(context: Context, code: str) -> Anchor | None:
    """The budget line of a functional classification: the one that names project expenditure."""
    lines = [line for line in context.submission.budget_lines if line.code == code]
    return _first([line for line in lines if line.project_expenditure], lines)


def project_expenditure(context: Context) -> Anchor | None:
    """The table whose lines state project expenditure: its line 合计, or where it begins."""
    lines = [line for line in context.submission.budget_lines if line.project_expenditure]
    return _first([line for line in lines if not line.code], lines)


def budget_table(context: Context, title: str) -> Anchor | None:
    """Where a budget table begins."""
    tables = context.submission.budget_tables
    return next((table.anchor for table in tables if table.title == title), None)


def _first(*choices: list[BudgetLine]) -> Anchor | None:
    return next((lines[0].anchor for lines in choices if lines), None)
