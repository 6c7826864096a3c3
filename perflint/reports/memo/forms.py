"""The review form of a project (项目支出绩效目标审核表): items, points, pre-filled opinions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from perflint.linting.report import Finding, Report
from perflint.reports.amounts import Money
from perflint.reports.labels import Names, one_line, shorten, words
from perflint.reports.memo.grades import Assessment, suggest

FOR_REVIEWER = "由审核人填写"
SHOWN = 3


@dataclass(frozen=True)
class FormRow:
    """One item of the form. ``level`` is the suggested 优/良/中/差, "" where none can be given."""

    dimension: str
    item: str
    points: int
    asks: str
    opinion: str
    level: str


@dataclass(frozen=True)
class Form:
    """The form of one project."""

    number: int
    project: str
    department: str
    amount: str
    objective: str
    indicators: int
    rows: list[FormRow]
    grade: str
    verdict: str
    reason: str

    @property
    def groups(self) -> list[list[FormRow]]:
        """The rows by dimension."""
        return [list(rows) for _, rows in groupby(self.rows, key=lambda row: row.dimension)]


def build_forms(
    report: Report,
    names: Names,
    assessed: dict[int, Assessment],
    amounts: dict[int, Money | None],
) -> list[Form]:
    """One form a project; a department as a whole has a form of its own elsewhere."""
    return [
        Form(
            number=n,
            project=names.title(project.number),
            department=one_line(project.facts.get("主管部门") or report.submission.department),
            amount=_amount(amounts[project.number]),
            objective=shorten(project.objective, 120) or "未填写",
            indicators=len(project.indicators),
            rows=_rows(assessed[project.number].findings),
            grade=assessed[project.number].grade,
            verdict=assessed[project.number].verdict,
            reason=assessed[project.number].reason,
        )
        for n, project in enumerate(
            (p for p in report.submission.projects if p.kind == "project"), 1
        )
    ]


def _amount(found: Money | None) -> str:
    if found is None:
        return "未列明"
    note = "（成本指标填报数）" if found.source == "cost" else ""
    return f"{found.amount:.2f}万元{note}"


def item_of(code: str) -> str:
    """The form's item that a rule speaks to; the longest matching entry decides."""
    best, size = "", -1
    for entry in words()["form"]:
        for prefix in entry["rules"]:
            if code.startswith(prefix) and len(prefix) > size:
                best, size = entry["item"], len(prefix)
    return best


def _rows(findings: Iterable[Finding]) -> list[FormRow]:
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        by_item.setdefault(item_of(finding.code), []).append(finding)
    return [_row(entry, by_item.get(entry["item"], [])) for entry in words()["form"]]


def _row(entry: dict[str, object], found: list[Finding]) -> FormRow:
    judged = bool(entry["rules"])
    return FormRow(
        dimension=str(entry["dimension"]),
        item=str(entry["item"]),
        points=int(str(entry["points"])),
        asks=str(entry["asks"]),
        opinion=_opinion(found) if judged else FOR_REVIEWER,
        level=suggest(found) if judged else "",
    )


def _opinion(found: list[Finding]) -> str:
    """The kinds of problem, one a line with its count; the list of findings says the rest."""
    if not found:
        return "未发现问题"
    titles = [finding.title for finding in found]
    kinds = list(dict.fromkeys(titles))
    shown = [f"{title}（{titles.count(title)}项）" for title in kinds[:SHOWN]]
    rest = len(titles) - sum(titles.count(title) for title in kinds[:SHOWN])
    return "\n".join(shown + ([f"另有{rest}项见问题清单"] if rest else []))
