"""问题清单.xlsx read back: rows, drop-downs, print set-up, and no cell that runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import factory
import openpyxl
import pytest
from office import convert, needs_office
from openpyxl.workbook import Workbook

from perflint.linting.report import Correction, Report
from perflint.reports.sheet import Sheet
from perflint.reports.sheets.counts import rule_counts
from perflint.reports.sheets.workbook import COLUMNS, HEAD_ROW, workbook

SHEET = Sheet(
    "成本指标与预算勾稽表",
    ["科目编码", "科目名称", "预算合计", "结论"],
    [["2080205", "=老龄事务", "1,148.50", "相符"], ["合计", "", "—", ""]],
    numeric=frozenset({2}),
    bold=frozenset({1}),
    notes=["本表按精确对应关系编制。"],
)
TITLES = [title for title, _, _ in COLUMNS]


def opened(report: Report, sheet: Sheet | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(report, sheet)))


def column(book: Workbook, title: str) -> list[str | None]:
    page = book["问题清单"]
    at = TITLES.index(title) + 1
    return [page.cell(row, at).value for row in range(HEAD_ROW + 2, page.max_row + 1)]


def test_one_row_a_finding(report: Report) -> None:
    book = opened(report)
    page = book["问题清单"]
    assert [cell.value for cell in page[HEAD_ROW + 1]] == TITLES
    assert column(book, "规则编号") == [finding.code for finding in report.findings]
    assert column(book, "序号") == list(range(1, 31))


def test_the_row_of_a_reversed_cost(report: Report) -> None:
    book = opened(report)
    wanted = {
        "项目": "2024年困难群众慰问经费",
        "一级指标": "产出指标",
        "二级指标": "成本指标",
        "三级指标": "慰问成本",
        "原文": "≥62万元",
        "问题类别": "适当性",
        "建议符号": "≤",
        "建议值": "62",
        "建议单位": "万元",
        "严重程度": "必改",
        "位置": "第1张表第6行第5列",
        "政策依据": "财预〔2021〕101号",
    }
    assert {title: column(book, title)[0] for title in wanted} == wanted


def test_a_rolled_up_finding_names_its_rows_in_a_note(report: Report) -> None:
    page = opened(report)["问题清单"]
    row = next(n for n, f in enumerate(report.findings) if f.code == "R023") + HEAD_ROW + 2
    assert page.cell(row, 5).comment.text.endswith("涉及：项目1第5条；项目2第6条；项目4第5条")


def test_a_rolled_up_finding_names_its_rows_in_its_place(report: Report) -> None:
    n = next(n for n, f in enumerate(report.findings) if f.code == "R023")
    assert str(column(opened(report), "位置")[n]).endswith("（项目1第5条；项目2第6条；项目4第5条）")


def test_places_with_corrections_have_rows_of_their_own(report: Report) -> None:
    many = factory.finding("A041", "error", "方向相反", [(1, 4), (2, 5)], "value", "方向相反")
    fixes = [Correction(operator="≤", value="62", unit="万元"), Correction(operator="≤")]
    book = opened(
        report.model_copy(update={"findings": [many.model_copy(update={"fixes": fixes})]})
    )
    assert column(book, "序号") == [1, 1]
    assert column(book, "三级指标") == ["慰问成本", "运转总成本"]
    assert column(book, "原文") == ["≥62万元", "≤1485000元"]
    assert column(book, "建议符号") == ["≤", "≤"]
    places = [str(place) for place in column(book, "位置")]
    assert places[0].endswith("（第1个项目第4个指标）")
    assert places[1].endswith("（第2个项目第5个指标）")


def test_drop_downs(report: Report) -> None:
    page = opened(report)["问题清单"]
    lists = {str(v.sqref): v.formula1 for v in page.data_validations.dataValidation}
    assert lists == {"P4:P33": '"采纳,不采纳"', "S4:S33": '"已整改,部分整改,未整改"'}
    assert [TITLES[15], TITLES[18]] == ["单位反馈", "复审结果"]


def test_filter_freeze_and_print(report: Report) -> None:
    page = opened(report)["问题清单"]
    assert page.auto_filter.ref == "A3:U33"
    assert page.freeze_panes == "C4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.page_setup.fitToHeight == 0
    assert page.print_area.endswith("$S$33")


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "{=1}"])
def test_no_cell_runs(report: Report, text: str) -> None:
    nasty = factory.finding("T084", "info", "标点", [(1, 1)], "value", text, text)
    nasty = nasty.model_copy(update={"quote": text})
    book = opened(report.model_copy(update={"findings": [nasty]}), SHEET)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert column(book, "原文") == [text]


def test_the_reconciliation_sheet_holds_numbers(report: Report) -> None:
    book = opened(report, SHEET)
    assert book.sheetnames == ["问题清单", "勾稽表", "统计"]
    page = book["勾稽表"]
    assert [cell.value for cell in page[2]] == SHEET.columns
    assert page["C3"].value == 1148.5
    assert page["C4"].value == "—"
    assert page["B3"].value == "=老龄事务"
    assert page["A5"].value == "本表按精确对应关系编制。"


def test_without_money_there_is_no_such_sheet(report: Report) -> None:
    assert opened(report).sheetnames == ["问题清单", "统计"]


def test_counts_add_up(report: Report) -> None:
    page = opened(report)["统计"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    total = next(row for row in rows if row[0] == "合计")
    assert total[3:7] == [9, 15, 6, 30]
    projects = {row[1]: row[2:7] for row in rows[2:7]}
    assert projects["2024年困难群众慰问经费"] == ["中", 1, 6, 2, 9]
    codes = [row for row in rows if row[0] in {f.code for f in report.findings}]
    assert sum(row[6] for row in codes) == 30
    copied = next(row for row in codes if row[0] == "C013")
    assert copied[7:12] == [1, 1, 1, 1, 1]


def test_rules_are_ordered_by_count(report: Report) -> None:
    totals = [counts.total() for _, counts in rule_counts(report)]
    assert totals == sorted(totals, reverse=True)


def test_there_is_a_chart(report: Report, clean_report: Report) -> None:
    def charts(data: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [name for name in archive.namelist() if "charts/chart" in name]

    assert len(charts(workbook(report))) == 1
    assert charts(workbook(clean_report)) == []


def test_a_clean_report_says_so(clean_report: Report) -> None:
    assert column(opened(clean_report), "项目") == ["未发现问题"]


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert workbook(report) == workbook(report)


@needs_office
def test_libreoffice_opens_it(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "问题清单.xlsx"
    path.write_bytes(workbook(report, SHEET))
    import pypdfium2

    pages = pypdfium2.PdfDocument(convert(path, "pdf"))
    texts = [page.get_textpage().get_text_range() for page in pages]
    pages.close()
    assert "绩效目标问题清单" in texts[0]
    assert "问题描述" in texts[1], "表头在每页重复"
    assert len(texts) <= 6
