"""What each column of a budget table holds, from its titles and from what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from perflint.extraction.budget_head import Grid, Head
from perflint.extraction.budget_text import (
    amount,
    code_in,
    is_blank,
    is_note,
    money_is,
    role_of,
    split_code,
)

_FEWEST_ITEMS = 3


@dataclass(slots=True)
class Side:
    """One side of a table (a two-sided 收支表 has two): its name column and its money.

    Column numbers count from 0. ``roles`` maps a role (code, name, class, section, item,
    project-name …) to its column; ``money`` are the amount columns, ``text`` all others.
    """

    roles: dict[str, int] = field(default_factory=dict)
    money: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)


@dataclass(slots=True)
class Columns:
    """All columns: the shared 序号 column (or None), the sides and the unique column titles."""

    serial: int | None
    sides: list[Side]
    titles: list[str]


def read_columns(head: Head, grid: Grid) -> Columns:
    """Sort the columns of a table by what they hold."""
    titles = _unique(head.titles)
    rows = grid[head.body :]
    roles = [_role(path) for path in head.paths]
    roles = _promoted([_checked(role, rows, n) for n, role in enumerate(roles)])
    serial = next((n for n, role in enumerate(roles) if role == "serial"), None)
    return Columns(serial, _sides(roles, rows) or _nameless(roles, titles), titles)


def _role(path: tuple[str, ...]) -> str:
    if not path:
        return "empty"
    role = role_of(path[-1])
    above = "".join(path[:-1])
    if role in ("code", "name") and "经济" in above and "功能" not in above:
        return f"economic-{role}"
    if role == "name" and len(path) > 1 and path[-1] in ("收入", "支出"):
        return ""
    return role


def _checked(role: str, rows: Grid, column: int) -> str:
    """A title may say one thing and the cells another: the cells decide between name and money."""
    texts = [
        cell.text
        for row in rows
        if (cell := row[column]) is not None and not is_blank(cell.text) and not is_note(cell.text)
    ]
    if role in ("name", "unit-name", "economic-name") and texts:
        numbers = sum(amount(text) is not None for text in texts)
        codes = sum(bool(code_in(text)) for text in texts)
        if codes == len(texts):
            return "economic-code" if role == "economic-name" else "code"
        return "" if numbers > len(texts) / 2 else role
    if role == "" and texts and all(amount(text) is None for text in texts):
        return "code" if all(code_in(text) for text in texts) else "text"
    return role


def _promoted(roles: list[str]) -> list[str]:
    """A table that knows only the economic classification has its codes and names there."""
    present = set(roles)
    result = roles
    if not present & {"code", "class", "section", "item"} and "economic-code" in present:
        result = ["code" if role == "economic-code" else role for role in result]
    if "name" not in present and "economic-name" in present:
        result = ["name" if role == "economic-name" else role for role in result]
    return result


def _sides(roles: list[str], rows: Grid) -> list[Side]:
    sides: list[Side] = []
    current = Side()
    for column, role in enumerate(roles):
        if role in ("serial", "empty"):
            continue
        opens = role in ("code", "class", "name") and current.money and current.has("name", "code")
        if opens:
            sides.append(current)
            current = Side()
        if role == "":
            current.money.append(column)
        elif role == "text" or role in current.roles:
            current.text.append(column)
        else:
            current.roles[role] = column
    return [side for side in [*sides, current] if side.money and side.roles]


def _nameless(roles: list[str], titles: list[str]) -> list[Side]:
    """The one side of a table of “三公”经费 that has its items as columns and no column of names."""
    money = [column for column, role in enumerate(roles) if role == ""]
    items = [column for column in money if money_is(titles[column].split("/")[0], "three_public")]
    return [Side(money=money)] if len(items) >= _FEWEST_ITEMS else []


def _unique(titles: list[str]) -> list[str]:
    """Titles with a number where one comes twice, so that no cell is lost in a dictionary."""
    seen: dict[str, int] = {}
    result = []
    for number, title in enumerate(titles):
        name = title or f"第{number + 1}列"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return result


def meaning_columns(side: Side, titles: list[str], meaning: str) -> list[int]:
    """The money columns of a meaning: its 小计 where it has one, else all of its parts."""
    found = [column for column in side.money if money_is(titles[column], meaning)]
    sums = [column for column in found if money_is(titles[column].split("/")[-1], "subtotal")]
    own = [column for column in found if money_is(titles[column].split("/")[-1], meaning)]
    if sums:
        return sums[:1]
    return own[:1] if len(own) == 1 else found


def total_column(side: Side, titles: list[str]) -> int | None:
    """The column of the row's total: 合计, 总计, 金额, 预算数; else the only money column."""
    for column in side.money:
        pieces = titles[column].split("/")
        if money_is(pieces[-1], "total") and not any(
            money_is(titles[column], other) for other in ("project", "basic", "carry", "current")
        ):
            return column
    return side.money[0] if len(side.money) == 1 else None


def name_and_code(side: Side, texts: list[str]) -> tuple[str, str]:
    """(code, name) of a row on one side: also codes over three columns or in the name's cell."""
    code = _code(side, texts)
    name = texts[side.roles["name"]].strip() if "name" in side.roles else ""
    if code:
        return code, _bare(name, code)
    for role in ("name", "code"):
        if role in side.roles:
            joined, rest = split_code(texts[side.roles[role]])
            if joined:
                return joined, rest
    for role in ("code", "unit-name", "unit-code"):
        if not name and role in side.roles:
            name = texts[side.roles[role]].strip()
    return "", name


def _bare(name: str, code: str) -> str:
    joined, rest = split_code(name)
    return rest if joined == code else name


def _code(side: Side, texts: list[str]) -> str:
    if "class" in side.roles:
        parts = [
            texts[side.roles[role]] for role in ("class", "section", "item") if role in side.roles
        ]
        joined = code_in("".join(part for part in parts if not is_blank(part)))
        if joined:
            return joined
    return code_in(texts[side.roles["code"]]) if "code" in side.roles else ""
