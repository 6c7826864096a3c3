"""Wide sheets printed on several pages: columns side by side, in either page order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

import xlsxwriter
from minipdf import Canvas, pdf

from perflint.reading import read as read_any
from perflint.reading import soffice
from perflint.reading.document import Document, Paragraph, Table
from perflint.reading.limits import Limits
from perflint.reading.pdf import read
from perflint.reading.pdf_child import read_pages
from perflint.reading.plain import from_plain
from perflint.reading.rows import number
from perflint.reading.source import Source

LEFT = ["项目名称", "年度目标", "一级指标"]
MIDDLE = ["三级指标", "指标性质", "指标值"]
RIGHT = ["度量单位", "备注"]
WIDTHS = {3: [150, 200, 90], 2: [80, 120], 1: [260]}
MIDDLE_WIDTHS = [180, 80, 170]
PROJECTS = 6
Rows = list[list[str | None]]


def halves(first: int, count: int, *, header: bool) -> tuple[Rows, Rows, Rows]:
    """The left, middle and right columns of ``count`` projects with three indicators each."""
    left: Rows = [list(LEFT)] if header else []
    middle: Rows = [list(MIDDLE)] if header else []
    right: Rows = [list(RIGHT)] if header else []
    for n in range(first, first + count):
        left += [[f"第{n}所学校维修", f"完成{n}栋校舍维修", "产出指标"], [None, None, None]]
        left += [[None, None, "效益指标"]]
        middle += [[f"维修校舍数量{n}", "≥", f"{n}"], ["验收合格率", "≥", "95"]]
        middle += [["师生满意程度", "≥", f"9{n}"]]
        right += [["栋", ""], ["%", ""], ["%", "问卷"]]
    return left, middle, right


def canvas(rows: Rows, widths: Sequence[float], top: float = 760, title: str = "") -> Canvas:
    page = Canvas()
    if title:
        page.text(200, 780, title, 16)
    page.table(50, top, widths, rows)
    return page


def bands(first: int, count: int, *, header: bool, title: str = "") -> list[Canvas]:
    left, middle, right = halves(first, count, header=header)
    return [
        canvas(left, WIDTHS[3], title=title),
        canvas(middle, MIDDLE_WIDTHS),
        canvas(right, WIDTHS[2]),
    ]


def load(*pages: Canvas) -> Document:
    source = Source(Path("宽表.pdf"), pdf(*pages), Limits())
    answer = read_pages(source, lambda done, of: None)
    return source.document(answer["format"], number(from_plain(answer["blocks"])), answer["notes"])


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def whole(count: int = PROJECTS) -> list[list[str]]:
    """What the sheet says, merged cells on each of their rows."""
    lines = [[*LEFT, *MIDDLE, *RIGHT]]
    for n in range(1, count + 1):
        head = [f"第{n}所学校维修", f"完成{n}栋校舍维修"]
        lines.append([*head, "产出指标", f"维修校舍数量{n}", "≥", f"{n}", "栋", ""])
        lines.append([*head, "产出指标", "验收合格率", "≥", "95", "%", ""])
        lines.append([*head, "效益指标", "师生满意程度", "≥", f"9{n}", "%", "问卷"])
    return lines


def test_three_pages_of_one_band_of_rows() -> None:
    document = load(*bands(1, 3, header=True, title="项目支出绩效目标表"))
    title, table = document.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert texts(table) == whole(3)
    assert [table.grid()[1][c].page for c in (0, 3, 6)] == [1, 2, 3]  # type: ignore[union-attr]


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("down_first", [False, True])
def test_both_page_orders(header: bool, down_first: bool) -> None:
    """The first page is full; without a repeated header the second begins in the middle."""
    upper, lower = bands(1, 11, header=True), bands(12, 3, header=header)
    pages = (
        [page for pair in zip(upper, lower, strict=True) for page in pair]
        if down_first
        else [*upper, *lower]
    )
    table = load(*pages).tables[0]
    assert texts(table) == whole(14)


def test_columns_of_one_width_are_told_by_their_titles() -> None:
    left, middle, _ = halves(1, 4, header=True)
    pages = [canvas(left, [160, 160, 160]), canvas(middle, [160, 160, 160])]
    (table,) = load(*pages).tables
    assert texts(table) == [line[:6] for line in whole(4)]


def test_repeated_columns_are_kept_once() -> None:
    left, middle, _ = halves(1, 3, header=True)
    again = [[row[0], *other] for row, other in zip(left, middle, strict=True)]
    pages = [canvas(left, WIDTHS[3]), canvas(again, [150, *MIDDLE_WIDTHS])]
    (table,) = load(*pages).tables
    assert texts(table) == [line[:6] for line in whole(3)]


def test_forms_of_one_pattern_are_not_one_sheet() -> None:
    """Pages of the same rows: each begins with the same labels, or has a title of its own."""

    def form(name: str, widths: Sequence[float]) -> Canvas:
        rows: Rows = [["项目名称", name, "<"], ["一级指标", "三级指标", "指标值"]]
        rows += [["产出指标", "维修校舍数量", "≥3栋"], ["效益指标", "师生满意程度", "≥95%"]]
        return canvas(rows, widths, title="项目支出绩效目标表")

    same = [form("校舍维修", [150, 200, 90]), form("设备购置", [150, 200, 90])]
    other = [form("校舍维修", [150, 200, 90]), form("设备购置", [140, 220, 90])]
    assert len(load(*same).tables) == len(load(*other).tables) == 2


def test_a_long_list_goes_on_below() -> None:
    """Full pages of even rows have the same row lines too."""
    lines: Rows = [[f"指标{n}", f"说明{n}", f"≥{n}"] for n in range(1, 70)]
    header: Rows = [["三级指标", "指标解释", "指标值"]]
    pages = [
        canvas(header + lines[:34], WIDTHS[3]),
        canvas(lines[34:], WIDTHS[3]),
    ]
    (table,) = load(*pages).tables
    assert texts(table) == header + lines


def test_tables_with_titles_of_their_own_stay_apart() -> None:
    pages = [
        canvas([["收入", "预算数"], ["拨款", "3"], ["结转", "1"]], [250, 200], title="收支总表"),
        canvas([["科目", "金额"], ["教育", "3"], ["其他", "1"]], [150, 310], title="支出总表"),
    ]
    assert len(load(*pages).tables) == 2


def test_a_row_merged_over_both_pages() -> None:
    """No upright line crosses its part on the second page; its text goes on there."""
    left, right = Canvas(), Canvas()
    left.text(53, 747, "年度目标", 10)
    left.text(203, 747, "完成全县九所中小学校舍维修任务，统筹安排施工和验收工作日程", 10)
    for x in (50, 200):
        left.line(x, 760, x, 740)
    left.line(50, 760, 500, 760)
    left.table(
        50, 740, [150, 300], [["一级指标", "三级指标"], ["产出指标", "校舍数量"], ["效益", "满意"]]
    )
    right.text(51, 747, "，改善办学条件", 10)
    right.line(50, 760, 250, 760)
    right.table(50, 740, [100, 300], [["符号", "指标值"], ["≥", "9"], ["≥", "95"]])
    right.line(250, 760, 450, 760)
    (table,) = load(left, right).tables
    assert texts(table)[0][:2] == [
        "年度目标",
        "完成全县九所中小学校舍维修任务，统筹安排施工和验收工作日程，改善办学条件",
    ]
    assert texts(table)[2] == ["产出指标", "校舍数量", "≥", "9"]


def test_a_title_row_that_the_page_cut_open() -> None:
    """The title has a box on the first page and none on the next, whose rows are finer."""
    left, right = Canvas(), Canvas()
    left.table(50, 760, [480], [["2025年项目绩效目标表"]])
    left.table(50, 740, [200, 280], [["项目名称", "年度目标"]])
    for x in (50, 250, 530):
        left.line(x, 720, x, 640)
    for y in (720, 680, 640):
        left.line(50, y, 530, y)
    left.text(53, 700, "校舍维修", 10)
    left.text(253, 700, "维修九所", 10)
    left.text(53, 660, "食堂更新", 10)
    left.text(253, 660, "更新三处", 10)
    rows = [
        ["产出指标", "校舍数量"],
        ["效益指标", "就读率"],
        ["产出指标", "食堂数量"],
        ["满意度", "师生"],
    ]
    right.table(50, 740, [180, 200], [["一级指标", "三级指标"], *rows])
    (table,) = load(left, right).tables
    assert texts(table)[2][:2] == ["校舍维修", "维修九所"]
    assert [row[-1] for row in texts(table)[2:]] == [name for _, name in rows]


def test_hidden_text_belongs_to_the_cell_that_hides_it() -> None:
    """A row too low for its text: programs draw all of it and show what fits."""
    page = Canvas()
    page.table(50, 760, [100, 200], [["名称", "目标"], ["甲", ""], ["乙", "新建一座"]])
    page.operators.append("q 150 720 200 20 re W n")
    for n, line in enumerate(["第一行文字", "第二行文字", "第三行文字"]):
        page.text(153, 740 - 12 * n, line)
    page.operators.append("Q")
    (table,) = load(page).tables
    assert texts(table)[0] == ["名称", "目标"]
    assert texts(table)[1] == ["甲", "第一行文字\n第二行文字\n第三行文字"]
    assert texts(table)[2] == ["乙", "新建一座"]


def workbook(path: Path, *, across: bool, repeat: bool) -> None:
    book = xlsxwriter.Workbook(str(path))
    boxed = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet = book.add_worksheet("绩效目标表")
    sheet.set_paper(9)
    if across:
        sheet.print_across()
    if repeat:
        sheet.repeat_rows(0, 1)
    sheet.set_column(0, 7, 24)
    lines = whole(14)
    sheet.merge_range(0, 0, 0, 7, "清源县2024年项目支出绩效目标表", title)
    for c, text in enumerate(lines[0]):
        sheet.write_string(1, c, text, boxed)
    for r, line in enumerate(lines[1:], 2):
        sheet.set_row(r, 26)
        for c, text in enumerate(line[2:], 2):
            sheet.write_string(r, c, text, boxed)
    for n in range(14):
        for c in (0, 1):
            sheet.merge_range(2 + 3 * n, c, 4 + 3 * n, c, lines[1 + 3 * n][c], boxed)
    book.close()


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("across", [False, True])
def test_a_printed_workbook_reads_like_the_workbook(
    tmp_path: Path, across: bool, repeat: bool
) -> None:
    if soffice.find() is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "宽表.xlsx"
    workbook(path, across=across, repeat=repeat)
    made = soffice.convert(Source(path, path.read_bytes(), Limits()), "xlsx", "pdf")
    document = read(Source(Path("宽表.pdf"), made, Limits()))
    assert [p.text for p in document.paragraphs] == ["清源县2024年项目支出绩效目标表"]
    assert [texts(table) for table in document.tables] == [whole(14)]
    assert [texts(table) for table in read_any(path).tables] == [whole(14)]
