"""Excel 2003 XML workbooks, told from other XML by their content."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.errors import UnreadableFile
from perflint.reading import read
from perflint.reading.document import Document
from perflint.reading.limits import Limits

BEGIN = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:html="http://www.w3.org/TR/REC-html40" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>'
    '<Style ss:ID="n"><NumberFormat ss:Format="Standard"/></Style><Style ss:ID="d"/></Styles>'
)
TABLE = """<Worksheet ss:Name="设备购置"><Table>
<Column/><Column ss:Index="5" ss:Hidden="1" ss:Span="1"/>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">项目支出绩效目标表</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">一级指标</Data></Cell>
<Cell><Data ss:Type="String">三级指标</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">指标值</Data></Cell>
<Cell><Data ss:Type="String">暗</Data></Cell></Row>
<Row><Cell ss:MergeDown="2"><Data ss:Type="String">产出指标</Data></Cell>
<Cell><ss:Data ss:Type="String"><html:B>合格</html:B>率</ss:Data></Cell>
<Cell ss:Index="4" ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">暗</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">完成时间</Data></Cell>
<Cell ss:StyleID="n"><Data ss:Type="Number">1234.5</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="草稿"><Table><Row><Cell><Data ss:Type="String">暗</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def load(folder: Path, text: str, limits: Limits = Limits()) -> Document:  # noqa: B008
    path = folder / "目标表.xls"
    path.write_text(text, encoding="utf-8")
    return read(path, limits=limits)


def test_the_sheet_as_it_shows(tmp_path: Path) -> None:
    document = load(tmp_path, BEGIN + TABLE)
    assert [block.text for block in document.paragraphs] == ["设备购置", "项目支出绩效目标表"]
    (table,) = document.tables
    assert [[cell.text if cell else None for cell in row] for row in table.grid()] == [
        ["一级指标", "三级指标", "", "指标值"],
        ["产出指标", "合格率", "", "95%"],
        ["产出指标", "完成时间", "1,234.50", "2023-12-31"],
    ]
    assert str(table.anchor(table.cells[-1])) == "设备购置!D6"
    assert document.notes == [
        "隐藏的工作表“草稿”未读取",
        "工作表“设备购置”有1个隐藏行、1个隐藏列未读取",
    ]


def test_numbers_out_of_bounds_do_no_harm(tmp_path: Path) -> None:
    text = BEGIN + TABLE.replace('MergeDown="2"', 'MergeDown="999999999"').replace(
        'Index="5" ss:Hidden="1" ss:Span="1"', 'Index="-5" ss:Hidden="1" ss:Span="x"'
    )
    (table,) = load(tmp_path, text).tables
    assert table.n_rows == 3


def test_a_broken_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"目标表\.xls：工作簿的内容已损坏"):
        load(tmp_path, (BEGIN + TABLE)[:-200])


def test_entities_are_refused(tmp_path: Path) -> None:
    text = BEGIN.replace("<Workbook", '<!DOCTYPE W [<!ENTITY a "甲">]><Workbook') + TABLE
    with pytest.raises(UnreadableFile, match="自定义实体"):
        load(tmp_path, text.replace("一级指标", "&a;"))


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="单元格超过3个"):
        load(tmp_path, BEGIN + TABLE, Limits(cells=3))
