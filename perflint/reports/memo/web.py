"""The memo as one self-contained page that prints like the Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

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

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page wide { size: A4 landscape; margin: 28mm 35mm 26mm 37mm }
body { max-width: 156mm; margin: 20mm auto; font: 16pt/29pt FangSong, 仿宋, 仿宋_GB2312, serif;
  color: #000; background: #fff }
h1 { font: 22pt/35pt 方正小标宋简体, 宋体, SimSun, serif; text-align: center; margin: 0 0 29pt }
h2, h3 { font-size: 16pt; line-height: 29pt; margin: 0; text-indent: 2em; font-weight: normal }
h2 { font-family: SimHei, 黑体, sans-serif } h3 { font-family: KaiTi, 楷体, serif }
p { margin: 0; text-indent: 2em; text-align: justify } p.flush, p.note { text-indent: 0 }
p.note { font-size: 10.5pt; line-height: 16pt } .sign { text-align: center; margin-left: 50% }
.sign p { text-indent: 0; text-align: center }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 15pt;
  margin: 6pt 0; overflow-wrap: anywhere }
th, td { border: 1px solid #000; padding: 2pt 3pt; white-space: pre-line; vertical-align: middle }
th { font-family: SimHei, 黑体, sans-serif; font-weight: normal } tr { break-inside: avoid }
thead { display: table-header-group } td.mid { text-align: center }
section { break-before: page; margin-top: 20mm } section.wide { page: wide; max-width: none }
.label { font-family: SimHei, 黑体, sans-serif; text-indent: 0 }
.annex { font: 18pt/30pt 方正小标宋简体, 宋体, SimSun, serif; text-align: center; text-indent: 0 }
@media screen { section.wide { width: 225mm; margin-left: calc((156mm - 225mm) / 2) } }
@media print { body { margin: 0; max-width: none } section { margin-top: 0 } }
"""


def memo_html(memo: Memo) -> str:
    """The whole page; everything from the document is escaped."""
    body = "\n".join([*_letter(memo), *_close(memo), *_annexes(memo)])
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(memo.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _letter(memo: Memo) -> Iterator[str]:
    yield _tag("h1", memo.title)
    if memo.addressee:
        yield _tag("p", f"{memo.addressee}：", "flush")
    yield _tag("p", memo.preamble)
    yield _tag("h2", "一、总体评价")
    yield from _paragraphs(memo.overall)
    yield _table(shares_grid(memo))
    yield _tag("h2", "二、主要问题")
    for part in memo.parts:
        yield _tag("h3", part.heading)
        yield from _paragraphs([part.summary, *part.examples])
    if memo.silent:
        yield _tag("p", memo.silent)
    if memo.progress:
        yield _tag("h3", memo.progress.heading)
        yield from _paragraphs([memo.progress.summary, *memo.progress.examples])
    yield _tag("h2", "三、分项目审核意见")
    yield _table(opinions_grid(memo))
    yield from (_tag("p", f"注：{note}", "note") for note in memo.opinion_notes)
    if memo.general:
        yield from _paragraphs(["对全文和多个项目共同存在的问题，审核意见如下：", *memo.general])
    yield _tag("h2", "四、有关要求")
    yield from _paragraphs(memo.requirements)


def _close(memo: Memo) -> Iterator[str]:
    yield "<br>"
    yield from _paragraphs(attachment_lines(memo))
    yield f'<br><div class="sign">{_tag("p", memo.bureau)}{_tag("p", memo.date)}</div>'
    if memo.contact:
        yield _tag("p", f"（联系人：{memo.contact}）")


def _annexes(memo: Memo) -> Iterator[str]:
    for form in memo.forms:
        more = "" if form.number == 1 else "（续）"
        head = "".join(_line(*pair) for pair in form_head(form))
        foot = "".join(_line(*pair) for pair in form_foot(form))
        title = _annex_head(f"{annex_label(memo, 'forms')}{more}", ANNEX_TITLES["forms"])
        table = f"<table><tbody>{head}</tbody></table>{_table(form_grid(form))}"
        yield f"<section>{title}{table}<table><tbody>{foot}</tbody></table></section>"
    grids = {"items": items_grid(memo), "changes": changes_grid(memo), "sheet": sheet_grid(memo)}
    for name, grid in grids.items():
        if grid is not None and grid.rows:
            title = _annex_head(annex_label(memo, name), ANNEX_TITLES[name])
            notes = memo.sheet.notes if name == "sheet" and memo.sheet else []
            after = "".join(_tag("p", note, "note") for note in notes)
            yield f'<section class="wide">{title}{_table(grid)}{after}</section>'


def _annex_head(label: str, title: str) -> str:
    return _tag("p", label, "label") + _tag("p", title, "annex")


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (_tag("p", text) for text in texts)


def _tag(name: str, text: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(text)}</{name}>"


def _line(label: str, value: str) -> str:
    return f'<tr><th style="width:20%">{escape(label)}</th><td>{escape(value)}</td></tr>'


def _table(grid: Grid) -> str:
    head = "".join(_tag("th", title) for title in grid.columns)
    rows = "".join(
        f"<tr>{''.join(_tag('td', cell, 'mid' if len(cell) < 9 else '') for cell in row)}</tr>"
        for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
