"""The reconciliation (勾稽表) as a table for every paper, and as text for the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from perflint.reconciliation.model import LineResult, ProjectResult, Reconciliation, wan
from perflint.reports.sheet import Sheet

TITLE = "成本指标与预算勾稽表"
COLUMNS = [
    "科目编码",
    "科目名称",
    "本年",
    "上年结转",
    "合计",
    "对应项目",
    "可能项目",
    "差额",
    "结论",
    "说明",
]
LINE_VERDICTS = {
    "matched": "相符",
    "ambiguous": "组合不唯一",
    "part-matched": "部分相符",
    "mismatch": "不符",
    "not-covered": "未对应",
}
PROJECT_VERDICTS = {
    "matched": "相符",
    "ambiguous": "不唯一",
    "mismatch": "与科目不符",
    "exceeds-line": "超出科目预算",
    "original-amount": "按原下达额填列",
    "no-total": "未列总成本",
    "unmatched": "未对应",
}
_NUMERIC = frozenset({2, 3, 4, 7})


def reconciliation_sheet(found: Reconciliation) -> Sheet | None:
    """Line × 本年/结转 × projects × difference × verdict; None where there is nothing to show."""
    if not found.lines or not any(result.cost.fen for result in found.projects):
        return None
    rows = [_line_row(result) for result in found.lines]
    rows.append(_total_row(found))
    return Sheet(
        title=TITLE,
        columns=COLUMNS,
        rows=rows,
        numeric=_NUMERIC,
        bold=frozenset({len(rows) - 1}),
        notes=notes(found),
        total=wan(found.budget) or "",
    )


def _line_row(result: LineResult) -> list[str]:
    line = result.line
    known = line.carry_over is not None
    return [
        line.code,
        line.name,
        (wan(line.current) or "") if known else "",
        (wan(line.carry_over) or "") if known else "",
        wan(line.total) or "",
        _numbers(result.projects),
        _numbers(result.possible),
        wan(result.difference) or "",
        LINE_VERDICTS[result.verdict],
        result.note,
    ]


def _total_row(found: Reconciliation) -> list[str]:
    current = sum(result.line.current or 0 for result in found.lines)
    carry = sum(result.line.carry_over or 0 for result in found.lines)
    known = all(result.line.carry_over is not None for result in found.lines)
    left = sum(result.difference for result in found.lines)
    return [
        "",
        "项目支出合计",
        (wan(current) or "") if known else "",
        (wan(carry) or "") if known else "",
        wan(found.budget) or "",
        "",
        "",
        wan(left) or "",
        "",
        "",
    ]


def _numbers(projects: Sequence[int]) -> str:
    return "、".join(str(number) for number in projects)


def notes(found: Reconciliation) -> list[str]:
    """What a reader must know to trust the table: uniqueness, the total, and what is left over."""
    told = list(found.notes)
    if found.unique and found.lines:
        told.append("对应关系唯一：在全部可能的组合中，相符科目最多的只有这一种")
    told.append(_explained(found))
    told += [_of_project(result) for result in found.projects if result.verdict != "matched"]
    return [note for note in told if note]


def _of_project(result: ProjectResult) -> str:
    name = f"项目{result.cost.number}"
    return result.note if result.note.startswith(name) else f"{name}{result.note}"


def _explained(found: Reconciliation) -> str:
    """The grand total as a sum of what was found, to the fen where it comes out."""
    if not found.lines:
        return ""
    inferred = sum(inference.fen for inference in found.inferences)
    carried = sum(group.carry_over for group in found.carry_groups)
    rest = found.budget - found.matched - inferred - carried
    parts = [f"相符{wan(found.matched)}"]
    parts += [f"推算{wan(inferred)}"] if inferred else []
    parts += [f"上年结转（按原下达额填列）{wan(carried)}"] if carried else []
    parts += [f"未说明{wan(rest)}"] if rest else []
    return f"项目支出合计{wan(found.budget)}万元＝{'＋'.join(parts)}"


def reconciliation_text(found: Reconciliation) -> str:
    """The table and the projects as plain text in aligned columns, ending in a newline."""
    sheet = reconciliation_sheet(found)
    blocks = [f"{TITLE}（单位：万元）"]
    if sheet is not None:
        shown = [0, 1, 2, 3, 5, 6, 7, 8]
        table = [[row[n] for n in shown] for row in [sheet.columns, *sheet.rows]]
        blocks += ["", *_aligned(table, numeric={2, 3, 6})]
    blocks += ["", *(f"· {note}" for note in notes(found))]
    if found.projects:
        head = ["项目", "名称", "成本", "科目", "结论"]
        rows = [_project_row(result, found) for result in found.projects]
        blocks += ["", *_aligned([head, *rows], numeric={2})]
    return "\n".join(line.rstrip() for line in blocks) + "\n"


def _project_row(result: ProjectResult, found: Reconciliation) -> list[str]:
    cost = result.cost
    inferred = next((i for i in found.inferences if i.project == cost.number), None)
    amount = wan(cost.stated) or (f"（推算{wan(inferred.fen)}）" if inferred else "—")
    return [
        str(cost.number),
        _short(cost.title),
        amount,
        result.code or "—",
        PROJECT_VERDICTS[result.verdict],
    ]


def _short(text: str, limit: int = 28) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= limit else f"{bare[: limit - 1]}…"


def _aligned(table: list[list[str]], numeric: set[int]) -> list[str]:
    """Rows padded to the width a terminal gives Chinese characters; amounts to the right."""
    widths = [max(_width(row[n]) for row in table) for n in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [
            " " * (width - _width(cell)) + cell
            if n in numeric
            else cell + " " * (width - _width(cell))
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells))
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
