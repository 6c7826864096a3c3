"""How records are called in the papers: projects, indicators, severities, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from perflint.checks.hit import Severity
from perflint.linting.report import Basis, Correction, Finding, Position, Question, Report
from perflint.patterns import pattern
from perflint.records.submission import Indicator, Project
from perflint.resources import corpus

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
QUESTIONS: tuple[Question, ...] = (
    "完整性", "相关性", "适当性", "可行性", "文本规范", "预算匹配",
)  # fmt: skip

NUMERALS = "一二三四五六七八九十"

FIELD_NAMES = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "operator": "比较符号",
    "value": "指标值",
    "unit": "计量单位",
    "weight": "权重",
    "basis": "取值依据",
    "objective": "总体目标",
    "title": "项目名称",
    "indicators": "绩效指标",
    "amount": "项目资金",
}

BLANKS = ("××", "“”")
_PATTERN = pattern("（如[^）]*××[^）]*）|，如(?:“[^”]*”)*“[^”]*××[^”]*”(?:“[^”]*”)*")
_CLAUSE = pattern("(?<=[：，；。])")

# What XML and spreadsheets cannot hold; a text dump may contain any of it.
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_INNER = str.maketrans("“”", "‘’")


@cache
def words() -> dict[str, Any]:
    """The wording of the papers, ``corpora/memo.toml``."""
    return corpus("memo.toml")


def severity_name(severity: Severity) -> str:
    return str(words()["severity"][severity])


def clean(text: str) -> str:
    """Text without characters that no document format can hold."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Text on one line: in-cell paragraphs run together, as Chinese needs no space between."""
    return "".join(clean(text).split("\n")).strip()


def shorten(text: str, limit: int) -> str:
    """One line of at most ``limit`` characters, the cut marked."""
    line = one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


class Names:
    """The projects and indicators of a report by number, and how a place is called."""

    def __init__(self, report: Report) -> None:
        self.projects: dict[int, Project] = {p.number: p for p in report.submission.projects}
        self._rows: dict[tuple[int, int], Indicator] = {
            (p.number, i.row): i for p in report.submission.projects for i in p.indicators
        }

    def title(self, number: int | None) -> str:
        """A project's title on one line; a nameless one goes by its number."""
        if number is None:
            return ""
        found = self.projects.get(number)
        if found is None or not found.title.strip():
            return f"第{number}个项目"
        return one_line(found.title)

    def indicator(self, position: Position) -> Indicator | None:
        if position.project is None or position.row is None:
            return None
        return self._rows.get((position.project, position.row))

    def indicator_name(self, position: Position) -> str:
        found = self.indicator(position)
        return one_line(found.name) if found is not None else ""

    def indicator_names(self, finding: Finding, project: int | None = None) -> list[str]:
        """The indicators at a finding's places, of one project or of all."""
        rows = [row for row in finding.rows if project in (None, row.project)]
        return [name for row in rows if (name := self.indicator_name(row))]

    def where(self, finding: Finding) -> str:
        """The project a finding is about, or how many it spans, or the whole text."""
        if finding.project is not None:
            return self.title(finding.project)
        numbers = project_numbers(finding)
        if not numbers:
            return "全文"
        if len(numbers) == 1:
            return self.title(numbers[0])
        if len(numbers) == len(self.projects):
            return "全部项目"
        return f"项目{ranges(numbers)}"

    def subject(self, finding: Finding) -> str:
        """The indicator a finding is about; the first ones and a count where it is rolled up."""
        named = self.indicator_names(finding)
        if not named:
            return FIELD_NAMES.get(finding.field, "") if project_numbers(finding) else ""
        distinct = list(dict.fromkeys(named))
        if len(named) == 1:
            return named[0]
        shown = "、".join(shorten(name, 16) for name in distinct[:3])
        return f"{shown}等{len(named)}条" if len(named) > 3 else shown


def project_numbers(finding: Finding) -> list[int]:
    """The projects a finding touches, in order."""
    return sorted({row.project for row in finding.rows if row.project is not None})


def ranges(numbers: Iterable[int]) -> str:
    """``1-3、5`` for 1, 2, 3, 5."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}-{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )


def basis_text(bases: Iterable[Basis]) -> str:
    return "；".join(dict.fromkeys(map(_cited, bases)))


def _cited(basis: Basis) -> str:
    """A law by its full title; a document that has a number by its number."""
    name = basis.document
    full = name if "〔" in name else str(words()["policies"].get(name, name))
    return f"{full}{str(basis).removeprefix(name)}"


def quoted(text: str) -> str:
    """Text in quotation marks; those it holds itself become single ones."""
    return f"“{text.translate(_INNER)}”"


def written_value(indicator: Indicator) -> str:
    """The target value as the row shows it: operator and unit columns joined on."""
    return one_line(f"{indicator.operator}{indicator.value}{indicator.unit}")


def corrected_value(fix: Correction) -> str:
    """The proposed operator, value and unit as one text: ``≤9万元``."""
    return one_line(f"{fix.operator or ''}{fix.value or ''}{fix.unit or ''}")


def correction_text(fix: Correction) -> str:
    """A correction as a clerk types it: ``名称：…；符号：≤；值：9；单位：万元``."""
    parts = [
        ("名称", fix.name),
        ("符号", fix.operator),
        ("值", fix.value),
        ("单位", fix.unit),
        ("内容", fix.text),
    ]
    return "；".join(f"{label}：{one_line(text)}" for label, text in parts if text)


def sentence(text: str) -> str:
    """A clause without its full stop, to be joined into a sentence."""
    return one_line(text).rstrip("。；;，, ")


def advice(text: str) -> str:
    """A suggestion for a paper that is signed: pattern examples (“××率”) are left out."""
    line = sentence(text)
    if not any(mark in line for mark in BLANKS):
        return line
    line = _PATTERN.sub("", line)
    clauses = _CLAUSE.split(line)
    kept = [clause for clause in clauses if not any(mark in clause for mark in BLANKS)]
    return sentence("".join(kept)).rstrip("：") or sentence(text)


def before_advice(message: str, proposal: str) -> str:
    """A message that a suggestion follows: what both ask for is asked for once."""
    if proposal.startswith(("请核实", "请核对")):
        return message.removesuffix("，请核实")
    return message


def without_project(message: str, title: str) -> str:
    """A message for a row that names the project in a column of its own."""
    for opening in (f"项目“{title}”的", f"项目“{title}”"):
        if message.startswith(opening) and len(message) > len(opening):
            return message.removeprefix(opening)
    return message


def quote_of(finding: Finding, limit: int = 120) -> str:
    return shorten(finding.quote, limit)


def money(amount: Any) -> str:
    """An amount in 万元 with two decimals."""
    return f"{amount:.2f}"
