"""The sums a budget table must keep: down its codes, across its columns, and 收 against 支."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from perflint.checks.money.ledger import Ledger, amount
from perflint.extraction.budget_text import money_is, squash
from perflint.patterns import pattern
from perflint.records.submission import BudgetLine
from perflint.resources import corpus

ZERO = Decimal(0)
_CENT = Decimal("0.02")
_ORDINAL = pattern(r"^(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[)）])")
_NUMBERED = pattern(r"^[一二三四五六七八九十]+、")


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum that should come out: what it is, the stated amount and the amount of the parts."""

    what: str
    stated: Decimal
    parts: Decimal
    count: int
    cent: Decimal = _CENT

    @property
    def holds(self) -> bool:
        """Within rounding: half a cent a part, two cents at least."""
        return abs(self.stated - self.parts) <= max(self.cent, self.cent / 4 * (self.count + 1))


@cache
def words() -> dict[str, Any]:
    return dict(corpus("money.toml")["arithmetic"])


def sums(ledger: Ledger) -> Iterator[Sum]:
    """Every sum of one side of a table that its codes, rows and columns imply."""
    for one in _sums(ledger):
        yield replace(one, cent=ledger.cent)


def _sums(ledger: Ledger) -> Iterator[Sum]:
    codes = [row.code for row in ledger.rows if row.code]
    if len(codes) == len(set(codes)):
        yield from _down(ledger)
        yield from _top(ledger)
    yield from _across(ledger)
    yield from _listed(ledger, codes)
    if not codes:
        yield from _functions(ledger)
        yield from _numbered(ledger)
        yield from _three_public(ledger)
        yield from _by_rows(ledger)


def _down(ledger: Ledger) -> Iterator[Sum]:
    """A code's amount is the sum of the codes right below it."""
    by_code = {row.code: row for row in ledger.rows if row.code}
    for code, row in by_code.items():
        below = [
            other
            for other in by_code
            if other != code and other.startswith(code) and not _between(code, other, by_code)
        ]
        for column in ledger.money if below else ():
            yield _sum(f"{code}{row.name}的{column}", row, [by_code[c] for c in below], column)


def _between(code: str, other: str, by_code: dict[str, BudgetLine]) -> bool:
    return any(other[:size] in by_code for size in range(len(code) + 1, len(other)))


def _top(ledger: Ledger) -> Iterator[Sum]:
    """The row 合计 is the sum of the codes that stand under no other."""
    total = ledger.total_row()
    by_code = {row.code: row for row in ledger.rows if row.code}
    tops = [row for code, row in by_code.items() if not _between("", code, by_code)]
    if total is not None and tops:
        for column in ledger.money:
            yield _sum(f"合计行的{column}", total, tops, column)


def _listed(ledger: Ledger, codes: list[str]) -> Iterator[Sum]:
    """A plain list of units, or of projects, adds up to its row 合计.

    Lists with rows above others (a department and its units) are left alone: a first row that is the
    sum of the rest, a name that comes twice without a code, numbering, 小计.
    """
    total = ledger.total_row()
    if total is None or (codes and ledger.kind != "projects"):
        return
    rows = [row for row in ledger.rows if row is not total]
    names = [squash(row.name) for row in rows]
    if ledger.kind not in _LISTS or len(rows) < 2 or any(map(_is_level, names)):
        return
    if ledger.kind != "projects" and len(set(names)) < len(names):
        return
    for column in ledger.money:
        one = _sum(f"合计行的{column}", total, rows, column)
        # Twice the total: every amount stands there as part of another.
        if one.parts and one.stated and one.parts < one.stated * 3 / 2:
            yield one


_LISTS = ("projects", "income", "expenditure")


def _is_level(name: str) -> bool:
    """A row that is no item of a plain list."""
    return (
        not name
        or bool(_ORDINAL.match(name))
        or name.startswith(tuple(words()["part_of_row"]))
        or name.endswith(("小计", "合计", "总计"))
        or name in words()["expenditure"]
    )


_FUNCTION = pattern(r"^(?:[（(][一二三四五六七八九十]+[)）])?[\u4e00-\u9fff]{2,}支出$")
_THIS_YEAR = ("本年支出", "本年支出合计", "支出合计", "支出总计")


def _functions(ledger: Ledger) -> Iterator[Sum]:
    """（一）社会保障和就业支出 … of 财政拨款收支总表 make 本年支出, where no carry-over stands below."""
    if ledger.kind != "fiscal-summary":
        return
    names = [_ORDINAL.sub("", squash(row.name)) for row in ledger.rows]
    parts = [
        row
        for row, name in zip(ledger.rows, names, strict=True)
        if _FUNCTION.match(name) and name not in _THIS_YEAR
    ]
    if len(parts) < 2 or any("结转" in name for name in names):
        return
    wholes = [row for row, name in zip(ledger.rows, names, strict=True) if name in _THIS_YEAR]
    for row in wholes[:1]:
        for column in ledger.money:
            yield _sum(f"{squash(row.name)}（{column}）", row, parts, column)


def _sum(what: str, row: BudgetLine, parts: list[BudgetLine], column: str) -> Sum:
    stated = amount(row, column) or ZERO
    return Sum(what, stated, sum(((amount(p, column) or ZERO) for p in parts), ZERO), len(parts))


def _across(ledger: Ledger) -> Iterator[Sum]:
    """基本＋项目＝合计, 本年＋上年结转＝合计, and the 小计 of a group of columns."""
    total = ledger.total_column
    groups = _groups(ledger)
    for name, (subtotal, members) in groups.items():
        for row in ledger.rows:
            yield _row_sum(row, f"{name}小计", subtotal, members)
    parts = _parts_of_total(ledger, total, groups)
    if total is None or not parts:
        return
    for row in ledger.rows:
        yield _row_sum(row, total, total, parts)


def _row_sum(row: BudgetLine, what: str, total: str, parts: list[str]) -> Sum:
    stated = amount(row, total) or ZERO
    added = sum(((amount(row, part) or ZERO) for part in parts), ZERO)
    label = f"{row.code}{row.name}".strip()
    return Sum(f"{label}的{what}", stated, added, len(parts))


def _groups(ledger: Ledger) -> dict[str, tuple[str, list[str]]]:
    """Groups of columns with a 小计: name → (the 小计, the others), when two others are plain."""
    found = {}
    for column in ledger.money:
        head, _, last = column.rpartition("/")
        if head and money_is(last, "subtotal") and last != "总计":
            inside = [c for c in ledger.money if c.startswith(f"{head}/") and c != column]
            flat = all("/" not in c[len(head) + 1 :] for c in inside)
            if len(inside) >= 2 and flat and not any("其中" in c for c in inside):
                found[head] = (column, inside)
    return found


def _parts_of_total(
    ledger: Ledger, total: str | None, groups: dict[str, tuple[str, list[str]]]
) -> list[str]:
    """The columns that add up to the total, or nothing when one of them is of an unknown kind."""
    inner = {member for _, members in groups.values() for member in members}
    rest = [c for c in ledger.money if c != total and c not in inner]
    if len(rest) < 2 or any("其中" in column for column in rest):
        return []
    for family in ("expenditure", "funds", "three_public"):
        if all(any(word in c for word in words()[family]) for c in rest):
            return rest if _one_each(rest) else []
    if all(money_is(c, "carry") or money_is(c, "current") for c in rest):
        return rest if len(rest) == 2 else []
    return []


def _one_each(columns: list[str]) -> bool:
    """Each part once: with 基本支出 and its 人员经费 both as columns, the sum would count double."""
    heads = [column.split("/")[0] for column in columns]
    plain = [column for column in columns if "/" not in column]
    return not any(
        head in plain for column, head in zip(columns, heads, strict=True) if "/" in column
    )


def _numbered(ledger: Ledger) -> Iterator[Sum]:
    """一、二、三 … add up to 本年合计; with what follows it, to 总计."""
    names = [squash(row.name) for row in ledger.rows]
    year = next((n for n, name in enumerate(names) if name in words()["year_total"]), None)
    grand = next(
        (
            n
            for n in range(len(names) - 1, -1, -1)
            if names[n] in words()["grand_total"] and n != year
        ),
        None,
    )
    for column in ledger.money:
        if year is not None:
            parts = [
                row
                for row, name in zip(ledger.rows[:year], names, strict=False)
                if _NUMBERED.match(name)
            ]
            if len(parts) >= 2 and names[:year] and _once(names[:year]):
                yield _sum(f"{names[year]}（{column}）", ledger.rows[year], parts, column)
        if year is not None and grand is not None and grand > year:
            after = [
                row
                for row, name in zip(ledger.rows[year:grand], names[year:grand], strict=True)
                if not _NUMBERED.match(name) and not name.startswith(tuple(words()["part_of_row"]))
            ]
            if 2 <= len(after) <= 4:
                yield _sum(f"{names[grand]}（{column}）", ledger.rows[grand], after, column)


def _three_public(ledger: Ledger) -> Iterator[Sum]:
    """The three items of “三公”经费 make its 小计 (or the 合计 of a table with nothing else)."""
    if ledger.kind != "three-public":
        return
    named = [(squash(row.name), row) for row in ledger.rows]
    totals = [row for name, row in named if "三公" in name and name.endswith(("小计", "合计"))]
    others = any(word in name for name, _ in named for word in ("会议费", "培训费"))
    if not totals and not others:
        totals = [row for name, row in named if name in ("合计", "小计")]
    parts = [
        next((row for name, row in named if word in name and _item(name)), None)
        for word in words()["three_public"]
    ]
    found = [row for row in parts if row is not None]
    if len(totals) == 1 and len(found) == len(parts):
        for column in ledger.money:
            yield _sum(f"{squash(totals[0].name)}（{column}）", totals[0], found, column)


def _item(name: str) -> bool:
    """A row of the first level: not a part of 公务用车购置及运行费, nor of the trips abroad."""
    part = name.startswith(tuple(words()["part_of_row"])) or re.match(r"^[（(]?\d", name)
    only = "公务用车" in name and not re.search(r"[及和与]", name)
    return not only and not (part and "其中" in name)


def _by_rows(ledger: Ledger) -> Iterator[Sum]:
    """Rows 基本支出 and 项目支出 (…) make the row 支出合计, where no row is of another kind."""
    parts: dict[str, BudgetLine] = {}
    totals = []
    for row in ledger.rows:
        name = _ORDINAL.sub("", squash(row.name))
        part = next((word for word in words()["expenditure"] if name.startswith(word)), "")
        if part and part not in parts:
            parts[part] = row
        elif name in words()["expenditure_total"]:
            totals.append(row)
        elif not _within_expenditure(name):
            return
    if len(totals) == 1 and len(parts) >= 2:
        for column in ledger.money:
            what = f"{squash(totals[0].name)}（{column}）"
            yield _sum(what, totals[0], list(parts.values()), column)


def _within_expenditure(name: str) -> bool:
    """A row that is a part of 基本支出 or of 项目支出."""
    inner = (*words()["within_expenditure"], *words()["part_of_row"])
    return not name or name.startswith(tuple(inner))


def _once(names: list[str]) -> bool:
    """Numbering that does not start again."""
    return sum(name.startswith("一、") for name in names) == 1
