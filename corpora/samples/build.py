"""Builds the sample submission from content.toml and narrative.toml.

python corpora/samples/build.py            # qingyuan.docx, qingyuan.txt, qingyuan-revised.docx
python corpora/samples/build.py --all DIR  # every format, into DIR
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from rendering import budget, content, office, sheet, text, web, word  # noqa: E402
from rendering.blocks import Block, Cell, Para, Table, table  # noqa: E402

HEADERS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
MARK = "_Toc_{0}_{0}_{1:010d}"
RISE = {"rise_basic": Decimal("38.26"), "rise_projects": Decimal("412.75")}
TITLE = "清源县水利局2024年部门预算"


def compose(sample: content.Content) -> list[Block]:
    """The whole document: nine budget tables, the prose, the target tables."""
    book = budget.load(sample.raw)
    parts = tomllib.loads((HERE / "narrative.toml").read_text(encoding="utf-8"))["part"]
    blocks: list[Block] = []
    for number, (title, tbl, note) in enumerate(budget.all_tables(book), 1):
        blocks += [Para(title, "h1", MARK.format(2, number)), tbl]
        blocks += [Para(note, "note")] if note else []
    blocks.append(Para(f"{book.department}{book.year}年部门预算信息公开情况说明", "title"))
    blocks.append(
        Para(
            "按照《中华人民共和国预算法》和《地方预决算公开操作规程》规定，"
            f"现将{book.department}{book.year}年部门预算公开如下："
        )
    )
    figures = amounts(book)
    for part in parts:
        blocks.append(Para(part["heading"], "h1", MARK.format(3, part["bookmark"])))
        lines = part["text"].strip().format_map(figures).splitlines()
        blocks += [Para(line) for line in lines]
        if "table" in part:
            blocks.append(table([row.split("|") for row in part["table"].splitlines()]))
        if part["bookmark"] == 14:
            blocks += targets(sample.projects)
    return blocks


def amounts(book: budget.Budget) -> dict[str, str]:
    """The figures of the prose, taken from the tables."""
    whole = budget.total(book.lines)
    people, office = budget.economic_sum(book, "")
    values = {
        "income": whole.current,
        "income_general": budget.total(book.of("general")).current,
        "income_fund": budget.total(book.of("fund")).current,
        "total": whole.total,
        "basic": whole.basic,
        "projects": whole.projects,
        "people": people,
        "office": office,
        "rise": sum(RISE.values(), Decimal()),
        **RISE,
    }
    return {key: f"{value:.2f}" for key, value in values.items()}


def targets(projects: Sequence[content.Project]) -> list[Block]:
    blocks: list[Block] = []
    for project in projects:
        blocks.append(Para(f"{project.number}、{project.title}绩效目标表", "h2"))
        blocks.append(table([["绩效目标", project.objective]], header=0, widths=(1, 6)))
        blocks.append(indicators(project.rows))
    return blocks


def indicators(rows: Sequence[content.Row]) -> Table:
    """The six columns; level 1 is one merged cell."""
    lines: list[list[str | Cell]] = [list(HEADERS)]
    for number, row in enumerate(rows):
        written = row.written
        cells: list[str | Cell] = [written[c] for c in ("level2", "name", "description")]
        cells += [written["value"], written["basis"]]
        if written["level1"]:
            cells.insert(0, Cell(written["level1"], rows=_span(rows, number)))
        lines.append(cells)
    return table(lines, widths=(1, 1.2, 2.2, 2.2, 1.2, 1.2))


def _span(rows: Sequence[content.Row], start: int) -> int:
    following = (n for n in range(start + 1, len(rows)) if rows[n].written["level1"])
    return next(following, len(rows)) - start


def revised(sample: content.Content) -> content.Content:
    """The second draft: every correction of corrections.toml applied."""
    plan = tomllib.loads((HERE / "corrections.toml").read_text(encoding="utf-8"))
    draft = deepcopy(sample)
    for change in plan["change"]:
        project = draft.projects[change["project"] - 1]
        assert project.number == change["project"]
        if "row" not in change:
            setattr(project, change["field"], change["new"])
            continue
        if change.get("add"):
            written = dict(zip(draft.columns, change["new"], strict=True))
            cells = {**written, "level1": project.rows[change["row"] - 2].level1}
            project.rows.insert(change["row"] - 1, content.Row(0, cells, written))
            continue
        row = project.rows[change["row"] - 1]
        for key in [change["field"], *change.get("also", [])]:
            row.written[key] = row.cells[key] = change["new"]
    for project in draft.projects:
        for number, row in enumerate(project.rows, 1):
            row.number = number
    return draft


def main(argv: Sequence[str]) -> None:
    sample = content.load(HERE / "content.toml")
    blocks = compose(sample)
    if argv[:1] == ["--all"]:
        write_all(blocks, Path(argv[1]))
        if office.program():
            convert_all(Path(argv[1]))
        return
    word.save(blocks, HERE / "qingyuan.docx", TITLE, "清源县水利局")
    (HERE / "qingyuan.txt").write_text(text.tika(blocks), encoding="utf-8")
    second = compose(revised(sample))
    word.save(second, HERE / "qingyuan-revised.docx", TITLE + "（修改稿）", "清源县水利局")


def write_all(blocks: Sequence[Block], folder: Path) -> None:
    """Every format that needs no other program."""
    folder.mkdir(parents=True, exist_ok=True)
    word.save(blocks, folder / "qingyuan.docx", TITLE, "清源县水利局")
    sheet.save(blocks, folder / "qingyuan.xlsx", TITLE)
    for name, data in {
        "qingyuan.txt": text.tika(blocks),
        "qingyuan.md": text.markdown(blocks),
        "qingyuan.csv": web.comma(blocks),
        "qingyuan-piped.txt": text.piped(blocks),
        "qingyuan-bars.txt": text.trailing_bars(blocks),
    }.items():
        (folder / name).write_bytes(data.encode("utf-8"))
    (folder / "qingyuan.html").write_bytes(web.html(blocks, TITLE))
    (folder / "qingyuan-gb.html").write_bytes(web.html(blocks, TITLE, "gb18030"))
    (folder / "qingyuan.mht").write_bytes(web.archive(web.html(blocks, TITLE), TITLE))


def convert_all(folder: Path) -> None:
    """The formats that LibreOffice makes of what `write_all` wrote."""
    for suffix in (".doc", ".rtf", ".pdf"):
        office.convert(folder / "qingyuan.docx", suffix, folder)
    office.convert(folder / "qingyuan.xlsx", ".xls", folder)
    shutil.copyfile(folder / "qingyuan.doc", folder / "qingyuan.wps")


if __name__ == "__main__":
    main(sys.argv[1:])
