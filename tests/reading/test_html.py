"""Web pages: cells where browsers put them, and nothing of the page around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.errors import UnreadableFile
from perflint.reading import html, mht, read
from perflint.reading.document import Document, Paragraph, Table
from perflint.reading.html_walk import tidy
from perflint.reading.limits import Limits
from perflint.reading.source import Source


def load(page: str | bytes, limits: Limits = Limits()) -> Document:  # noqa: B008
    data = page.encode() if isinstance(page, str) else page
    return html.read(Source(Path("目标表.html"), data, limits))


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def paragraphs(document: Document) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in document.paragraphs]


def test_rowspan_and_colspan() -> None:
    (table,) = load(
        "<table><tr><th>一级<th>二级<th colspan=2>指标值</tr>"
        "<tr><td rowspan=2>产出<td>数量<td>≥<td>3</tr><tr><td>质量<td>=<td>1</tr></table>"
    ).tables
    assert texts(table) == [
        ["一级", "二级", "指标值", "指标值"],
        ["产出", "数量", "≥", "3"],
        ["产出", "质量", "=", "1"],
    ]
    assert [(cell.rowspan, cell.colspan) for cell in table.cells if cell.text == "产出"] == [(2, 1)]
    assert str(table.anchor(table.cells[-1])) == "第1张表第3行第4列"


def test_spans_as_browsers_cut_them() -> None:
    (table,) = load(
        "<table><tbody><tr><td rowspan=0>甲<td colspan='2;'>乙<td rowspan=9>丙</tr>"
        "<tr><td>丁<td>戊</tr></tbody><tbody><tr><td colspan=0>己<td rowspan=-1>庚</tr></tbody>"
        "</table>"
    ).tables
    spans = {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["甲"] == (0, 0, 2, 1)
    assert spans["乙"] == (0, 1, 1, 2)
    assert spans["丙"] == (0, 3, 2, 1)
    assert spans["戊"] == (1, 2, 1, 1)
    assert spans["己"] == (2, 0, 1, 1)
    assert spans["庚"] == (2, 1, 1, 1)
    assert (table.n_rows, table.n_columns) == (3, 4)


def test_huge_spans_are_harmless() -> None:
    (table,) = load(
        "<table><tr><td colspan=2000000000>甲<td rowspan=999999999999>乙</tr><tr><td>丙</table>",
        Limits(columns=50),
    ).tables
    assert (table.n_rows, table.n_columns) == (2, 50)


def test_tag_soup() -> None:
    (table,) = load("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>尾").tables
    assert texts(table) == [["甲", "乙"], ["丙", "丁"]]
    (table,) = load("<table><td>甲</td><td>乙</td></table>").tables
    assert texts(table) == [["甲", "乙"]]
    assert paragraphs(load("<b><i><font>甲" * 400 + "<p>乙"))[-1] == ("乙", 0)


def test_headings_paragraphs_and_line_breaks() -> None:
    document = load(
        "<h2>绩效<br>目标表</h2><div>单位：万元<br>第二行<p>年度\n  目标 A\n b<span>c</span></p></div>"
        "<p style='mso-outline-level:3'>大纲标题</p><ul><li>一</li><li>二</li></ul>"
        "<pre>甲\n乙</pre>"
    )
    assert paragraphs(document) == [
        ("绩效\n目标表", 2),
        ("单位：万元", 0),
        ("第二行", 0),
        ("年度目标 A bc", 0),
        ("大纲标题", 3),
        ("一", 0),
        ("二", 0),
        ("甲\n乙", 0),
    ]
    assert [block.index for block in document.paragraphs] == list(range(1, 9))


def test_lines_in_a_cell() -> None:
    (table,) = load(
        "<table><tr><td><p>目标1</p><p>目标2&nbsp;</p><td>甲<br/>乙<td>&nbsp;<td>数量\n   指标</table>"
    ).tables
    assert texts(table) == [["目标1\n目标2", "甲\n乙", "", "数量指标"]]


def test_navigation_scripts_and_hidden_parts_are_left_out() -> None:
    document = load(
        "<head><title>某市财政局</title><style>p{}</style></head><body>"
        "<nav>首页</nav><ul><li><a href=x>政务公开</a> <a href=y>办事</a></li></ul>"
        "<table><tr><td><a href=a>首页</a><td><a href=b>公开</a></table>"
        "<script>document.write('<table><tr><td>x</table>')</script>"
        "<p>正文见<a href=c>附件</a></p><div style='display: none'>暗</div><p hidden>暗</p>"
        "<table><tr><td>甲<td>乙</tr><tr style='display:none'><td>暗<td>暗</tr>"
        "<tr><td>丙<td>丁<span style='mso-hide:all'>暗</span></table>"
        "<footer>备案号</footer></body>"
    )
    assert paragraphs(document) == [("正文见附件", 0)]
    (table,) = document.tables
    assert texts(table) == [["甲", "乙"], ["丙", "丁"]]
    assert document.notes == ["网页的表格中有2处隐藏内容未读取"]


def test_a_layout_table_gives_its_content() -> None:
    document = load(
        "<table><tr><td><a href=x>菜单</a></td><td><h1>绩效目标公开</h1><p>说明文字</p>"
        "<table border=1><tr><td>一级指标<td>指标值</tr><tr><td>产出<td>3</tr></table>"
        "<table border=1><tr><td>项目<td>金额</tr></table></td></tr></table>"
    )
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Paragraph, Table, Table]
    assert paragraphs(document) == [("绩效目标公开", 1), ("说明文字", 0)]
    assert [table.index for table in document.tables] == [1, 2]


def test_a_form_with_an_inner_table_stays_a_form() -> None:
    document = load(
        "<table><tr><td>项目名称<td>设备购置</tr><tr><td>主管部门<td>教育局</tr>"
        "<tr><td>绩效指标<td>见下<table><tr><td>一级<td>值</table></tr></table>"
        "<table><tr><td>后</table>"
    )
    outer, inner, last = document.tables
    assert outer.cells[-1].tables == [inner]
    assert outer.cells[-1].text == "见下"
    assert [outer.index, inner.index, last.index] == [1, 2, 3]
    assert texts(inner) == [["一级", "值"]]


def test_a_wrapper_inside_a_cell_is_text_of_the_cell() -> None:
    (table,) = load(
        "<table><tr><td>目标<td><table><tr><td><p>一</p><p>二</p></td></tr></table></tr>"
        "<tr><td>甲<td>乙</tr><tr><td>丙<td>丁</tr></table>"
    ).tables
    assert texts(table)[0] == ["目标", "一\n二"]


def test_pages_saved_by_office() -> None:
    document = load(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><?xml:namespace prefix = o ?>"
        "<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->"
        "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>"
        "<table><tr><td><p class=MsoNormal>验收<span lang=EN-US>A<o:p></o:p></span></p></td>"
        "<td x:num='0.95'>95%</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td></td></tr><![endif]>"
        "</table>"
    )
    assert document.paragraphs == []
    assert texts(document.tables[0]) == [["验收A", "95%"]]
    assert document.notes == []


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gb2312", "utf-8"),  # declared wrongly
        ("utf-8", "gbk"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("unicode", "utf-16"),
        ("big5", "big5"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    text = (
        "績效目標" if encoding == "big5" else "绩效目标㐂" if encoding == "gb18030" else "绩效目标"
    )
    page = f"<html><meta charset={declared}><p>{text}</p></html>"
    assert paragraphs(load(page.encode(encoding))) == [(text, 0)]


def test_an_empty_page_is_an_empty_document() -> None:
    assert load("<html></html>").blocks == []
    assert load("<!-- -->").blocks == []


def test_deep_nesting_is_refused() -> None:
    row = "<tr><td>甲<td>乙</tr><tr><td>丙<td>丁</tr>"
    with pytest.raises(UnreadableFile, match="表格嵌套过深"):
        load(f"<table>{row}<tr><td>戊<td>" * 20)
    assert load("<table><tr><td>" * 300 + "甲").tables[0].cells[0].text == "甲"
    with pytest.raises(UnreadableFile, match="标记嵌套过深"):
        load("<b>甲" * 3000)


def test_too_many_cells() -> None:
    with pytest.raises(UnreadableFile, match="超过10个"):
        load("<table>" + "<tr><td>甲<td>乙" * 9 + "</table>", Limits(cells=10))


def test_entities_are_text() -> None:
    (table,) = load("<table><tr><td>&ge;95&#37;<td>&lt;3<td>&unknown;甲</table>").tables
    assert texts(table) == [["≥95%", "<3", "&unknown;甲"]]


def test_tidy() -> None:
    assert tidy("目标\r\n  完成 A\n B\u200b ，\n好\u2028\u2028末 ") == "目标完成 A B ，好\n末"


MESSAGE = b"""From: <Saved by the writer>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="--=b"; type="text/html"

----=b
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: quoted-printable

%s
----=b
Content-Type: image/png
Content-Transfer-Encoding: base64

aaaa
----=b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PHA+5aSH5rOoPC9wPg==
----=b--
"""


def test_mht() -> None:
    page = "<table><tr><td>一级指标<td>≥3</table>".encode("gb18030")
    quoted = b"".join(b"=%02X" % byte for byte in page)
    data = MESSAGE % quoted
    document = mht.read(Source(Path("目标.mht"), data, Limits()))
    assert document.format == "mht"
    assert texts(document.tables[0]) == [["一级指标", "≥3"]]
    assert paragraphs(document) == [("备注", 0)]


def test_mht_without_a_page() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx"
    with pytest.raises(UnreadableFile, match="没有网页内容"):
        mht.read(Source(Path("空.mht"), data, Limits()))


def test_an_unclosed_table_does_not_hide_the_page_in_its_navigation(tmp_path: Path) -> None:
    page = (
        "<!doctype html><meta charset=utf-8><title>页</title><nav><table><tr><td>首页</td></tr></nav>"
        "<fieldset><legend>绩效目标表</legend><p>年度资金：12万元</p>"
        "<table><tr><td>一级指标</td><td>指标值</td></tr></table></fieldset>"
    )
    path = tmp_path / "未闭合.html"
    path.write_text(page, encoding="utf-8")
    document = read(path)
    assert [p.text for p in document.paragraphs][-2:] == ["绩效目标表", "年度资金：12万元"]
    assert [c.text for c in document.tables[-1].cells] == ["一级指标", "指标值"]


def test_a_caption_is_a_line_above_its_table(tmp_path: Path) -> None:
    path = tmp_path / "题注.html"
    path.write_text(
        "<body><table><caption>甲项目绩效目标表</caption><tr><td>一</td><td>二</td></tr></table></body>",
        encoding="utf-8",
    )
    first, second = read(path).blocks
    assert getattr(first, "text", "") == "甲项目绩效目标表"
    assert [c.text for c in second.cells] == ["一", "二"]  # type: ignore[union-attr]
