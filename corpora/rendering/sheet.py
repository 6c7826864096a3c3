"""A workbook: tables below one another, or on the sheets they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from .blocks import Block, Para, Table, grid

FIXED = datetime(2024, 1, 15, 9, 0, 0)


def save(blocks: Sequence[Block], path: Path, title: str) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    book.set_properties({"title": title, "created": FIXED})
    font = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    boxed = book.add_format({**font, "border": 1, "text_wrap": True})
    bold = book.add_format({**font, "bold": True, "font_size": 14})
    plain = book.add_format(font)
    sheet, line, pending = None, 0, list[Para]()
    for block in blocks:
        if isinstance(block, Para):
            pending.append(block)
            continue
        if sheet is None or block.sheet:
            sheet, line = book.add_worksheet(block.sheet or "绩效目标表"), 0
            sheet.set_column(0, 12, 16)
        for para in pending:
            sheet.write_string(line, 0, para.text, bold if para.style in ("title", "h1") else plain)
            line += 1
        pending.clear()
        line = _write(sheet, block, line, boxed) + 1
    if sheet is None:
        sheet = book.add_worksheet("绩效目标表")
    for offset, para in enumerate(pending):
        sheet.write_string(line + offset, 0, para.text, plain)
    book.close()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    block: Table,
    top: int,
    boxed: xlsxwriter.format.Format,
) -> int:
    rows = grid(block)
    for r, row in enumerate(rows):
        for c, slot in enumerate(row):
            if not slot.is_anchor:
                continue
            item = slot.cell
            if item.rows > 1 or item.cols > 1:
                bottom, right = top + r + item.rows - 1, c + item.cols - 1
                sheet.merge_range(top + r, c, bottom, right, item.text, boxed)
            elif item.text:
                sheet.write_string(top + r, c, item.text, boxed)
            else:
                sheet.write_blank(top + r, c, None, boxed)
    return top + len(rows)
