"""SARIF, JUnit, GitHub, GitLab and CSV: valid, complete, and safe with any text."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import factory
import jsonschema
import pipeline_schemas
import pytest
from lxml import etree

from perflint.linting.report import Finding, Report
from perflint.reports.machine.csv_rows import COLUMNS, csv_text, inert
from perflint.reports.machine.github import github_text
from perflint.reports.machine.gitlab import gitlab_text
from perflint.reports.machine.junit import junit_text
from perflint.reports.machine.sarif import sarif_text


def hostile(report: Report) -> Report:
    """The report with one finding full of everything that breaks formats."""
    nasty = factory.finding(
        "T084", "warning", "标点", [(1, 1)], "name", "a:b,c%\n\x07]]>＜<&\"'\ud800::error::", "=1+1"
    )
    return report.model_copy(update={"findings": [*report.findings, nasty]})


def run_of(reports: list[Report]) -> dict[str, Any]:
    log = json.loads(sarif_text(reports))
    jsonschema.validate(log, pipeline_schemas.SARIF)
    assert len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_every_finding_in_order(report: Report) -> None:
    results = run_of([report])["results"]
    kept = [result for result in results if "suppressions" not in result]
    assert [result["ruleId"] for result in kept] == [f.code for f in report.findings]
    assert {result["level"] for result in kept} == {"error", "warning", "note"}


def test_sarif_names_the_logical_place(report: Report) -> None:
    result = run_of([report])["results"][0]
    location = result["locations"][0]
    assert location["logicalLocations"] == [
        {
            "name": "指标值",
            "fullyQualifiedName": "2024年困难群众慰问经费/慰问成本/指标值",
            "kind": "member",
        }
    ]
    assert location["message"]["text"] == "第1张表第6行第5列"
    assert result["partialFingerprints"] == {"perflint/v1": "A041-1-4-value"}


def test_sarif_lists_every_place_of_a_rolled_up_finding(report: Report) -> None:
    results = run_of([report])["results"]
    rolled = next(r for r in results if r["ruleId"] == "R023")
    assert len(rolled["locations"]) + len(rolled["relatedLocations"]) == 3


def test_sarif_keeps_what_is_ignored_with_the_reason(report: Report) -> None:
    results = run_of([report])["results"]
    ignored = [result for result in results if "suppressions" in result]
    assert [r["suppressions"][0]["justification"] for r in ignored] == [
        "已与敬老院核对，设计容量86人"
    ]


def test_sarif_rules_are_indexed(report: Report) -> None:
    run = run_of([report])
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_sarif_of_several_and_of_none(report: Report, clean_report: Report) -> None:
    run = run_of([report, report, clean_report])
    assert len(run["artifacts"]) == 1, "同名同内容的文件只列一次"
    assert run_of([clean_report])["results"] == []
    assert run_of([])["results"] == []


def junit(reports: list[Report]) -> Any:
    root = etree.fromstring(junit_text(reports).encode())
    etree.XMLSchema(etree.fromstring(pipeline_schemas.JUNIT.encode())).assertValid(root)
    return root


def test_junit_counts(report: Report) -> None:
    suite = junit([report])[0]
    assert len(suite) == int(suite.get("tests")) == 30 + 1
    assert int(suite.get("failures")) == 24
    assert len(suite.findall(".//failure")) == 24
    assert suite.get("skipped") == "1"
    assert len(suite.findall(".//system-out")) == 6


def test_junit_passes_what_is_clean(clean_report: Report) -> None:
    root = junit([clean_report])
    case = root[0][0]
    assert (case.get("classname"), case.get("name")) == ("社会组织评估服务", "未发现问题")
    assert root.get("failures") == "0"


def test_junit_survives_hostile_text(report: Report) -> None:
    root = junit([hostile(report), report])
    assert len(root) == 2
    assert any("::error::" in (case.text or "") for case in root.iter("failure"))


def test_github_is_one_line_a_finding(report: Report) -> None:
    lines = github_text([hostile(report)]).splitlines()
    assert len(lines) == 31
    assert lines[0].startswith("::error file=青石县民政局2024年绩效目标.docx,title=A041 ")
    assert {line.split(" ", 1)[0] for line in lines} == {"::error", "::warning", "::notice"}
    assert "a:b,c%25" in lines[-1]


def test_github_escapes_its_properties(report: Report) -> None:
    odd = report.model_copy(
        update={"source": report.source.model_copy(update={"name": "a,b:c%\nd.txt"})}
    )
    assert "file=a%2Cb%3Ac%25%0Ad.txt," in github_text([odd])


def test_github_gives_the_line_of_a_text(report: Report) -> None:
    from perflint.records.anchor import Anchor

    finding = report.findings[0].model_copy(update={"anchor": Anchor("text", table=1, line=17)})
    text = github_text([report.model_copy(update={"findings": [finding]})])
    assert ",line=17::" in text


def test_gitlab_shape(report: Report) -> None:
    issues = json.loads(gitlab_text([report, report.model_copy()]))
    assert len(issues) == 60
    assert set(issues[0]) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert {issue["severity"] for issue in issues} == {"critical", "major", "info"}
    assert len({issue["fingerprint"] for issue in issues[:30]}) == 30
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    assert all(re.fullmatch("[0-9a-f]{32}", issue["fingerprint"]) for issue in issues)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_every_finding(report: Report) -> None:
    text = csv_text([report])
    assert text.startswith("\ufeff文件,部门,序号")
    table = rows(text)
    assert table[0] == list(COLUMNS)
    assert [row[3] for row in table[1:]] == [f.code for f in report.findings]
    assert {len(row) for row in table} == {len(COLUMNS)}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert inert(text) == f"'{text}"


def test_plain_text_is_left_alone() -> None:
    assert inert("≥95%") == "≥95%"


def test_csv_of_hostile_text(report: Report) -> None:
    table = rows(csv_text([hostile(report)]))
    assert len(table) == 32
    assert table[-1][list(COLUMNS).index("修改建议")] == "'=1+1"


def test_no_format_changes_the_report(report: Report) -> None:
    before = report.model_dump_json()
    for make in (csv_text, sarif_text, junit_text, github_text, gitlab_text):
        make([report])
    assert report.model_dump_json() == before


def test_a_finding_without_any_place(report: Report) -> None:
    bare: Finding = report.findings[0].model_copy(
        update={"rows": [], "places": [], "anchor": None, "project": None, "row": None, "field": ""}
    )
    alone = report.model_copy(update={"findings": [bare], "ignored": []})
    assert run_of([alone])["results"][0]["locations"][0]["logicalLocations"][0]["name"] == "全文"
    assert junit([alone]) is not None
    assert len(rows(csv_text([alone]))) == 2
