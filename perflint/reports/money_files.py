"""The reconciliation as a file: workbook, JSON, text or picture, by the suffix."""

from __future__ import annotations

import io
from pathlib import Path

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reconciliation import reconcile
from perflint.reconciliation.model import Reconciliation
from perflint.reports.flow import flow_svg
from perflint.reports.jsonout import dumps
from perflint.reports.reconciliation import reconciliation_sheet, reconciliation_text
from perflint.reports.registry import put
from perflint.reports.sheet import Sheet


def write_reconciliation(found: Reconciliation, path: Path) -> None:
    """Write .xlsx, .json, .txt or .svg. Raises UsageError for another suffix or an empty table."""
    put(reconciliation_bytes(found, path.suffix.lower()), path)


def reconciliation_bytes(found: Reconciliation, suffix: str) -> bytes:
    """The file's content for a suffix. Raises what `write_reconciliation` raises."""
    if suffix == ".json":
        return (dumps(found.to_json()) + "\n").encode()
    if suffix == ".txt":
        return reconciliation_text(found).encode()
    if suffix == ".svg":
        picture = flow_svg(found)
        if not picture:
            raise UsageError(f"没有可画的资金流向：{_reason(found)}")
        return picture.encode()
    if suffix == ".xlsx":
        return _workbook(found)
    raise UsageError(f"勾稽表只能存为 .xlsx、.json、.txt 或 .svg，现为“{suffix or '无扩展名'}”")


def _workbook(found: Reconciliation) -> bytes:
    from xlsxwriter import Workbook

    from perflint.reports.sheets.workbook import CREATED, formats, write_sheet

    sheet = reconciliation_sheet(found)
    if sheet is None:
        raise UsageError(f"没有可列的勾稽表：{_reason(found)}")
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": sheet.title, "created": CREATED.replace(tzinfo=None)})
    write_sheet(book, sheet, formats(book))
    book.close()
    return buffer.getvalue()


def _reason(found: Reconciliation) -> str:
    return "；".join(found.notes) or "文件中没有项目支出预算"


def report_sheet(report: Report) -> Sheet | None:
    """The reconciliation of a report's submission, as the papers show it."""
    return reconciliation_sheet(reconcile(report.submission))


def report_flow(report: Report) -> str:
    """The picture of a report's money, ``""`` where there is nothing to draw."""
    return flow_svg(reconcile(report.submission))
