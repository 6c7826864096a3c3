"""The arithmetic of the budget tables, and economic codes that look wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.funds import fund_sums
from perflint.checks.money.ledger import Ledger, amount, ledgers
from perflint.checks.money.objective import objective_sums, part_sums
from perflint.checks.money.prose import narrative_sums
from perflint.checks.money.sums import Sum, sums, words
from perflint.checks.registry import Params, check
from perflint.checks.whereabouts import budget_table
from perflint.extraction.budget_text import squash
from perflint.records.anchor import Anchor
from perflint.resources import corpus

_SHOWN = 3


@check("table-arithmetic", scope="submission")
def table_arithmetic(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Sums that do not come out, in tables and in prose: one hit a table, with the cells."""
    by_table: dict[str, list[Sum]] = {}
    for ledger in ledgers(context):
        found = list(sums(ledger))
        # One cell may fail the sum down its column and the sum across its row alike.
        wrong = list({(one.what, one.parts): one for one in found if not one.holds}.values())
        # A table in which a third of all sums fail was read wrongly, or is built otherwise.
        if len(wrong) == 1 or _one_cause(wrong) or (wrong and len(wrong) * 3 <= len(found)):
            by_table.setdefault(ledger.table, []).extend(wrong)
    for table, unequal in _two_sides(ledgers(context)):
        by_table.setdefault(table, []).append(unequal)
    for table, wrong in by_table.items():
        yield _hit(table, wrong, budget_table(context, table))
    for one in _between_tables(ledgers(context)):
        if one.what not in {w.what for wrong in by_table.values() for w in wrong}:
            yield _hit("预算表之间", [one], _named_table(context, one))
    yield from narrative_sums(context)
    yield from objective_sums(context)
    yield from part_sums(context)
    yield from fund_sums(context)


def _one_cause(wrong: Sequence[Sum]) -> bool:
    """合计 and its one fund off by the same amount."""
    return 1 < len(wrong) <= 3 and len({one.parts - one.stated for one in wrong}) == 1


def _named_table(context: Context, one: Sum) -> Anchor | None:
    """The table that a sum across tables begins with."""
    tables = context.submission.budget_tables
    return next((table.anchor for table in tables if one.what.startswith(table.title)), None)


def _hit(table: str, wrong: Sequence[Sum], anchor: Anchor | None) -> Hit:
    told = [
        f"{one.what}为{_money(one.stated)}，分项合计{_money(one.parts)}" for one in wrong[:_SHOWN]
    ]
    more = f"等{len(wrong)}处" if len(wrong) > _SHOWN else ""
    return Hit(
        field="budget_lines",
        quote=f"{table}：{wrong[0].what}",
        values={"table": table, "sums": "；".join(told) + more, "count": str(len(wrong))},
        anchor=anchor,
    )


def _money(value: Decimal) -> str:
    return f"{value.normalize():f}万元"


def _two_sides(all_sides: Sequence[Ledger]) -> Iterator[tuple[str, Sum]]:
    """收入总计 against 支出总计 of one table."""
    by_table: dict[str, dict[str, Decimal]] = {}
    cents = {side.table: side.cent for side in all_sides}
    for side in all_sides:
        column = side.total_column
        if column is None:
            continue
        for row in side.rows:
            name = squash(row.name)
            value = amount(row, column)
            if name in ("收入总计", "支出总计") and value is not None:
                by_table.setdefault(side.table, {})[name] = value
    for table, found in by_table.items():
        if len(found) == 2:
            one = Sum("收入总计与支出总计", found["收入总计"], found["支出总计"], 1, cents[table])
            if not one.holds:
                yield table, one


def _between_tables(all_sides: Sequence[Ledger]) -> Iterator[Sum]:
    """The same total in two tables: 支出总表 against 收支总表, 基本支出表 against 基本支出."""
    stated = _side_totals(all_sides)
    for ledger in all_sides:
        total, column = ledger.total_row(), ledger.total_column
        if total is None or column is None or ledger.kind not in ("income", "expenditure"):
            continue
        known = stated["收入" if ledger.kind == "income" else "支出"]
        value = amount(total, column)
        if (
            value is not None
            and known
            and all(not Sum("", value, k, 1, ledger.cent).holds for k in known)
        ):
            what = f"{ledger.table}合计与收支总表"
            yield Sum(what, value, min(known, key=lambda k: abs(k - value)), 1)
    yield from _basic(all_sides)
    yield from _by_fund(all_sides)


_GENERAL = "一般公共预算"
_FEWEST_CODES, _AGREEING = 5, 5


def _by_fund(all_sides: Sequence[Ledger]) -> Iterator[Sum]:
    """A code of the table of 一般公共预算 against the column of that fund in the income table, where
    nearly all other codes agree."""
    generals = [ledger for ledger in all_sides if ledger.kind == "general" and ledger.total_column]
    incomes = [
        (ledger, column)
        for ledger in all_sides
        if ledger.kind == "income"
        for column in ledger.money
        if _GENERAL in column and "结转" not in column
    ]
    if len(generals) != 1 or len(incomes) != 1:
        return
    (income, fund), general = incomes[0], generals[0]
    told = {row.code: row for row in income.rows if row.leaf}
    carried = [column for column in income.money if "结转" in column or "结余" in column]
    pairs = [(row, told[row.code]) for row in general.rows if row.leaf and row.code in told]
    wrong = []
    for row, other in pairs:
        stated = amount(row, general.total_column or "") or Decimal(0)
        base = amount(other, fund) or Decimal(0)
        rest = [amount(other, column) or Decimal(0) for column in carried]
        known = [base, *(base + value for value in rest), base + sum(rest, Decimal(0))]
        if not any(Sum("", stated, value, 1, general.cent).holds for value in known):
            what = f"{general.table}{row.code}{row.name}与{income.table}"
            wrong.append(Sum(what, stated, base, 1, general.cent))
    if len(pairs) >= _FEWEST_CODES and len(wrong) * _AGREEING <= len(pairs):
        yield from wrong


def _side_totals(all_sides: Sequence[Ledger]) -> dict[str, list[Decimal]]:
    """Amounts of the 合计 and 总计 rows of 收支总表, by side."""
    found: dict[str, list[Decimal]] = {"收入": [], "支出": []}
    names = (*words()["grand_total"], *words()["year_total"])
    for ledger in all_sides:
        column = ledger.total_column
        if ledger.kind != "income-expenditure" or column is None:
            continue
        for row in ledger.rows:
            name, value = squash(row.name), amount(row, column)
            for side, values in found.items():
                if name in names and side in name and value is not None:
                    values.append(value)
    return found


def _basic(all_sides: Sequence[Ledger]) -> Iterator[Sum]:
    """The basic-expenditure table's 合计 against 基本支出 of the table of the same funds."""
    basics = [ledger for ledger in all_sides if ledger.kind == "basic"]
    generals = [ledger for ledger in all_sides if ledger.kind == "general"]
    if len(basics) != 1 or len(generals) != 1 or "一般公共预算" not in basics[0].table:
        return
    total, column = basics[0].total_row(), basics[0].total_column
    other = generals[0].total_row()
    columns = [c for c in generals[0].money if c.split("/")[0] == "基本支出"]
    columns = [c for c in columns if c.endswith(("基本支出", "小计"))][:1]
    if total is None or other is None or column is None or not columns:
        return
    a, b = amount(total, column), amount(other, columns[0])
    if a is not None and b is not None and not Sum("", a, b, 1, basics[0].cent).holds:
        yield Sum(f"{basics[0].table}合计与{generals[0].table}基本支出", a, b, 1)


@check("economic-class-suspect", scope="submission")
def economic_class_suspect(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Goods and services (302) that carry personnel money equal to another line's amount."""
    staff = corpus("money.toml")["people"]["staff"]
    lines = {
        value: row
        for ledger in ledgers(context)
        for row in ledger.rows
        if row.leaf and (column := ledger.total_column) and (value := amount(row, column))
    }
    for ledger in ledgers(context):
        columns = [c for c in ledger.money if any(word in c for word in staff)]
        if ledger.kind != "basic" or not columns:
            continue
        for row in ledger.rows:
            value = amount(row, columns[0])
            if row.code.startswith("302") and len(row.code) == 5 and value and value in lines:
                other = lines[value]
                yield Hit(
                    field="budget_lines",
                    quote=f"{row.code} {row.name}",
                    values={
                        "code": row.code,
                        "item": row.name,
                        "amount": _money(value),
                        "other": f"{other.code}{other.name}",
                    },
                    anchor=row.anchor,
                )
