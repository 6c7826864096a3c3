"""Small wording of the papers: what a reader would stumble over."""

from __future__ import annotations

import factory

from perflint.linting.report import Report
from perflint.records.anchor import Anchor
from perflint.records.submission import TableNote
from perflint.reports.annotate.notes import lines
from perflint.reports.labels import Names
from perflint.reports.records import explain_text


def test_advice_is_not_announced_twice(report: Report) -> None:
    finding = factory.finding(
        "T081", "info", "标点", [(1, 1)], "value", "标点有误", "建议改为“620户”"
    )
    told = list(lines(finding, None, Names(report)))
    assert "建议：改为“620户”。" in told


def test_a_column_of_no_use_is_called_in_chinese(report: Report) -> None:
    table = TableNote(
        anchor=Anchor("word", table=1), taken_as="indicators", columns=[("备注", "other")]
    )
    submission = report.submission.model_copy(update={"tables": [table]})
    assert "“备注” → 其他" in explain_text(submission)
