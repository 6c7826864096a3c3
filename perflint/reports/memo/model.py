"""What a memo (审核意见) says, as pure data, and what a bureau may add to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from perflint.reports.listing import Change, Item
from perflint.reports.memo.forms import Form
from perflint.reports.sheet import Sheet


@dataclass(frozen=True)
class MemoOptions:
    """What a bureau adds to its memos; "" leaves a part out.

    ``bureau`` signs, ``addressee`` is addressed (the department where empty), ``contact`` is
    printed below the date, ``deadline`` is the day by which the department answers, ``date`` the
    day of the memo, ``template`` a .docx of the bureau's own, ``policies`` are local rules cited
    beside the national ones.
    """

    bureau: str = ""
    addressee: str = ""
    contact: str = ""
    deadline: str = ""
    date: dt.date | None = None
    template: Path | None = None
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One review question: its heading, a summary with counts, and quoted examples."""

    heading: str
    summary: str
    examples: list[str]
    count: int


@dataclass(frozen=True)
class Share:
    """One line of the grade table."""

    grade: str
    verdict: str
    count: int
    amount: str


@dataclass(frozen=True)
class Opinion:
    """One line of the table of per-project opinions."""

    number: int
    project: str
    amount: str
    grade: str
    verdict: str
    problems: str
    advice: str


@dataclass(frozen=True)
class Memo:
    """Everything the memo says. ``attachments`` are the annex titles in order.

    ``counts`` holds the figures the text was written from, so that a test can compare them with
    the JSON. ``progress`` is the section on the second draft, empty without an earlier one.
    """

    title: str
    addressee: str
    preamble: str
    overall: list[str]
    shares: list[Share]
    parts: list[Part]
    silent: str
    opinions: list[Opinion]
    opinion_notes: list[str]
    general: list[str]
    requirements: list[str]
    attachments: list[str]
    bureau: str
    date: str
    contact: str
    forms: list[Form]
    items: list[Item]
    changes: list[Change]
    sheet: Sheet | None = None
    progress: Part | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def annexes(self) -> dict[str, int]:
        """The number of each annex that is there: forms, items, changes, sheet."""
        there = {
            "forms": bool(self.forms),
            "items": bool(self.items),
            "changes": bool(self.changes),
            "sheet": self.sheet is not None,
        }
        return {name: n for n, name in enumerate((k for k, v in there.items() if v), 1)}


ANNEX_TITLES = {
    "forms": "项目支出绩效目标审核表",
    "items": "问题清单",
    "changes": "指标修改对照表",
    "sheet": "成本指标与预算勾稽表",
}
