"""What the explanations say in words against what the tables say in figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.growth import wrong_rates
from perflint.checks.money.ledger import Ledger, amount, ledgers
from perflint.checks.money.named import named_amounts
from perflint.checks.money.objective import objective_against_cost
from perflint.checks.money.stated import (
    AMOUNT,
    Breakdown,
    Stated,
    breakdowns,
    prose_words,
    stated,
    told_passages,
)
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.whereabouts import passage_with
from perflint.extraction.budget_text import squash
from perflint.resources import corpus

_EXHAUSTIVE = (
    ("基本支出", "项目支出"),
    ("人员经费", "公用经费"),
    ("因公出国", "公务用车", "公务接待"),
)
_LONG_LIST = 6
_FEW = 3


@check("narrative-against-table", scope="submission")
def narrative_against_table(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """An item whose amount in prose is none of those the tables state for it, and a rate that its own
    amounts contradict."""
    said = against_tables(context)
    yield from said
    # An amount that is wrong makes its rate wrong too.
    amounts = [found[0] for hit in said for found in re.finditer(AMOUNT, hit.quote)]
    for hit in wrong_rates(context):
        if not any(amount in hit.quote for amount in amounts):
            yield hit
    yield from objective_against_cost(context)


def against_tables(context: Context) -> tuple[Hit, ...]:
    """The contradictions between prose and tables, found once a run."""
    return once(context, "against-tables", lambda: tuple(_contradictions(context)))


def _contradictions(context: Context) -> Iterator[Hit]:
    told_of: dict[str, set[tuple[Decimal, str]]] = defaultdict(set)
    for item in _items():
        known = _known(context, item)
        told = _told(context, item)
        for one in told:
            if known and not any(one.agrees(value) for value in known):
                said = (one.amount, _amounts(known))
                told_of[item["name"]].add(said)
                # The part that is all of its item says no more than the item.
                if said not in told_of[item.get("part_of", "")]:
                    yield _hit(context, one, f"表中为{said[1]}", "")
        if not known and not item.get("total_row"):
            yield from _against_itself(context, told)
    # An item that is wrong makes its total wrong too: the item says where.
    items = list(_office_items(context))
    yield from items or _office_total(context)
    yield from _assets(context)
    reported = {pair for pairs in told_of.values() for pair in pairs}
    for one, states in named_amounts(context):
        if (one.amount, _amounts(states)) not in reported:
            yield _hit(context, one, f"表中为{_amounts(states)}", "")


def _hit(context: Context, one: Stated, other: str, variant: str) -> Hit:
    place = passage_with(context, [one.quote])
    values = {"item": one.item, "said": _shown(one.amount), "other": other}
    return Hit(field="passages", quote=one.quote, values=values, variant=variant, anchor=place)


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}万元"


def _amounts(values: set[Decimal]) -> str:
    """The amounts a reader may choose from; of many the largest, which is their total."""
    few = values if len(values) <= _FEW else {max(values)}
    return "或".join(_shown(value) for value in sorted(few))


@cache
def _items() -> tuple[dict[str, Any], ...]:
    return tuple(prose_words()["item"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    item = next(item for item in _items() if item["name"] == name)
    return re.compile(rf"{item['pattern']}{prose_words()['words']['link']}\s*{AMOUNT}")


def _told(context: Context, item: dict[str, Any]) -> list[Stated]:
    year = context.submission.year
    pattern = _pattern(item["name"])
    return [
        one
        for _, text in told_passages(context)
        for one in stated(text, pattern, item["name"], year)
    ]


def _known(context: Context, item: dict[str, Any]) -> set[Decimal]:
    """All amounts the tables state for an item; an item they have in no column is not known."""
    found: set[Decimal] = set()
    for ledger in ledgers(context):
        if ledger.kind in item["tables"]:
            found |= _in_ledger(ledger, item)
        if "also" in item:
            found |= _in_columns(ledger, item["also"])
        if ledger.kind in ("income-expenditure", "fiscal-summary") and ledger.total_column:
            names = item.get("sides", ())
            rows = [row for row in ledger.rows if squash(row.name) in names]
            found |= {
                value for row in rows if (value := amount(row, ledger.total_column)) is not None
            }
    return found


def _in_columns(ledger: Ledger, word: str) -> set[Decimal]:
    """All cells of the columns that name a fund: a clause may speak of one part of it."""
    columns = [column for column in ledger.money if word in column]
    return {value for c in columns for row in ledger.rows if (value := amount(row, c)) is not None}


def _in_ledger(ledger: Ledger, item: dict[str, Any]) -> set[Decimal]:
    if item.get("total_row"):
        row = ledger.total_row()
        columns = [c for c in ledger.money if re.search(item["column"], c)]
        if ledger.kind == "basic" and item["name"] == "基本支出" and ledger.total_column:
            columns.append(ledger.total_column)
        # A clause may speak of one 类 or 款: any cell of the column is a right answer.
        cells = ledger.rows if row else ()
        values = {
            value for c in columns for each in cells if (value := amount(each, c)) is not None
        }
        return values | ({Decimal(0)} if row and columns and not values else set())
    if not any(row.name for row in ledger.rows):
        return _by_column(ledger, item["row"])
    column = ledger.total_column
    rows = [row for row in ledger.rows if re.search(item["row"], squash(row.name))]
    return {amount(row, column) or Decimal(0) for row in rows} if column else set()


def _by_column(ledger: Ledger, wanted: str) -> set[Decimal]:
    """A table whose items are its columns: what stands under a title, or under its 小计."""
    columns = [
        column
        for column in ledger.money
        if re.search(wanted, column.split("/")[-1])
        or (column.endswith(("/小计", "/合计")) and re.search(wanted, column.rpartition("/")[0]))
    ]
    return {amount(row, column) or Decimal(0) for row in ledger.rows for column in columns}


def _against_itself(context: Context, told: list[Stated]) -> Iterator[Hit]:
    """Without a table: two passages that differ on the same item."""
    for one in told[1:]:
        if not one.agrees(told[0].amount) and not told[0].agrees(one.amount):
            yield _hit(context, one, f"前文为{_shown(told[0].amount)}", "twice")


def _office_total(context: Context) -> Iterator[Hit]:
    """机关运行经费 above all the office money of the basic-expenditure table, of which it is a part."""
    words = corpus("money.toml")["people"]["office"]
    totals = [
        value
        for ledger in ledgers(context)
        if ledger.kind == "basic" and (row := ledger.total_row()) is not None
        for column in ledger.money
        if any(word in column for word in words) and (value := amount(row, column)) is not None
    ]
    if not totals:
        return
    item = prose_words()["office_total"]
    found = re.compile(rf"{item['pattern']}{prose_words()['words']['link']}\s*{AMOUNT}")
    for _, text in told_passages(context):
        for one in stated(text, found, item["name"], context.submission.year):
            if one.amount > max(totals) + one.slack:
                yield _hit(context, one, f"基本支出表公用经费合计为{_amounts({max(totals)})}", "")


def _office_items(context: Context) -> Iterator[Hit]:
    """Items of office money (办公费 …) in the section on 机关运行经费, against the table's column."""
    words = corpus("money.toml")["people"]["office"]
    table: dict[str, set[Decimal]] = defaultdict(set)
    for ledger in ledgers(context):
        columns = [c for c in ledger.money if any(word in c for word in words)]
        if ledger.kind == "basic" and len(columns) == 1:
            for row in ledger.rows:
                if len(row.code) == 5:
                    table[_plain(row.name)].add(amount(row, columns[0]) or Decimal(0))
    if not table:
        return
    for _, text in told_passages(context):
        if not any(word in text[:60] for word in prose_words()["words"]["office_section"]):
            continue
        for breakdown in breakdowns(text):
            # Parts that do not make their total are another rule's.
            for part in () if _fails(breakdown) else breakdown.parts:
                name = _plain(part.item)
                if name in table and not any(part.agrees(value) for value in table[name]):
                    named = Stated(part.item, part.amount, part.slack, part.quote)
                    yield _hit(context, named, f"表中公用经费为{_amounts(table[name])}", "")


def _plain(name: str) -> str:
    return re.sub(r"[（）()、，：:；\s]|办公(?=取暖)", "", name)


def _assets(context: Context) -> Iterator[Hit]:
    """“拟购置固定资产 0 万元” although the tables hold capital expenditure (310)."""
    capital = sum(
        (amount(row, column) or Decimal(0))
        for ledger in ledgers(context)
        if ledger.kind == "basic" and (column := ledger.total_column)
        for row in ledger.rows
        if row.code == "310"
    )
    pattern = re.compile(rf"拟购置固定资产(?:总额|金额)?(?:为|：|:)?{AMOUNT}")
    for _, text in told_passages(context):
        for one in stated(text, pattern, "拟购置固定资产", context.submission.year):
            if one.amount == 0 and capital:
                yield _hit(context, one, f"资本性支出（310）为{_shown(Decimal(capital))}", "assets")


def narrative_sums(context: Context) -> Iterator[Hit]:
    """“A，其中：B、C” whose parts do not make A, where the parts are plainly all of them.

    A sum that fails because one part contradicts the tables is that contradiction's to report.
    """
    wrong = [hit.quote for hit in against_tables(context)]
    for passage, text in told_passages(context):
        for found in () if any(quote in text for quote in wrong) else breakdowns(text):
            gap = found.sum - found.total.amount
            if _fails(found):
                yield Hit(
                    field="passages",
                    quote=f"{found.total.quote}，其中：{'、'.join(p.quote for p in found.parts)}",
                    values={
                        "total": _shown(found.total.amount),
                        "sum": _shown(found.sum),
                        "gap": _shown(abs(gap)),
                    },
                    variant="prose",
                    anchor=passage.anchor,
                )


def _fails(found: Breakdown) -> bool:
    """Whether parts exceed their total, or do not make it although they are all there are."""
    gap = found.sum - found.total.amount
    if abs(gap) <= found.tolerance + found.total.slack:
        return False
    return gap > 0 or _is_whole(found.parts, abs(gap), found.total.amount)


def _is_whole(parts: tuple[Stated, ...], gap: Decimal, total: Decimal) -> bool:
    """Parts that are all there are: a known pair, an 其他, or a long list that nearly adds up."""
    names = " ".join(part.item for part in parts)
    if any(all(word in names for word in family) for family in _EXHAUSTIVE):
        return True
    if any(part.item.startswith(("其他收入", "其他来源", "其他资金")) for part in parts):
        return True
    return len(parts) >= _LONG_LIST and gap * 5 <= abs(total)
