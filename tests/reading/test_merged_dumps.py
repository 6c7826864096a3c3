"""What dumpers write for the squares of a merged cell: the text again, nothing, a word for nothing,
or no cell at all. Every way gives the same indicators."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from perflint.extraction import extract_submission
from perflint.reading import read
from perflint.reading.csv import _blocks as csv_blocks
from perflint.reading.document import Table
from perflint.reading.leftovers import cleared, without_names
from perflint.reading.literal import is_literal, read_literals
from perflint.reading.rows import Piece
from perflint.reading.spaced import read_spaced, spaced_lines
from perflint.reading.wrapped import glue, unwrapped

Cell = tuple[str, int, int] | None  # text, rows, columns; None is covered
Rows = list[list[str]]
INDICATORS = [
    ("产出指标", "数量指标", "巡查河道长度", "≥120公里", "工作计划"),
    ("产出指标", "数量指标", "清理河道垃圾数量", "≥350吨", "历史标准"),
    ("产出指标", "质量指标", "水质监测断面达标率", "≥95%", "行业标准"),
    ("产出指标", "时效指标", "资金支付及时率", "=100%", "工作计划"),
    ("效益指标", "生态效益指标", "河道水环境改善情况", "有效改善", "工作要求"),
    ("满意度指标", "服务对象满意度指标", "沿河群众满意度", "≥90%", "问卷调查"),
]
PROJECTS = {"河道管护项目": "管护全县河道。", "水库除险项目": "消除水库隐患。"}


def levels(count: int) -> list[list[Cell]]:
    """The first two levels, merged over the rows that have the same."""
    rows: list[list[Cell]] = []
    for n in range(count):
        row: list[Cell] = []
        for column in (0, 1):
            key = INDICATORS[n][: column + 1]
            same = [i for i in range(count) if INDICATORS[i][: column + 1] == key]
            row.append((key[-1], len(same), 1) if n == same[0] else None)
        rows.append(row)
    return rows


def plain_form(title: str, goal: str) -> list[list[Cell]]:
    """An objective over five columns, then the indicators."""
    rows: list[list[Cell]] = [[("绩效目标", 1, 1), (goal, 1, 4), None, None, None]]
    titles = ("一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据")
    rows.append([(text, 1, 1) for text in titles])
    for row, head in zip(INDICATORS, levels(len(INDICATORS)), strict=True):
        rows.append([*head, *((text, 1, 1) for text in row[2:])])
    return rows


def full_form(title: str, goal: str) -> list[list[Cell]]:
    """The project's head above, a label merged beside all indicators."""
    rows: list[list[Cell]] = [
        [("项目名称", 1, 1), (title, 1, 5), *[None] * 4],
        [("项目资金（万元）", 2, 1), ("年度资金总额", 1, 2), None, ("30", 1, 3), None, None],
        [None, ("其中：财政拨款", 1, 2), None, ("30", 1, 3), None, None],
        [("年度目标", 1, 1), (goal, 1, 5), *[None] * 4],
    ]
    titles = ("一级指标", "二级指标", "三级指标", "指标值", "备注")
    rows.append([("绩效指标", len(INDICATORS) + 1, 1), *((text, 1, 1) for text in titles)])
    for row, head in zip(INDICATORS, levels(len(INDICATORS)), strict=True):
        rows.append([None, *head, (row[2], 1, 1), (row[3], 1, 1), ("", 1, 1)])
    return rows


def graded_form(title: str, goal: str) -> list[list[Cell]]:
    """A title over four grades, whose names stand in a second line of titles."""
    tall = ["绩效指标分类", "绩效指标", "绩效指标描述"]
    rows: list[list[Cell]] = [
        [*((text, 2, 1) for text in tall), ("评价标准", 1, 4), *[None] * 3, ("确定依据", 2, 1)],
        [*[None] * 3, *((text, 1, 1) for text in "优良中差"), None],
    ]
    for row, head in zip(INDICATORS, levels(len(INDICATORS)), strict=True):
        values = (row[2], f"反映{row[2]}", row[3], "80%", "70%", "60%", row[4])
        rows.append([head[0], *((text, 1, 1) for text in values)])
    return rows


FORMS: dict[str, Callable[[str, str], list[list[Cell]]]] = {
    "plain": plain_form,
    "full": full_form,
    "graded": graded_form,
}
WORDS = {"empty": "", "None": "None", "nan": "nan", "NaN": "NaN"}


def written(form: list[list[Cell]], down: str, across: str) -> Rows:
    """Rows of texts; ``down`` and ``across`` say what covered squares become."""
    width = max(map(len, form))
    whole: list[list[tuple[str, str]]] = [[("", "")] * width for _ in form]
    for r, row in enumerate(form):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            for i in range(cell[1]):
                for j in range(cell[2]):
                    how = down if i else across if j else "own"
                    whole[r + i][c + j] = (cell[0], how)
    return [
        [text if how in ("own", "repeat") else WORDS[how] for text, how in row if how != "missing"]
        for row in whole
    ]


def wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def bars(rows: Rows) -> list[str]:
    return [" | ".join(row) for row in rows]


def boxed(rows: Rows) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


def tight(rows: Rows) -> list[str]:
    return ["|".join(row) for row in rows]


def tabs(rows: Rows) -> list[str]:
    return ["\t".join(row) for row in rows]


def lists(rows: Rows) -> list[str]:
    return [repr([None if text == "None" else text for text in row]) for row in rows]


def one_list(rows: Rows) -> list[str]:
    return [repr([[None if text == "None" else text for text in row] for row in rows])]


def cells_in_lines(rows: Rows) -> list[str]:
    return [f"{text} |" for row in rows for text in row]


def columns(rows: Rows) -> list[str]:
    widths = [max(wide(row[c]) for row in rows) for c in range(len(rows[0]))]
    return [
        "  ".join(text + " " * (widths[c] - wide(text)) for c, text in enumerate(row)).rstrip()
        for row in rows
    ]


def frame(rows: Rows) -> list[str]:
    """As a data frame prints itself: numbered rows and columns, set to the right."""
    shown = [["", *map(str, range(len(rows[0])))]]
    shown += [[str(n), *(text or "NaN" for text in row)] for n, row in enumerate(rows)]
    widths = [max(wide(row[c]) for row in shown) for c in range(len(shown[0]))]
    return [
        "  ".join(" " * (widths[c] - wide(text)) + text for c, text in enumerate(row))
        for row in shown
    ]


def folded(rows: Rows, size: int = 8) -> list[str]:
    """As antiword prints a table: cells wrapped, nothing drawn between the rows."""
    lines = []
    for row in rows:
        parts = [[text[i : i + size] for i in range(0, len(text), size)] or [""] for text in row]
        for n in range(max(map(len, parts))):
            texts = [part[n] if n < len(part) else "" for part in parts]
            lines.append("|" + "".join(t + " " * (2 * size - wide(t)) + "|" for t in texts))
    return ["", *lines, ""]


ALL = ["repeat", "empty", "None", "nan", "NaN", "missing"]
SHAPES: list[tuple[Callable[[Rows], list[str]], str, str]] = [
    *((shape, how, how) for shape in (bars, boxed, tight, tabs) for how in ALL),
    *((shape, "empty", "missing") for shape in (bars, boxed, tight, tabs)),
    *((shape, "missing", "empty") for shape in (bars, boxed, tight, tabs)),
    *((shape, "repeat", "missing") for shape in (bars, tabs)),
    *((shape, how, how) for shape in (lists, one_list) for how in ALL[:-1]),
    *((shape, how, how) for shape in (columns, frame) for how in ("repeat", "empty")),
    *((folded, how, "missing") for how in ("repeat", "empty")),
    *((cells_in_lines, how, how) for how in ("repeat", "empty")),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("shape", "down", "across"), SHAPES, ids=[f"{s.__name__}-{d}-{a}" for s, d, a in SHAPES]
)
def test_every_way_gives_the_same_indicators(
    tmp_path: Path, form: str, shape: Callable[[Rows], list[str]], down: str, across: str
) -> None:
    lines: list[str] = []
    for n, (title, goal) in enumerate(PROJECTS.items(), 1):
        lines.append("项目绩效目标表" if form == "full" else f"{n}.{title}绩效目标表")
        lines += shape(written(FORMS[form](title, goal), down, across))
    path = tmp_path / "导出.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    check(path, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", ["empty", "nan", "repeat"])
def test_a_data_frame_as_csv(tmp_path: Path, form: str, how: str) -> None:
    """Its rows are numbered, titles that repeat or are empty have got names."""
    lines: list[str] = []
    for n, (title, goal) in enumerate(PROJECTS.items(), 1):
        rows = written(FORMS[form](title, goal), how, how)
        titles: list[str] = []
        for c, text in enumerate("" if text == "nan" else text for text in rows[0]):
            again = titles.count(text)
            titles.append(f"{text}.{again}" if again and text else text or f"Unnamed: {c}")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["", *titles])
        writer.writerows([str(i), *row] for i, row in enumerate(rows[1:]))
        lines.append("项目绩效目标表" if form == "full" else f"{n}.{title}绩效目标表")
        lines.append(out.getvalue())
    path = tmp_path / "导出.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    check(path, form)


def check(path: Path, form: str) -> None:
    submission = extract_submission(read(path))
    assert [project.title for project in submission.projects] == list(PROJECTS)
    wanted = [
        (a, "" if form == "graded" else b, name, value) for a, b, name, value, _ in INDICATORS
    ]
    for project in submission.projects:
        found = [(i.level1, i.level2, i.name, i.value) for i in project.indicators]
        assert found == wanted
        if form != "graded":
            assert project.objective == PROJECTS[project.title]


def pieces(*rows: Sequence[str]) -> list[list[Piece]]:
    return [[Piece(text, n) for text in row] for n, row in enumerate(rows, 1)]


def texts(rows: Sequence[Sequence[Piece]]) -> Rows:
    return [[piece.text for piece in row] for row in rows]


def test_words_for_nothing() -> None:
    assert [without_names(text) for text in ("None", "NaN", "nan", "NULL", "<NA>")] == [""] * 5
    assert without_names("Unnamed: 12") == without_names("Unnamed: 0_level_1") == ""
    assert without_names("无") == "无"
    assert without_names("Nanotechnology") == "Nanotechnology"


def test_only_a_count_from_zero_without_a_title_is_a_data_frames() -> None:
    rows = pieces(["序号", "名称"], ["1", "甲"], ["2", "乙"])
    assert texts(cleared(rows)) == texts(rows)
    rows = pieces(["", "名称"], ["0", "甲"], ["1", "乙"])
    assert texts(cleared(rows)) == [["名称"], ["甲"], ["乙"]]
    rows = pieces(["名称", "值", "值.1", "1.2"], ["a", "b", "c", "d"])
    assert texts(cleared(rows))[0] == ["名称", "值", "值", "1.2"]


def test_lists_of_records_and_json() -> None:
    line = '[{"名称": "甲", "值": 3}, {"名称": "乙", "值": null}]'
    assert is_literal(line)
    (table,) = read_literals([line])
    assert isinstance(table, Table)
    assert [[c.text if c else "" for c in row] for row in table.grid()] == [
        ["名称", "值"],
        ["甲", "3"],
        ["乙", ""],
    ]


@pytest.mark.parametrize("line", ["['未完", "[" * 500 + "]" * 500, "['甲', open('x')]", "[]"])
def test_a_list_that_is_none_stays_text(line: str) -> None:
    assert all(not isinstance(block, Table) for block in read_literals([line]))


def test_wrapped_pages_are_no_rows_of_spaced_cells() -> None:
    """A layout dump breaks cells over lines: its lines stay paragraphs."""
    lines = [
        "一级指标      二级指标      三级指标          指标值",
        "                            巡查河道长度和支",
        "产出指标      数量指标                        ≥120公里",
        "                            流长度",
        "                            清理河道垃圾和水",
        "              数量指标                        ≥350吨",
        "                            草数量",
    ]
    assert spaced_lines(lines) == 0
    assert all(not isinstance(block, Table) for block in read_spaced(lines))


def test_a_padded_table_is_not_wrapped() -> None:
    lines = ["| 甲   | ≥95% |", "|      | ≥90% |", "| 乙乙 | ≥85% |", "|      | ≥80% |"]
    assert unwrapped(lines) is None
    assert glue(["巡查河道", "长度"]) == "巡查河道长度"
    assert glue(["GB", "Standard"]) == "GB Standard"
    assert glue(["GB", "3838"]) == "GB3838"


def test_a_line_without_a_comma_ends_a_csv_table() -> None:
    rows = pieces(["名称", "值"], ["甲", "1"], ["第二张表"], ["名称", "值"], ["乙", "2"])
    kinds = [type(block).__name__ for block in csv_blocks(rows)]
    assert kinds == ["Table", "Paragraph", "Table"]
