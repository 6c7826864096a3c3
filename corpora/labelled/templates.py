"""The forms of different places: content in, paragraphs and tables out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rendering import budget
from rendering.blocks import Block, Cell, Para, Table, table
from rendering.content import Content, Project, Row

Lines = list[list[str | Cell]]
HEADERS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "指标解释",
    "operator": "计算符号",
    "value": "指标值",
    "unit": "计量单位",
    "weight": "权重",
    "basis": "指标值确定依据",
    "direction": "指标性质",
    "note": "备注",
    "long": "中期指标值",
}


def compose(content: Content) -> list[Block]:
    blocks: list[Block] = [Para(content.raw.get("title", content.raw["department"]), "title")]
    blocks += [Para(line) for line in content.raw.get("intro", "").strip().splitlines()]
    if "budget" in content.raw:
        blocks += _book(content)
    blocks += TEMPLATES[content.raw["template"]](content)
    blocks += [Para(line) for line in content.raw.get("outro", "").strip().splitlines()]
    return blocks


def headers(content: Content, project: Project | None = None) -> list[str]:
    named = {**HEADERS, **content.raw.get("headers", {})}
    used = project.extra.get("columns", content.columns) if project else content.columns
    return [named[c] for c in used]


def merged(rows: Sequence[Row], columns: Sequence[str], levels: int = 2) -> Lines:
    """Cells of the rows; level 1 (and 2, where it repeats) merged downwards."""
    lines: Lines = []
    for number, row in enumerate(rows):
        cells: list[str | Cell] = []
        for column in columns:
            text = row.written.get(column, "")
            if column in ("level1", "level2")[:levels]:
                if _repeats(rows, number, column):
                    continue
                cells.append(Cell(_full(row, column), rows=_run(rows, number, column)))
            else:
                cells.append(text)
        lines.append(cells)
    return lines


def _full(row: Row, column: str) -> str:
    return row.cells.get(column, "")


def _key(row: Row, column: str) -> tuple[str, ...]:
    return (row.level1,) if column == "level1" else (row.level1, row.level2)


def _repeats(rows: Sequence[Row], number: int, column: str) -> bool:
    return number > 0 and _key(rows[number - 1], column) == _key(rows[number], column)


def _run(rows: Sequence[Row], start: int, column: str) -> int:
    end = start + 1
    while end < len(rows) and _key(rows[end], column) == _key(rows[start], column):
        end += 1
    return end - start


def _book(content: Content) -> list[Block]:
    blocks: list[Block] = []
    for title, tbl, note in budget.all_tables(budget.load(content.raw)):
        blocks += [Para(title, "h1"), tbl, *([Para(note, "note")] if note else [])]
    return blocks


def block(content: Content) -> list[Block]:
    """One table a project: its head, its money, its objective, then the indicators."""
    form = content.raw.get("form", {})
    blocks: list[Block] = []
    for project in content.projects:
        title = project.extra.get("form_title", form.get("title", "项目支出绩效目标表"))
        blocks += [Para(title, "h1"), Para(f"（{content.raw['year']}年度）", "note")]
        blocks.append(_block_table(content, project, form))
        blocks += [Para(line, "note") for line in form.get("below", "").splitlines()]
    return blocks


def _block_table(content: Content, project: Project, form: dict[str, Any]) -> Table:
    columns = project.extra.get("columns", content.columns)
    side = form.get("side", "")
    width = len(columns) + bool(side)
    named = "部门名称" if project.kind == "department" else form.get("name", "项目名称")
    lines: Lines = [[named, Cell(project.title, cols=width - 1)]]
    lines += _pairs(project.head, width)
    lines += _funds(project, width, form)
    if not form.get("objective_last"):
        lines.append(
            [form.get("objective", "年度绩效目标"), Cell(project.objective, cols=width - 1)]
        )
    body = [list(headers(content, project)), *merged(project.rows, columns)]
    if side:
        body[0] = [Cell(side, rows=len(body)), *body[0]]
    lines += body
    sheet = f"项目{project.number}" if form.get("sheets") else ""
    return table(lines, header=0, sheet=sheet)


def _pairs(head: dict[str, str], width: int) -> Lines:
    """Two facts a row where there is room, else one."""
    items = list(head.items())
    if width < 4:
        return [[name, Cell(text, cols=width - 1)] for name, text in items]
    lines: Lines = []
    for (name, text), (name2, text2) in zip(items[::2], [*items[1::2], ("", "")], strict=False):
        lines.append([name, text, name2, Cell(text2, cols=width - 3)])
    return lines


def _funds(project: Project, width: int, form: dict[str, Any]) -> Lines:
    if not project.amount:
        return []
    label = form.get("funds", "项目资金（万元）")
    parts = {"年度资金总额：": project.amount, **project.extra.get("funds", {})}
    lines: Lines = []
    for number, (name, amount) in enumerate(parts.items()):
        first: list[str | Cell] = [Cell(label, rows=len(parts))] if number == 0 else []
        lines.append([*first, name, Cell(str(amount), cols=width - 2)])
    return lines


def heading(content: Content) -> list[Block]:
    """A heading with the project, a paragraph with its objective, a plain table."""
    form = content.raw.get("form", {})
    blocks: list[Block] = []
    for project in content.projects:
        blocks.append(Para(f"{project.number}、{project.title}{form.get('suffix', '')}", "h2"))
        objective = f"{form.get('objective', '年度绩效目标')}：{project.objective}"
        blocks += [Para(line) for line in objective.splitlines()]
        blocks.append(table([headers(content), *merged(project.rows, content.columns)]))
    return blocks


def wide(content: Content) -> list[Block]:
    """All projects in one table, the project and its objective in merged cells on the left."""
    form = content.raw.get("form", {})
    first = form.get("first", ["项目名称", "年度绩效目标"])
    lines: Lines = [[*first, *headers(content)]]
    for project in content.projects:
        body = merged(project.rows, content.columns)
        own = {"项目名称": project.title, "预算数": project.amount}
        texts = [own.get(name, project.objective) for name in first]
        body[0] = [*(Cell(text, rows=len(body)) for text in texts), *body[0]]
        lines += body
    return [Para(form.get("title", "项目支出绩效目标表"), "h1"), table(lines)]


def periods(content: Content) -> list[Block]:
    """The whole period on the left, the year on the right; the year is under review."""
    blocks: list[Block] = []
    left = content.raw.get("period", "实施期目标")
    for project in content.projects:
        blocks.append(Para("项目支出绩效目标申报表", "h1"))
        lines: Lines = [["项目名称", Cell(project.title, cols=6)]]
        lines += _pairs(project.head, 7)
        lines += _funds(project, 7, {})
        lines.append([Cell("总体目标", rows=2), Cell(left, cols=3), Cell("年度目标", cols=3)])
        lines.append([Cell(project.extra["long"], cols=3), Cell(project.objective, cols=3)])
        lines.append(
            ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
        )
        lines += _two(project.rows)
        blocks.append(table(lines, header=0))
    return blocks


def _two(rows: Sequence[Row]) -> Lines:
    lines: Lines = []
    for number, row in enumerate(rows):
        cells: list[str | Cell] = []
        if not _repeats(rows, number, "level1"):
            cells.append(Cell(row.level1, rows=_run(rows, number, "level1")))
        cells += [row.level2, row.name, row.cells.get("long", "")]
        cells += [row.level2, row.name, row.written["value"]]
        lines.append(cells)
    return lines


def bracketed(content: Content) -> list[Block]:
    """All indicators of a project in one cell, in brackets and with numbers."""
    lines: Lines = [["序号", "项目名称", "预算金额（万元）", "年度绩效目标", "绩效指标"]]
    for project in content.projects:
        texts, last, count = [], "", 0
        for row in project.rows:
            level = f"【{row.level1}-{row.level2}】"
            count = count + 1 if level == last else 1
            lead = "" if level == last else level
            texts.append(f"{lead}指标{count}:{row.name}({row.value})")
            last = level
        cells = [str(project.number), project.title, project.amount, project.objective]
        lines.append([*cells, "\n".join(texts)])
    return [Para("部门预算项目绩效目标公开表", "h1"), table(lines)]


def hebei(content: Content) -> list[Block]:
    """The form of the sample submission: the objective in a small table of its own."""
    blocks: list[Block] = []
    for project in content.projects:
        blocks.append(Para(f"{project.number}、{project.title}绩效目标表", "h2"))
        blocks.append(table([["绩效目标", project.objective]], header=0))
        blocks.append(table([headers(content), *merged(project.rows, content.columns, levels=1)]))
    return blocks


TEMPLATES: dict[str, Callable[[Content], list[Block]]] = {
    "block": block,
    "heading": heading,
    "wide": wide,
    "periods": periods,
    "bracketed": bracketed,
    "hebei": hebei,
}
