"""The readable report: errors of the whole text, then project by project, then its other notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perflint.linting.report import Finding, Report

LABELS = {"error": "必改", "warning": "请核实", "info": "提示"}
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
MOST_PLACES = 12
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


Section = tuple[str, list[Finding]]


def _body(report: Report, color: bool) -> Iterator[str]:
    sections = list(_sections(report))
    yield from _errors(sections)
    for heading, findings in sections:
        yield ""
        yield _paint(heading, _BOLD, color)
        for finding in findings:
            yield from _finding(finding, color)


def _sections(report: Report) -> Iterator[Section]:
    """What concerns the whole text is long: only its errors stand before the projects."""
    whole = [finding for finding in report.findings if finding.project is None]
    grave = [finding for finding in whole if finding.severity == "error"]
    if grave:
        yield "全文", grave
    titles = {project.number: project.title for project in report.submission.projects}
    for number in sorted({f.project for f in report.findings if f.project is not None}):
        title = "".join(titles.get(number, "").split("\n"))
        yield f"项目{number}　{title}", [f for f in report.findings if f.project == number]
    rest = [finding for finding in whole if finding.severity != "error"]
    if rest:
        yield "全文和多个项目", rest


def _errors(sections: list[Section]) -> Iterator[str]:
    """Where the errors stand, in one line, so that none is missed in a long report."""
    found = []
    for heading, findings in sections:
        codes = dict.fromkeys(f.code for f in findings if f.severity == "error")
        if codes:
            found.append(f"{heading.partition('　')[0]} {'、'.join(codes)}")
    if found and len(sections) > 1:
        yield f"必改：{'；'.join(found)}"


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
    return f"（{_listed(places)}）" if places else ""


def _listed(places: dict[int, list[str]]) -> str:
    """The places by project, the first dozen of them."""
    total = sum(len(rows) or 1 for rows in places.values())
    said, left = [], MOST_PLACES
    for number, rows in places.items():
        if left > 0:
            shown = rows[:left]
            said.append(f"项目{number}" + (f"第{'、'.join(shown)}个" if shown else ""))
            left -= len(shown) or 1
    return "；".join(said) + (f"等{total}处" if total > MOST_PLACES else "")


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
