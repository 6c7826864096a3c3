"""Excel workbooks: what shows is read, where it stands is kept."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from perflint.errors import UnreadableFile
from perflint.reading.document import Document, Paragraph, Table
from perflint.reading.limits import Limits
from perflint.reading.source import Source
from perflint.reading.xlsx import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def load(data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008
    return read(Source(Path("样表.xlsx"), data, limits))


def written(fill: Callable[[Any], None], **options: Any) -> Document:
    """A workbook that ``fill`` has written with XlsxWriter, read back."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as workbook:
        fill(workbook)
    return load(stream.getvalue())


def packed(sheet: str, *, strings: str = "", space: str = MAIN, styles: str = "") -> bytes:
    """The smallest workbook around the XML of one sheet's content."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<R><Relationship Id="r" Type="{RELATIONS}/officeDocument" '
        'Target="/xl/workbook.xml"/></R>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="目标表" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="s" Type="{RELATIONS}/worksheet" '
        'Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="u" Type="{RELATIONS}/styles" Target="styles.xml"/></R>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}">{styles}</styleSheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def fill_target_table(workbook: Any) -> None:
    sheet = workbook.add_worksheet("设备购置")
    percent = workbook.add_format({"num_format": "0%"})
    day = workbook.add_format({"num_format": "yyyy/m/d"})
    sheet.merge_range("A1:D1", "项目支出绩效目标表", workbook.add_format())
    sheet.write("D2", "单位：万元")
    sheet.write_row("A3", ["一级指标", "二级指标", "三级指标", "指标值"])
    sheet.merge_range("A4:A6", "产出指标", workbook.add_format())
    sheet.write_row("B4", ["数量指标", "购置设备台数", 12])
    sheet.write_row("B5", ["质量指标", "验收合格率"])
    sheet.write_number("D5", 0.95, percent)
    sheet.write_row("B6", ["时效指标", "完成时间"])
    sheet.write_datetime("D6", datetime.datetime(2023, 12, 31), day)


def test_a_target_table() -> None:
    document = written(fill_target_table)
    heading, title, unit, table = document.blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.level) == ("设备购置", 1)
    assert isinstance(title, Paragraph)
    assert (title.text, title.level) == ("项目支出绩效目标表", 0)
    assert isinstance(unit, Paragraph)
    assert str(unit.anchor()) == "设备购置!D2"
    assert isinstance(table, Table)
    assert texts(table) == [
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "购置设备台数", "12"],
        ["产出指标", "质量指标", "验收合格率", "95%"],
        ["产出指标", "时效指标", "完成时间", "2023-12-31"],
    ]
    merged = table.cells[4]
    assert (merged.text, merged.row, merged.rowspan, merged.ref) == ("产出指标", 1, 3, "A4")
    assert str(table.anchor(table.cells[-1])) == "设备购置!D6"
    assert document.format == "xlsx"
    assert document.notes == []
    assert [cell.text for cell in table.cells].count("产出指标") == 1


def test_empty_cells_inside_a_table_have_a_place() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row("B2", ["甲", "乙", "丙"])
        sheet.write("B3", "丁")

    document = written(fill)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [cell.ref for cell in table.cells] == ["B2", "C2", "D2", "B3", "C3", "D3"]
    assert table.cells[-1].text == ""


def test_tables_end_at_a_blank_row() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        for row in (0, 1, 4, 5):
            sheet.write_row(row, 0, ["甲", "乙"])

    assert [table.n_rows for table in written(fill).tables] == [2, 2]


def test_a_blank_row_with_borders_or_under_a_merge_is_part_of_the_table() -> None:
    def fill(workbook: Any) -> None:
        ruled = workbook.add_format({"border": 1})
        sheet = workbook.add_worksheet()
        sheet.write_row("A1", ["甲", "乙"])
        sheet.write_blank("A2", None, ruled)
        sheet.write_row("A3", ["丙", "丁"])
        sheet.merge_range("A3:A5", "丙", ruled)
        sheet.write_row("A6", ["戊", "己"])

    (table,) = written(fill).tables
    assert table.n_rows == 6
    assert [cell.rowspan for cell in table.cells if cell.text == "丙"] == [3]


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("表一")
        for row in range(6):
            sheet.write_row(row, 0, [f"{row}{column}" for column in "ABCD"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 0)
        sheet.set_row(90, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        sheet.set_column("X:Z", None, None, {"hidden": True})

    document = written(fill)
    (table,) = document.tables
    assert texts(table)[2] == ["4A", "4B", "4D"]
    assert table.n_rows == 4
    assert [cell.ref for cell in table.cells if cell.row == 2] == ["A5", "B5", "D5"]
    assert document.notes == ["工作表“表一”有2个隐藏行、1个隐藏列未读取"]


def test_a_merged_cell_whose_corner_is_hidden_shows() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range("A1:A4", "产出指标", workbook.add_format())
        for row in range(4):
            sheet.write_row(row, 1, [f"指标{row}", "值"])
        sheet.set_row(0, None, None, {"hidden": True})

    (table,) = written(fill).tables
    first = table.cells[0]
    assert (first.text, first.rowspan, first.ref) == ("产出指标", 3, "A2")
    assert table.n_rows == 3


def test_hidden_sheets_are_left_out_and_said() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("显示").write_row("A1", ["甲", "乙"])
        hidden, secret = workbook.add_worksheet("草稿"), workbook.add_worksheet("码表")
        hidden.write("A1", "不读")
        hidden.hide()
        secret.very_hidden()
        workbook.add_worksheet("空表")

    document = written(fill)
    assert [block.sheet for block in document.blocks] == ["显示", "显示"]
    assert document.notes == ["隐藏的工作表“草稿”“码表”未读取"]


def test_chart_sheets_are_no_tables() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("数据").write_row("A1", [1, 2])
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=数据!$A$1:$B$1"})
        workbook.add_chartsheet("图").set_chart(chart)

    assert len(written(fill).tables) == 1


def test_formulas_booleans_errors_and_rich_text() -> None:
    def fill(workbook: Any) -> None:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet()
        sheet.write_formula("A1", "=1/4", workbook.add_format({"num_format": "0%"}), 0.25)
        sheet.write_formula("B1", '="≥"&90', None, "≥90")
        sheet.write_boolean("C1", True)
        sheet.write_formula("D1", "=1/0", None, "#DIV/0!")
        sheet.write_rich_string("E1", "验收", bold, "合格率\n（%）")

    (table,) = written(fill).tables
    assert texts(table) == [["25%", "≥90", "TRUE", "#DIV/0!", "验收合格率\n（%）"]]


def test_the_1904_calendar() -> None:
    def fill(workbook: Any) -> None:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet()
        sheet.write_datetime("A1", datetime.datetime(2024, 6, 30), day)
        sheet.write("B1", "截止")

    assert texts(written(fill, date_1904=True).tables[0]) == [["2024-06-30", "截止"]]


@pytest.mark.parametrize("space", [MAIN, STRICT])
def test_cells_without_addresses_and_strings_of_every_kind(space: str) -> None:
    sheet = (
        "<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>9</v></c>"
        "<c t='inlineStr'><is><r><t>内</t></r><r><t>联</t></r></is></c></row>"
        "<row><c/><c t='str'><f>A1</f><v>甲_x000D_\n乙_x005F_丙</v></c>"
        "<c t='d'><v>2023-12-31T00:00:00</v></c></row></sheetData>"
    )
    strings = (
        "<si><t>名称</t><rPh sb='0' eb='1'><t>mingcheng</t></rPh></si>"
        "<si><r><t> 数</t></r><r><t>量 </t></r></si>"
    )
    (table,) = load(packed(sheet, strings=strings, space=space)).tables
    rows = texts(table)
    assert rows[0] == ["名称", "数量", "", "内联"]
    assert rows[1] == ["", "甲\n乙_丙", "2023-12-31", ""]


def test_formulas_without_results_are_said() -> None:
    sheet = (
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c>"
        "<c r='C1'><f>A1+B1</f></c><c r='D1'><f>A1</f><v/></c></row></sheetData>"
    )
    (note,) = load(packed(sheet)).notes
    assert note.startswith("工作表“目标表”有2个公式没有存下计算结果")


def test_a_target_value_stored_as_a_formula_is_shown() -> None:
    sheet = (
        "<sheetData><row r='1'><c r='A1'><f>2个</f></c><c r='B1'><f>100%</f></c>"
        "<c r='C1'><f>A1*2</f></c></row></sheetData>"
    )
    document = load(packed(sheet))
    assert texts(document.tables[0])[0][:2] == ["=2个", "=100%"]
    assert any("1个公式没有存下计算结果" in note for note in document.notes)


def test_a_sparse_sheet_is_small() -> None:
    sheet = (
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>"
        "<row r='1048576'><c r='A1048576'><v>3</v></c><c r='XFD1048576'><v>4</v></c></row>"
        "</sheetData>"
    )
    document = load(packed(sheet))
    assert [(table.n_rows, table.n_columns) for table in document.tables] == [(1, 2), (1, 2)]
    assert document.tables[1].cells[1].ref == "XFD1048576"


def test_a_merge_over_the_whole_sheet_is_cut_to_the_table() -> None:
    sheet = (
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>hidden</v></c></row>"
        "<row r='2'><c r='B2'><v>7</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='nonsense'/>"
        "<mergeCell ref='C9:B2'/></mergeCells>"
    )
    (table,) = load(packed(sheet)).tables
    assert [(cell.text, cell.rowspan, cell.colspan) for cell in table.cells] == [("1", 1, 1)]


def test_too_many_cells_are_refused() -> None:
    row = "".join(f"<row r='{n}'><c><v>1</v></c><c><v>2</v></c></row>" for n in range(1, 60))
    with pytest.raises(UnreadableFile, match=r"样表.xlsx：.*单元格超过100个"):
        load(packed(f"<sheetData>{row}</sheetData>"), Limits(cells=100))


@pytest.mark.parametrize("sheet", ["<sheetData><row>", "<a></b>", "&x;"])
def test_broken_xml_is_one_clear_line(sheet: str) -> None:
    with pytest.raises(UnreadableFile, match="工作表“目标表”的内容已损坏"):
        load(packed(sheet))


@pytest.mark.parametrize("part", ["sheet1.xml", "sharedStrings.xml", "workbook.xml"])
def test_entities_are_refused(part: str) -> None:
    data = packed("<sheetData><row><c t='s'><v>0</v></c></row></sheetData>", strings="<si/>")
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, bomb + text if name.endswith(part) else text)
    with pytest.raises(UnreadableFile, match="自定义实体"):
        load(stream.getvalue())
