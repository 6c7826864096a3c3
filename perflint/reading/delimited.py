"""Rows on lines of their own: cells parted by bars, tabs or commas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perflint.patterns import pattern
from perflint.reading.aligning import align, full_width
from perflint.reading.document import Block, Table
from perflint.reading.leftovers import cleared
from perflint.reading.rows import Piece, Row, paragraph, text_table
from perflint.reading.spans import infer_spans
from perflint.reading.wrapped import glue, unwrapped

_BARS = str.maketrans({"｜": "|", "│": "|", "┃": "|", "║": "|"})
_RULE = pattern(r"^[\s|:+=\-─━┄┈┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+$")
_MARKDOWN_RULE = set("|:- ")
_FRAME = set("┌┬┐├┼┤└┴┘─━╠╬╣")
_BREAK = pattern(r"<br\s*/?>", re.I)
_ESCAPED = pattern(r"(?<!\\)\|")
# A row whose only cell is merged over all columns: the first level of the rows below it.
_SECTION = pattern(
    r"^(?:[一二三四五六]、|[(（][一二三四五六][)）])?[\u4e00-\u9fff]{0,6}"
    r"(?:产出|效益|效果|满意度|成本|数量|质量|时效|影响|完成|投入|过程)指标(?:[(（]\d+分?[)）])?$"
)
_HEADING = pattern(r"^(#{1,6})\s+(.*?)\s*#*\s*$")


def is_rule(line: str) -> bool:
    """A line that only draws: ``|---|:--:|``, ``+----+``, ``┌──┬──┐``."""
    return bool(_RULE.match(line)) and any(c in "-=─━" for c in line) and len(line.strip()) > 2


def split_bars(line: str, outer: tuple[bool, bool] = (True, True)) -> list[str]:
    """The cells of a line with bars. ``\\|`` is a bar in a cell; ``outer`` says whether a bar at the
    left and at the right end is none between cells."""
    text = line.translate(_BARS).strip()
    if outer[0] and text.startswith("|"):
        text = text[1:]
    if outer[1] and text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [unescape(part) for part in _ESCAPED.split(text)]


def unescape(text: str) -> str:
    return _BREAK.sub("\n", text.replace("\\|", "|")).strip()


def has_bars(line: str) -> bool:
    """Whether a line is a row between bars: at least two bars, or one between two texts."""
    text = line.translate(_BARS).strip()
    bars = len(_ESCAPED.findall(text))
    return bars >= 2 or (bars == 1 and not text.startswith("|") and not text.endswith("|"))


def has_tabs(line: str) -> bool:
    return "\t" in line.strip() and not line.strip().startswith("\t")


def read_barred(lines: Sequence[str], *, headings: bool = False) -> list[Block]:
    """A text with a row a line between bars; ``headings`` reads Markdown's ``#`` marks."""
    closed = _closed(lines)
    rows: dict[int, list[str]] = {}
    more: set[int] = set()  # lines that go on with a row
    for run, outer in _bar_runs(closed):
        begins = unwrapped([text.translate(_BARS) for _, text in run])
        for place, (number, text) in enumerate(run):
            cells = split_bars(text, outer)
            if begins is None or begins[place] == place:
                rows[number] = cells
                continue
            more.add(number)
            whole = rows[run[begins[place]][0]]
            whole[:] = [glue(pair) for pair in zip(whole, cells, strict=True)]
    closed = [line for line in closed if line[0] not in more]
    rules = {number for number, text in closed if is_rule(text)}
    rows = {number: cells for number, cells in rows.items() if number not in rules}
    for number, text in closed:  # one bar in a sentence makes no table
        lonely = not {number - 1, number + 1, number - 2, number + 2} & rows.keys()
        if number in rows and lonely and text.translate(_BARS).count("|") == 1:
            del rows[number]
    return _blocks(closed, rows, rules, headings=headings)


def _bar_runs(
    lines: Sequence[tuple[int, str]],
) -> Iterator[tuple[list[tuple[int, str]], tuple[bool, bool]]]:
    """Rows without prose between, and whether they have bars at their ends: where one row has none,
    a bar at the end of another is that of an empty cell."""
    run: list[tuple[int, str]] = []
    for number, text in [*lines, (0, "-")]:
        if has_bars(text):
            run.append((number, text))
        elif text.strip() and run and not is_rule(text):
            ends = [line.translate(_BARS).strip() for _, line in run if not is_rule(line)]
            yield run, (all(e.startswith("|") for e in ends), all(e.endswith("|") for e in ends))
            run = []


def read_tab_rows(lines: Sequence[str]) -> list[Block]:
    """A text with a row a line, cells parted by tabs; a tab before every row is no cell."""
    numbered = list(enumerate(lines, 1))
    found = [(number, line) for number, line in numbered if "\t" in line and line.strip()]
    shift = 1 if all(line.startswith("\t") for _, line in found) else 0
    rows = {number: [c.strip() for c in line.split("\t")[shift:]] for number, line in found}
    for number in list(rows):  # a contents line or an indented sentence makes no table
        if len(rows[number]) < 3 and not {number - 1, number + 1} & rows.keys():
            del rows[number]
    return _blocks(numbered, rows, set(), headings=False)


def _closed(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Numbered lines; where rows end in a bar, a row broken over lines is put together again."""
    barred = [line.translate(_BARS).strip() for line in lines]
    begun = [text for text in barred if text.startswith("|") and has_bars(text)]
    if len(begun) < 2 or sum(text.endswith("|") for text in begun) * 2 <= len(begun):
        return list(enumerate(lines, 1))
    result: list[tuple[int, str]] = []
    open_row = False
    for number, (line, text) in enumerate(zip(lines, barred, strict=True), 1):
        if open_row and text and not text.startswith("|"):
            result[-1] = (result[-1][0], f"{result[-1][1]}<br>{text}")
        else:
            result.append((number, line))
            open_row = text.startswith("|")
        open_row = open_row and bool(text) and not text.endswith("|")
    known = {line for line in lines if line.strip().endswith("|")}
    wide = max((line.translate(_BARS).count("|") for line in known), default=0)
    if any(line.translate(_BARS).count("|") > wide for _, line in result):
        return list(enumerate(lines, 1))  # the bars at the ends are those of empty cells
    return result


def _blocks(
    lines: Sequence[tuple[int, str]],
    rows: dict[int, list[str]],
    rules: set[int],
    *,
    headings: bool,
) -> list[Block]:
    blocks: list[Block] = []
    table: list[Row] = []
    drawn: list[int] = []  # before which rows a line is drawn
    spread = _is_spread(lines, rows)
    for index, (number, line) in enumerate(lines):
        if number in rows:
            table.append([Piece(text, number) for text in rows[number]])
        elif number in rules:
            if set(line) <= _MARKDOWN_RULE and len(table) > 1:  # the row above it is a header
                blocks += _finish(table[:-1], drawn)
                table, drawn = table[-1:], []
            else:
                drawn.append(len(table))
        elif spread and not line.strip() and _row_next(lines, index, rows):
            continue
        elif table and _SECTION.match(line.strip()) and _row_next(lines, index, rows):
            table.append([Piece(line.strip(), number)])
        else:
            blocks += _finish(table, drawn)
            table, drawn = [], []
            if line.strip():
                blocks.append(_text(line, number, headings))
    return blocks + _finish(table, drawn)


def _text(line: str, number: int, headings: bool) -> Block:
    match = _HEADING.match(line) if headings else None
    if match:
        return paragraph(match.group(2), number, len(match.group(1)))
    text = line.strip()
    if headings:
        text = re.sub(r"^(?:[-*+]|>)\s+", "", text)
    return paragraph(text, number)


def _is_spread(lines: Sequence[tuple[int, str]], rows: dict[int, list[str]]) -> bool:
    """Whether a blank line stands after every row: then it parts no tables."""
    gaps = Counter(b - a for a, b in zip(rows, list(rows)[1:], strict=False))
    return gaps[2] > gaps[1] and len(lines) > 2


def _row_next(lines: Sequence[tuple[int, str]], index: int, rows: dict[int, list[str]]) -> bool:
    return index + 1 < len(lines) and lines[index + 1][0] in rows


def _finish(rows: list[Row], drawn: Sequence[int]) -> list[Block]:
    rows = cleared(_framed(rows, drawn)) if rows else []
    return [rows_table(list(_unfuse(rows)))] if rows else []


def _framed(rows: list[Row], drawn: Sequence[int]) -> list[Row]:
    """Where lines are drawn between all rows, not just around the header, the text lines between
    two of them are one row."""
    cuts = sorted({0, *drawn, len(rows)})
    if len(cuts) < 4 or any(set(piece.text) & _FRAME for row in rows for piece in row):
        return rows
    return [_one_row(rows[start:end]) for start, end in pairwise(cuts)]


def _one_row(lines: list[Row]) -> Row:
    """The lines of a cell were wrapped to its width; a blank line parts its paragraphs."""
    row = [Piece("", piece.line) for piece in lines[0]]
    for line in lines:
        for cell, piece in zip(row, line, strict=False):
            glue = "\n" if not piece.text or cell.text.endswith("\n") else ""
            if not glue and cell.text[-1:].isascii() and piece.text[:1].isascii():
                glue = " "
            cell.text = f"{cell.text.rstrip()}{glue}{piece.text}" if cell.text else piece.text
    for cell in row:
        cell.text = cell.text.strip()
    return row


def _unfuse(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows written on one line (a header with its first row) taken apart again."""
    width = full_width([len(row) for row in rows])
    for row in rows:
        if width > 1 and len(row) > width and len(row) % width == 0 and len(rows) > 2:
            yield from (row[at : at + width] for at in range(0, len(row), width))
        else:
            yield row


def rows_table(rows: list[Row]) -> Table:
    """A table of rows that may be short: squares under a merged cell were left out, or the last
    cell is wider than one column."""
    placed = align(rows)
    return text_table(placed, infer_spans(placed))
