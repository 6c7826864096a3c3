"""Excel 97 workbooks give what the same workbook as .xlsx gives.

``data/equipment.xls`` is a fictional table: a percent, dates, a formula, merged cells, a hidden row
and a hidden sheet.
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("xlrd", reason="the extra xls is not installed")

from perflint.errors import UnreadableFile
from perflint.reading.document import Document, Table
from perflint.reading.limits import Limits
from perflint.reading.source import Source
from perflint.reading.xls import read

FILE = Path(__file__).parent / "data" / "equipment.xls"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(Source(FILE, FILE.read_bytes(), Limits()))


def test_titles_and_table(document: Document) -> None:
    assert [(block.text, block.level) for block in document.paragraphs] == [
        ("设备购置", 1),
        ("项目支出绩效目标表", 0),
        ("单位：万元", 0),
    ]
    (table,) = document.tables
    assert [cell.text for cell in table.cells if cell.column == 3] == [
        "指标值",
        "12",
        "95%",
        "2023-12-31",
    ]
    assert [cell.text for cell in table.cells if cell.column == 4] == [
        "预算",
        "1,234.50",
        "2,469.00",
        "0.3",
    ]
    assert document.format == "xls"


def test_merges_and_addresses(document: Document) -> None:
    (table,) = document.tables
    merged = next(cell for cell in table.cells if cell.text == "产出指标")
    assert (merged.ref, merged.rowspan, merged.colspan) == ("A4", 3, 1)
    assert str(table.anchor(table.cells[-1])) == "设备购置!F6"
    assert isinstance(document.blocks[-1], Table)
    assert table.cells[-1].text == "第一行\n第二行"


def test_what_is_hidden_is_said(document: Document) -> None:
    assert document.notes == [
        "隐藏的工作表“隐藏”未读取",
        "工作表“设备购置”有1个隐藏行未读取",
    ]


@pytest.mark.parametrize("length", [600, 2_000, 4_000])
def test_a_broken_file_is_one_clear_line(length: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableFile, match=r"坏\.xls：文件内容已损坏"):
        read(Source(Path("坏.xls"), FILE.read_bytes()[:length], Limits()))
    assert capsys.readouterr().out == ""


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="单元格超过5个"):
        read(Source(FILE, FILE.read_bytes(), Limits(cells=5)))
