"""One worksheet of an .xlsx file, in one pass over its XML."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from lxml import etree

from perflint.patterns import pattern
from perflint.reading.numfmt import show_text
from perflint.reading.serials import iso_date
from perflint.reading.sheet import Merge, Sheet
from perflint.reading.source import Source
from perflint.reading.xlsx_styles import Styles, clean, refuse_entities, rich_text

_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_ADDRESS = pattern(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
# “=2个” or “=100%” that a program wrote as a formula: a target value with its equals sign.
_IS_TEXT = pattern(r"\s*\d[\d.,]*\s*(?:[%％‰]|[\u4e00-\u9fff][^\s()!'\"&+*]*)\s*")
_RELEVANT = ("{*}row", "{*}mergeCell", "{*}col")


def read_sheet(
    source: Source, stream: IO[bytes], name: str, strings: list[str], styles: Styles
) -> Sheet:
    """The sheet's texts, merged cells and hidden rows and columns.

    Raises UnreadableFile where the XML is broken.
    """
    reader = _SheetReader(source, Sheet(name), strings, styles)
    handlers: dict[str, Callable[[etree._Element], None]] = {
        "row": reader.take_row,
        "mergeCell": reader.take_merge,
        "col": reader.take_columns,
    }
    try:
        for _, element in etree.iterparse(
            stream, tag=_RELEVANT, resolve_entities=False, no_network=True, huge_tree=True
        ):
            if not reader.begun:
                refuse_entities(source, element)
                reader.begun = True
            handlers[element.tag.rpartition("}")[2]](element)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise source.error(
            f"工作表“{name}”的内容已损坏，无法读取；请用 Excel 或 WPS 打开后另存一份再试"
        ) from error
    return reader.sheet


def address(text: str) -> tuple[int, int] | None:
    """Row and column, from 0, of an address such as ``D7``."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]) - 1, _column_number(match[1])
    return (row, column) if 0 <= row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class _SheetReader:
    def __init__(self, source: Source, sheet: Sheet, strings: list[str], styles: Styles) -> None:
        self.sheet = sheet
        self.begun = False
        self._source = source
        self._strings = strings
        self._styles = styles
        self._columns: dict[str, int] = {}
        self._next_row = 0
        self._count = 0
        self._v = ""

    def take_merge(self, element: etree._Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        start, end = address(first), address(last)
        if start is not None and end is not None and start != end:
            merge: Merge = (*start, *end)
            if start[0] <= end[0] and start[1] <= end[1]:
                self.sheet.merges.append(merge)
                self._source.check_cells(len(self.sheet.merges))

    def take_columns(self, element: etree._Element) -> None:
        if _is_hidden(element, "width"):
            low, high = element.get("min", ""), element.get("max", "")
            if low.isdecimal() and high.isdecimal() and 0 < int(low) <= int(high):
                self.sheet.hidden_columns.append((int(low) - 1, min(int(high) - 1, _LAST_COLUMN)))

    def take_row(self, row: etree._Element) -> None:
        stated = row.get("r", "")
        number = int(stated) - 1 if stated.isdecimal() else self._next_row
        if not 0 <= number <= _LAST_ROW:
            return
        self._next_row = number + 1
        if not self._v:
            namespace = row.tag.rpartition("}")[0]
            space = namespace + "}" if namespace else ""
            self._v = space + "v"
        if _is_hidden(row, "ht"):
            self.sheet.hidden_rows.add(number)
        cells = self._cells(row)
        if cells:
            self.sheet.rows.append((number, cells))
        elif any(cell.get("s") in self._styles.ruled for cell in row):
            self.sheet.ruled_rows.add(number)
        self._count += len(cells)
        self._source.check_cells(self._count)
        if number % 1000 == 0:
            self._source.check_time()

    def _cells(self, row: etree._Element) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        columns, v_tag = self._columns, self._v
        column = last = -1
        for cell in row:
            ref = cell.get("r")
            if ref is None:
                column += 1
            else:
                letters = ref.rstrip("0123456789")
                known = columns.get(letters)
                column = self._new_column(letters) if known is None else known
            if not len(cell):
                continue
            value = cell[0]
            raw = value.text if value.tag == v_tag else cell.findtext(v_tag)
            text = self._shown(raw, cell) if raw else self._without_value(cell)
            if text:
                found.append((column, text))
                if column <= last:
                    found = sorted(dict(found).items())
                last = max(last, column)
        return found

    def _new_column(self, letters: str) -> int:
        column = min(_column_number(letters), _LAST_COLUMN) if letters.isalpha() else 0
        return self._columns.setdefault(letters, column)

    def _shown(self, raw: str, cell: etree._Element) -> str:
        kind, style = cell.get("t"), cell.get("s")
        if kind == "s":
            try:
                text = self._strings[int(raw)]
            except (ValueError, IndexError):
                return ""
            code = self._styles.codes.get(style, "") if style else ""
            return show_text(text, code) if "@" in code else text
        if kind is None or kind == "n":
            number_format = self._styles.formats.get(style) if style else None
            return (number_format or self._styles.plain).show(raw)
        if kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        return iso_date(raw) if kind == "d" else clean(raw)

    def _without_value(self, cell: etree._Element) -> str:
        for child in cell:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name == "is":
                return rich_text(child)
            if name == "f" and _IS_TEXT.fullmatch(child.text or ""):
                return f"={child.text}"
            if name == "f" and cell.get("t") != "str":
                self.sheet.uncalculated += 1
        return ""


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Hidden by the user or a filter, or drawn to no height or width."""
    if element.get("hidden") in ("1", "true"):
        return True
    stated = element.get(size)
    return stated is not None and stated.strip("0.") == ""
