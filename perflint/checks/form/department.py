"""What the document as a whole lacks: amounts in the tables, indicators of the department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.patterns import pattern

_TARGET = pattern(
    r"(?:\d[\d,.]*\s*[%％](?:以上|以内|以下)?|(?:不低于|不少于|达到|不超过|控制在|至少|超过)\s*\d[\d,.]*\s*[万亿]?[\u4e00-\u9fff%％]{1,3}"
    r"|\d[\d,.]*\s*[万亿]?[\u4e00-\u9fff]{1,3}以上)"
)
_PAST = pattern(r"去年|上年|截至|截止|已完成|已建成|已有|现有|累计|同比|历年|近年|实有|共有")
# A label at the head of a text: 部门整体绩效目标：…
_LABEL = pattern(r"^([^：:]{1,20})[：:]")
_SENTENCE = pattern(r"[。；;\n]")


class Department(Params):
    """``sections`` are words of a heading of the department's own target, ``openings`` those of a
    label that opens its text (部门整体绩效目标：…); ``most`` target figures in its prose are too few."""

    sections: list[str]
    openings: list[str] = []
    most: int = 1


@check("department-target-unmeasured", scope="submission", params=Department)
def department_target_unmeasured(context: Context, _: Context, params: Department) -> Iterator[Hit]:
    """The department's own target is told in prose with hardly a figure, and has no indicators."""
    if any(view.record.kind == "department" and view.rows for view in context.projects):
        return
    passages = [
        passage
        for passage in context.submission.passages
        if any(word in passage.section for word in params.sections)
        or any(word in _label(passage.text) for word in params.openings)
    ]
    text = "\n".join(passage.text for passage in passages)
    if len(re.findall(r"[\u4e00-\u9fff]", text)) < 30:
        return
    figures = target_figures(text)
    if len(figures) <= params.most:
        only = f"，仅有“{figures[0]}”一个目标值" if figures else ""
        yield Hit(
            field="passages",
            quote=passages[0].section or _label(passages[0].text),
            values={"only": only},
            anchor=passages[0].anchor,
        )


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match[1] if match else ""


def target_figures(text: str) -> list[str]:
    """Figures that set a target; dates, document numbers and facts of the past are none."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        if not _PAST.search(sentence):
            found += _TARGET.findall(sentence)
    return found


@check("project-budget-not-shown", scope="submission")
def project_budget_not_shown(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """No target table of the document states the project's amount."""
    views = [view for view in context.only_projects if view.rows]
    stated = any(
        view.record.amount is not None or view.record.funds or "amount" in view.record.anchors
        for view in views
    )
    if views and not stated:
        yield Hit(values={"count": str(len(views))}, anchor=views[0].record.anchor)
