"""Tables that were seen but not surely read say so, and nothing is asserted from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from budgetforms import document, table

from perflint import extract, lint
from perflint.extraction.budget import read_budget
from perflint.extraction.budget_doubts import doubt_note, doubts_about
from perflint.reconciliation import reconcile

GOOD = """
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 90.00 | 50.00 | 40.00
2070104 | 图书馆 | 60.00 | 50.00 | 10.00
2070108 | 文化活动 | 30.00 |  | 30.00
"""
CAPTION_IN_HEAD = """
青溪县文化馆 | 单位：万元 | 序号 | 功能分类科目 | 合计 | 基本支出 | 项目支出
 | 科目编码 | 科目名称 |  |  |  |
1 |  | 合计 | 90.00 | 50.00 | 40.00 |
2 | 2070104 | 图书馆 | 60.00 | 50.00 | 10.00 |
3 | 2070108 | 文化活动 | 30.00 |  | 30.00 |
4 | 2070109 | 群众文化 | 12.00 |  | 12.00 |
"""
NO_CODES = """
单位名称 | 合计 | 基本支出 | 项目支出
合计 | 90.00 | 50.00 | 40.00
青溪县文化馆 | 60.00 | 50.00 | 10.00
青溪县图书馆 | 30.00 |  | 30.00
"""
SUMMARY = """
项目 | 预算数
基本支出 | 50.00
项目支出 | 40.00
合计 | 90.00
"""


@pytest.mark.parametrize(
    ("body", "doubted"),
    [(GOOD, False), (CAPTION_IN_HEAD, True), (NO_CODES, False), (SUMMARY, False)],
)
def test_doubts(body: str, doubted: bool) -> None:
    _, tables = read_budget(document("部门支出总表", "单位：万元", table(body)))
    assert [bool(one.doubts) for one in tables] == [doubted]
    assert bool(doubt_note(tables)) is doubted


def test_codes_without_project_expenditure() -> None:
    """Codes in one column, amounts that no code owns: the rows fell apart."""
    lines, tables = read_budget(document("部门支出总表", table(GOOD)))
    assert doubts_about(tables[0], lines) == []
    apart = [
        line.model_copy(update={"project_expenditure": None, "code": "2070104"}) for line in lines
    ]
    assert doubts_about(tables[0], apart) == ["有科目编码，但未读到各科目的项目支出"]
    assert doubts_about(tables[0], apart[:2]) == []


PAGE = """青溪县文化馆2026年部门预算

部门支出总表

单位：万元

|青溪县文化馆|单位：万元|科目编码|合计|基本支出|项目支出|
|---|---|---|---|---|---|
|2070104|图书馆|60.00|50.00|17.00||
|2070108|文化活动|30.00||30.00||
|2070109|群众文化|12.00||12.00||

项目支出绩效目标表

|项目名称|流动书车||||
|---|---|---|---|---|
|一级指标|二级指标|三级指标|指标值|备注|
|产出指标|数量指标|服务站点|≥20个||
|产出指标|成本指标|总成本|≤10万元||
|效益指标|社会效益指标|年借阅量|≥3万册||
|满意度指标|服务对象满意度指标|读者满意度|≥90%||
"""


def test_nothing_is_asserted_from_a_table_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "公开.md"
    path.write_text(PAGE, encoding="utf-8")
    submission = extract(path)
    assert submission.projects
    assert any("未能可靠读出" in note for note in submission.source.notes)
    note = next(note for note in submission.tables if note.taken_as == "budget")
    assert note.doubts == ["题注（单位、年度）与栏目名称混在一行，各栏可能错位"]
    found = reconcile(submission)
    assert (found.unique, found.complete, found.lines) == (False, False, ())
    assert "部门支出总表" in found.notes[0]
    assert found.to_json()["notes"] == list(found.notes)
    codes = {finding.code for finding in lint(path).findings}
    assert not codes & {"B091", "B092", "B094", "B095", "B101", "B102"}
