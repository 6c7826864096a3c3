"""The papers as files: one report gives the full paper, several give the summary of a batch."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reports.run import COMPLETE, UNREAD, Run


def text_file(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    from perflint.reports.text import text_report

    parts = [text_report(report) for report in reports]
    if run.unread:
        parts.append("".join([f"{UNREAD}\n", *(f"  {u.path}：{u.message}\n" for u in run.unread)]))
    return "\n".join(parts)


def memo_file(reports: Sequence[Report], suffix: str) -> bytes:
    """The memo of the one report. Raises UsageError for a suffix that memos do not have."""
    from perflint.reports.memo.write import memo_bytes
    from perflint.reports.money_files import report_sheet

    if len(reports) != 1:
        raise UsageError("审核意见一次只能写一个部门")
    return memo_bytes(reports[0], suffix, reconciliation=report_sheet(reports[0]))


def workbook_file(reports: Sequence[Report], run: Run = COMPLETE) -> bytes:
    if not run.is_batch(reports):
        from perflint.reports.money_files import report_sheet
        from perflint.reports.sheets.workbook import workbook

        return workbook(reports[0], report_sheet(reports[0]))
    from perflint.reports.sheets.batch import batch_workbook

    return batch_workbook(reports, run.unread)


def page_file(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    if not run.is_batch(reports):
        from perflint.reports.money_files import report_flow, report_sheet
        from perflint.reports.page.report import html_report

        return html_report(reports[0], report_sheet(reports[0]), report_flow(reports[0]))
    from perflint.reports.sheets.batch_page import batch_page

    return batch_page(reports, run.unread)
