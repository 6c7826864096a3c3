"""Budget tables that were seen but not surely read: nothing may be asserted from them."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.extraction.budget_text import money_is
from perflint.extraction.budget_titles import unit_only
from perflint.records.submission import BudgetLine, BudgetTable

_BY_CODE = ("expenditure", "general", "fiscal", "fund", "capital")
# Fewer codes may be no more than a heading.
_SOME = 3


def doubts_about(table: BudgetTable, lines: Sequence[BudgetLine]) -> list[str]:
    """Why a table's columns may be read wrongly; empty where they are not. ``lines`` are its own."""
    pieces = [piece for title in table.columns for piece in title.split("/")]
    if any(unit_only(piece) for piece in pieces):
        return ["题注（单位、年度）与栏目名称混在一行，各栏可能错位"]
    if table.kind not in _BY_CODE or not any(map(_tells_projects, table.columns)):
        return []
    # A table by unit has no codes, and is read all the same.
    coded = sum(bool(line.code) for line in lines)
    told = any(line.leaf and line.project_expenditure is not None for line in lines)
    return ["有科目编码，但未读到各科目的项目支出"] if coded >= _SOME and not told else []


def _tells_projects(title: str) -> bool:
    """Whether a column is for project expenditure; a lone “项目” may be the column of names."""
    return title != "项目" and money_is(title, "project")


def doubt_note(tables: Sequence[BudgetTable]) -> str:
    """One sentence for the reader about the tables in doubt, or ``""``."""
    doubted = [table.title for table in tables if table.doubts]
    if not doubted:
        return ""
    more = f"等{len(doubted)}张表" if len(doubted) > 1 else ""
    return f"预算表《{doubted[0]}》{more}的栏目未能可靠读出，未用于金额核对，请检查表格版式"
