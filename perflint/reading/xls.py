"""Excel 97 workbooks (.xls, WPS .et), read with xlrd: the same sheets as those of .xlsx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from perflint.errors import MissingExtra
from perflint.reading.document import Block, Document
from perflint.reading.numfmt import NumberFormat, number_format, show_text
from perflint.reading.rows import number
from perflint.reading.sheet import Sheet, blocks, hidden_sheets_note
from perflint.reading.source import Source
from perflint.reading.xlsx_styles import clean

_LINES = ("left_line_style", "right_line_style", "top_line_style", "bottom_line_style")


def read(source: Source) -> Document:
    """The workbook's visible sheets."""
    if find_spec("xlrd") is None:
        raise MissingExtra(
            f"{source.name}：读取 .xls 需要另装组件，请运行 pip install 'perflint-cn[xls]'，"
            "或用 Excel、WPS 另存为 .xlsx"
        )
    book = _open(source)
    formats = _Formats(book)
    found: list[Block] = []
    notes = hidden_sheets_note([sheet.name for sheet in book.sheets() if sheet.visibility])
    for sheet in book.sheets():
        if not sheet.visibility:
            source.check_time()
            more, remarks = blocks(source, _sheet(source, sheet, formats))
            found += more
            notes += remarks
    return source.document("xls", number(found), notes)


def _open(source: Source) -> Any:
    import xlrd

    log = io.StringIO()  # xlrd prints its doubts to standard output unless it has a file
    options: dict[str, Any] = {"file_contents": source.data, "logfile": log, "ragged_rows": True}
    try:
        return xlrd.open_workbook(formatting_info=True, **options)
    except Exception as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise source.error("文件设有打开密码，无法读取；请取消密码后另存一份再试") from error
        raise source.error(
            "文件内容已损坏，无法读取；请用 Excel 或 WPS 另存为 .xlsx 再试"
        ) from error


class _Formats:
    """The number format and the borders of the cell formats (by xlrd's index of them)."""

    def __init__(self, book: Any) -> None:
        self.date1904 = bool(book.datemode)
        self._codes = [self._code(book, xf.format_key) for xf in book.xf_list]
        self._ruled = [any(getattr(xf.border, side) for side in _LINES) for xf in book.xf_list]

    @staticmethod
    def _code(book: Any, key: int) -> str:
        found = book.format_map.get(key)
        code = found.format_str if found else ""
        return "" if code.lower() == "general" else code

    def code(self, index: int | None) -> str:
        known = index is not None and 0 <= index < len(self._codes)
        return self._codes[index] if known and index is not None else ""

    def number(self, index: int | None) -> NumberFormat:
        return number_format(self.code(index), self.date1904)

    def is_ruled(self, index: int | None) -> bool:
        return index is not None and 0 <= index < len(self._ruled) and self._ruled[index]


def _sheet(source: Source, raw: Any, formats: _Formats) -> Sheet:
    sheet = Sheet(raw.name)
    sheet.merges = [(r, c, r_end - 1, c_end - 1) for r, r_end, c, c_end in raw.merged_cells]
    sheet.hidden_rows = {r for r, info in raw.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = [(c, c) for c, info in raw.colinfo_map.items() if info.hidden]
    count = 0
    for row in range(raw.nrows):
        cells = list(_cells(raw, row, formats))
        if cells:
            sheet.rows.append((row, cells))
        elif any(formats.is_ruled(index) for index in _format_indexes(raw, row)):
            sheet.ruled_rows.add(row)
        count += len(cells)
        source.check_cells(count)
        if row % 1000 == 0:
            source.check_time()
    return sheet


def _format_indexes(raw: Any, row: int) -> Iterator[int]:
    return (raw.cell_xf_index(row, column) for column in range(raw.row_len(row)))


def _cells(raw: Any, row: int, formats: _Formats) -> Iterator[tuple[int, str]]:
    kinds, values = raw.row_types(row), raw.row_values(row)
    for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        if kind in (_EMPTY, _BLANK):
            continue
        text = _text(kind, value, raw.cell_xf_index(row, column), formats)
        if text:
            yield column, text


# xlrd's cell types.
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def _text(kind: int, value: Any, index: int | None, formats: _Formats) -> str:
    if kind == _TEXT:
        return show_text(clean(str(value)), formats.code(index))
    if kind in (_NUMBER, _DATE):
        return formats.number(index).show(repr(float(value)))
    if kind == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    return _ERRORS.get(int(value), "") if kind == _ERROR else ""
