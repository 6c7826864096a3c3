"""Text dumps in which some tables have a row a line and others a cell a line, all with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.reading.delimited import has_tabs, read_tab_rows
from perflint.reading.document import Block, Paragraph
from perflint.reading.tabbed import read_tabbed

_LEAST_ROWS, _LEAST_CELLS = 3, 3


def is_mixed(lines: Sequence[str]) -> bool:
    """Whether tables of both kinds stand in the text; one kind may have stray tabs of the other."""
    taken = set(_row_lines(lines))
    rest = [line for number, line in enumerate(lines) if number not in taken]
    single = sum(line.startswith("\t") and not has_tabs(line.strip("\t")) for line in rest)
    stray = sum(has_tabs(line.strip("\t")) for line in rest)
    return bool(taken) and single >= _LEAST_ROWS * _LEAST_CELLS and stray * 10 <= single


def read_mixed(lines: Sequence[str]) -> list[Block]:
    """The tables with a row a line by their rows, the rest by its cells, in reading order."""
    taken = set(_row_lines(lines))
    rows = [line if number in taken else "" for number, line in enumerate(lines)]
    rest = ["" if number in taken else line for number, line in enumerate(lines)]
    blocks = [*read_tab_rows(rows), *read_tabbed(rest)]
    return sorted(blocks, key=_line)


def _line(block: Block) -> int:
    if isinstance(block, Paragraph):
        return block.line or 0
    return min((cell.line or 0 for cell in block.cells), default=block.line or 0)


def _row_lines(lines: Sequence[str]) -> Iterator[int]:
    """The lines of stretches without a blank or a tabless line, several with cells in a row."""
    start = 0
    for end, line in enumerate([*lines, ""]):
        if _is_row(line):
            continue
        wide = sum(text.count("\t") + 1 >= _LEAST_CELLS for text in lines[start:end])
        if wide >= _LEAST_ROWS:
            yield from range(start, end)
        start = end + 1


def _is_row(line: str) -> bool:
    """A tab between two texts, or behind the first where the cells after it are empty."""
    return has_tabs(line.strip("\t")) or ("\t" in line and line[:1] not in ("\t", ""))
