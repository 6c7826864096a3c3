"""The readable report: grouped by project, errors first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perflint.linting.report import Finding, Report

LABELS = {"error": "必改", "warning": "请核实", "info": "提示"}
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
MOST_PLACES = 20
_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"


def text_report(report: Report, *, color: bool = False) -> str:
    """The report as text, ending in a newline; ``color`` adds ANSI colours."""
    return "\n".join([*_head(report, color), *_body(report, color), *_foot(report)]) + "\n"


def _head(report: Report, color: bool) -> Iterator[str]:
    read = report.read
    yield _paint(report.source.name, _BOLD, color)
    yield (
        f"已读取 {read.tables} 张表：{read.projects} 个项目，{read.indicators} 个指标，"
        f"{read.budget_lines} 条预算行；口径 {report.local}，深度 {report.profile}"
    )
    for notice in report.notices:
        yield f"注意：{notice}"


def _body(report: Report, color: bool) -> Iterator[str]:
    titles = {project.number: project.title for project in report.submission.projects}
    for number in sorted(
        {f.project for f in report.findings}, key=lambda n: (n is not None, n or 0)
    ):
        yield ""
        heading = "全文" if number is None else f"项目{number}　{titles.get(number, '')}"
        yield _paint(heading, _BOLD, color)
        for finding in report.findings:
            if finding.project == number:
                yield from _finding(finding, color)


def _finding(finding: Finding, color: bool) -> Iterator[str]:
    label = _paint(LABELS[finding.severity], _COLOURS[finding.severity], color)
    yield f"  {label} {finding.code} {finding.title}{_rows(finding)}"
    yield f"      {finding.message}"
    if finding.suggestion:
        yield f"      改法：{finding.suggestion.removeprefix('建议')}"
    basis = "、".join(str(item) for item in finding.basis)
    place = f"位置：{finding.anchor}" if finding.anchor else ""
    yield "      " + "　".join(part for part in (f"依据：{basis}" if basis else "", place) if part)


def _rows(finding: Finding) -> str:
    if finding.row is not None:
        return f"（第{finding.row}个指标）"
    if finding.project is not None:
        rows = [str(position.row) for position in finding.rows if position.row is not None]
        return f"（第{'、'.join(rows)}个指标）" if rows else ""
    places: dict[int, list[str]] = {}
    for position in finding.rows:
        if position.project is not None:
            rows = places.setdefault(position.project, [])
            rows += [str(position.row)] if position.row is not None else []
    said = [
        f"项目{number}" + (f"第{'、'.join(rows)}个" if rows else "")
        for number, rows in places.items()
    ]
    return f"（{'；'.join(said)}）" if said and len(said) <= MOST_PLACES else _count(said)


def _count(said: list[str]) -> str:
    return f"（{'；'.join(said[:MOST_PLACES])}等{len(said)}个项目）" if said else ""


def _foot(report: Report) -> Iterator[str]:
    yield ""
    yield summary(report.findings)
    if report.ignored:
        yield f"另有 {len(report.ignored)} 条已按忽略清单或基线略去"


def summary(findings: Iterable[Finding]) -> str:
    """One line that counts the findings by severity."""
    counts = dict.fromkeys(LABELS, 0)
    for finding in findings:
        counts[finding.severity] += 1
    total = sum(counts.values())
    if not total:
        return "未发现问题"
    return f"共 {total} 条：" + "，".join(
        f"{label} {counts[severity]}" for severity, label in LABELS.items()
    )


def _paint(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{_RESET}" if color else text
