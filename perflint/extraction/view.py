"""A table as rows of places, for reading it line by line."""

from __future__ import annotations

from dataclasses import dataclass

from perflint.reading.document import Cell, Table


@dataclass(slots=True)
class View:
    """``grid`` has at every place the cell that covers it; ``rows`` the distinct cells of each row."""

    table: Table
    grid: list[list[Cell | None]]
    rows: list[list[Cell]]

    @classmethod
    def of(cls, table: Table) -> View:
        grid = table.grid()
        return cls(table, grid, [_distinct(row) for row in grid])

    def until(self, end: int) -> View:
        """The same rows, those from ``end`` on left out."""
        return self if end >= len(self.rows) else View(self.table, self.grid[:end], self.rows[:end])

    def at(self, row: int, column: int) -> Cell | None:
        if 0 <= row < len(self.grid) and 0 <= column < len(self.grid[row]):
            return self.grid[row][column]
        return None

    def starts(self, row: int) -> list[Cell]:
        """The cells that begin in this row, not those that reach into it from above."""
        return [cell for cell in self.rows[row] if cell.row == row]

    def texts(self, row: int) -> list[str]:
        return [cell.text for cell in self.rows[row] if cell.text]


def _distinct(row: list[Cell | None]) -> list[Cell]:
    found: list[Cell] = []
    for cell in row:
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found
