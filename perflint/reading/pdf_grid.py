"""Ruling lines become grids: where lines cross there is a table, where one is missing a merge."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from perflint.reading.pdf_page import Box, Glyph, Page, Rule

_NEAR = 3.0  # points between lines that are one line, and between ends that touch


@dataclass(slots=True)
class GridCell:
    """A cell by its place in the grid, its box and the characters in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)
    open_left: bool = False  # at the table's side, without the line that others have there
    open_right: bool = False
    open_top: bool = False
    open_bottom: bool = False
    cut: bool = False  # a part of its text is hidden


@dataclass(slots=True)
class Grid:
    """``xs`` from left to right and ``ys`` from top to bottom are the lines between the cells."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[GridCell]]
    _down: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._down = [-y for y in self.ys]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self._down, -y), len(self.ys) - 1) - 1
        return self.owner[row][column]


def find_grids(page: Page) -> list[Grid]:
    """The page's tables of two cells or more, smaller ones (nested in others) first."""
    horizontal, vertical = _joined(page.horizontal), _joined(page.vertical)
    grids = [
        grid
        for across, down in _connected(horizontal, vertical)
        if (grid := _grid(across, down)) is not None and len(grid.cells) > 1
    ]
    return sorted(grids, key=lambda grid: _area(grid.box))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Lines at the same place that touch or overlap as one."""
    joined: list[Rule] = []
    for group in _levels(rules):
        at = sum(rule.at for rule in group) / len(group)
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + _NEAR:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        joined.append(Rule(at, start, end))
    return joined


def _levels(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Lines grouped by where they stand; a group is at most `_NEAR` wide."""
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _connected(
    horizontal: list[Rule], vertical: list[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines of each set that cross or touch one another."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for place, upright in enumerate(vertical, len(horizontal)):
        for index, level in enumerate(horizontal):
            if _touch(level, upright):
                parents[root(place)] = root(index)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*horizontal, *vertical]):
        group = groups.setdefault(root(index), ([], []))
        group[index >= len(horizontal)].append(rule)
    yield from groups.values()


def _touch(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not across or not down:
        return None
    xs = _edges(down, across)
    ys = _edges(across, down)[::-1]
    if len(xs) < 2 or len(ys) < 2:
        return None
    beside = _covered(down, xs, ys)  # beside[column line][row]
    above = _covered(across, ys, xs)  # above[row line][column]
    cells, owner = _cells(xs, ys, beside, above)
    return Grid(xs, ys, cells, owner)


def _edges(rules: list[Rule], crossing: list[Rule]) -> list[float]:
    """The places of the lines; a table open at its sides ends where its crossing lines end."""
    places = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < places[0] - 3 * _NEAR:
        places.insert(0, first)
    if last > places[-1] + 3 * _NEAR:
        places.append(last)
    edges = places[:1]
    for place in places[1:]:
        if place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _covered(rules: list[Rule], places: list[float], others: list[float]) -> list[list[bool]]:
    """For every place of a line, which of the gaps between ``others`` a line runs along."""
    middles = [(a + b) / 2 for a, b in pairwise(others)]
    found = []
    for place in places:
        spans = [(r.start, r.end) for r in rules if abs(r.at - place) <= _NEAR]
        found.append([any(start <= middle <= end for start, end in spans) for middle in middles])
    return found


def _cells(
    xs: list[float], ys: list[float], beside: list[list[bool]], above: list[list[bool]]
) -> tuple[list[GridCell], list[list[GridCell]]]:
    """Rectangles of places without a line between them, taken from the top left on."""
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    owner: list[list[GridCell | None]] = [[None] * n_columns for _ in range(n_rows)]
    cells = []
    for row in range(n_rows):
        for column in range(n_columns):
            if owner[row][column] is not None:
                continue
            right, bottom = column + 1, row + 1
            while right < n_columns and not beside[right][row] and owner[row][right] is None:
                right += 1
            while bottom < n_rows and not any(above[bottom][column:right]):
                bottom += 1
            box = (xs[column], ys[bottom], xs[right], ys[row])
            cell = GridCell(row, column, bottom - row, right - column, box)
            cell.open_left = column == 0 and _lacks(beside[0], row)
            cell.open_right = right == n_columns and _lacks(beside[right], row)
            cell.open_top = row == 0 and _lacks(above[0], column)
            cell.open_bottom = bottom == n_rows and _lacks(above[bottom], column)
            cells.append(cell)
            for line in owner[row:bottom]:
                line[column:right] = [cell] * (right - column)
    return cells, owner  # type: ignore[return-value]


def _lacks(line: list[bool], place: int) -> bool:
    """Whether a line of the table is missing here though it is drawn elsewhere."""
    return not line[place] and any(line)
