"""The page: complete, escaped, closed to the network, and filterable."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import factory
import pytest

from perflint.linting.report import Report
from perflint.reports.page.frame import bar_chart
from perflint.reports.page.report import html_report
from perflint.reports.page.table import columns
from perflint.reports.sheet import Sheet
from perflint.resources import data_dir

VOID = {"meta", "input", "br", "rect"}


class Page(HTMLParser):
    """Elements with their attributes; fails on a tag that closes what is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.words.append(data)

    def of(self, kind: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.elements if kind in (a.get("class") or "").split()]

    @property
    def text(self) -> str:
        return "".join(self.words)


def test_every_finding_is_on_the_page(report: Report) -> None:
    page = Page(html_report(report))
    shown = {element["data-id"] for element in page.of("finding")}
    assert shown == {str(n) for n in range(len(report.findings))}
    for finding in report.findings:
        assert finding.message.replace("\n", "") in page.text.replace("\n", "")


def test_the_summary_counts(report: Report) -> None:
    cards = re.findall(r'<div class="card \w*"><b>(\d+)</b>(.+?)</div>', html_report(report))
    assert cards == [
        ("30", "问题合计"), ("9", "必改"), ("15", "请核实"), ("6", "提示"), ("5", "涉及项目"),
        ("1", "已保留"),
    ]  # fmt: skip


def test_nothing_is_loaded(report: Report) -> None:
    text = html_report(report)
    page = Page(text)
    for tag, attributes in page.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed")
        assert not {"src", "href", "srcset", "action", "background"} & set(attributes)
    assert not re.search(r"https?://|url\(|@import|fetch\(|XMLHttp|document\.cookie", text)
    assert "default-src 'none'" in text


def test_text_from_the_document_is_escaped(report: Report) -> None:
    nasty = "</td><script>alert(1)</script><img src=x onerror=y>\"'&\x07"
    bad = report.findings[0].model_copy(
        update={"message": nasty, "suggestion": nasty, "quote": nasty, "title": nasty}
    )
    source = report.submission
    first = source.projects[0].model_copy(update={"title": nasty, "objective": nasty})
    for row in first.indicators:
        row.name = nasty
    changed = source.model_copy(update={"projects": [first, *source.projects[1:]]})
    text = html_report(
        report.model_copy(
            update={"findings": [bad, *report.findings], "submission": changed, "notices": [nasty]}
        ),
        Sheet(nasty, [nasty], [[nasty]]),
    )
    page = Page(text)
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert "\x07" not in text


def test_the_table_stands_as_submitted(report: Report) -> None:
    page = Page(html_report(report))
    rows = [attributes for tag, attributes in page.elements if tag == "tr"]
    assert sum(row.get("class") == "row" for row in rows) == 31
    for project in report.submission.projects:
        for indicator in project.indicators:
            assert indicator.name in page.text
            assert indicator.value in page.text


def test_columns_are_those_of_the_layout() -> None:
    project = factory.project(1)
    assert columns(project) == ["level1", "level2", "name", "description", "value", "basis"]
    for indicator in project.indicators:
        indicator.description, indicator.unit = "", "户"
    assert columns(project) == ["level1", "level2", "name", "value", "unit", "basis"]


def test_a_finding_marks_its_cell_by_the_gravest(report: Report) -> None:
    text = html_report(report)
    assert '<td class="hit error">≥62万元</td>' in text
    assert '<td class="hit error">老人老人生活质量</td>' in text, "叠词（必改）重于雷同（请核实）"
    assert '<td class="hit info">慰问户数</td>' in text, "描述照抄名称"


def test_a_rolled_up_finding_is_explained_once(report: Report) -> None:
    page = Page(html_report(report))
    assert page.text.count("31条指标中有19条的绩效指标描述照抄指标名称。") == 1
    assert page.text.count("C013") > 19


def test_filters_offer_what_there_is(report: Report) -> None:
    page = Page(html_report(report))
    options = [a["value"] for tag, a in page.elements if tag == "option"]
    assert {"A041", "T080", "1", "5"} <= set(options)
    boxes = [a["value"] for _, a in page.elements if a.get("name") == "severity"]
    assert boxes == ["error", "warning", "info"]


def test_a_clean_page(clean_report: Report) -> None:
    page = Page(html_report(clean_report))
    assert "未发现需要修改的问题" in page.text
    assert page.of("filters") == []
    assert page.of("finding") == []


def test_ignored_findings_are_listed_with_the_reason(report: Report) -> None:
    assert "已与敬老院核对，设计容量86人" in Page(html_report(report)).text


def test_the_reconciliation_is_shown(report: Report) -> None:
    sheet = Sheet(
        "勾稽表", ["科目", "预算"], [["2080205", "148.50"]], frozenset({1}), notes=["说明"]
    )
    text = html_report(report, sheet, "<svg class='money'></svg>")
    assert "<svg class='money'></svg>" in text
    assert '<td class="num">148.50</td>' in text


def test_the_chart_scales() -> None:
    svg = bar_chart([("A041 甲", {"error": 2, "warning": 1, "info": 0}), ("C1 乙", {"error": 1})])
    widths = [int(w) for w in re.findall(r'<rect [^>]*width="(\d+)"', svg)]
    assert widths == [280, 140, 140]
    assert ">3</text>" in svg


def test_the_same_report_gives_the_same_page(report: Report) -> None:
    assert html_report(report) == html_report(report)


@pytest.mark.skipif(shutil.which("node") is None, reason="未安装 node，脚本语法不检查")
def test_the_script_parses(tmp_path: Path) -> None:
    script = data_dir("corpora") / "templates" / "report.js"
    subprocess.run(["node", "--check", str(script)], check=True, capture_output=True)
