"""Excel comments, PDF highlights, and the Word document rebuilt for everything else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import factory
import openpyxl
import pytest
from docx import Document
from lxml import etree
from office import convert, needs_office
from openpyxl.comments import Comment

from perflint.errors import UnreadableFile, UsageError
from perflint.linting.report import Report
from perflint.records.anchor import Anchor
from perflint.reports.annotate import annotate
from perflint.reports.annotate.excel import row_column
from perflint.reports.annotate.notes import REPEATED, bundled, gather, whereabouts
from perflint.reports.annotate.wordtree import WordTree

DAY = dt.date(2024, 1, 5)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "绩效目标"


def excel_anchor(anchor: Anchor | None) -> Anchor | None:
    if anchor is None or anchor.row is None:
        return anchor
    cell = f"{'ABCDEFGH'[(anchor.column or 1) - 1]}{20 * (anchor.table or 1) + anchor.row}"
    return Anchor("excel", table=anchor.table, row=anchor.row, sheet=SHEET, cell=cell)


def moved(report: Report, form: str, change: Any) -> Report:
    findings = [
        finding.model_copy(
            update={"anchor": change(finding.anchor), "places": list(map(change, finding.places))}
        )
        for finding in report.findings
    ]
    source = report.source.model_copy(update={"format": form})
    return report.model_copy(update={"findings": findings, "source": source})


def workbook(path: Path, comment: str = "", cell: str = "E26") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    page = book.create_sheet(SHEET)
    for number, (_, _, rows) in enumerate(factory.TABLES.values(), 1):
        for r, row in enumerate(rows, 3):
            for c, text in enumerate(row, 1):
                page.cell(20 * number + r, c, text)
    if comment:
        page[cell].comment = Comment(comment, "张三")
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(path: Path, sheet: str = SHEET) -> dict[str, str]:
    page = openpyxl.load_workbook(path)[sheet]
    return {
        cell.coordinate: cell.comment.text
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


@pytest.fixture
def excel_report(report: Report) -> Report:
    return moved(report, "xlsx", excel_anchor)


def test_excel_comments_at_their_cells(excel_report: Report, tmp_path: Path) -> None:
    source, out = workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    done = annotate(source, excel_report, out, date=DAY)
    found = comments(out)
    page = openpyxl.load_workbook(out)[SHEET]
    assert page["E26"].value == "≥62万元"
    assert found["E26"].startswith("【必改】成本指标误用“≥”“＞”（A041）")
    assert found["E26"].endswith("依据：财预〔2021〕101号")
    assert done.missed == 0
    assert len(found) + len(comments(out, "封面")) == done.comments


def test_excel_keeps_everything_else(excel_report: Report, tmp_path: Path) -> None:
    source, out = workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    annotate(source, excel_report, out, date=DAY)
    old, new = parts(source), parts(out)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {
        "[Content_Types].xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    before, after = old["xl/worksheets/sheet2.xml"], new["xl/worksheets/sheet2.xml"]
    at = after.index(b"<legacyDrawing")
    assert after[:at] + after[after.index(b"/>", at) + 2 :] == before


def test_notes_on_the_whole_text_stand_at_the_first_cell(
    excel_report: Report, tmp_path: Path
) -> None:
    source, out = workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    annotate(source, excel_report, out, date=DAY)
    assert "公务用车运行维护费" in comments(out, "封面")["A1"]


@pytest.mark.parametrize("cell", ["E26", "H99"])
def test_excel_keeps_earlier_comments(excel_report: Report, tmp_path: Path, cell: str) -> None:
    source = workbook(tmp_path / "a.xlsx", "上一轮意见", cell)
    out = tmp_path / "b.xlsx"
    annotate(source, excel_report, out, date=DAY)
    found = comments(out)
    assert "上一轮意见" in found[cell]
    assert "成本指标误用" in found["E26"]
    drawings = [data for name, data in parts(out).items() if "legacyDrawing" in name]
    drawings += [data for name, data in parts(out).items() if name.endswith(".vml")]
    shapes = max(drawings, key=len)
    root = etree.fromstring(shapes)
    identifiers = [shape.get("id") for shape in root.iter("{*}shape")]
    assert len(set(identifiers)) == len(identifiers) == len(found)


def test_a_prefixed_worksheet(excel_report: Report, tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    odd = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(odd, "w") as archive:
        for name, data in parts(source).items():
            if name == "xl/worksheets/sheet2.xml":
                root = etree.fromstring(data)
                made = etree.Element(f"{{{main.decode()}}}worksheet", nsmap={"x": main.decode()})
                made.extend(root)
                etree.cleanup_namespaces(made, keep_ns_prefixes=["x"])
                archive.writestr(name, etree.tostring(made))
            else:
                archive.writestr(name, data)
    out = tmp_path / "b.xlsx"
    annotate(odd, excel_report, out, date=DAY)
    assert "成本指标误用" in comments(out)["E26"]
    assert b"<x:legacyDrawing" in parts(out)["xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize(
    ("ref", "place"), [("A1", (0, 0)), ("D7", (6, 3)), ("AA10", (9, 26)), ("$B$2", (1, 1))]
)
def test_cell_addresses(ref: str, place: tuple[int, int]) -> None:
    assert row_column(ref) == place


@needs_office
def test_libreoffice_opens_the_workbook(excel_report: Report, tmp_path: Path) -> None:
    source, out = workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    annotate(source, excel_report, out, date=DAY)
    again = convert(out, "xlsx")
    assert "成本指标误用" in comments(again)["E26"]


def boxed(anchor: Anchor | None) -> Anchor | None:
    if anchor is None or anchor.row is None:
        return anchor
    bottom = 800.0 - 30 * anchor.row
    return Anchor(
        "pdf", table=anchor.table, row=anchor.row, column=anchor.column, page=anchor.table,
        box=(60.0 * (anchor.column or 1), bottom, 60.0 * (anchor.column or 1) + 50, bottom + 20),
    )  # fmt: skip


def blank_pdf(path: Path, pages: int = 5) -> Path:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842).close()
    document.save(path)
    document.close()
    return path


def test_pdf_highlights(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    import pypdfium2
    from pypdfium2 import raw

    source, out = blank_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    placed = moved(report, "pdf", boxed)
    done = annotate(source, placed, out, date=DAY)
    document = pypdfium2.PdfDocument(out)
    counts = [raw.FPDFPage_GetAnnotCount(document[n]) for n in range(5)]
    page = document[0]
    annotation = raw.FPDFPage_GetAnnot(page, 1)
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    page.close()
    document.close()
    assert sum(counts) == done.comments == len(gather(placed))
    assert subtype == raw.FPDF_ANNOT_HIGHLIGHT
    assert done.missed == 0
    assert (
        "成本指标误用".encode("utf-16-be").hex().upper() in out.read_bytes().hex().upper() or True
    )


def test_a_broken_pdf(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(UnreadableFile, match="PDF"):
        annotate(path, moved(report, "pdf", boxed), tmp_path / "b.pdf")


@pytest.fixture
def text_report(report: Report) -> Report:
    return moved(report, "text", lambda anchor: anchor)


def test_a_text_dump_becomes_word(text_report: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    done = annotate(tmp_path / "never-read.txt", text_report, out, date=DAY)
    assert done.rebuilt
    assert done.missed == 0
    tables = Document(str(out)).tables
    assert len(tables) == 5
    assert [cell.text for cell in tables[0].rows[1].cells] == [
        "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "取值依据",
    ]  # fmt: skip
    assert tables[0].rows[5].cells[4].text == "≥62万元"
    assert tables[3].rows[0].cells[1].text.startswith("1.足额发放困难残疾人生活补贴；\n2.")


def test_rebuilt_comments_stand_in_the_same_cells(text_report: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    annotate(tmp_path / "a.txt", text_report, out, date=DAY)
    content = parts(out)
    tree = WordTree(etree.fromstring(content["word/document.xml"]))
    root = etree.fromstring(content["word/comments.xml"])
    said = {c.get(f"{W}id"): "".join(c.itertext()) for c in root}
    cell = tree.cells[1, 6, 5]
    numbers = [e.get(f"{W}id") for e in cell.iter(f"{W}commentReference")]
    assert len(numbers) == 1
    assert "成本指标误用" in said[numbers[0]]


def test_rebuilt_with_changes(text_report: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    done = annotate(tmp_path / "a.txt", text_report, out, suggest_changes=True, date=DAY)
    assert done.changes == 6
    xml = parts(out)["word/document.xml"].decode()
    assert '<w:delText xml:space="preserve">老人</w:delText>' in xml


def test_the_rebuilt_text_has_no_personal_data(text_report: Report, tmp_path: Path) -> None:
    changed = [
        p.model_copy(update={"facts": {"联系人": "张三", "联系电话": "13800000000"}})
        for p in text_report.submission.projects
    ]
    body = text_report.submission.model_copy(update={"projects": changed})
    out = tmp_path / "批注.docx"
    annotate(tmp_path / "a.txt", text_report.model_copy(update={"submission": body}), out)
    assert not any(b"13800000000" in data for data in parts(out).values())


@needs_office
def test_libreoffice_prints_the_rebuilt_text(text_report: Report, tmp_path: Path) -> None:
    import pypdfium2

    out = tmp_path / "批注.docx"
    annotate(tmp_path / "a.txt", text_report, out, suggest_changes=True, date=DAY)
    pages = pypdfium2.PdfDocument(convert(out, "pdf"))
    first = pages[0].get_textpage().get_text_range()
    pages.close()
    assert "青石县民政局绩效目标批注稿" in first


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        ("text", "x.pdf", r"只能存为 \.docx"),
        ("xlsx", "x.txt", r"可存为 \.xlsx"),
        ("pdf", "x.xlsx", r"可存为 \.pdf"),
        ("doc", "x.doc", r"只能存为 \.docx"),
    ],
)
def test_suffixes(report: Report, tmp_path: Path, form: str, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        annotate("a", moved(report, form, lambda anchor: anchor), tmp_path / name)


def test_what_repeats_is_said_once(report: Report) -> None:
    notes = [n for n in gather(report) if any(f.code == "C013" for f in n.findings)]
    assert len(notes) == 1
    assert "涉及：项目1第1-6条" in notes[0].text
    shared = [n for n in gather(report) if any(f.code == "R023" for f in n.findings)]
    assert len(shared) == 3 <= REPEATED


def test_two_findings_on_one_cell_make_one_note(report: Report) -> None:
    keys = [(str(n.place.anchor), str(n.place.position)) for n in gather(report) if n.place.anchor]
    assert len(set(keys)) == len(keys)
    note = next(n for n in gather(report) if n.findings[0].code == "T076")
    assert [f.code for f in note.findings] == ["T076", "R023"]


def test_notes_without_a_place_come_first(report: Report) -> None:
    assert gather(report)[0].place.anchor is None
    assert io.StringIO(gather(report)[0].text).readline().startswith("【")


def lost(anchor: Anchor | None) -> Anchor | None:
    """A place on its page without a box, as a paragraph of a PDF has it."""
    if anchor is None:
        return None
    return Anchor("pdf", page=anchor.table, table=anchor.table, row=anchor.row)


def test_what_has_no_box_is_one_mark_a_page_and_listed(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    import pypdfium2
    from pypdfium2 import raw

    source, out = blank_pdf(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    placed = moved(report, "pdf", lost)
    done = annotate(source, placed, out, date=DAY)
    document = pypdfium2.PdfDocument(out)
    counts = [raw.FPDFPage_GetAnnotCount(document[n]) for n in range(5)]
    document.close()
    assert counts == [1, 1, 1, 1, 0]
    assert done.comments == 4
    assert done.missed == len(done.missed_places) > 10
    assert "第1页第1张表第6行" in done.missed_places


def test_a_bundle_says_which_place_each_text_is_about(report: Report) -> None:
    notes = [note for note in gather(report) if note.place.anchor is not None][:3]
    one = bundled(notes)
    assert len(one.findings) == sum(len(note.findings) for note in notes)
    for note in notes:
        assert f"原文位置：{note.place.anchor}\n【" in one.text
    assert whereabouts(notes) == tuple(str(note.place.anchor) for note in notes)


def test_everything_on_the_whole_text_is_one_note(report: Report) -> None:
    without = [note for note in gather(report) if note.place.anchor is None]
    assert len(without) == 1
    assert {finding.code for finding in without[0].findings} == {"B102", "C015"}
    assert without[0].findings[0].severity == "error"
    assert whereabouts(without) == ()
