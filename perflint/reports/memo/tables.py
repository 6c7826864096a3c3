"""The tables of a memo as columns and rows of text, for the plain renderers."""

from __future__ import annotations

from dataclasses import dataclass

from perflint.reports.memo.forms import Form
from perflint.reports.memo.model import Memo

Rows = list[list[str]]


@dataclass(frozen=True)
class Grid:
    """A table of text with its column titles."""

    columns: list[str]
    rows: Rows


def shares_grid(memo: Memo) -> Grid:
    rows = [[s.grade, s.verdict, str(s.count), s.amount] for s in memo.shares]
    return Grid(["建议等级", "审核结论", "项目数（个）", "金额（万元）"], rows)


def opinions_grid(memo: Memo) -> Grid:
    rows = [
        [str(o.number), o.project, o.amount, f"{o.grade}\n{o.verdict}", o.problems, o.advice]
        for o in memo.opinions
    ]
    return Grid(["序号", "项目", "金额（万元）", "建议等级", "主要问题", "修改意见"], rows)


def items_grid(memo: Memo) -> Grid:
    rows = [
        [str(i.number), i.project, i.indicator, i.quote, i.message, i.basis, i.suggestion,
         i.severity]
        for i in memo.items
    ]  # fmt: skip
    columns = ["序号", "项目", "指标", "原文", "审核问题", "依据", "修改建议", "程度"]
    return Grid(columns, rows)


def changes_grid(memo: Memo) -> Grid:
    rows = [[str(c.number), c.project, c.field, c.before, c.after, c.reason] for c in memo.changes]
    return Grid(["序号", "项目", "指标", "原表述", "建议表述", "修改原因"], rows)


def form_grid(form: Form) -> Grid:
    rows = [[r.dimension, r.item, r.asks, r.level, r.opinion] for r in form.rows]
    return Grid(["审核内容", "审核要点", "具体内容", "建议评定", "审核意见"], rows)


def form_head(form: Form) -> list[tuple[str, str]]:
    """What stands above the form's items."""
    return [
        ("项目名称", form.project),
        ("主管部门", form.department),
        ("项目金额", form.amount),
        ("总体目标", form.objective),
    ]


def form_foot(form: Form) -> list[tuple[str, str]]:
    """What stands below them: the suggested grade, and the reviewer's place."""
    return [
        ("综合评定", f"建议等级：{form.grade}（{form.verdict}）。{form.reason}。"),
        ("审核人意见", "审核人（签字）：　　　　　　　年　　月　　日"),
    ]


def sheet_grid(memo: Memo) -> Grid | None:
    return Grid(memo.sheet.columns, memo.sheet.rows) if memo.sheet else None


def attachment_lines(memo: Memo) -> list[str]:
    """附件说明 as official documents write it."""
    if len(memo.attachments) < 2:
        return [f"附件：{name}" for name in memo.attachments]
    lines = [f"{n}. {name}" for n, name in enumerate(memo.attachments, 1)]
    return [f"附件：{lines[0]}", *lines[1:]]


def annex_label(memo: Memo, name: str) -> str:
    return f"附件{memo.annexes[name]}" if len(memo.attachments) > 1 else "附件"
