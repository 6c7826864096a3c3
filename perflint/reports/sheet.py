"""A table ready to print: what the reconciliation gives to every paper that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sheet:
    """A titled table. ``numeric`` are the columns (from 0) that hold amounts; ``notes`` follow.

    ``total`` is the budgeted project expenditure in 万元, "" where it is not known.

    Cells are text as it should be read; "" is an empty cell. ``bold`` are the rows (from 0) that
    are totals.
    """

    title: str
    columns: list[str]
    rows: list[list[str]]
    numeric: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    notes: list[str] = field(default_factory=list)
    total: str = ""
