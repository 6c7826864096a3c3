"""Budget tables as ledgers: rows of one side of one table, with the amount in each column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.once import once
from perflint.extraction.budget_text import is_total, money_is
from perflint.patterns import pattern
from perflint.records.submission import BudgetLine, BudgetTable

_YEAR = pattern(r"20\d{2}")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One side of a budget table: rows with the same columns, in order. Amounts in 万元.

    ``cent`` is what rounding may leave: two hundredths of 万元, or one 元 in a table in 元.
    ``year`` is the budget year: of columns for several years the total is this year's.
    """

    table: str
    kind: str
    rows: tuple[BudgetLine, ...]
    money: tuple[str, ...]
    cent: Decimal = Decimal("0.02")
    year: int | None = None

    def total_row(self) -> BudgetLine | None:
        """The row 合计 or 总计, where there is just one."""
        rows = [row for row in self.rows if not row.code and is_total(row.name)]
        return rows[0] if len(rows) == 1 else None

    @property
    def total_column(self) -> str | None:
        """The column with the row's total."""
        plain = [
            title
            for title in self.money
            if money_is(title.split("/")[-1], "total")
            and not any(money_is(title, m) for m in ("project", "basic", "carry", "current"))
        ]
        ours = [title for title in plain or self.money if not self._of_other_year(title)]
        if plain and ours:
            return ours[0]
        return ours[0] if len(ours) == 1 else None

    def _of_other_year(self, title: str) -> bool:
        """A column of last year's figures, or of the change against them."""
        years = {int(found) for found in _YEAR.findall(title)}
        other = bool(years) and self.year is not None and self.year not in years
        return other or any(word in title for word in ("上年", "增减", "增长", "比较"))


def amount(row: BudgetLine, column: str) -> Decimal | None:
    """The number in a cell; None for an empty cell or text."""
    value = row.columns.get(column)
    return value if isinstance(value, Decimal) else None


def ledgers(context: Context) -> tuple[Ledger, ...]:
    """All sides of all budget tables, in document order."""
    return once(context, "ledgers", lambda: _build(context))


def _build(context: Context) -> tuple[Ledger, ...]:
    tables = {table.title: table for table in context.submission.budget_tables}
    groups: dict[tuple[str, tuple[str, ...]], list[BudgetLine]] = defaultdict(list)
    for line in context.submission.budget_lines:
        # Sums over columns that may have been shifted prove nothing.
        if line.table in tables and tables[line.table].doubts:
            continue
        groups[line.table, tuple(line.columns)].append(line)
    return tuple(
        _ledger(tables.get(title), title, rows, _money(rows, columns), context.submission.year)
        for (title, columns), rows in groups.items()
    )


def _ledger(
    table: BudgetTable | None,
    title: str,
    rows: Sequence[BudgetLine],
    money: tuple[str, ...],
    year: int | None,
) -> Ledger:
    if table is None:
        return Ledger(title, "", tuple(rows), money, year=year)
    cent = Decimal("0.0001") if table.unit == "元" else Decimal("0.02")
    return Ledger(title, table.kind, tuple(rows), money, cent, year)


def _money(rows: Sequence[BudgetLine], columns: Sequence[str]) -> tuple[str, ...]:
    """Columns that hold numbers and no words."""
    return tuple(
        column
        for column in columns
        if any(isinstance(row.columns[column], Decimal) for row in rows)
        and not any(isinstance(row.columns[column], str) for row in rows)
    )
