"""问题清单.xlsx: one row a finding or corrected place, with room for the department's answer and the second review."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from perflint.linting.report import Report
from perflint.reports.labels import SEVERITIES, Names, severity_name
from perflint.reports.listing import Item, build_items, rows_text, spread
from perflint.reports.sheet import Sheet
from perflint.reports.sheets.counts import write_counts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Title, field of the item ("" = for the department or the reviewer to fill in), width.
COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("序号", "number", 4.5),
    ("项目", "project", 14),
    ("一级指标", "level1", 6.5),
    ("二级指标", "level2", 7),
    ("三级指标", "indicator", 14),
    ("原文", "quote", 14),
    ("问题类别", "question", 5.5),
    ("问题描述", "message", 25),
    ("政策依据", "basis", 13),
    ("修改建议", "suggestion", 19),
    ("建议名称", "new_name", 10),
    ("建议符号", "new_operator", 5),
    ("建议值", "new_value", 6.5),
    ("建议单位", "new_unit", 5),
    ("严重程度", "severity", 7),
    ("单位反馈", "", 7.5),
    ("说明", "", 11),
    ("修改后内容", "", 11),
    ("复审结果", "", 8),
    # Not printed: for finding a row again in the document and in other outputs.
    ("位置", "place", 16),
    ("规则编号", "code", 9),
)
PRINTED = len(COLUMNS) - 2
ANSWERS = ["采纳", "不采纳"]
REVIEWED = ["已整改", "部分整改", "未整改"]
CREATED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
HEAD_ROW = 2


def workbook(report: Report, sheet: Sheet | None = None) -> bytes:
    """The workbook: the list, the reconciliation where there is one, and the counts."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "问题清单", "created": CREATED.replace(tzinfo=None)})
    styles = formats(book)
    _write_items(book, report, styles)
    if sheet is not None:
        write_sheet(book, sheet, styles)
    write_counts(book, report, styles)
    book.close()
    return buffer.getvalue()


def formats(book: Workbook) -> dict[str, Format]:
    """The cell formats that all sheets share."""
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    boxed = {**base, "border": 1, "text_wrap": True}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "note": book.add_format({**base, "text_wrap": True}),
        "head": book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#D9E2EC"}),
        "answer_head": book.add_format(
            {**boxed, "bold": True, "align": "center", "bg_color": "#FFF2CC"}
        ),
        "text": book.add_format(boxed),
        "mid": book.add_format({**boxed, "align": "center"}),
        "open": book.add_format({**boxed, "locked": False}),
        "bold": book.add_format({**boxed, "bold": True}),
        "amount": book.add_format({**boxed, "num_format": "#,##0.00", "align": "right"}),
        "count": book.add_format({**boxed, "num_format": "0", "align": "center"}),
    }


def _write_items(book: Workbook, report: Report, styles: dict[str, Format]) -> None:
    page = book.add_worksheet("问题清单")
    last = len(COLUMNS) - 1
    page.merge_range(0, 0, 0, PRINTED - 1, _title(report), styles["title"])
    page.merge_range(1, 0, 1, PRINTED - 1, _note(report), styles["note"])
    page.set_row(0, 28)
    page.set_row(1, 32)
    for n, (title, field, width) in enumerate(COLUMNS):
        page.set_column(n, n, width)
        page.write_string(HEAD_ROW, n, title, styles["head" if field else "answer_head"])
    page.set_row(HEAD_ROW, 28)
    rows = list(_rows(report))
    _write_rows(page, rows, styles)
    end = HEAD_ROW + max(len(rows), 1)
    page.autofilter(HEAD_ROW, 0, end, last)
    page.freeze_panes(HEAD_ROW + 1, 2)
    _drop_downs(page, end)
    print_setup(page, HEAD_ROW, PRINTED - 1, end)


def _rows(report: Report) -> Iterator[tuple[Item, str]]:
    """The rows of the list, each with the places its note names ("" where it has just one)."""
    names = Names(report)
    for item, finding in zip(build_items(report, names), report.findings, strict=True):
        rows = spread(item, finding, names)
        note = rows_text(finding, names) if len(finding.rows) > 1 and len(rows) == 1 else ""
        yield from ((row, note) for row in rows)


def _write_rows(
    page: Worksheet, rows: Sequence[tuple[Item, str]], styles: dict[str, Format]
) -> None:
    if not rows:
        page.write_string(HEAD_ROW + 1, 1, "未发现问题", styles["text"])
    for n, (item, places) in enumerate(rows, HEAD_ROW + 1):
        page.write_number(n, 0, item.number, styles["mid"])
        for c, (_, field, _) in enumerate(COLUMNS[1:], 1):
            # write_string: what a department typed must never run as a formula.
            page.write_string(
                n, c, str(getattr(item, field)) if field else "", _look(field, styles)
            )
        if places:
            page.write_comment(n, 4, f"涉及：{places}", {"author": "", "x_scale": 2})
        page.set_row(n, _height(item))


def _look(field: str, styles: dict[str, Format]) -> Format:
    if not field:
        return styles["open"]
    middle = {"question", "code", "severity", "new_operator", "new_value", "new_unit"}
    return styles["mid" if field in middle else "text"]


def _height(item: Item) -> float:
    """Points that the fullest cell needs: neither Excel nor LibreOffice fits wrapped rows alike."""
    texts = [(str(getattr(item, field)), width) for _, field, width in COLUMNS if field]
    return row_height(texts)


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points that wrapped texts need in columns of the given widths."""
    most = max(sum(lines_in(line, width) for line in text.split("\n")) for text, width in texts)
    return min(12.75 * most + 8, 400)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column: a Chinese character is two wide."""
    return max(1, -(-sum(2 if ord(char) > 255 else 1 for char in text) // int(width)))


def _drop_downs(page: Worksheet, end: int) -> None:
    columns = [title for title, _, _ in COLUMNS]
    for title, choices in (("单位反馈", ANSWERS), ("复审结果", REVIEWED)):
        at = columns.index(title)
        rule: dict[str, Any] = {
            "validate": "list",
            "source": choices,
            "error_title": title,
            "error_message": f"请从下拉列表中选择：{'、'.join(choices)}",
        }
        page.data_validation(HEAD_ROW + 1, at, end, at, rule)


def print_setup(page: Worksheet, head: int, last_column: int, last_row: int) -> None:
    """A4 landscape, one page wide, the header on every page, page numbers below."""
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.print_area(0, 0, last_row, last_column)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.center_horizontally()


def _title(report: Report) -> str:
    year = f"{report.submission.year}年" if report.submission.year else ""
    return f"{report.submission.department}{year}绩效目标问题清单"


def _note(report: Report) -> str:
    counts = [
        f"{severity_name(name)}{sum(f.severity == name for f in report.findings)}项"
        for name in SEVERITIES
    ]
    return (
        f"共{len(report.findings)}项：{'、'.join(counts)}。请在“单位反馈”栏逐条选择采纳或不采纳，"
        "不采纳的在“说明”栏写明理由，采纳的在“修改后内容”栏填写修改结果；“复审结果”由审核人填写。"
    )


def write_sheet(book: Workbook, sheet: Sheet, styles: dict[str, Format]) -> None:
    """The reconciliation table; amounts are numbers, so that they can be added up."""
    page = book.add_worksheet("勾稽表")
    last = len(sheet.columns) - 1
    page.merge_range(0, 0, 0, last, f"{sheet.title}（单位：万元）", styles["title"])
    page.set_row(0, 28)
    for n, title in enumerate(sheet.columns):
        page.set_column(n, n, _sheet_width(sheet, n, title))
        page.write_string(1, n, title, styles["head"])
    for r, row in enumerate(sheet.rows, 2):
        for c, text in enumerate(row):
            _write_cell(page, r, c, text, sheet, styles)
    breadth = sum(_sheet_width(sheet, n, title) for n, title in enumerate(sheet.columns))
    for r, note in enumerate(sheet.notes, len(sheet.rows) + 2):
        page.merge_range(r, 0, r, last, note, styles["note"])
        page.set_row(r, row_height([(note, breadth)]))
    page.freeze_panes(2, 1)
    print_setup(page, 1, last, len(sheet.rows) + 1 + len(sheet.notes))


def _sheet_width(sheet: Sheet, n: int, title: str) -> float:
    longest = max((len(row[n]) for row in sheet.rows), default=0)
    if n in sheet.numeric:
        return 12
    return min(max(longest * 1.8, len(title) * 2 + 1, 8), 40)


def _write_cell(
    page: Worksheet, r: int, c: int, text: str, sheet: Sheet, styles: dict[str, Format]
) -> None:
    if c in sheet.numeric:
        try:
            page.write_number(r, c, float(text.replace(",", "")), styles["amount"])
        except ValueError:
            page.write_string(r, c, text, styles["mid"])
    else:
        page.write_string(r, c, text, styles["bold" if r - 2 in sheet.bold else "text"])
