"""A batch of departments as one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.checks.hit import Severity
from perflint.linting.report import Report
from perflint.reports.labels import SEVERITIES
from perflint.reports.page.frame import bar_chart, legend, page, tag
from perflint.reports.run import UNREAD, Unread
from perflint.reports.sheets.batch import HEADS, Summary, figures, rule_titles, summaries

SHOWN = 40
# So many departments stand side by side with their names in full, on the screen and on A4.
ABREAST = 10


def batch_page(reports: Sequence[Report], unread: Sequence[Unread] = ()) -> str:
    """Figures a department with a chart, departments against rules, and what was not read."""
    found = summaries(reports)
    rules = _rules(found, rule_titles(reports))
    body = "\n".join([*_head(found), *_unread(unread), *_figures(found), *rules])
    return page("部门预算绩效目标审核汇总", body)


def _unread(unread: Sequence[Unread]) -> Iterator[str]:
    if not unread:
        return
    yield f'<h2>{UNREAD}</h2><div class="scroll"><table><thead><tr><th>文件</th><th>原因</th></tr>'
    yield "</thead>"
    yield from (f"<tr>{tag('td', each.path)}{tag('td', each.message)}</tr>" for each in unread)
    yield "</table></div>"


def _head(found: list[Summary]) -> Iterator[str]:
    total = sum(summary.findings for summary in found)
    projects = sum(summary.projects for summary in found)
    yield tag("h1", "部门预算绩效目标审核汇总")
    yield tag("p", f"部门{len(found)}个，项目{projects}个，问题{total}项。", "meta")
    rows: list[tuple[str, dict[Severity, int]]] = [
        (s.department, {name: s.severities[name] for name in SEVERITIES})
        for s in sorted(found, key=lambda s: -s.findings)[:SHOWN]
    ]
    if total:
        yield "<h2>各部门问题数量</h2>"
        yield legend()
        yield bar_chart(rows)


def _figures(found: list[Summary]) -> Iterator[str]:
    yield '<h2>各部门情况</h2><div class="scroll"><table class="figures"><thead><tr>'
    yield "".join(tag("th", title) for title in HEADS)
    yield "</tr></thead>"
    for number, summary in enumerate(found, 1):
        yield f"<tr>{''.join(map(_cell, figures(summary, number)))}</tr>"
    yield "</table></div>"


def _cell(value: str | int | float) -> str:
    if isinstance(value, str):
        return tag("td", value)
    return tag("td", f"{value:.1%}" if isinstance(value, float) else str(value), "num")


def _rules(found: Sequence[Summary], titles: dict[str, str]) -> Iterator[str]:
    """Departments against rules, a few departments a table."""
    if not titles:
        return
    totals = {code: sum(summary.rules[code] for summary in found) for code in titles}
    for first in range(0, len(found), ABREAST):
        group = found[first : first + ABREAST]
        part = f"（第{first + 1}至{first + len(group)}个部门）" if len(found) > ABREAST else ""
        yield tag("h2", f"部门与规则{part}")
        yield from _rule_table(group, titles, totals)


def _rule_table(
    found: Sequence[Summary], titles: dict[str, str], totals: dict[str, int]
) -> Iterator[str]:
    """The rules that some of the departments break, with the total of all departments."""
    yield '<div class="scroll"><table class="matrix"><thead><tr><th>规则</th><th>全部合计</th>'
    yield "".join(tag("th", summary.department) for summary in found)
    yield "</tr></thead>"
    for code, title in titles.items():
        counts = [summary.rules[code] for summary in found]
        if any(counts):
            cells = [str(totals[code]), *(str(count or "") for count in counts)]
            numbers = "".join(tag("td", cell, "num") for cell in cells)
            yield f"<tr>{tag('td', f'{code} {title}')}{numbers}</tr>"
    yield "</table></div>"
