"""The memo as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.reports.memo.model import ANNEX_TITLES, Memo
from perflint.reports.memo.tables import (
    Grid,
    annex_label,
    attachment_lines,
    changes_grid,
    form_foot,
    form_grid,
    form_head,
    items_grid,
    opinions_grid,
    shares_grid,
    sheet_grid,
)

SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"})


def memo_markdown(memo: Memo) -> str:
    """The whole memo, ending in a newline."""
    blocks = [*_letter(memo), *_close(memo), *_annexes(memo)]
    return "\n\n".join(blocks) + "\n"


def _letter(memo: Memo) -> Iterator[str]:
    yield f"# {_text(memo.title)}"
    if memo.addressee:
        yield f"{_text(memo.addressee)}："
    yield _text(memo.preamble)
    yield "## 一、总体评价"
    yield from map(_text, memo.overall)
    yield _table(shares_grid(memo))
    yield "## 二、主要问题"
    for part in memo.parts:
        yield f"### {_text(part.heading)}"
        yield _text(part.summary)
        yield from map(_text, part.examples)
    if memo.silent:
        yield _text(memo.silent)
    if memo.progress:
        yield f"### {_text(memo.progress.heading)}"
        yield from map(_text, [memo.progress.summary, *memo.progress.examples])
    yield "## 三、分项目审核意见"
    yield _table(opinions_grid(memo))
    yield from (f"注：{_text(note)}" for note in memo.opinion_notes)
    if memo.general:
        yield "对全文和多个项目共同存在的问题，审核意见如下："
        yield from (_numbered(line) for line in memo.general)
    yield "## 四、有关要求"
    yield from map(_text, memo.requirements)


def _close(memo: Memo) -> Iterator[str]:
    if memo.attachments:
        yield "  \n".join(map(_text, attachment_lines(memo)))
    signed = [line for line in (memo.bureau, memo.date) if line]
    if signed:
        yield "  \n".join(map(_text, signed))
    if memo.contact:
        yield f"（联系人：{_text(memo.contact)}）"


def _annexes(memo: Memo) -> Iterator[str]:
    for form in memo.forms:
        more = "" if form.number == 1 else "（续）"
        yield f"## {annex_label(memo, 'forms')}{more}　{ANNEX_TITLES['forms']}"
        yield "  \n".join(f"{label}：{_text(value)}" for label, value in form_head(form))
        yield _table(form_grid(form))
        yield "  \n".join(f"{label}：{_text(value)}" for label, value in form_foot(form))
    grids = {"items": items_grid(memo), "changes": changes_grid(memo), "sheet": sheet_grid(memo)}
    for name, grid in grids.items():
        if grid is not None and grid.rows:
            yield f"## {annex_label(memo, name)}　{ANNEX_TITLES[name]}"
            yield _table(grid)
    if memo.sheet is not None:
        yield from map(_text, memo.sheet.notes)


def _text(text: str) -> str:
    return text.translate(SPECIAL)


def _numbered(line: str) -> str:
    """A line “1. …” kept as text: Markdown would start a list and number it anew."""
    return _text(line).replace(". ", "\\. ", 1)


def _table(grid: Grid) -> str:
    head = [_row(grid.columns), _row(["---"] * len(grid.columns), raw=True)]
    return "\n".join(head + [_row(cells) for cells in grid.rows])


def _row(cells: list[str], raw: bool = False) -> str:
    shown = cells if raw else [_text(cell).replace("\n", "<br>") or " " for cell in cells]
    return f"| {' | '.join(shown)} |"
