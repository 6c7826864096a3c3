"""Excel 2003 XML workbooks, which budget systems export under the extension .xls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from perflint.reading.document import Block, Document
from perflint.reading.numfmt import show_number
from perflint.reading.rows import number
from perflint.reading.serials import iso_date
from perflint.reading.sheet import Sheet, blocks, hidden_sheets_note
from perflint.reading.source import Source
from perflint.reading.xlsx_styles import clean, refuse_entities

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_NAMED_FORMATS = {
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Currency": "¥#,##0.00",
    "General": "",
    "General Number": "",
}


def read(source: Source) -> Document:
    """The workbook's visible sheets."""
    root = _parse(source)
    formats = _formats(root)
    found: list[Block] = []
    hidden: list[str] = []
    notes: list[str] = []
    for worksheet in root.iterfind(f"{_SS}Worksheet"):
        name = worksheet.get(f"{_SS}Name", "")
        if worksheet.findtext(".//{*}Visible", "SheetVisible") != "SheetVisible":
            hidden.append(name)
            continue
        more, remarks = blocks(source, _sheet(source, worksheet, name, formats))
        found += more
        notes += remarks
    return source.document("xls", number(found), [*hidden_sheets_note(hidden), *notes])


def _parse(source: Source) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(source.data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise source.error(
            "工作簿的内容已损坏，无法读取；请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
        ) from error
    refuse_entities(source, root)
    return root


def _formats(root: etree._Element) -> dict[str, str]:
    """The number format by the style's id."""
    found = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        element = style.find(f"{_SS}NumberFormat")
        code = element.get(f"{_SS}Format", "") if element is not None else ""
        found[style.get(f"{_SS}ID", "")] = _NAMED_FORMATS.get(code, code)
    return found


def _sheet(source: Source, worksheet: etree._Element, name: str, formats: dict[str, str]) -> Sheet:
    sheet = Sheet(name)
    table = worksheet.find(f"{_SS}Table")
    if table is None:
        return sheet
    for place, span, column in _placed(table.iterfind(f"{_SS}Column"), "Span"):
        if _hidden(column, "Width"):
            sheet.hidden_columns.append((place, min(place + span, _LAST_COLUMN)))
    count = 0
    for row, span, element in _placed(table.iterfind(f"{_SS}Row"), "Span"):
        if row > _LAST_ROW:
            break
        if _hidden(element, "Height"):
            sheet.hidden_rows.update(range(row, min(row + span, row + 10_000) + 1))
        cells = _cells(element, row, sheet, formats)
        if cells:
            sheet.rows.append((row, cells))
        count += len(cells)
        source.check_cells(count)
        source.check_time()
    return sheet


def _cells(
    element: etree._Element, row: int, sheet: Sheet, formats: dict[str, str]
) -> list[tuple[int, str]]:
    found = []
    for column, right, cell in _placed(element.iterfind(f"{_SS}Cell"), "MergeAcross"):
        if column > _LAST_COLUMN:
            break
        down = _count(cell, "MergeDown")
        if right or down:
            last = (min(row + down, _LAST_ROW), min(column + right, _LAST_COLUMN))
            sheet.merges.append((row, column, *last))
        data = cell.find(f"{_SS}Data")
        text = _text(data, formats.get(cell.get(f"{_SS}StyleID", ""), ""))
        if text:
            found.append((column, text))
        elif cell.get(f"{_SS}Formula") is not None and data is None:
            sheet.uncalculated += 1
    return found


def _placed(
    elements: Iterator[etree._Element], span: str
) -> Iterator[tuple[int, int, etree._Element]]:
    """Elements with their place from 0 (stated, or after the one before) and what they span."""
    place = 0
    for element in elements:
        stated = _count(element, "Index")
        place = max(place, stated - 1) if stated else place
        wide = _count(element, span)
        yield place, wide, element
        place += wide + 1


def _count(element: etree._Element, name: str) -> int:
    text = element.get(_SS + name, "")
    return min(int(text), 2_000_000) if text.isdecimal() and len(text) < 10 else 0


def _hidden(element: etree._Element, size: str) -> bool:
    stated = element.get(_SS + size)
    return element.get(f"{_SS}Hidden") == "1" or (stated is not None and not stated.strip("0."))


def _text(data: etree._Element | None, code: str) -> str:
    if data is None:
        return ""
    raw = clean("".join(map(str, data.itertext())))
    match data.get(f"{_SS}Type"):
        case "Number":
            return show_number(raw, code)
        case "DateTime":
            return iso_date(raw)
        case "Boolean":
            return "TRUE" if raw == "1" else "FALSE"
        case _:
            return raw
