"""Text dumps where a cell begins with a tab and blank lines part the rows (Apache Tika).

A cell keeps its empty paragraphs, so a blank line may also stand inside a row, and a cell's further
paragraphs stand on lines without a tab, as the prose after the table does. Only the width of the
neighbouring rows tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perflint.patterns import pattern
from perflint.reading.document import Block
from perflint.reading.rows import Piece, Row, common_width, paragraph, text_table
from perflint.reading.spans import infer_spans

_BOOKMARK = pattern(r"\[bookmark:[^\]\n]*\]")
_PAGE_NUMBER = pattern(r"^\s*[-—－]?\s*\d{1,4}\s*[-—－]?\s*$")
# What stands right under a table, never as a further paragraph of a short cell.
_UNDER_TABLE = pattern(r"^\s*(?:注|备注|说明)\s*[:：]|^ ?[一二三四五六七八九十]{1,3}、|表\s*$")
# A part of the document, or the title of a table: no paragraph of the cell above.
_HEADING = pattern(
    r"^\s*第[一二三四五六七八九十]{1,3}部分|^.{4,60}(?:绩效目标|绩效|申报|情况|批复)表\s*$"
)
_LABEL = pattern(r"^.{0,8}(?:目标|名称|部门|单位|资金|金额|总额)(?:[(（].{1,6}[)）])?$")
_META = pattern(r"(?:单位|年度|部门|时间|日期)\s*[:：]")
_STRONG_GAP = 3
_MOST_CAPTIONS = 4
_LONGEST_TITLE = 20


@dataclass(slots=True)
class _Cell:
    line: int
    lines: list[str]
    tail_at: int = 0  # where further paragraphs begin: 1 once the tab's own line is in

    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class _Run:
    """Cells with no blank line between; ``gap`` counts the blank lines before."""

    gap: int
    cells: list[_Cell] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(slots=True)
class _Text:
    gap: int
    line: int
    raw: str


def clean(text: str) -> str:
    """Without the dump's marks for bookmarks."""
    return _BOOKMARK.sub("", text)


def read_tabbed(lines: Sequence[str]) -> list[Block]:
    """The paragraphs and tables of such a dump."""
    events = list(_settle(_scan(lines)))
    blocks: list[Block] = []
    run: list[_Run] = []
    for event in events:
        if isinstance(event, _Run):
            run.append(event)
            continue
        blocks += _tables(run)
        run = []
        text = clean(event.raw).strip()
        if text:
            level = 1 if _BOOKMARK.match(event.raw.lstrip()) else 0
            blocks.append(paragraph(text, event.line, level))
    return blocks + _tables(run)


def _scan(lines: Sequence[str]) -> Iterator[_Run | _Text]:
    """Runs of cells and the lines of prose, as they stand."""
    run: _Run | None = None
    gap = 0
    for number, raw in enumerate(lines, 1):
        if raw.startswith("\t"):
            if run is None:
                run, gap = _Run(gap), 0
            run.cells.append(_Cell(number, [clean(raw[1:]).replace("\t", " ")]))
        elif not raw.strip():
            if run is not None:
                yield run
                run = None
            gap += 1
        elif run is not None and not _starts_prose(raw):
            run.cells[-1].lines.append(clean(raw).replace("\t", " "))
        else:
            if run is not None:
                yield run
                run = None
            yield _Text(gap, number, raw)
            gap = 0
    if run is not None:
        yield run


def _starts_prose(raw: str) -> bool:
    if _BOOKMARK.match(raw.lstrip()) or _HEADING.match(raw):
        return True
    return raw[:1] == " " and _PAGE_NUMBER.match(raw) is not None


def _settle(events: Iterator[_Run | _Text]) -> list[_Run | _Text]:
    """Decide for every line without a tab whether it continues a cell or is prose."""
    settled: list[_Run | _Text] = []
    pending = list(events)
    for index, event in enumerate(pending):
        following = pending[index + 1] if index + 1 < len(pending) else None
        if isinstance(event, _Text):
            if _continues(settled, event, following):
                _last_cell(settled).lines += ["", clean(event.raw)]
                continue
            settled.append(event)
            continue
        settled += _split_prose(event, _width_before(settled))
    return settled


def _width_before(settled: Sequence[_Run | _Text]) -> int:
    """The width of the row above in the same table; 0 at its top."""
    last = settled[-1] if settled else None
    return len(last) if isinstance(last, _Run) else 0


def _last_cell(settled: Sequence[_Run | _Text]) -> _Cell:
    last = settled[-1]
    assert isinstance(last, _Run)
    return last.cells[-1]


def _continues(
    settled: Sequence[_Run | _Text], text: _Text, following: _Run | _Text | None
) -> bool:
    """A paragraph after a blank line belongs to the cell when the row is only full with what
    follows right below."""
    if not isinstance(following, _Run) or following.gap or not 0 < text.gap < _STRONG_GAP:
        return False
    if _starts_prose(text.raw) or _UNDER_TABLE.search(text.raw):
        return False
    table: list[int] = []
    for event in reversed(settled):
        if isinstance(event, _Text):
            break
        table.append(len(event))
        if event.gap >= _STRONG_GAP:
            break
    return len(table) > 1 and table[0] + len(following) == common_width(table)


def _split_prose(run: _Run, above: int) -> Iterator[_Run | _Text]:
    """Cut a run where a full row is followed by prose that was taken for its continuation."""
    for index, cell in enumerate(run.cells):
        count, last = index + 1, index + 1 == len(run.cells)
        tail = cell.lines[1:]
        if not tail or (above and count != above) or (not above and not last):
            continue
        cut = 0 if not last and above else _first_prose(tail, bool(above))
        if cut is None:
            continue
        yield _Run(run.gap, run.cells[:count])
        for offset, raw in enumerate(tail[cut:]):
            yield _Text(0, cell.line + 1 + cut + offset, raw)
        del cell.lines[1 + cut :]
        if not last:
            yield from _split_prose(_Run(0, run.cells[count:]), 0)
        return
    yield run


def _first_prose(tail: Sequence[str], in_table: bool) -> int | None:
    """Where prose begins among the lines under a row's last cell. A table's only row is mostly an
    objective, whose paragraphs are numbered as headings are."""
    for index, raw in enumerate(tail):
        if _UNDER_TABLE.search(raw) and (in_table or raw.rstrip().endswith("表")):
            return index
    return None


def _tables(runs: list[_Run]) -> list[Block]:
    """The tables in a row of runs without prose between."""
    tables: list[Block] = []
    rows: list[Row] = []
    for gap, row in _join(list(_without_captions(runs))):
        if rows and _is_boundary(gap, rows[-1], row):
            tables.append(text_table(rows, infer_spans(rows)))
            rows = []
        rows.append(row)
    if rows:
        tables.append(text_table(rows, infer_spans(rows)))
    return tables


def _without_captions(runs: Sequence[_Run]) -> Iterator[_Run]:
    """The runs, with the captions over a table (department, year, unit) as a row of their own where
    the column titles follow them with no blank line: each caption would push the titles aside."""
    for index, run in enumerate(runs):
        count = _captions(run) if index == 0 or run.gap >= _STRONG_GAP else 0
        if count:
            yield _Run(run.gap, run.cells[:count])
            yield _Run(1, run.cells[count:])
        else:
            yield run


def _captions(run: _Run) -> int:
    """How many captions a run begins with that goes on with column titles; 0 where it does not."""
    texts = [cell.text() for cell in run.cells]
    meta = [n for n, text in enumerate(texts) if _META.search(text)]
    count = meta[-1] + 1 if meta else 0
    titles = [text for text in texts[count:] if text]
    plain = all(len(text) <= _LONGEST_TITLE and not re.search(r"\d", text) for text in titles)
    return count if count <= _MOST_CAPTIONS and len(titles) >= 2 and plain else 0


def _is_boundary(gap: int, above: Row, below: Row) -> bool:
    return gap >= _STRONG_GAP or (gap == _STRONG_GAP - 1 and len(above) != len(below))


def _join(runs: Sequence[_Run]) -> Iterator[tuple[int, Row]]:
    """Rows with the gap before each; runs that only together are as wide as their neighbours are
    one row with a blank line in a cell."""
    index = 0
    for start, end in _segments(runs):
        width = common_width([len(run) for run in runs[start:end]])
        full = [run for run in runs[start:end] if len(run) == width]
        begins = {_kind(run.cells[0].text()) for run in full}
        index = max(index, start)
        while index < end:
            count = _together(runs, index, width) if len(runs[index]) < width else 1
            parts = runs[index : index + count]
            mostly_full = len(full) >= 5 and len(full) * 5 >= (end - start - count) * 4
            if count > 1 and (_is_meta(parts) or not (mostly_full or _begins(parts[0], begins))):
                count, parts = 1, parts[:1]
            cells = [cell for run in parts for cell in run.cells]
            yield runs[index].gap, [Piece(cell.text(), cell.line) for cell in cells]
            index += count


def _segments(runs: Sequence[_Run]) -> Iterator[tuple[int, int]]:
    """Stretches between wide gaps: tables, unless a row spans the gap."""
    start = 0
    for index in range(1, len(runs) + 1):
        if index == len(runs) or runs[index].gap >= _STRONG_GAP:
            yield start, index
            start = index


def _together(runs: Sequence[_Run], start: int, width: int) -> int:
    """How many runs from ``start`` on add up to ``width``; 1 where none do."""
    total = 0
    for count, run in enumerate(runs[start:], 1):
        total += len(run)
        if total >= width or len(run) >= width:
            return count if total == width and count > 1 else 1
    return 1


def _is_meta(parts: Sequence[_Run]) -> bool:
    """A line above the header with the unit, the year and the department, or a label of the form
    with its value beside it."""
    if any(len(part) == 2 and _LABEL.match(part.cells[0].text()) for part in parts):
        return True
    return any(_META.search(cell.text()) for part in parts for cell in part.cells)


def _begins(run: _Run, begins: set[str]) -> bool:
    """Whether a row begins as its full neighbours do."""
    return _kind(run.cells[0].text()) in begins


def _kind(text: str) -> str:
    """What a cell at the start of a row looks like: empty, a number, or its last two characters."""
    if not text:
        return ""
    return "0" if re.fullmatch(r"[\d.]+", text) else text[-2:]
