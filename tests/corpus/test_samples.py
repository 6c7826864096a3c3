"""The sample submission: built from its content, and its money adds up."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SAMPLES = CORPORA / "samples"
sys.path[:0] = [str(CORPORA), str(CORPORA / "labelled")]

import samples.build as builder  # noqa: E402
from rendering import blocks, budget, content, sheet, text, web, word  # noqa: E402

ZERO = Decimal(0)


@pytest.fixture(scope="module")
def sample() -> content.Content:
    return content.load(SAMPLES / "content.toml")


@pytest.fixture(scope="module")
def composed(sample: content.Content) -> list[blocks.Block]:
    return builder.compose(sample)


@pytest.fixture(scope="module")
def book(sample: content.Content) -> budget.Budget:
    return budget.load(sample.raw)


@pytest.fixture(scope="module")
def drafts(sample: content.Content) -> tuple[content.Content, content.Content]:
    return sample, builder.revised(sample)


def corrections() -> list[dict[str, object]]:
    return tomllib.loads((SAMPLES / "corrections.toml").read_text(encoding="utf-8"))["change"]


def document_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def test_text_dump_is_what_the_builder_gives(composed: list[blocks.Block]) -> None:
    assert (SAMPLES / "qingyuan.txt").read_text(encoding="utf-8") == text.tika(composed)


def test_word_file_has_the_content_the_builder_gives(
    composed: list[blocks.Block], tmp_path: Path
) -> None:
    again = tmp_path / "again.docx"
    word.save(composed, again, builder.TITLE, "清源县水利局")
    assert document_xml(SAMPLES / "qingyuan.docx") == document_xml(again)


def test_revised_file_has_the_corrections(
    drafts: tuple[content.Content, content.Content], tmp_path: Path
) -> None:
    again = tmp_path / "revised.docx"
    word.save(builder.compose(drafts[1]), again, builder.TITLE + "（修改稿）", "清源县水利局")
    assert document_xml(SAMPLES / "qingyuan-revised.docx") == document_xml(again)


def test_building_twice_gives_the_same_bytes(composed: list[blocks.Block], tmp_path: Path) -> None:
    for name in ("one", "two"):
        word.save(composed, tmp_path / f"{name}.docx", "题", "单位")
        sheet.save(composed, tmp_path / f"{name}.xlsx", "题")
    for suffix in (".docx", ".xlsx"):
        one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_sample_is_as_large_as_a_real_submission(sample: content.Content) -> None:
    assert 18 <= len(sample.projects) <= 22
    assert 135 <= sum(len(project.rows) for project in sample.projects) <= 200
    assert len({project.title for project in sample.projects}) == len(sample.projects)


def test_every_row_is_filled(sample: content.Content) -> None:
    for project in sample.projects:
        for row in project.rows:
            assert all(row.cells[column] for column in sample.columns), row.cells


def test_nine_budget_tables(book: budget.Budget) -> None:
    tables = budget.all_tables(book)
    assert len(tables) == 9
    assert len({title for title, _, _ in tables}) == 9


def test_basic_expenditure_is_the_same_by_function_and_by_item(book: budget.Budget) -> None:
    people, office = budget.economic_sum(book, "")
    assert budget.total(book.lines).basic == people + office


def test_parents_are_the_sum_of_their_children(book: budget.Budget) -> None:
    tree = book.tree(book.lines)
    for parent in (line for line in tree if len(line.code) < 7):
        deeper = 5 if len(parent.code) == 3 else 7
        children = [
            line for line in tree if line.code.startswith(parent.code) and len(line.code) == deeper
        ]
        assert parent.total == sum((line.total for line in children), ZERO)
        assert parent.carry == sum((line.carry for line in children), ZERO)


def test_receipts_and_carry_over_pay_for_everything(book: budget.Budget) -> None:
    whole = budget.total(book.lines)
    assert whole.current + whole.carry == whole.total
    assert whole.basic + whole.projects == whole.total
    assert whole.carry > 0
    by_fund = sum((budget.total(book.of(fund)).total for fund in ("general", "fund")), ZERO)
    assert by_fund == whole.total


def test_shown_tables_balance(book: budget.Budget) -> None:
    balance = budget.all_tables(book)[0][1]
    last = [slot.cell.text for slot in blocks.grid(balance)[-1]]
    assert last[1] == "收入总计"
    assert last[2] == last[4] == f"{budget.total(book.lines).total:.2f}"


def test_projects_fill_the_lines_but_for_the_planted_gaps(
    sample: content.Content, book: budget.Budget
) -> None:
    """Costs as written, with the planted errors undone, are exactly the project expenditure."""
    planted = {16: Decimal("210.00"), 18: Decimal("41.80"), 19: Decimal("20.00")}
    planted[20] = Decimal("12.00")
    costs = (planted.get(p.number) or cost(p) for p in sample.projects)
    total = sum(costs, ZERO)
    uncovered = next(line for line in book.lines if line.code == "2130399").projects
    assert total + uncovered == budget.total(book.lines).projects


def cost(project: content.Project) -> Decimal:
    """The largest amount of the cost rows, in 万元."""
    amounts = []
    for row in project.rows:
        if "成本" in row.level2:
            digits = "".join(c for c in row.value if c.isdigit() or c == ".")
            scale = 1 if "万" in row.value else 10000
            amounts.append(Decimal(digits or "0") / scale)
    return max(amounts)


def test_prose_of_the_running_costs_adds_up(composed: list[blocks.Block]) -> None:
    line = next(
        b.text for b in composed if isinstance(b, blocks.Para) and "机关运行经费共计" in b.text
    )
    whole, _, parts = line.partition("其中")
    amounts = [Decimal(x) for x in money(parts)]
    assert Decimal(money(whole)[0]) == sum(amounts, ZERO) == Decimal("63.01")


def money(sentence: str) -> list[str]:
    return re.findall(r"([\d.]+)万元", sentence)


def test_dump_has_the_marks_of_a_converter() -> None:
    lines = (SAMPLES / "qingyuan.txt").read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("[bookmark: ")
    assert sum(line.startswith("[bookmark: ") for line in lines) == 18
    assert "\t水库下游群众生命财产安全得到保障" in lines
    inside = lines.index("\t100%", lines.index("\t水库下游群众生命财产安全得到保障"))
    assert lines[inside + 1 : inside + 3] == ["", "\t文件要求"]  # a blank line inside a cell


def test_every_correction_changes_the_place_it_names(
    drafts: tuple[content.Content, content.Content],
) -> None:
    first, second = drafts
    for change in corrections():
        number = int(str(change["project"]))
        before, after = first.projects[number - 1], second.projects[number - 1]
        if "row" not in change:
            assert getattr(before, str(change["field"])) != getattr(after, str(change["field"]))
        elif change.get("add"):
            assert len(after.rows) == len(before.rows) + 1
        else:
            row = int(str(change["row"])) - 1
            field = str(change["field"])
            assert after.rows[row].cells[field] == change["new"] != before.rows[row].cells[field]


def test_corrections_name_effects_and_codes() -> None:
    effects = [str(change["effect"]) for change in corrections()]
    assert set(effects) == {"fixed", "partial", "new"}
    assert effects.count("fixed") >= 20
    assert all(change["code"] for change in corrections())


def test_every_format_is_written(composed: list[blocks.Block], tmp_path: Path) -> None:
    builder.write_all(composed, tmp_path)
    names = {path.suffix for path in tmp_path.iterdir()}
    assert {".docx", ".xlsx", ".txt", ".md", ".csv", ".html"} <= names
    assert all(path.stat().st_size > 10_000 for path in tmp_path.iterdir())


def test_pages_survive_both_encodings(composed: list[blocks.Block]) -> None:
    one = web.html(composed, "题").decode("utf-8")
    two = web.html(composed, "题", "gb18030").decode("gb18030")
    assert one.replace("utf-8", "gb18030") == two


def test_grid_fills_merges_and_short_rows() -> None:
    tall = blocks.Cell("甲", rows=2)
    grid = blocks.grid(blocks.table([[tall, "乙"], ["丙"], ["丁"]]))
    assert [[slot.cell.text for slot in row] for row in grid] == [
        ["甲", "乙"],
        ["甲", "丙"],
        ["丁", ""],
    ]
    assert [row[0].is_anchor for row in grid] == [True, False, True]


def test_short_rows_of_content_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(
        'columns = ["name", "value"]\n[[project]]\ntitle = "t"\nrows = "甲"\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="格"):
        content.load(path)


def test_unreadable_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="看不懂的标签"):
        content.labels("A040")


def test_labels_are_read() -> None:
    must, may, never, cancel = content.labels("A040!error{g}(原因) C003? ~B102(x|contains=y) -C010")
    assert (must.kind, must.severity, must.group, must.note) == ("must", "error", "g", "原因")
    assert (may.kind, never.kind, never.contains, cancel.kind) == ("may", "never", "y", "cancel")
