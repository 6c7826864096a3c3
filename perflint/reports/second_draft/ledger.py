"""整改台账.xlsx: each finding of the first draft, what became of it, and what is new."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from perflint.reports.labels import Names, quote_of, sentence, severity_name
from perflint.reports.second_draft.compare import STATUSES, Diff, Entry
from perflint.reports.second_draft.text import change_notes, summary
from perflint.reports.sheets.workbook import CREATED, formats, print_setup, row_height

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 5),
    ("整改情况", 9),
    ("项目", 20),
    ("指标", 20),
    ("规则编号", 8),
    ("问题", 22),
    ("严重程度", 8),
    ("初稿原文", 22),
    ("修改稿原文", 22),
    ("变化", 30),
    ("单位说明", 16),
    ("复审意见", 12),
)
HEAD_ROW = 2


def diff_workbook(diff: Diff) -> bytes:
    """The workbook: the ledger, and the counts by status."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "整改台账", "created": CREATED.replace(tzinfo=None)})
    styles = formats(book)
    page = book.add_worksheet("整改台账")
    last = len(COLUMNS) - 1
    page.merge_range(
        0, 0, 0, last, f"{diff.new.submission.department}绩效目标整改台账", styles["title"]
    )
    page.merge_range(1, 0, 1, last, f"{summary(diff)}。", styles["note"])
    page.set_row(0, 28)
    for c, (title, width) in enumerate(COLUMNS):
        page.set_column(c, c, width)
        page.write_string(HEAD_ROW, c, title, styles["head"])
    ordered = sorted(diff.entries, key=lambda entry: STATUSES.index(entry.status))
    for r, entry in enumerate(ordered, HEAD_ROW + 1):
        _write(page, r, r - HEAD_ROW, entry, diff, styles)
    end = HEAD_ROW + max(len(ordered), 1)
    page.autofilter(HEAD_ROW, 0, end, last)
    page.freeze_panes(HEAD_ROW + 1, 3)
    print_setup(page, HEAD_ROW, last, end)
    book.close()
    return buffer.getvalue()


def _write(
    page: Worksheet, row: int, number: int, entry: Entry, diff: Diff, styles: dict[str, Format]
) -> None:
    finding = entry.finding
    names = Names(diff.new if entry.new is not None else diff.old)
    page.write_number(row, 0, number, styles["mid"])
    texts = [
        entry.status,
        names.where(finding),
        names.subject(finding),
        finding.code,
        sentence(finding.message),
        severity_name(finding.severity),
        quote_of(entry.old, 60) if entry.old is not None else "",
        quote_of(entry.new, 60) if entry.new is not None else "",
        "\n".join(change_notes(entry, diff)) if entry.status != "新增" else "",
        "",
        "",
    ]
    for c, text in enumerate(texts, 1):
        page.write_string(row, c, text, styles["mid" if c in (1, 4, 6) else "text"])
    widths = [width for _, width in COLUMNS[1:]]
    page.set_row(row, row_height(zip(texts, widths, strict=True)))
