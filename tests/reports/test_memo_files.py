"""The memo as files: what was computed stands in the Word document, and it opens and prints."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from office import convert, needs_office

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reports.memo.listing_sheet import WIDE, column_widths
from perflint.reports.memo.model import MemoOptions
from perflint.reports.memo.write import write_memo
from perflint.reports.sheet import Sheet
from perflint.resources import data_dir

OPTIONS = MemoOptions(bureau="青石县财政局", contact="绩效管理股", date=dt.date(2024, 1, 5))
SHEET = Sheet(
    "勾稽表",
    ["科目编码", "科目名称", "预算合计", "对应项目"],
    [["2080205", "老龄事务<&>", "148.50", "敬老院运转经费"]],
    notes=["本表按精确对应关系编制。"],
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def memo_path(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "审核意见.docx"
    write_memo(report, path, OPTIONS, SHEET)
    return path


def paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(str(path)).tables
    ]


def test_the_docx_counts_what_the_json_counts(report: Report, memo_path: Path) -> None:
    found = report.to_json()["findings"]
    text = "\n".join(paragraphs(memo_path))
    assert f"审核发现问题{len(found)}项" in text
    assert [int(n) for n in re.findall(r"^共(\d+)项", text, re.M)] == [9, 1, 11, 3, 4, 2]
    listing = next(t for t in tables(memo_path) if "审核问题" in t[0])
    assert len(listing) - 1 == len(found)
    for row, finding in zip(listing[1:], found, strict=True):
        assert finding["message"].replace("\n", "").endswith(row[4])


def test_parts_in_order(memo_path: Path) -> None:
    text = [line for line in paragraphs(memo_path) if line]
    wanted = [
        "关于青石县民政局2024年项目支出绩效目标的审核意见", "青石县民政局：", "一、总体评价",
        "二、主要问题", "（一）完整性方面", "三、分项目审核意见", "四、有关要求",
        "附件：1. 项目支出绩效目标审核表", "2. 问题清单", "3. 指标修改对照表",
        "4. 成本指标与预算勾稽表", "青石县财政局", "2024年1月5日", "（联系人：绩效管理股）",
        "附件1", "附件2", "附件3", "附件4",
    ]  # fmt: skip
    assert [text.index(line) for line in wanted] == sorted(text.index(line) for line in wanted)


def test_no_tag_of_the_template_is_left(memo_path: Path) -> None:
    with zipfile.ZipFile(memo_path) as archive:
        xml = archive.read("word/document.xml").decode()
    assert not re.search(r"\{[{%]|[%}]\}", xml)
    assert "老龄事务&lt;&amp;&gt;" in xml
    assert "&lt;较上年减轻&gt;&amp;" in xml


def test_page_and_type_area(memo_path: Path) -> None:
    first, wide = Document(str(memo_path)).sections
    assert round(first.page_width.mm) == 210
    assert round((first.page_width - first.left_margin - first.right_margin) / Mm(1)) == 156
    assert round((first.page_height - first.top_margin - first.bottom_margin) / Mm(1)) == 225
    assert (round(first.top_margin.mm), round(first.left_margin.mm)) == (37, 28)
    assert round(wide.page_width.mm) == 297


def test_fonts_and_page_numbers(memo_path: Path) -> None:
    with zipfile.ZipFile(memo_path) as archive:
        styles = archive.read("word/styles.xml").decode()
        fonts = archive.read("word/fontTable.xml").decode()
        footers = [archive.read(f"word/footer{n}.xml").decode() for n in (1, 2)]
        settings = archive.read("word/settings.xml").decode()
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert name in styles
    assert 'w:altName w:val="仿宋,FangSong"' in fonts
    assert "evenAndOddHeaders" in settings
    assert all("PAGE" in footer and "— " in footer for footer in footers)


def test_every_table_repeats_its_head_and_splits_no_row(memo_path: Path) -> None:
    with zipfile.ZipFile(memo_path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(col.get(f"{W}w")) for col in table.iter(f"{W}gridCol")]
        assert sum(widths) <= 12756


def test_the_same_report_gives_the_same_bytes(report: Report, tmp_path: Path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        write_memo(report, path, OPTIONS)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_without_wide_annexes_there_is_no_landscape_page(
    clean_report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "m.docx"
    write_memo(clean_report, path, OPTIONS)
    assert len(Document(str(path)).sections) == 1
    assert "附件：项目支出绩效目标审核表" in paragraphs(path)
    assert "附件" in paragraphs(path)


def test_the_date_can_be_fixed_from_outside(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704412800")
    assert write_memo(report, tmp_path / "m.md").date == "2024年1月5日"


def test_unknown_suffix(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"只能存为 \.docx、\.md、\.html"):
        write_memo(report, tmp_path / "m.pdf")


def test_a_bureaus_own_template(report: Report, tmp_path: Path) -> None:
    template = tmp_path / "本局模板.docx"
    own = Document()
    own.add_paragraph("本局格式：{{ title }}（{{ counts.findings }}项）")
    own.save(str(template))
    path = tmp_path / "m.docx"
    write_memo(report, path, MemoOptions(template=template))
    assert paragraphs(path) == [
        "本局格式：关于青石县民政局2024年项目支出绩效目标的审核意见（30项）"
    ]


@pytest.mark.parametrize("text", ["{{ titel }}", "{{ title", "{% if title %}"])
def test_a_wrong_template_is_said_clearly(report: Report, tmp_path: Path, text: str) -> None:
    template = tmp_path / "t.docx"
    own = Document()
    own.add_paragraph(text)
    own.save(str(template))
    with pytest.raises(UsageError, match=r"审核意见模板.*有误") as caught:
        write_memo(report, tmp_path / "m.docx", MemoOptions(template=template))
    said = str(caught.value).split("有误：")[1]
    assert not re.search(r"undefined|expected|got|block", said, re.IGNORECASE)
    assert "docs/memo.md" in said or "成对" in said


def test_a_misspelt_field_is_named_with_the_nearest_one(report: Report, tmp_path: Path) -> None:
    template = tmp_path / "t.docx"
    own = Document()
    own.add_paragraph("{{ titel }}")
    own.save(str(template))
    with pytest.raises(UsageError, match="没有名为“titel”的字段，是否想写“title”"):
        write_memo(report, tmp_path / "m.docx", MemoOptions(template=template))


def test_a_template_without_a_field_is_refused(report: Report, tmp_path: Path) -> None:
    template = tmp_path / "公文纸.docx"
    own = Document()
    own.add_paragraph("青石县财政局")
    own.save(str(template))
    with pytest.raises(UsageError, match=r"公文纸.*没有任何字段") as caught:
        write_memo(report, tmp_path / "m.docx", MemoOptions(template=template))
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2
    assert not (tmp_path / "m.docx").exists()


def test_a_field_in_the_page_head_is_a_field(report: Report, tmp_path: Path) -> None:
    template = tmp_path / "t.docx"
    own = Document()
    own.add_paragraph("正文见附件")
    own.sections[0].header.paragraphs[0].text = "{{ title }}"
    own.save(str(template))
    write_memo(report, tmp_path / "m.docx", MemoOptions(template=template))
    head = Document(str(tmp_path / "m.docx")).sections[0].header.paragraphs[0].text
    assert head.startswith("关于青石县民政局")


def test_without_a_bureau_a_line_is_left_to_be_filled_in(report: Report, tmp_path: Path) -> None:
    write_memo(report, tmp_path / "m.docx", MemoOptions())
    shown = paragraphs(tmp_path / "m.docx")
    assert any(line.startswith("审核单位（盖章）：") for line in shown)
    write_memo(report, tmp_path / "m.html", MemoOptions())
    assert "审核单位（盖章）：" in (tmp_path / "m.html").read_text(encoding="utf-8")
    write_memo(report, tmp_path / "n.docx", MemoOptions(bureau="青石县财政局"))
    assert not any("盖章" in line for line in paragraphs(tmp_path / "n.docx"))


@pytest.mark.parametrize("data", [b"", b"no zip", None])
def test_a_broken_template(report: Report, tmp_path: Path, data: bytes | None) -> None:
    template = tmp_path / "t.docx"
    if data is not None:
        template.write_bytes(data)
    with pytest.raises(UsageError, match="打不开"):
        write_memo(report, tmp_path / "m.docx", MemoOptions(template=template))


def test_the_shipped_template_is_what_its_script_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    source = data_dir("corpora") / "templates" / "build.py"
    spec = importlib.util.spec_from_file_location("build_memo_template", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    built = tmp_path / "memo.docx"
    module.build(built)
    shipped = data_dir("corpora") / "templates" / "memo.docx"
    assert built.read_bytes() == shipped.read_bytes()


def test_markdown_has_everything(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "m.md"
    write_memo(report, path, OPTIONS, SHEET)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 关于青石县民政局")
    assert text.count("项目支出绩效目标审核表\n") == 5
    assert "\\<较上年减轻\\>&" in text
    assert "| 30 | 全文 |" in text
    assert "老龄事务\\<&\\>" in text


class Cells(HTMLParser):
    """Counts what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_html_is_self_contained_and_escaped(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "m.html"
    write_memo(report, path, OPTIONS, SHEET)
    text = path.read_text(encoding="utf-8")
    page = Cells()
    page.feed(text)
    assert page.links == []
    assert "script" not in page.tags
    assert "&lt;较上年减轻&gt;&amp;" in text
    assert page.tags.count("section") == 5 + 3


@needs_office
def test_libreoffice_prints_it(memo_path: Path) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument(convert(memo_path, "pdf"))
    texts = [page.get_textpage().get_text_range() for page in pages]
    pages.close()
    assert 12 <= len(texts) <= 24
    assert "审核意见" in texts[0]
    assert "— 1 —" in texts[0]
    assert all(text.strip() for text in texts)
    forms = [text for text in texts if "项目支出绩效目标审核表" in text and "审核人意见" in text]
    assert len(forms) == 5, "每张审核表应当在一页之内"


def test_codes_amounts_and_short_headings_of_the_wide_table_stay_whole() -> None:
    columns = ["科目编码", "科目名称", "本年", "上年结转", "合计", "对应项目", "可能项目", "差额"]
    long = "基础设施建设和经济发展（按原下达额填列，实际结转较少）"
    row = ["2082202", long, "15016.43", "15016.43", "15016.43", "12、13", "", "9.00", "不符", long]
    widths = column_widths(Sheet("勾稽表", [*columns, "结论", "说明"], [row]))
    assert widths[0] >= 1150
    assert min(widths[2:5]) >= 1250
    assert min(widths[5:7]) >= 1080
    assert WIDE - 10 < sum(widths) <= WIDE
