"""The second draft: corrected, partly corrected, still there, new — through edits and moves."""

from __future__ import annotations

import io
import json
import tomllib
from typing import Any

import factory
import openpyxl
import pytest

import perflint
from perflint.linting.report import Finding, Report
from perflint.records.submission import Project
from perflint.reports.memo.write import build_memo
from perflint.reports.second_draft.compare import Diff, compare
from perflint.reports.second_draft.ledger import diff_workbook
from perflint.reports.second_draft.match import match
from perflint.reports.second_draft.text import diff_json, diff_text, progress_lines, summary
from perflint.resources import data_dir

SAMPLES = data_dir("corpora") / "samples"


def revised(
    report: Report,
    projects: list[Project] | None = None,
    findings: list[Finding] | None = None,
) -> Report:
    body = report.submission
    if projects is not None:
        body = body.model_copy(update={"projects": projects})
    kept = report.findings if findings is None else findings
    return report.model_copy(update={"submission": body, "findings": kept})


def statuses(diff: Diff) -> dict[str, str]:
    return {entry.finding.fingerprint: entry.status for entry in diff.entries}


def test_the_same_draft_has_nothing_new(report: Report) -> None:
    diff = compare(report, factory.report())
    assert diff.counts == {"未整改": 30, "部分整改": 0, "新增": 0, "已整改": 0}


def test_what_is_gone_was_corrected(report: Report) -> None:
    diff = compare(report, revised(report, findings=report.findings[1:]))
    assert [entry.finding.code for entry in diff.of("已整改")] == ["A041"]
    assert diff.counts["未整改"] == 29


def test_what_comes_is_new(report: Report) -> None:
    diff = compare(revised(report, findings=report.findings[1:]), report)
    assert [entry.finding.code for entry in diff.of("新增")] == ["A041"]
    assert summary(diff).endswith("修改稿新增问题1项")


def moved_rows(report: Report) -> Report:
    """Project 1 with its rows reversed, renamed a little, and standing last."""
    first = factory.project(1)
    count = len(first.indicators)
    for row in first.indicators:
        row.row = count + 1 - row.row
    first.indicators.reverse()
    first.number, first.title = 5, "2024年度困难群众慰问专项经费"
    others = [factory.project(n) for n in range(2, 6)]
    for number, project in enumerate(others, 1):
        project.number = number
    findings = []
    for finding in report.findings:
        rows = [
            p.model_copy(
                update={
                    "project": {1: 5}.get(p.project or 0, (p.project or 1) - 1 or None)
                    if p.project else None,
                    "row": count + 1 - p.row if p.project == 1 and p.row else p.row,
                }
            )
            for p in finding.rows
        ]  # fmt: skip
        alone = {p.project for p in rows}
        findings.append(
            finding.model_copy(
                update={
                    "rows": rows,
                    "project": rows[0].project if len(alone) == 1 else None,
                    "fingerprint": f"other-{finding.fingerprint}",
                }
            )
        )
    return revised(report, [*others, first], findings)


def test_moved_and_renamed_projects_are_followed(report: Report) -> None:
    after = moved_rows(report)
    pairs = match(report.submission, after.submission)
    assert pairs[1, None] == (5, None)
    assert pairs[1, 4] == (5, 3)
    assert pairs[2, None] == (1, None)
    assert compare(report, after).counts == {"未整改": 30, "部分整改": 0, "新增": 0, "已整改": 0}


def test_an_edited_row_is_followed(report: Report) -> None:
    second = [factory.project(n) for n in range(1, 6)]
    cost = second[0].indicators[3]
    cost.name, cost.value = "慰问总成本", "≥60万元"
    finding = report.findings[0].model_copy(update={"quote": "≥60万元", "fingerprint": "edited"})
    after = revised(report, second, [finding, *report.findings[1:]])
    entry = compare(report, after).entries[0]
    assert entry.status == "未整改"
    text = diff_text(compare(report, after))
    assert "名称：“慰问成本”改为“慰问总成本”" in text
    assert "指标值：“≥62万元”改为“≥60万元”" in text


def test_a_deleted_row_is_said(report: Report) -> None:
    second = [factory.project(n) for n in range(1, 6)]
    del second[0].indicators[3]
    for number, row in enumerate(second[0].indicators, 1):
        row.row = number
    diff = compare(report, revised(report, second, report.findings[1:]))
    entry = diff.of("已整改")[0]
    assert entry.deleted
    assert "该指标或项目已删除" in diff_text(diff)


def test_a_rolled_up_finding_can_be_half_corrected(report: Report) -> None:
    shared = next(f for f in report.findings if f.code == "R023")
    half = shared.model_copy(
        update={"rows": shared.rows[:2], "places": shared.places[:2], "fingerprint": "half"}
    )
    findings = [half if f is shared else f for f in report.findings]
    diff = compare(report, revised(report, findings=findings))
    assert [e.fixed for e in diff.of("部分整改")] == [((4, 5),)]
    assert "3处中已改1处" in diff_text(diff)
    back = compare(revised(report, findings=findings), report)
    assert back.of("未整改")[24].added == ((4, 5),)
    assert "修改稿另有1处同类问题" in diff_text(back)


def test_whole_text_findings_are_matched_by_what_they_say(report: Report) -> None:
    other = factory.finding(
        "B102", "error", "说明文字与表格数据矛盾", [(None, None)], "",
        "采购预算说明为12.40万元而采购表合计只有9.10万元，差额没有说明",
    )  # fmt: skip
    other = other.model_copy(update={"fingerprint": "elsewhere"})
    diff = compare(report, revised(report, findings=[*report.findings[:-1], other]))
    assert (diff.counts["已整改"], diff.counts["新增"]) == (1, 1)


def test_two_of_a_kind_on_one_row_stay_apart(report: Report) -> None:
    twin = report.findings[0].model_copy(update={"quote": "另一处", "fingerprint": "twin"})
    before = revised(report, findings=[report.findings[0], twin])
    diff = compare(before, revised(report, findings=[twin]))
    assert [entry.finding.quote for entry in diff.of("已整改")] == ["≥62万元"]


def test_json(report: Report) -> None:
    diff = compare(report, revised(report, findings=report.findings[1:]))
    body = json.loads(diff_json(diff))
    assert body["schema"] == "perflint.diff/1"
    assert body["counts"]["已整改"] == 1
    first = body["entries"][0]
    assert (first["status"], first["code"], first["new"]) == ("已整改", "A041", None)
    assert len(body["entries"]) == 30


def test_the_ledger(report: Report) -> None:
    diff = compare(report, revised(report, findings=report.findings[1:]))
    page = openpyxl.load_workbook(io.BytesIO(diff_workbook(diff)))["整改台账"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert len(rows) == 30
    assert [row[1] for row in rows] == ["未整改"] * 29 + ["已整改"]
    assert rows[-1][7] == "≥62万元"
    assert page.auto_filter.ref == "A3:L33"
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_an_empty_ledger(clean_report: Report) -> None:
    diff = compare(clean_report, clean_report)
    assert diff_workbook(diff)
    assert summary(diff) == ("初稿问题0项：已整改0项，部分整改0项，未整改0项；修改稿新增问题0项")


def test_the_memo_tells_of_the_progress(report: Report) -> None:
    after = revised(report, findings=report.findings[1:])
    memo = build_memo(after, progress=progress_lines(compare(report, after)))
    assert memo.progress is not None
    assert memo.progress.summary.startswith("初稿问题30项：已整改1项，部分整改0项，未整改29项")
    assert memo.progress.examples[0].startswith("尚未整改的，如")


@pytest.fixture(scope="module")
def sample() -> tuple[Diff, list[dict[str, Any]]]:
    changes = tomllib.loads((SAMPLES / "corrections.toml").read_text(encoding="utf-8"))["change"]
    first, second = (perflint.lint(SAMPLES / f"qingyuan{n}.docx") for n in ("", "-revised"))
    return compare(first, second), changes


def places(findings: list[Finding], code: str) -> set[tuple[int | None, int | None]]:
    return {(p.project, p.row) for f in findings if f.code == code for p in f.rows}


def test_the_planted_corrections_are_found(sample: tuple[Diff, list[dict[str, Any]]]) -> None:
    diff, changes = sample
    checked = 0
    for change in changes:
        place = (change["project"], change.get("row"))
        for code in change["code"] if change["effect"] == "fixed" else []:
            if place not in places(diff.old.findings, code):
                continue
            followed = [
                e for e in diff.entries
                if e.old is not None and e.old.code == code and place in places([e.old], code)
            ]  # fmt: skip
            ok = any(e.status == "已整改" or place in e.fixed for e in followed)
            assert ok, (code, place)
            checked += 1
    assert checked >= 15


def test_nothing_else_is_called_corrected(sample: tuple[Diff, list[dict[str, Any]]]) -> None:
    diff, _ = sample
    for entry in diff.of("已整改"):
        assert entry.old is not None
        moved = {diff.pairs[p] for p in places([entry.old], entry.old.code) if p in diff.pairs}
        still = places(diff.new.findings, entry.old.code)
        assert not (moved - {(None, None)}) & still, entry.old.code
