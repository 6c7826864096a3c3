"""The report as one page: summary, chart, and each table as submitted with its findings beside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from perflint.linting.report import Finding, Report
from perflint.records.submission import Project
from perflint.reports.labels import (
    SEVERITIES,
    Names,
    clean,
    one_line,
    project_numbers,
    severity_name,
)
from perflint.reports.memo.grades import Assessment, assess
from perflint.reports.page.finding import finding_html
from perflint.reports.page.frame import page, rule_chart, tag
from perflint.reports.page.table import project_table
from perflint.reports.sheet import Sheet


def html_report(report: Report, sheet: Sheet | None = None, diagram: str = "") -> str:
    """The page; it loads nothing from anywhere. ``diagram`` is SVG of the reconciliation."""
    names, assessed = Names(report), assess(report)
    body = [
        *_head(report),
        _cards(report),
        rule_chart(report),
        _filters(report, names),
        *_general(report, names),
        *(_project(p, report, names, assessed[p.number]) for p in report.submission.projects),
        *_money(sheet, diagram),
        *_ignored(report, names),
    ]
    return page(f"{_title(report)}绩效目标审核报告", "\n".join(filter(None, body)))


def _title(report: Report) -> str:
    year = f"{report.submission.year}年" if report.submission.year else ""
    return clean(f"{report.submission.department}{year}")


def _head(report: Report) -> Iterator[str]:
    read = report.read
    yield tag("h1", f"{_title(report)}绩效目标审核报告")
    yield tag(
        "p",
        f"文件：{report.source.name}。读取表格{read.tables}张、项目{read.projects}个、"
        f"绩效指标{read.indicators}条、预算科目{read.budget_lines}行。",
        "meta",
    )
    yield from (tag("p", f"注意：{notice}", "notice") for notice in report.notices)


def _cards(report: Report) -> str:
    cards = [_card("问题合计", len(report.findings), "")]
    cards += [
        _card(severity_name(name), sum(f.severity == name for f in report.findings), name)
        for name in SEVERITIES
    ]
    touched = {n for f in report.findings for n in project_numbers(f)}
    cards.append(_card("涉及项目", len(touched), ""))
    if report.ignored:
        cards.append(_card("已保留", len(report.ignored), ""))
    return f'<div class="cards">{"".join(cards)}</div>'


def _card(title: str, count: int, kind: str) -> str:
    return f'<div class="card {kind}"><b>{count}</b>{escape(title)}</div>'


def _filters(report: Report, names: Names) -> str:
    if not report.findings:
        return ""
    boxes = "".join(
        f'<label><input type="checkbox" name="severity" value="{name}" checked> '
        f"{severity_name(name)}</label>"
        for name in SEVERITIES
    )
    rules = {f.code: f"{f.code} {f.title}" for f in report.findings}
    projects = {str(n): f"{n}. {names.title(n)}" for n in names.projects}
    return (
        f'<form class="filters">{boxes}'
        f"{_select('rule', '全部规则', dict(sorted(rules.items())))}"
        f"{_select('project', '全部项目', projects)}"
        '<label>查找 <input type="search" name="text"></label>'
        '<label><input type="checkbox" name="only"> 只看有问题的指标</label>'
        f'<span>当前显示 <b id="shown">{len(report.findings)}</b> 项</span></form>'
    )


def _select(name: str, everything: str, choices: dict[str, str]) -> str:
    options = "".join(
        f'<option value="{escape(key)}">{escape(clean(text))}</option>'
        for key, text in choices.items()
    )
    return f'<select name="{name}"><option value="">{everything}</option>{options}</select>'


def _general(report: Report, names: Names) -> Iterator[str]:
    shared = [(n, f) for n, f in enumerate(report.findings) if f.project is None]
    if shared:
        listed = "".join(finding_html(f, n, names, place=True) for n, f in shared)
        yield f'<section data-project="0"><h2>全文和多个项目的问题</h2>{listed}</section>'


def _project(project: Project, report: Report, names: Names, assessment: Assessment) -> str:
    own = [(n, f) for n, f in enumerate(report.findings) if f.project == project.number]
    above = [(n, f) for n, f in own if not _in_one_row(f)]
    grade = f"建议等级：{assessment.grade}（{assessment.verdict}）"
    listed = "".join(finding_html(f, n, names) for n, f in above)
    title = f"{project.number}. {names.title(project.number)}"
    return (
        f'<section data-project="{project.number}">'
        f'<h2><span class="grade">{escape(grade)}</span>{escape(title)}</h2>'
        f"{_facts(project)}{listed}{project_table(project, report, names)}</section>"
    )


def _in_one_row(finding: Finding) -> bool:
    return len(finding.rows) == 1 and finding.row is not None


def _facts(project: Project) -> str:
    amount = f"<p>项目资金：{project.amount:.2f}万元</p>" if project.amount is not None else ""
    goal = clean(project.objective).strip() or "（未填写）"
    return f'{amount}<p class="objective">总体目标：{escape(goal)}</p>'


def _money(sheet: Sheet | None, diagram: str) -> Iterator[str]:
    if sheet is None and not diagram:
        return
    yield "<section><h2>成本指标与预算勾稽</h2>"
    yield diagram
    if sheet is not None:
        head = "".join(tag("th", title) for title in sheet.columns)
        rows = "".join(_sheet_row(cells, sheet) for cells in sheet.rows)
        yield tag("p", "单位：万元", "meta")
        yield f'<div class="scroll"><table><thead><tr>{head}</tr></thead>{rows}</table></div>'
        yield from (tag("p", note, "meta") for note in sheet.notes)
    yield "</section>"


def _sheet_row(cells: list[str], sheet: Sheet) -> str:
    shown = (tag("td", text, "num" if n in sheet.numeric else "") for n, text in enumerate(cells))
    return f"<tr>{''.join(shown)}</tr>"


def _ignored(report: Report, names: Names) -> Iterator[str]:
    if report.ignored:
        yield "<section><h2>经核实予以保留的问题</h2><table><thead><tr><th>项目</th><th>问题</th>"
        yield "<th>理由</th></tr></thead>"
        for each in report.ignored:
            cells = [names.where(each.finding), one_line(each.finding.message), each.reason]
            yield f"<tr>{''.join(tag('td', cell) for cell in cells)}</tr>"
        yield "</table></section>"
