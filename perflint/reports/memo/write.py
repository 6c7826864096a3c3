"""The memo (审核意见) of a report, built from the same findings as the JSON."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reports.amounts import money_of
from perflint.reports.labels import NUMERALS, QUESTIONS, SEVERITIES, Names, clean, words
from perflint.reports.listing import build_changes, build_items
from perflint.reports.memo.forms import build_forms
from perflint.reports.memo.grades import GRADES, Assessment, Grade, assess
from perflint.reports.memo.model import ANNEX_TITLES, Memo, MemoOptions, Part
from perflint.reports.memo.opening import (
    chinese_date,
    overall,
    preamble,
    priorities,
    shares,
    title,
)
from perflint.reports.memo.opinions import general, notes, opinions
from perflint.reports.memo.problems import parts, silent
from perflint.reports.registry import put
from perflint.reports.sheet import Sheet

NO_OPTIONS = MemoOptions()
# In place of sending in anew, where nothing must be changed.
MILD = "反馈修改结果。与我局协商修改完善后，{by}将绩效目标表和填写完毕的问题清单送我局备查。"
SUFFIXES = (".docx", ".md", ".html")


def build_memo(
    report: Report,
    options: MemoOptions = NO_OPTIONS,
    sheet: Sheet | None = None,
    progress: Sequence[str] = (),
) -> Memo:
    """The memo of a report.

    ``sheet`` is the reconciliation table, where there is one; ``progress`` are sentences on what
    became of an earlier draft's findings.
    """
    names, assessed = Names(report), assess(report)
    amounts = {p.number: money_of(p) for p in report.submission.projects}
    items, changes = build_items(report, names), build_changes(report, names)
    forms = build_forms(report, names, assessed, amounts)
    there = [forms, items, changes, [sheet] if sheet else []]
    attachments = [title for title, part in zip(ANNEX_TITLES.values(), there, strict=True) if part]
    problems = list(parts(report, names))
    return Memo(
        title=title(report),
        addressee=clean(options.addressee or report.submission.department),
        preamble=preamble(report, options),
        overall=[
            *overall(report, amounts, sheet.total if sheet else ""),
            *priorities(assessed),
        ],
        shares=shares(assessed, amounts),
        parts=problems,
        silent=silent(report),
        opinions=opinions(report, names, assessed, amounts),
        opinion_notes=notes(report, amounts),
        general=general(report, names),
        requirements=_requirements(report, assessed, options),
        attachments=attachments,
        bureau=options.bureau or words()["signature"]["blank"],
        date=chinese_date(options.date) if options.date else "",
        contact=options.contact,
        forms=forms,
        items=items,
        changes=changes,
        sheet=sheet,
        progress=_progress(problems, progress),
        counts=_counts(report),
    )


def _progress(problems: Sequence[Part], lines: Sequence[str]) -> Part | None:
    """The section on the second draft, numbered after the review questions."""
    if not lines:
        return None
    heading = f"（{NUMERALS[len(problems)]}）整改情况"
    return Part(heading, lines[0], list(lines[1:]), 0)


def _requirements(
    report: Report, assessed: dict[int, Assessment], options: MemoOptions
) -> list[str]:
    texts, grades = words()["requirements"], words()["grade"]
    given = [grade for grade in GRADES if any(a.grade == grade for a in assessed.values())]
    consequences = "；".join(f"等级为“{grade}”的，{grades[grade]['next']}" for grade in given)
    wanted = [texts["grades"].format(consequences=consequences)] if given else []
    if report.findings:
        wanted.append(texts["answer"])
        wanted += _return(report, given, options)
    else:
        wanted.append(texts["clean"])
    return [f"（{NUMERALS[n]}）{text}" for n, text in enumerate(wanted)]


def _return(report: Report, given: Sequence[Grade], options: MemoOptions) -> list[str]:
    """How the papers come back, which must not be stricter than what the grades lead to."""
    texts, deadline = words()["requirements"], options.deadline.rstrip("。")
    deadline = deadline.removesuffix("前").removesuffix("以")
    grave = report.worst() == "error"
    if not grave and not {"中", "差"} & set(given):
        by = f"请于{deadline}前" if deadline else "请及时"
        return [MILD.format(by=by)]
    timed = texts["deadline"] if deadline else texts["no_deadline"]
    return [timed.format(deadline=deadline), *([texts["use"]] if grave else [])]


def _counts(report: Report) -> dict[str, int]:
    counts = {"findings": len(report.findings), "ignored": len(report.ignored)}
    for name in SEVERITIES:
        counts[name] = sum(finding.severity == name for finding in report.findings)
    for question in QUESTIONS:
        counts[question] = sum(finding.question == question for finding in report.findings)
    return counts


def write_memo(
    report: Report,
    path: str | Path,
    options: MemoOptions = NO_OPTIONS,
    reconciliation: Sheet | None = None,
    progress: Sequence[str] = (),
) -> Memo:
    """Write the memo to ``path`` (.docx, .md or .html) and give back what it says.

    Raises UsageError for another suffix or a template that cannot be used.
    """
    target = Path(path)
    memo = build_memo(report, _dated(options), reconciliation, progress)
    put(render_memo(memo, target.suffix, options.template), target)
    return memo


def memo_bytes(
    report: Report,
    suffix: str = ".docx",
    options: MemoOptions = NO_OPTIONS,
    reconciliation: Sheet | None = None,
) -> bytes:
    """The memo as the content of a file. Raises what `write_memo` raises."""
    memo = build_memo(report, _dated(options), reconciliation)
    return render_memo(memo, suffix, options.template)


def render_memo(memo: Memo, suffix: str, template: Path | None = None) -> bytes:
    """A built memo in the form that a suffix names."""
    form = suffix.lower()
    if form == ".docx":
        from perflint.reports.memo.word import memo_docx

        return memo_docx(memo, template)
    if form == ".md":
        from perflint.reports.memo.markdown import memo_markdown

        return memo_markdown(memo).encode()
    if form == ".html":
        from perflint.reports.memo.web import memo_html

        return memo_html(memo).encode()
    now = f"现为“{suffix}”" if suffix else "文件名没有后缀"
    raise UsageError(f"审核意见只能存为 {'、'.join(SUFFIXES)}，{now}")


def _dated(options: MemoOptions) -> MemoOptions:
    return options if options.date else replace(options, date=today())


def today() -> dt.date:
    """The day of the memo; SOURCE_DATE_EPOCH fixes it where papers must be reproducible."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdigit():
        return dt.datetime.fromtimestamp(int(fixed), dt.UTC).date()
    return dt.date.today()
