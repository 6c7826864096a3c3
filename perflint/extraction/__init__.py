"""From a document to a submission: projects, indicators, budget lines, prose."""

from __future__ import annotations

from collections import Counter

from perflint.errors import NoTargetTable
from perflint.extraction.assemble import Assembly, assemble
from perflint.extraction.budget import read_budget
from perflint.extraction.budget_doubts import doubt_note
from perflint.extraction.budget_projects import join_amounts
from perflint.extraction.build import build_project
from perflint.extraction.facts import document_facts
from perflint.extraction.form_unit import correct_unit
from perflint.extraction.narrative import passages
from perflint.reading.document import Document
from perflint.records.submission import BudgetTable, Source, Submission, TableNote

__all__ = ["extract_submission", "require_targets"]

_NAMES = {
    "self-evaluation": "自评（监控）表",
    "blank-form": "空白表",
    "scheme": "评价方案",
    "budget": "预算表",
    "layout": "排版表格",
    "objective": "只有绩效目标的表",
    "project-head": "只有项目基本信息的表",
    "other": "其他表格",
}


def extract_submission(document: Document) -> Submission:
    """Everything a document says; no project where it holds no target table."""
    assembly = assemble(document)
    free = [table for table in document.tables if table.index not in assembly.taken]
    lines, budget_tables = read_budget(document, free)
    facts = document_facts(document)
    projects = [build_project(n, plan) for n, plan in enumerate(assembly.plans, 1)]
    unit_note = correct_unit(projects)
    join_amounts(projects, lines, budget_tables)
    return Submission(
        source=Source(
            name=document.name,
            format=document.format,
            sha256=document.sha256,
            notes=[
                *document.notes,
                *_left_out(assembly.notes),
                *assembly.remarks,
                *filter(None, [unit_note, doubt_note(budget_tables)]),
            ],
        ),
        department=facts.department,
        place=facts.place,
        year=facts.year,
        unit=facts.unit,
        projects=projects,
        budget_lines=lines,
        budget_tables=budget_tables,
        passages=passages(document),
        tables=_with_budget(assembly, budget_tables),
    )


def _with_budget(assembly: Assembly, tables: list[BudgetTable]) -> list[TableNote]:
    budget = {table.anchor.table: table for table in tables}
    for note in assembly.notes:
        table = budget.get(note.anchor.table)
        if note.taken_as == "other" and table is not None:
            note.taken_as, note.why = "budget", "预算表"
            note.title = note.title or table.title
            note.doubts = [*note.doubts, *table.doubts]
    return assembly.notes


def _left_out(notes: list[TableNote]) -> list[str]:
    """One line about the tables that look like target tables and are none."""
    counts = Counter(note.taken_as for note in notes)
    parts = [
        f"{_NAMES[kind]}{counts[kind]}张"
        for kind in ("self-evaluation", "blank-form", "scheme")
        if counts[kind]
    ]
    return [f"未作为绩效目标表读取：{'、'.join(parts)}"] if parts else []


def require_targets(submission: Submission) -> None:
    """Raise NoTargetTable, naming the tables seen, where a submission has no project."""
    if submission.projects:
        return
    counts = Counter(note.taken_as for note in submission.tables)
    name = submission.source.name
    if submission.source.notes and not counts:
        notes = "；".join(submission.source.notes)
        raise NoTargetTable(f"“{name}”中没有可辨认的绩效目标表：{notes}")
    if not counts:
        raise NoTargetTable(
            f"“{name}”中没有表格，也没有可辨认的绩效指标，请确认文件是否为绩效目标表"
        )
    seen = "、".join(f"{_NAMES.get(kind, kind)}{n}张" for kind, n in counts.most_common())
    raise NoTargetTable(f"“{name}”中没有绩效目标表，共见到{sum(counts.values())}张表：{seen}")
