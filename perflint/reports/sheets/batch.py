"""A batch of departments: figures a department, departments against rules."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from perflint.linting.report import Report
from perflint.reports.labels import SEVERITIES, clean, one_line, severity_name
from perflint.reports.memo.grades import GRADES, assess
from perflint.reports.run import UNREAD, Unread

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Shares of indicators that a bureau watches: the column's title and the rule that counts.
SHARES = (
    ("指标值照抄名称", "A046"),
    ("描述照抄名称", "C013"),
    ("依据笼统", "C012"),
    ("缺少比较符号", "C010"),
)


@dataclass(frozen=True)
class Summary:
    """One department. ``shares`` are fractions of its indicators, ``rules`` findings by rule."""

    department: str
    file: str
    projects: int
    indicators: int
    findings: int
    severities: dict[str, int]
    grades: dict[str, int]
    measurable: float
    shares: dict[str, float]
    rules: Counter[str]


def summaries(reports: Sequence[Report]) -> list[Summary]:
    """The departments in the order given."""
    return [_summary(report) for report in reports]


def _summary(report: Report) -> Summary:
    rows = [row for project in report.submission.projects for row in project.indicators]
    total = len(rows) or 1
    graded = Counter(assessment.grade for assessment in assess(report).values())
    return Summary(
        department=one_line(report.submission.department) or Path(report.source.name).stem,
        file=report.source.name,
        projects=report.read.projects,
        indicators=report.read.indicators,
        findings=len(report.findings),
        severities={s: sum(f.severity == s for f in report.findings) for s in SEVERITIES},
        grades={grade: graded[grade] for grade in GRADES},
        measurable=sum(row.target.is_numeric for row in rows) / total,
        shares={title: _places(report, code) / total for title, code in SHARES},
        rules=Counter(finding.code for finding in report.findings),
    )


def _places(report: Report, code: str) -> int:
    """How many indicators a rule speaks about."""
    found = {
        (p.project, p.row)
        for finding in report.findings
        if finding.code == code
        for p in finding.rows
        if p.row is not None
    }
    return len(found)


def rule_titles(reports: Sequence[Report]) -> dict[str, str]:
    """The rules that found something, by code."""
    titles = {f.code: one_line(f.title) for report in reports for f in report.findings}
    return dict(sorted(titles.items()))


HEADS = [
    "序号", "部门", "项目数", "指标数", "问题合计",
    *(severity_name(name) for name in SEVERITIES), *GRADES,
    "可核对指标占比", *(f"{title}占比" for title, _ in SHARES), "文件",
]  # fmt: skip
FIRST_SHARE = HEADS.index("可核对指标占比")


def figures(summary: Summary, number: int) -> list[str | int | float]:
    """One department as a row under `HEADS`."""
    return [
        number, summary.department, summary.projects, summary.indicators, summary.findings,
        *summary.severities.values(), *summary.grades.values(),
        summary.measurable, *summary.shares.values(), summary.file,
    ]  # fmt: skip


def batch_workbook(reports: Sequence[Report], unread: Sequence[Unread] = ()) -> bytes:
    """The workbook: figures a department, departments against rules, and what was not read."""
    from xlsxwriter import Workbook

    from perflint.reports.sheets.workbook import CREATED, formats

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "审核汇总", "created": CREATED.replace(tzinfo=None)})
    styles = formats(book)
    styles["share"] = book.add_format(
        {"font_name": "宋体", "font_size": 10, "border": 1, "num_format": "0.0%", "align": "center"}
    )
    found = summaries(reports)
    _write_figures(book.add_worksheet("汇总"), found, styles)
    _write_rules(book.add_worksheet("部门与规则"), found, rule_titles(reports), styles)
    if unread:
        _write_unread(book.add_worksheet(UNREAD), unread, styles)
    book.close()
    return buffer.getvalue()


# Widths of the columns of the summary, and departments that stay legible side by side on A4.
NAME, FILE, ON_A_PAGE = 28, 32, 9


def _write_unread(page: Worksheet, unread: Sequence[Unread], styles: dict[str, Format]) -> None:
    from perflint.reports.sheets.workbook import print_setup

    page.merge_range(0, 0, 0, 1, "未能读取的文件", styles["title"])
    for c, title in enumerate(("文件", "原因")):
        page.write_string(1, c, title, styles["head"])
    for r, each in enumerate(unread, 2):
        page.write_string(r, 0, clean(each.path), styles["text"])
        page.write_string(r, 1, clean(each.message), styles["text"])
    page.set_column(0, 0, 40)
    page.set_column(1, 1, 80)
    print_setup(page, 1, 1, len(unread) + 1)


def _write_figures(page: Worksheet, found: list[Summary], styles: dict[str, Format]) -> None:
    from perflint.reports.sheets.workbook import print_setup, row_height

    last = len(HEADS) - 1
    page.merge_range(0, 0, 0, last, "部门预算绩效目标审核汇总", styles["title"])
    page.set_row(0, 28)
    page.set_row(1, 30)
    for c, title in enumerate(HEADS):
        page.write_string(1, c, title, styles["head"])
    for r, summary in enumerate(found, 2):
        for c, value in enumerate(figures(summary, r - 1)):
            _put(page, r, c, value, styles)
        values = figures(summary, r - 1)
        page.set_row(r, row_height([(str(values[1]), NAME), (str(values[last]), FILE)]))
    _write_sums(page, found, styles)
    page.set_column(0, 0, 5)
    page.set_column(1, 1, NAME)
    page.set_column(2, last - 1, 8)
    page.set_column(last, last, FILE)
    page.autofilter(1, 0, 1 + len(found), last)
    page.freeze_panes(2, 2)
    print_setup(page, 1, last, len(found) + 2)


def _put(
    page: Worksheet, row: int, column: int, value: str | int | float, styles: dict[str, Format]
) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value, styles["text"])
    else:
        page.write_number(
            row, column, value, styles["share" if isinstance(value, float) else "count"]
        )


def _write_sums(page: Worksheet, found: list[Summary], styles: dict[str, Format]) -> None:
    row = len(found) + 2
    page.write_string(row, 0, "", styles["bold"])
    page.write_string(row, 1, "合计", styles["bold"])
    rows = [figures(summary, 0) for summary in found]
    for c in range(2, FIRST_SHARE):
        page.write_number(row, c, sum(int(values[c]) for values in rows), styles["count"])
    for c in range(FIRST_SHARE, len(HEADS)):
        page.write_blank(row, c, None, styles["text"])


def _write_rules(
    page: Worksheet, found: list[Summary], titles: dict[str, str], styles: dict[str, Format]
) -> None:
    """Rules down, departments across: titles of rules are long, their number is bounded."""
    from perflint.reports.sheets.workbook import print_setup, row_height

    last = max(len(found) + 2, 3)
    page.merge_range(0, 0, 0, last, "部门与规则（问题项数）", styles["title"])
    for c, title in enumerate(["规则编号", "问题名称", "合计", *(s.department for s in found)]):
        page.write_string(1, c, title, styles["head"])
    row = 1
    for row, (code, title) in enumerate(titles.items(), 2):
        page.write_string(row, 0, code, styles["mid"])
        page.write_string(row, 1, title, styles["text"])
        page.write_number(row, 2, sum(s.rules[code] for s in found), styles["count"])
        for c, summary in enumerate(found, 3):
            if summary.rules[code]:
                page.write_number(row, c, summary.rules[code], styles["count"])
            else:
                page.write_blank(row, c, None, styles["count"])
    page.set_row(1, max(row_height([(s.department, 11)]) for s in found))
    page.set_column(0, 0, 9)
    page.set_column(1, 1, 34)
    page.set_column(2, last, 11)
    page.freeze_panes(2, 3)
    print_setup(page, 1, last, row)
    page.repeat_columns(0, 2)
    page.fit_to_pages(-(-len(found) // ON_A_PAGE) or 1, 0)
