"""PDF files: tables by their lines, over pages, in any orientation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

from minipdf import Canvas, pdf

from perflint.errors import UnreadableFile
from perflint.reading import read as read_any
from perflint.reading import soffice
from perflint.reading.document import Document, Paragraph, Table
from perflint.reading.limits import Limits
from perflint.reading.pdf import page_list, read
from perflint.reading.pdf_child import read_pages
from perflint.reading.plain import from_plain
from perflint.reading.rows import number
from perflint.reading.source import Source

DATA = Path(__file__).parent / "data"
HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
WIDTHS = [80, 90, 150, 90]


def load(*pages: Canvas) -> Document:
    """The document, read in this process to save the start of another."""
    source = Source(Path("目标表.pdf"), pdf(*pages), Limits())
    answer = read_pages(source, lambda done, of: None)
    return source.document(answer["format"], number(from_plain(answer["blocks"])), answer["notes"])


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def rows(count: int, start: int = 1) -> list[list[str | None]]:
    """Indicators under one merged 产出指标."""
    return [
        ["产出指标" if n == start else None, "数量指标", f"购置设备台数{n}", f"≥{n}台"]
        for n in range(start, start + count)
    ]


def ruled(rows: Sequence[Sequence[str | None]], top: float = 760, **options: float) -> Canvas:
    page = Canvas()
    page.table(60, top, WIDTHS, rows, **options)
    return page


def test_a_ruled_table() -> None:
    page = Canvas()
    page.text(200, 780, "项目支出绩效目标表", 16)
    page.table(
        60,
        760,
        WIDTHS,
        [
            HEADER,
            ["产出指标", "数量指标", "“购置”设备，台数", "≥12台"],
            [None, "质量指标", "验收合格率", "≥95%"],
            ["备注", "这是跨列的文字", "<", "<"],
        ],
    )
    document = load(page)
    title, table = document.blocks
    assert isinstance(title, Paragraph)
    assert (title.text, title.page) == ("项目支出绩效目标表", 1)
    assert isinstance(table, Table)
    assert texts(table)[1:] == [
        ["产出指标", "数量指标", "“购置”设备，台数", "≥12台"],
        ["产出指标", "质量指标", "验收合格率", "≥95%"],
        ["备注", *["这是跨列的文字"] * 3],
    ]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["产出指标"] == (2, 1)
    assert spans["这是跨列的文字"] == (1, 3)
    value = next(cell for cell in table.cells if cell.text == "≥95%")
    assert value.box == pytest.approx((380, 700, 470, 720), abs=1)
    assert str(table.anchor(value)) == "第1页第1张表第3行第4列"
    assert document.format == "pdf"


@pytest.mark.parametrize(
    ("matrix", "rotate", "width", "height"),
    [
        ("0 1 -1 0 595 0", 90, 595, 842),  # drawn upwards, shown upright
        ("0 1 -1 0 595 0", 0, 595, 842),  # shown lying on its side
        ("-1 0 0 -1 842 595", 180, 842, 595),
        ("0 -1 1 0 0 842", 270, 595, 842),
    ],
)
def test_turned_pages(matrix: str, rotate: int, width: float, height: float) -> None:
    page = Canvas(width, height, rotate)
    page.operators.append(f"q {matrix} cm")
    page.text(60, 540, "横排的绩效目标表")
    page.table(
        60, 520, [*WIDTHS, 200], [[*HEADER, "说明"], ["产出指标", "数量", "台，数", "≥1", "“甲”"]]
    )
    page.operators.append("Q")
    title, table = load(page).blocks
    assert isinstance(title, Paragraph)
    assert title.text == "横排的绩效目标表"
    assert isinstance(table, Table)
    assert texts(table)[1] == ["产出指标", "数量", "台，数", "≥1", "“甲”"]
    a, b, c, d, e, f = map(float, matrix.split())
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((380, 480), (470, 500))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    assert table.cells[8].box == pytest.approx((xs[0], ys[0], xs[1], ys[1]), abs=1)


def test_a_wrap_disappears_and_a_paragraph_stays() -> None:
    page = Canvas()
    page.table(
        60,
        760,
        [80, 63, 120],
        [
            ["甲", "购置设备台\n数合计", "1.完成购置；\n2.完成安装"],
            ["乙", "≥95\n万元", "Windows\n系统"],
        ],
        height=40,
    )
    table = load(page).tables[0]
    assert texts(table) == [
        ["甲", "购置设备台数合计", "1.完成购置；\n2.完成安装"],
        ["乙", "≥95\n万元", "Windows\n系统"],
    ]


def test_words_and_numbers_keep_their_spaces() -> None:
    page = ruled([HEADER, ["a", "Office 9", "1 万元", "2024年"]])
    assert texts(load(page).tables[0])[1] == ["a", "Office 9", "1 万元", "2024年"]


def test_bold_text_that_is_drawn_twice_is_read_once() -> None:
    page = ruled([HEADER, ["产出指标", "数量指标", "台数", "3"]])
    page.operators += [op.replace("Td", "Td 0.3 0 Td") for op in page.operators if " Td " in op]
    assert texts(load(page).tables[0])[1] == ["产出指标", "数量指标", "台数", "3"]


def test_borders_as_thin_rectangles_and_colours() -> None:
    page = Canvas()
    page.filled(60, 700, 200, 40, "0.8 0.9 1 rg")
    for y in (740, 720, 700):
        page.filled(60, y, 200, 0.6, "1 0 0 rg")
    for x in (60, 160, 260):
        page.filled(x, 700, 0.6, 40, "1 0 0 rg")
    for x, y, text in ((65, 727, "甲"), (165, 727, "乙"), (65, 707, "丙"), (165, 707, "丁")):
        page.text(x, y, text)
    assert texts(load(page).tables[0]) == [["甲", "乙"], ["丙", "丁"]]


def test_one_path_with_many_rectangles_and_stroked_cells() -> None:
    page = Canvas()
    page.operators.append(
        "60 700 200 .5 re 60 720 200 .5 re 60 740 200 .5 re "
        "60 700 .5 40 re 160 700 .5 40 re 260 700 .5 40 re f"
    )
    page.operators += ["60 600 100 20 re S", "160 600 100 20 re S", "60 580 100 20 re S"]
    for y in (727, 607):
        page.text(65, y, "甲")
        page.text(165, y, "乙")
    page.text(65, 587, "丙")
    first, second = load(page).tables
    assert texts(first)[0] == ["甲", "乙"]
    assert texts(second) == [["甲", "乙"], ["丙", ""]]


def test_a_table_open_at_its_sides() -> None:
    page = Canvas()
    for y in (740, 720, 700):
        page.line(60, y, 300, y)
    page.line(140, 700, 140, 740)
    page.line(220, 700, 220, 740)
    for x, text in ((70, "甲"), (150, "乙"), (230, "丙")):
        page.text(x, 727, text)
        page.text(x, 707, text * 2)
    assert texts(load(page).tables[0]) == [["甲", "乙", "丙"], ["甲甲", "乙乙", "丙丙"]]


def test_lines_that_are_no_table() -> None:
    page = Canvas()
    page.text(60, 760, "带下划线的标题")
    page.line(60, 757, 130, 757)
    page.operators.append("40 40 515 762 re S")  # a frame around the page
    document = load(page)
    assert document.tables == []
    assert [block.text for block in document.paragraphs] == ["带下划线的标题"]


def test_a_table_inside_a_cell() -> None:
    page = Canvas()
    page.table(60, 760, [80, 300], [["项目", "设备购置"], ["指标", ""]], height=100)
    page.table(160, 640, [60, 60], [["名称", "值"], ["台数", "3"]])
    page.text(150, 645, "见表")
    outer, inner = load(page).tables
    assert texts(outer) == [["项目", "设备购置"], ["指标", "见表"]]
    assert texts(inner) == [["名称", "值"], ["台数", "3"]]
    assert outer.cells[3].tables == [inner]
    assert [outer.index, inner.index] == [1, 2]


def test_paragraphs_are_joined_and_titles_are_not() -> None:
    page = Canvas()
    page.text(220, 780, "绩效目标公开说明", 16)
    page.text(90, 750, "一是" + "加强组织领导" * 6 + "完成任")
    page.text(70, 734, "务目标。")
    page.text(90, 718, "二是" + "强化资金监管" * 6 + "的作用")
    page.text(90, 702, "三、其他事项")
    page.text(70, 686, "长" * 43)
    assert [block.text for block in load(page).paragraphs] == [
        "绩效目标公开说明",
        "一是" + "加强组织领导" * 6 + "完成任务目标。",
        "二是" + "强化资金监管" * 6 + "的作用",
        "三、其他事项",
        "长" * 43,
    ]


def test_columns_of_a_line_are_set_apart() -> None:
    page = Canvas()
    page.text(60, 780, "编制单位：清源县水利局")
    page.text(450, 780, "单位：万元")
    assert load(page).paragraphs[0].text == "编制单位：清源县水利局  单位：万元"


def test_a_table_over_two_pages_with_a_repeated_header() -> None:
    first = ruled([HEADER, *rows(33)])
    second = ruled([HEADER, ["", "数量指标", "购置设备台数34", "≥34台"], ["效益指标", *"甲乙丙"]])
    document = load(first, second)
    (table,) = document.tables
    assert table.n_rows == 36
    assert [row[3] for row in texts(table)[-3:]] == ["≥33台", "≥34台", "丙"]
    assert texts(table)[34][0] == "产出指标"
    assert [cell.rowspan for cell in table.cells if cell.text == "产出指标"] == [34]
    assert {cell.page for cell in table.cells} == {1, 2}
    assert table.page == 1


def test_a_row_split_by_the_page_break() -> None:
    last = [None, "质量指标", "设备验收合格率达到年", "≥95%"]
    first = ruled([HEADER, *rows(32), last])
    second = ruled([["", "", "度考核目标", ""], ["效益指标", "社会效益", "满意", "提高"]])
    (table,) = load(first, second).tables
    assert texts(table)[33:] == [
        [
            "产出指标",
            "质量指标",
            "设备验收合格率达到年度考核目标".replace("年度", "年\n度"),
            "≥95%",
        ],
        ["效益指标", "社会效益", "满意", "提高"],
    ]


def test_a_split_goal_row_of_two_cells() -> None:
    first, second = Canvas(), Canvas()
    first.table(60, 760, [80, 330], [["项目", "甲"], *[["目标", "完成"]] * 33])
    second.table(60, 760, [80, 330], [["", "第二段目标"], ["备注", "无"]])
    (table,) = load(first, second).tables
    assert texts(table)[-2:] == [["目标", "完成\n第二段目标"], ["备注", "无"]]


def test_a_split_row_whose_cells_stand_on_either_side() -> None:
    first = ruled([HEADER, *rows(32), ["", "", "群众满意度", "≥90%"]])
    second = ruled([["满意度指标", "服务对象满意度", "", ""], ["备注", "无", "无", "无"]])
    (table,) = load(first, second).tables
    assert texts(table)[33] == ["满意度指标", "服务对象满意度", "群众满意度", "≥90%"]


def test_a_table_without_its_last_line_at_the_page_break() -> None:
    page = ruled([HEADER, *rows(2)])
    page.operators.pop()
    assert load(page).tables[0].n_rows == 3


def test_borders_as_frames() -> None:
    page = Canvas()
    for x, y, text in ((60, 720, "甲"), (161, 720, "乙"), (60, 699, "丙"), (161, 699, "丁")):
        page.operators.append(f"{x} {y} 100 20 re {x + 0.7} {y + 0.7} 98.6 18.6 re f*")
        page.text(x + 5, y + 6, text)
    assert texts(load(page).tables[0]) == [["甲", "乙"], ["丙", "丁"]]


def test_numbered_titles_in_the_margin_are_no_running_header() -> None:
    pages = []
    for count in (1, 3, 6):
        page = ruled([HEADER, *rows(3)], top=760)
        page.text(200, 800, f"项目绩效目标表{count}", 16)
        pages.append(page)
    assert len(load(*pages).paragraphs) == 3


@pytest.mark.parametrize("count", [3, 33])
def test_tables_that_are_not_continued(count: int) -> None:
    """A table that ends in mid page, and one that has a title over the next."""
    first = ruled([HEADER, *rows(count)])
    second = ruled([HEADER, *rows(3)], top=740)
    if count == 33:
        second.text(200, 770, "另一个项目绩效目标表", 14)
    assert len(load(first, second).tables) == 2


def test_other_columns_are_another_table() -> None:
    second = Canvas()
    second.table(60, 760, [100, 100, 210], [["甲", "乙", "丙"]])
    assert len(load(ruled([HEADER, *rows(33)]), second).tables) == 2


def test_page_numbers_and_running_headers_are_left_out() -> None:
    pages = []
    for count in range(1, 5):
        page = ruled([HEADER, *rows(3)], top=700)
        page.text(60, 810, "清源县2024年部门预算", 9)
        page.text(290, 30, f"- {count} -", 9)
        page.text(60, 750, "项目绩效目标表", 9)
        pages.append(page)
    document = load(*pages)
    assert [block.text for block in document.paragraphs] == ["项目绩效目标表"] * 4
    assert len(document.tables) == 4


def test_the_child_process_gives_the_same() -> None:
    pages = [ruled([HEADER, *rows(33)]), ruled([HEADER, *rows(2)])]
    assert read(Source(Path("目标表.pdf"), pdf(*pages), Limits())) == load(*pages)


def test_a_file_as_office_programs_write_it() -> None:
    """``data/forestry.pdf``: a fictional submission of three pages with embedded fonts."""
    source = Source(DATA / "forestry.pdf", (DATA / "forestry.pdf").read_bytes(), Limits())
    document = read(source)
    assert document.paragraphs[0].text == "巴彦塔拉旗林业和草原局2023年项目支出绩效目标表"
    assert [(table.n_rows, table.n_columns) for table in document.tables] == [
        (16, 8),
        (14, 8),
        (15, 8),
        (13, 8),
    ]
    first = document.tables[0]
    assert texts(first)[5] == [
        "产出指标",
        "数量指标",
        "人工造林面积",
        "正向",
        "大于等于",
        "2.4",
        "万亩",
        "15",
    ]
    assert [cell.rowspan for cell in first.cells if cell.text == "产出指标"] == [7]
    assert {cell.page for table in document.tables for cell in table.cells} == {1, 2, 3}


def test_the_sample_is_the_same_in_word_and_pdf(tmp_path: Path) -> None:
    program = soffice.find()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    word = Path(__file__).parents[2] / "corpora" / "samples" / "qingyuan.docx"
    source = Source(word, word.read_bytes(), Limits())
    made = soffice.convert(source, "docx", "pdf")
    document = read(Source(Path("qingyuan.pdf"), made, Limits()))
    assert _rows(document) == _rows(read_any(word))


def _rows(document: Document) -> list[list[tuple[str, int, int]]]:
    """All rows, tables that touch counting as one, without white space."""
    return [
        [
            ("".join(cell.text.split()), cell.rowspan, cell.colspan)
            for cell in table.cells
            if cell.row == row
        ]
        for table in document.tables
        for row in range(table.n_rows)
    ]


def test_faults_are_one_clear_line() -> None:
    def refused(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
        with pytest.raises(UnreadableFile) as caught:
            read(Source(Path("坏.pdf"), data, limits))
        return str(caught.value)

    good = pdf(ruled([HEADER]), ruled([HEADER]))
    assert refused(b"%PDF-1.7\nnothing").startswith("坏.pdf：PDF 文件已损坏或不完整")
    assert "打开密码" in refused(pdf(ruled([HEADER]), encrypt=True))
    assert "超过1页的上限" in refused(good, Limits(pages=1))
    assert "单元格超过3个" in refused(good, Limits(cells=3))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.99])
def test_a_truncated_file_is_read_or_refused(part: float) -> None:
    good = pdf(ruled([HEADER, *rows(5)]))
    try:
        document = read(Source(Path("断.pdf"), good[: int(len(good) * part)], Limits()))
    except UnreadableFile as error:
        message = str(error)
    else:
        message = f"断.pdf：{document.format}"
    assert message.startswith("断.pdf：")


def test_characters_without_a_code_are_said() -> None:
    page = ruled([HEADER, ["产出指标", "数量", "\ue003台数", "3"]])
    document = load(page)
    assert texts(document.tables[0])[1][2] == "\ufffd台数"
    assert document.notes == ["第1页有字符没有文字编码，读成了“\ufffd”，请对照原件核对"]


def test_page_list() -> None:
    assert page_list([3]) == "第3页"
    assert page_list([8, 5, 6, 7, 1]) == "第1、5至8页"
