"""Records from the short form that rule files use for their examples."""

from __future__ import annotations

from typing import Any

from perflint.records.anchor import Anchor
from perflint.records.submission import (
    BudgetLine,
    BudgetTable,
    Indicator,
    Passage,
    Project,
    Source,
    Submission,
)
from perflint.records.values import parse_target

_TEXTS = ("level1", "level2", "name", "description", "value", "basis", "operator", "unit")


def example_submission(example: dict[str, Any]) -> Submission:
    """A submission from ``{projects = [...], budget_lines = [...], passages = ["…"], year = 2024}``.

    A project is ``{title, objective, amount, indicators = [...]}``; an indicator has the fields of
    the record, all optional. The fields that occur are the columns of the layout.
    """
    body = dict(example)
    projects = [
        _project(number, raw) for number, raw in enumerate(body.pop("projects", []), start=1)
    ]
    return Submission(
        source=Source(name="示例", format="text"),
        projects=projects,
        budget_lines=[_line(no, raw) for no, raw in enumerate(body.pop("budget_lines", []), 1)],
        budget_tables=[
            BudgetTable(anchor=Anchor("text"), **raw) for raw in body.pop("budget_tables", [])
        ],
        passages=[
            Passage(text=raw, anchor=Anchor("text", line=no))
            if isinstance(raw, str)
            else Passage(anchor=Anchor("text", line=no), **raw)
            for no, raw in enumerate(body.pop("passages", []), 1)
        ],
        **body,
    )


def _project(number: int, raw: dict[str, Any]) -> Project:
    body = dict(raw)
    rows = body.pop("indicators", [])
    body.setdefault("title", f"示例项目{number}" if number > 1 else "示例项目")
    columns = {"value", "name", *body.pop("columns", ()), *(key for row in rows for key in row)}
    anchor = Anchor("text", table=number)
    if "objective" in body:
        body["anchors"] = {"objective": anchor}
    indicators = [_indicator(row, fields) for row, fields in enumerate(rows, start=1)]
    return Project(
        number=number, anchor=anchor, indicators=indicators, columns=sorted(columns), **body
    )


def _indicator(row: int, raw: dict[str, Any]) -> Indicator:
    body = dict(raw)
    texts = {key: body.pop(key, "") for key in _TEXTS}
    if not texts["level1"]:
        texts["level1"] = _level1(texts["level2"])
    target = parse_target(texts["value"], texts["operator"], texts["unit"])
    return Indicator(row=row, target=target, anchor=Anchor("text", row=row), **texts, **body)


def _level1(level2: str) -> str:
    if any(mark in level2 for mark in ("数量", "质量", "时效", "成本")):
        return "产出指标"
    if any(mark in level2 for mark in ("效益", "影响")):
        return "效益指标"
    return "满意度指标" if "满意" in level2 else ""


def _line(number: int, raw: dict[str, Any]) -> BudgetLine:
    defaults: dict[str, Any] = {"table": "部门预算支出总表", "row_no": number, "leaf": True}
    return BudgetLine(anchor=Anchor("text", row=number), **{**defaults, **raw})
