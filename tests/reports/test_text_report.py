"""The readable report: errors are seen first, long lists are cut, every finding has a place."""

from __future__ import annotations

from pathlib import Path

import factory

from perflint.api import extract, lint
from perflint.linting.linter import Linter
from perflint.linting.report import Report
from perflint.reports.text import text_report

BOOK = """
清源县教育局2024年部门预算

一、部门整体绩效目标

围绕办人民满意的教育，深化教育综合改革，促进教育公平，提升教育质量，深入贯彻党的十九大精神，
推动全县教育事业高质量发展，让人民群众满意。

公务用车购置及运行维护费支出0万元。目前我省部门预算实行综合预算管理。因公出国（境）费信0万元。

“三公”经费支出表

单位：万元

|项目|合计|
|---|---|
|公务用车购置及运行费|3.00|
|公务接待费|1.00|

部门支出总表

单位：万元

|科目编码|科目名称|合计|基本支出|项目支出|
|---|---|---|---|---|
||合计|153.20|60.00|93.20|
|2050202|小学教育|110.00|60.00|50.00|
|2050203|初中教育|30.00|0.00|30.00|
|2050299|其他普通教育支出|13.20|0.00|13.20|

1. 小学校舍维修

|总体目标|维修小学校舍6所，验收合格率100%|
|---|---|

|一级指标|二级指标|三级指标|指标值|
|---|---|---|---|
|产出指标|数量指标|维修小学校舍数量|≥6所|
|产出指标|成本指标|维修总成本|≤50万元|
|效益指标|社会效益指标|受益学生人数|≥900人|
|满意度指标|服务对象满意度指标|学生家长满意度|≥90%|

2. 初中实验室建设

|总体目标|建设初中实验室3间，验收合格率100%|
|---|---|

|一级指标|二级指标|三级指标|指标值|
|---|---|---|---|
|产出指标|数量指标|建设实验室数量|≥3间|
|产出指标|成本指标|建设总成本|≤30万元|
|效益指标|社会效益指标|实验开出率|≥95%|
|满意度指标|服务对象满意度指标|师生满意度|≥90%|
"""


def lines(report: Report) -> list[str]:
    return text_report(report).splitlines()


def headings(report: Report) -> list[str]:
    return [
        line for line in lines(report)[3:-1] if line and not line.startswith((" ", "必改：", "共 "))
    ]


def test_errors_of_the_whole_text_come_first_and_its_notes_last(report: Report) -> None:
    shown = headings(report)
    assert shown[0] == "全文"
    assert shown[1].startswith("项目1　")
    assert shown[-1] == "全文和多个项目"
    text = text_report(report)
    before = text[: text.index("项目1　")]
    assert "必改 B102" in before
    assert "  请核实" not in before
    assert "  提示" not in before
    assert text.index("提示 C013") > text.index("必改 B092")


def test_one_line_tells_where_the_errors_are(report: Report) -> None:
    wanted = (
        "必改：全文 B102；项目1 A041；项目2 T076；项目3 C001、C004、F072、A048；项目4 A052、B092"
    )
    assert wanted in lines(report)


def test_a_document_with_notes_only_has_no_line_of_errors(report: Report) -> None:
    infos = [finding for finding in report.findings if finding.severity == "info"]
    shown = lines(report.model_copy(update={"findings": infos}))
    assert not any(line.startswith(("必改：", "全文\n")) for line in shown)
    assert "全文和多个项目" in shown


def test_many_places_are_counted_not_listed(report: Report) -> None:
    (copied,) = (finding for finding in report.findings if finding.code == "C013")
    line = next(line for line in lines(report) if "C013" in line)
    assert line.endswith(f"等{len(copied.rows)}处）")
    shown = line[line.index("（") :].split("等")[0]
    numbers = [part for part in shown.replace("；", "、").split("、") if part]
    assert len(numbers) == 12
    assert len(line) < 140


def test_few_places_are_all_listed(report: Report) -> None:
    line = next(line for line in lines(report) if "R023" in line)
    assert line.endswith("（项目1第5个；项目2第6个；项目4第5个）")


def test_a_title_of_two_lines_is_one_heading(report: Report) -> None:
    first = report.submission.projects[0].model_copy(update={"title": "慰问\n经费"})
    body = report.submission.model_copy(update={"projects": [first]})
    assert "项目1　慰问经费" in lines(report.model_copy(update={"submission": body}))


def test_what_concerns_the_whole_text_says_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "清源县教育局.md"
    path.write_text(BOOK, encoding="utf-8")
    report = lint(path)
    places = {f.code: str(f.anchor) for f in report.findings if f.project is None}
    assert {"B094", "B102", "B105", "C016", "F071", "T077"} <= set(places)
    assert "None" not in places.values()
    texts = path.read_text(encoding="utf-8").splitlines()
    numbers = {code: place.split("文本第")[1].split("行")[0] for code, place in places.items()}
    at = {code: texts[int(number) - 1] for code, number in numbers.items()}
    assert "公务用车" in at["B102"]
    assert "费信" in at["T077"]
    assert "我省" in at["B105"]
    assert "其他普通教育支出" in at["B094"]
    assert all("位置：" in line for line in lines(report) if line.startswith("      依据："))


def test_places_are_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(BOOK, encoding="utf-8")
    for found in Linter().lint(extract(path)).findings:
        assert len(found.places) == len(found.rows)
        assert found.anchor == found.places[0]


def test_every_finding_of_the_real_submission_has_a_place(seed: Path) -> None:
    report = lint(seed)
    assert [f.code for f in report.findings if f.anchor is None] == []
    shown = lines(report)
    first = next(n for n, line in enumerate(shown) if line.startswith("项目1　"))
    assert sum(line.startswith("  ") and "依据" in line for line in shown[:first]) <= 3
    total = next(f for f in report.findings if f.code == "B095")
    assert "前者比后者多1227.09万元" in total.message
    assert "+" not in total.message


def test_the_hand_built_report_counts_what_it_lists() -> None:
    report = factory.report()
    shown = sum(line.startswith(("  必改", "  请核实", "  提示")) for line in lines(report))
    assert shown == len(report.findings)
