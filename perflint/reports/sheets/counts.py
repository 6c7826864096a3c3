"""The sheet of counts: rules by severity with a chart, and rules by project."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from perflint.linting.report import Finding, Report
from perflint.reports.labels import SEVERITIES, Names, project_numbers, severity_name
from perflint.reports.memo.grades import assess

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHADES = {"error": "#4A4A4A", "warning": "#8C8C8C", "info": "#CFCFCF"}
LEVELS = [severity_name(name) for name in SEVERITIES]
PROJECT_HEADS = ["序号", "项目", "建议等级", *LEVELS, "合计"]
RULE_HEADS = ["规则编号", "问题名称", "问题类别", *LEVELS, "合计"]
TITLE_WIDTH = 17
CHART_ROWS, CHART_COLUMN, CHARTED = 22, 8, 15


def write_counts(book: Workbook, report: Report, styles: dict[str, Format]) -> None:
    """Counts by project with a chart, then rules against projects; all from the same findings."""
    page = book.add_worksheet("统计")
    names = Names(report)
    numbers = list(names.projects)
    page.merge_range(0, 0, 0, len(PROJECT_HEADS) - 1, "按项目统计", styles["title"])
    end = _by_project(page, report, names, styles)
    start = max(end + 2, CHART_ROWS + 2)
    page.merge_range(start, 0, start, len(RULE_HEADS) - 1, "按规则统计", styles["title"])
    last = _by_rule(page, report, numbers, styles, start + 1)
    if report.findings:
        _chart(book, page, start + 2, last - 1)
    _columns(page, len(numbers))
    width = max(len(RULE_HEADS) + len(numbers), CHART_COLUMN + 17) - 1
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, last, width)
    page.set_footer("&C第 &P 页，共 &N 页")


def rule_counts(report: Report) -> list[tuple[Finding, Counter[str]]]:
    """Each rule with its findings by severity, the most frequent first."""
    firsts: dict[str, Finding] = {}
    counts: dict[str, Counter[str]] = {}
    for finding in report.findings:
        firsts.setdefault(finding.code, finding)
        counts.setdefault(finding.code, Counter())[finding.severity] += 1
    order = sorted(firsts, key=lambda code: (-counts[code].total(), code))
    return [(firsts[code], counts[code]) for code in order]


def _columns(page: Worksheet, projects: int) -> None:
    page.set_column(0, 0, 9)
    page.set_column(1, 1, 34)
    page.set_column(2, len(RULE_HEADS) - 1, 8)
    page.set_column(len(RULE_HEADS), max(len(RULE_HEADS) + projects, CHART_COLUMN + 17), 4.5)


def _by_project(page: Worksheet, report: Report, names: Names, styles: dict[str, Format]) -> int:
    """One line a project; a finding on several projects counts in each. Returns the last row."""
    for c, title in enumerate(PROJECT_HEADS):
        page.write_string(1, c, title, styles["head"])
    row = 1
    for row, (number, assessment) in enumerate(assess(report).items(), 2):
        title = names.title(number)
        page.write_number(row, 0, number, styles["count"])
        page.write_string(row, 1, title, styles["text"])
        page.set_row(row, 15 * (1 + len(title) // TITLE_WIDTH))
        page.write_string(row, 2, assessment.grade, styles["mid"])
        for c, name in enumerate(SEVERITIES, 3):
            page.write_number(row, c, assessment.counts[name], styles["count"])
        page.write_number(row, 6, len(assessment.findings), styles["count"])
    page.write_string(row + 1, 0, "涉及多个项目的问题分别计入各项目；全文性问题不在此列。")
    return row + 1


def _by_rule(
    page: Worksheet, report: Report, numbers: list[int], styles: dict[str, Format], start: int
) -> int:
    """One line a rule with its counts, and a mark for each project. Returns the row of the sum."""
    for c, title in enumerate([*RULE_HEADS, *map(str, numbers)]):
        page.write_string(start, c, title, styles["head"])
    spread = _spread(report)
    row = start
    for row, (finding, counts) in enumerate(rule_counts(report), start + 1):
        for c, text in enumerate((finding.code, finding.title, finding.question)):
            page.write_string(row, c, text, styles["text"])
        for c, name in enumerate(SEVERITIES, 3):
            page.write_number(row, c, counts[name], styles["count"])
        page.write_number(row, 6, counts.total(), styles["count"])
        for c, number in enumerate(numbers, len(RULE_HEADS)):
            _count(page, row, c, spread[finding.code, number], styles)
    _sums(page, report, row + 1, styles)
    return row + 1


def _count(page: Worksheet, row: int, column: int, count: int, styles: dict[str, Format]) -> None:
    if count:
        page.write_number(row, column, count, styles["count"])
    else:
        page.write_blank(row, column, None, styles["count"])


def _sums(page: Worksheet, report: Report, row: int, styles: dict[str, Format]) -> None:
    page.write_string(row, 0, "合计", styles["bold"])
    for c in (1, 2):
        page.write_blank(row, c, None, styles["bold"])
    for c, name in enumerate(SEVERITIES, 3):
        count = sum(finding.severity == name for finding in report.findings)
        page.write_number(row, c, count, styles["count"])
    page.write_number(row, 6, len(report.findings), styles["count"])


def _spread(report: Report) -> Counter[tuple[str, int]]:
    return Counter((f.code, number) for f in report.findings for number in project_numbers(f))


def _chart(book: Workbook, page: Worksheet, first: int, last: int) -> None:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    shown = min(last, first + CHARTED - 1)
    for c, name in enumerate(SEVERITIES, 3):
        chart.add_series(
            {
                "name": severity_name(name),
                "categories": ["统计", first, 1, shown, 1],
                "values": ["统计", first, c, shown, c],
                "fill": {"color": SHADES[name]},
                "gap": 40,
            }
        )
    chart.set_title({"name": "出现最多的问题", "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"major_gridlines": {"visible": True}, "num_format": "0", "major_unit": 1})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 620, "height": 430})
    page.insert_chart(0, CHART_COLUMN, chart)
