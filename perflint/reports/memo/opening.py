"""The opening of a memo: title, basis and scope, overall evaluation with figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from perflint.linting.report import Finding, Report
from perflint.reports.amounts import Money
from perflint.reports.labels import (
    SEVERITIES,
    clean,
    money,
    project_numbers,
    severity_name,
    words,
)
from perflint.reports.memo.grades import GRADES, Assessment
from perflint.reports.memo.model import MemoOptions, Share
from perflint.reports.memo.praise import praise

# From so many projects of one grade on, it is worth saying which come first.
CROWD = 3


def chinese_date(day: dt.date) -> str:
    """Arabic digits without leading zeros, as official documents are dated."""
    return f"{day.year}年{day.month}月{day.day}日"


def _kinds(report: Report) -> tuple[int, int]:
    kinds = [project.kind for project in report.submission.projects]
    return kinds.count("project"), kinds.count("department")


def _year(report: Report) -> str:
    return f"{report.submission.year}年" if report.submission.year else ""


def title(report: Report) -> str:
    projects, departments = _kinds(report)
    form = "both" if projects and departments else "department" if departments else "project"
    text = str(words()["title"][form])
    return clean(text.format(department=report.submission.department, year=_year(report)))


def preamble(report: Report, options: MemoOptions) -> str:
    texts = words()["preamble"]
    cited = dict.fromkeys(texts["policies"])
    cited |= dict.fromkeys(
        b.document for f in report.findings for b in f.basis if _known(b.document)
    )
    models = [] if _is_central(report) else [n for n in cited if n in texts["central_policies"]]
    bases = [_full(name) for name in cited if name not in models]
    parts = [texts["basis"].format(policies=_side_by_side([*bases, *options.policies]))]
    if models:
        parts.append(texts["consulted"].format(policies=_side_by_side(map(_full, models))))
    parts.append(texts["scope"].format(year=_year(report), scope=_scope(report)))
    return "，".join(parts)


def _is_central(report: Report) -> bool:
    """Whether the department is one of those that the rules for central departments bind."""
    names = tuple(words()["preamble"]["central_departments"])
    return not report.submission.place and report.submission.department.startswith(names)


def _full(policy: str) -> str:
    return str(words()["policies"].get(policy, policy))


def _side_by_side(titles: Iterable[str]) -> str:
    """Titles in 《》 stand side by side; the mark is written only after a document number."""
    return "、".join(titles).replace("》、《", "》《")


def _known(document: str) -> bool:
    return document in words()["policies"]


def _scope(report: Report) -> str:
    projects, departments = _kinds(report)
    parts = [f"项目{projects}个"] if projects else []
    parts += [f"部门整体绩效目标{departments}项"] if departments else []
    return f"{'、'.join(parts)}，绩效指标{report.read.indicators}条"


def overall(report: Report, amounts: dict[int, Money | None], budget: str = "") -> Iterator[str]:
    """The paragraphs of the overall evaluation; ``budget`` is the project expenditure in 万元."""
    yield "".join([_extent(report, amounts, budget), praise(report)])
    if not report.findings:
        yield "经审核，未发现需要修改的问题。"
        return
    touched = {n for f in report.findings for n in project_numbers(f)}
    yield (
        f"同时，审核发现问题{len(report.findings)}项，其中{by_severity(report.findings)}，"
        f"涉及{len(touched)}个项目。" if touched else
        f"同时，审核发现问题{len(report.findings)}项，其中{by_severity(report.findings)}。"
    )  # fmt: skip
    if report.ignored:
        yield f"另有{len(report.ignored)}项经核实予以保留，未计入上述问题。"


def _extent(report: Report, amounts: dict[int, Money | None], budget: str) -> str:
    projects, _ = _kinds(report)
    known = [found for found in amounts.values() if found is not None]
    if not projects or not known:
        return ""
    total = money(sum(found.amount for found in known))
    stated = all(found.source == "form" for found in known)
    what = "申报资金" if stated else "成本指标填报金额"
    every = len(known) == len(amounts)
    some = "" if every else f"（{len(known)}个项目有可用金额）"
    planned = f"部门预算项目支出{budget}万元，" if budget else ""
    return f"本次审核的{projects}个项目，{planned}{what}合计{total}万元{some}。"


def by_severity(findings: Iterable[Finding]) -> str:
    found = [finding.severity for finding in findings]
    return "、".join(
        f"“{severity_name(name)}”{found.count(name)}项" for name in SEVERITIES if name in found
    )


def priorities(assessed: dict[int, Assessment]) -> Iterator[str]:
    """Which projects to begin with, where several of one grade differ in their errors."""
    texts = words()["priority"]
    for grade in reversed(GRADES):
        errors = {n: a.counts["error"] for n, a in assessed.items() if a.grade == grade}
        kinds = sorted(set(errors.values()), reverse=True)
        if len(errors) < CROWD or len(kinds) < 2:
            continue
        named = [(kind, [n for n, count in errors.items() if count == kind]) for kind in kinds]
        order = [
            texts["some"].format(errors=kind, projects=_each(numbers))
            for kind, numbers in named
            if kind
        ]
        order += [texts["none"].format(count=len(found)) for kind, found in named if not kind]
        yield texts["same"].format(grade=grade, count=len(errors), order="；".join(order))


def _each(numbers: Iterable[int]) -> str:
    """Projects one by one: a line can end between them, which it cannot within bare figures."""
    return "、".join(f"项目{number}" for number in numbers)


def shares(assessed: dict[int, Assessment], amounts: dict[int, Money | None]) -> list[Share]:
    shares = []
    for grade in GRADES:
        numbers = [n for n, assessment in assessed.items() if assessment.grade == grade]
        known = [found.amount for n in numbers if (found := amounts.get(n)) is not None]
        amount = money(sum(known)) if known else "—"
        verdict = words()["grade"][grade]["verdict"]
        shares.append(Share(grade, verdict, len(numbers), amount))
    return shares
