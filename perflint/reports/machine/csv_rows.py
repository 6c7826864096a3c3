"""The list of findings as CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from perflint.linting.report import Report
from perflint.reports.listing import Item, build_items

COLUMNS = {
    "文件": "",
    "部门": "",
    "序号": "number",
    "规则": "code",
    "严重程度": "severity",
    "问题类别": "question",
    "问题名称": "title",
    "项目": "project",
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "indicator",
    "原文": "quote",
    "问题": "message",
    "依据": "basis",
    "修改建议": "suggestion",
    "建议名称": "new_name",
    "建议符号": "new_operator",
    "建议值": "new_value",
    "建议单位": "new_unit",
    "位置": "place",
    "指纹": "fingerprint",
}
# A spreadsheet would run a cell that begins like this.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(reports: Sequence[Report]) -> str:
    """One line a finding. It begins with a byte order mark, so that Excel shows Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        origin = [report.source.name, report.submission.department]
        for item in build_items(report):
            writer.writerow([inert(text) for text in [*origin, *_cells(item)]])
    return "\ufeff" + buffer.getvalue()


def _cells(item: Item) -> list[str]:
    return [str(getattr(item, name)) for name in COLUMNS.values() if name]


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
