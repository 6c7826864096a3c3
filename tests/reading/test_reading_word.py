"""Word files at the edges of the format."""

from __future__ import annotations

from pathlib import Path

import pytest
from wordxml import STRICT, cell, document, para, row, run, save, table

from perflint.errors import UnreadableFile
from perflint.reading import Document, Limits, Table, read


@pytest.fixture
def word(tmp_path: Path):
    def make(*body: str, **options: str) -> Document:
        return read(save(tmp_path / "项目.docx", document(*body, **options)))

    return make


def places(tbl: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in tbl.cells]


def texts(tbl: Table) -> list[list[str]]:
    return [[c.text if c else "" for c in line] for line in tbl.grid()]


SPAN2 = '<w:gridSpan w:val="2"/>'
DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def test_paragraphs_and_tables_come_in_reading_order(word) -> None:
    doc = word(para("前言"), table(row("甲", "乙")), para("后记"), table(row("丙")))
    kinds = [(type(b).__name__, b.index) for b in doc.blocks]
    assert kinds == [("Paragraph", 1), ("Table", 1), ("Paragraph", 2), ("Table", 2)]
    assert doc.format == "docx"
    assert len(doc.sha256) == 64


def test_a_cell_merged_to_the_right_spans_columns(word) -> None:
    doc = word(table(row(cell("总额", pr=SPAN2), "元"), row("甲", "乙", "丙")))
    assert places(doc.tables[0])[:2] == [("总额", 0, 0, 1, 2), ("元", 0, 2, 1, 1)]
    assert doc.tables[0].n_columns == 3


def test_a_cell_merged_downwards_spans_rows(word) -> None:
    doc = word(
        table(
            row(cell("产出指标", pr=DOWN), "数量"),
            row(cell(pr=GOES_ON), "质量"),
            row(cell(pr='<w:vMerge w:val="continue"/>'), "时效"),
            row("效益指标", "社会"),
        )
    )
    assert places(doc.tables[0])[0] == ("产出指标", 0, 0, 3, 1)
    assert texts(doc.tables[0])[2] == ["产出指标", "时效"]
    assert doc.tables[0].n_rows == 4


def test_a_block_of_merged_cells(word) -> None:
    both = SPAN2 + DOWN
    doc = word(
        table(
            row(cell("大", pr=both), "1"),
            row(cell(pr=SPAN2 + GOES_ON), "2"),
        )
    )
    assert places(doc.tables[0]) == [("大", 0, 0, 2, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1)]


def test_a_continuation_of_nothing_stands_for_itself(word) -> None:
    doc = word(table(row(cell("孤", pr=GOES_ON), "1"), row("下", "2")))
    assert places(doc.tables[0])[0] == ("孤", 0, 0, 1, 1)


def test_old_horizontal_merge(word) -> None:
    doc = word(
        table(
            row(cell("宽", pr='<w:hMerge w:val="restart"/>'), cell(pr="<w:hMerge/>"), "尾"),
            row("a", "b", "c"),
        )
    )
    assert places(doc.tables[0])[:2] == [("宽", 0, 0, 1, 2), ("尾", 0, 2, 1, 1)]


def test_a_row_that_begins_further_right(word) -> None:
    doc = word(table(row("1", "2", "3"), row("2b", "3b", pr='<w:gridBefore w:val="1"/>')))
    assert texts(doc.tables[0])[1] == ["", "2b", "3b"]


def test_ragged_rows(word) -> None:
    doc = word(table(row("1"), row("1", "2", "3"), row("1", "2")))
    assert doc.tables[0].n_columns == 3
    assert texts(doc.tables[0])[0] == ["1", "", ""]


@pytest.mark.parametrize(
    ("value", "columns"), [("2000000000", 64), ("abc", 2), ("0", 2), ("-3", 2)]
)
def test_absurd_spans_are_cut(word, value: str, columns: int) -> None:
    doc = word(table(row(cell("宽", pr=f'<w:gridSpan w:val="{value}"/>'), "尾")))
    assert doc.tables[0].n_columns == columns


def test_paragraphs_of_a_cell_are_joined_by_line_feeds(word) -> None:
    doc = word(table(row(cell("一、保障运转", "", "二、按时发放", ""))))
    assert doc.tables[0].cells[0].text == "一、保障运转\n\n二、按时发放"


def test_breaks_tabs_hyphens_in_a_run(word) -> None:
    inner = run("甲") + "<w:r><w:br/></w:r>" + run("乙") + "<w:r><w:tab/></w:r>" + run("丙")
    stops = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    doc = word(table(row(cell(para(inner, "<w:r><w:noBreakHyphen/></w:r>", "丁", pr=stops)))))
    assert doc.tables[0].cells[0].text == "甲\n乙 丙-丁"


def test_comparators_inserted_as_symbols(word) -> None:
    symbols = "".join(
        f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>' for code in ("F0B3", "F0A3", "2265")
    )
    doc = word(table(row(cell(para(symbols, "95%")))))
    assert doc.tables[0].cells[0].text == "≥≤≥95%"


def test_check_boxes_from_the_wingdings_font(word) -> None:
    boxes = "".join(
        f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>' for code in ("F0FE", "F0A8", "zz")
    )
    assert word(para(boxes)).paragraphs[0].text == "☑□"


def test_text_of_a_formula(word) -> None:
    doc = word(para("<m:oMath><m:r><m:t>≥95</m:t></m:r></m:oMath>", "%"))
    assert doc.paragraphs[0].text == "≥95%"


def test_nested_tables_belong_to_their_cell(word) -> None:
    inner = table(row("内1", "内2"))
    doc = word(table(row(cell("外", inner, "外尾"), "邻")), table(row("后")))
    outer = doc.blocks[0]
    assert isinstance(outer, Table)
    assert outer.cells[0].text == "外\n外尾"
    assert texts(outer.cells[0].tables[0]) == [["内1", "内2"]]
    assert [t.index for t in doc.tables] == [1, 2, 3]
    assert texts(doc.tables[1]) == [["内1", "内2"]]
    assert len(doc.blocks) == 2


def test_content_controls_around_rows_cells_and_text(word) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    doc = word(
        control(para("控件内标题")),
        table(row("1", control(cell("2"))), control(row("3", cell(para(control(run("4"))))))),
        control(table(row("表"))),
    )
    assert doc.paragraphs[0].text == "控件内标题"
    assert [texts(t) for t in doc.tables] == [[["1", "2"], ["3", "4"]], [["表"]]]


def test_placeholders_are_not_content(word) -> None:
    hint = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    block = hint.replace(run("单击此处输入文字"), para("单击此处输入文字"))
    doc = word(block, table(row(cell(para(hint)), "值")))
    assert texts(doc.tables[0]) == [["", "值"]]
    assert not doc.paragraphs


def test_insertions_are_kept_and_deletions_dropped(word) -> None:
    changed = para(
        "≥",
        '<w:del w:id="1"><w:r><w:delText>90</w:delText></w:r></w:del>',
        f'<w:ins w:id="2">{run("95")}</w:ins>',
        "%",
    )
    doc = word(para(changed[5:-6]), table(row(cell(changed))))
    assert doc.paragraphs[0].text == "≥95%"
    assert doc.tables[0].cells[0].text == "≥95%"


def test_moved_text_stands_only_where_it_moved_to(word) -> None:
    doc = word(
        para("旧", f"<w:moveFrom>{run('移动')}</w:moveFrom>"),
        para("新", f"<w:moveTo>{run('移动')}</w:moveTo>"),
    )
    assert [p.text for p in doc.paragraphs] == ["旧", "新移动"]


def test_deleted_rows_and_tables(word) -> None:
    gone = "<w:del/>"
    doc = word(
        table(row("留", "1"), row("删", "2", pr=gone), row("尾", "3", pr="<w:ins/>")),
        table(row("全删", pr=gone)),
        table(row("后")),
    )
    assert [texts(t) for t in doc.tables] == [[["留", "1"], ["尾", "3"]], [["后"]]]
    assert doc.tables[1].index == 2


def test_a_deleted_paragraph_mark_joins_paragraphs(word) -> None:
    doc = word(table(row(cell(para("前", pr="<w:rPr><w:del/></w:rPr>"), para("后")))))
    assert doc.tables[0].cells[0].text == "前后"


def test_hidden_text_is_left_out(word) -> None:
    shown = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    doc = word(para(run("密", "<w:rPr><w:vanish/></w:rPr>"), run("明", shown)))
    assert doc.paragraphs[0].text == "明"


BOX = "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
OLD_BOX = "<w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"


def twice(content: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice>{BOX.format(content)}</mc:Choice>"
        f"<mc:Fallback>{OLD_BOX.format(content)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_after_their_paragraph(word) -> None:
    doc = word(para("正文", twice(para("框内") + table(row("框表"))), "续"), para("下段"))
    assert [p.text for p in doc.paragraphs] == ["正文续", "框内", "下段"]
    assert [type(b).__name__ for b in doc.blocks][1:3] == ["Paragraph", "Table"]


def test_a_text_box_only_old_programs_know(word) -> None:
    doc = word(table(row(cell(para("格", f"<w:r>{OLD_BOX.format(para('旧框'))}</w:r>")))))
    assert doc.tables[0].cells[0].text == "格\n旧框"


def test_alternatives_around_whole_blocks(word) -> None:
    block = (
        f"<mc:AlternateContent><mc:Choice>{para('新')}{table(row('表'))}</mc:Choice>"
        f"<mc:Fallback>{para('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    doc = word(block, para("尾"))
    assert [p.text for p in doc.paragraphs] == ["新", "尾"]
    assert len(doc.tables) == 1


def test_field_codes_are_dropped_and_results_kept(word) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>'
    doc = word(para(field, simple, f"<w:hyperlink>{run('网站')}</w:hyperlink>"))
    assert doc.paragraphs[0].text == "72024年网站"


def test_headings_have_levels(tmp_path: Path) -> None:
    from wordxml import W

    styles = f"""<w:styles xmlns:w="{W}">
      <w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
      <w:style w:styleId="a"><w:name w:val="标题 2"/></w:style>
      <w:style w:styleId="b"><w:name w:val="小节"/><w:basedOn w:val="a"/></w:style>
      <w:style w:styleId="c"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
      <w:style w:styleId="t"><w:name w:val="Title"/></w:style>
      <w:style w:styleId="x"><w:basedOn w:val="x"/></w:style></w:styles>"""
    keys = ["1", "a", "b", "c", "t", "x", "无"]
    body = [para(key, pr=f'<w:pStyle w:val="{key}"/>') for key in keys]
    body += [
        para("直接", pr='<w:outlineLvl w:val="3"/>'),
        para("正文", pr='<w:outlineLvl w:val="9"/>'),
    ]
    doc = read(save(tmp_path / "a.docx", document(*body), styles=styles))
    assert [p.level for p in doc.paragraphs] == [1, 2, 2, 3, 1, 0, 0, 4, 0]


@pytest.mark.parametrize("options", [{"namespace": STRICT}, {"prefix": "ns0"}])
def test_other_namespaces_and_prefixes(word, options: dict[str, str]) -> None:
    doc = word(para("题"), table(row(cell("宽", pr=SPAN2)), row("1", "2")), **options)
    assert doc.paragraphs[0].text == "题"
    assert places(doc.tables[0])[0] == ("宽", 0, 0, 1, 2)


def test_a_main_part_in_utf_16(tmp_path: Path) -> None:
    xml = document(table(row("数量指标", "≥3个"))).replace(
        '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>'
    )
    doc = read(save(tmp_path / "a.docx", xml.encode("utf-16")))
    assert texts(doc.tables[0]) == [["数量指标", "≥3个"]]


def test_a_main_part_with_another_name(tmp_path: Path) -> None:
    from wordxml import TYPES, package

    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    path = tmp_path / "a.docx"
    path.write_bytes(
        package(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": relations,
                "word/document2.xml": document(para("在此")),
            }
        )
    )
    assert read(path).paragraphs[0].text == "在此"


def test_anchors_count_as_a_person_counts(word) -> None:
    doc = word(para("题"), table(row("1", "2")), table(row("1", "2"), row("3", "目标")))
    tbl = doc.tables[1]
    assert str(tbl.anchor(tbl.cells[3])) == "第2张表第2行第2列"
    assert str(doc.paragraphs[0].anchor()) == "第1段"


def test_tables_nested_too_deep_are_refused(word) -> None:
    inner = table(row("底"))
    for _ in range(20):
        inner = table(row(cell(inner, "")))
    with pytest.raises(UnreadableFile, match="嵌套超过16层"):
        word(inner)


def test_markup_nested_too_deep_is_refused(word) -> None:
    deep = "<w:smartTag>" * 3000 + run("底") + "</w:smartTag>" * 3000
    with pytest.raises(UnreadableFile, match=r"项目\.docx：.*损坏|嵌套"):
        word(para(deep))


def test_entities_are_refused(word) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UnreadableFile, match="实体"):
        word(para("&b;"), head=bomb)
    with pytest.raises(UnreadableFile, match="实体"):
        word(para("&x;"), head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def test_cells_are_limited(tmp_path: Path) -> None:
    path = save(tmp_path / "大.docx", document(*[table(row(*"1234"))] * 5))
    assert len(read(path, limits=Limits(cells=20)).tables) == 5
    with pytest.raises(UnreadableFile, match=r"大\.docx：表格单元格超过19个"):
        read(path, limits=Limits(cells=19))


def test_broken_xml_is_one_line(tmp_path: Path) -> None:
    xml = document(table(row("1", "2")))
    with pytest.raises(UnreadableFile, match=r"坏\.docx：Word 文件的内容已损坏") as caught:
        read(save(tmp_path / "坏.docx", xml[: len(xml) // 2]))
    assert "\n" not in str(caught.value)
