"""The main problems of a memo, by review question: counts and two quoted examples each."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.linting.report import Finding, Report
from perflint.reports.labels import (
    NUMERALS,
    QUESTIONS,
    SEVERITIES,
    Names,
    advice,
    basis_text,
    before_advice,
    quoted,
    sentence,
)
from perflint.reports.memo.model import Part
from perflint.reports.memo.opening import by_severity

EXAMPLES = 2


def parts(report: Report, names: Names) -> Iterator[Part]:
    number = 0
    for question in QUESTIONS:
        found = [f for f in report.findings if f.question == question]
        if not found:
            continue
        heading = f"（{NUMERALS[number]}）{question}方面"
        yield Part(heading, _summary(found), _examples(found, names), len(found))
        number += 1


def _summary(found: list[Finding]) -> str:
    titles = [finding.title for finding in found]
    common = sorted(dict.fromkeys(titles), key=lambda title: -titles.count(title))
    shown = "、".join(f"{title}（{titles.count(title)}项）" for title in common[:3])
    more = "等" if len(common) > 3 else ""
    return f"共{len(found)}项，{by_severity(found)}，主要是{shown}{more}。"


def _examples(found: list[Finding], names: Names) -> list[str]:
    """The two most telling: most severe first, of different rules, of one place before many."""
    ranked = sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.project is None))
    chosen: list[Finding] = []
    for finding in ranked:
        if finding.code not in {other.code for other in chosen}:
            chosen.append(finding)
    chosen += [finding for finding in ranked if finding not in chosen]
    leads = ("如，", "又如，")
    return [f"{leads[n]}{_example(f, names)}" for n, f in enumerate(chosen[:EXAMPLES])]


def _example(finding: Finding, names: Names) -> str:
    where, said = _place(finding, names), advice(finding.suggestion)
    message = before_advice(sentence(finding.message), said)
    if where and finding.project is not None:
        message = message.removeprefix(f"项目{finding.project}")
    basis = basis_text(finding.basis)
    cited = f"（{basis}）" if basis else ""
    return f"{where}{message}{cited}{f'。{said}' if said else ''}。"


def _place(finding: Finding, names: Names) -> str:
    """The project a sentence is about, unless the sentence itself says so."""
    where = names.where(finding)
    if finding.project is None:
        named = finding.rows and finding.rows[0].project and where not in finding.message
        return f"{where}：" if named else ""
    return "" if where in finding.message else f"{quoted(where)}项目，"


def silent(report: Report) -> str:
    found = {finding.question for finding in report.findings}
    rest = [question for question in QUESTIONS if question not in found]
    return f"{'、'.join(rest)}方面未发现问题。" if rest else ""
