"""Words and numbers of budget tables: squashed text, table kinds, column roles, exact amounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from perflint.patterns import pattern
from perflint.resources import corpus

_SPACE = pattern(r"\s+")
_BOOKMARK = pattern(r"\[bookmark:[^\]]*\]")
_NUMBER = pattern(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CODE_SEPARATORS = pattern(r"[\s.\-–]+")
_CODE = pattern(r"\d{3}(?:\d{2}){0,2}")
_CODE_AND_NAME = pattern(
    r"[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?\s*[-—–_:：、.]?\s*([^\d\s\-—–.,%].*)", re.DOTALL
)
_FUNCTIONAL = pattern(r"2(?:0[1-9]|1\d|2\d|3[0-4])")


@cache
def words() -> dict[str, Any]:
    """The tables of ``corpora/budget.toml``."""
    return corpus("budget.toml")


_PLAIN = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(ord("！"), ord("～") + 1)
    if chr(code).isalnum() or chr(code) in "．，％"
}


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """Text without white space and Word bookmarks; full-width letters and digits made plain."""
    return _SPACE.sub("", _BOOKMARK.sub("", text)).translate(_PLAIN)


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["name"], _any(entry["title"])) for entry in words()["kind"]]


@cache
def _not_budget() -> re.Pattern[str]:
    return _any(words()["not_budget"]["title"])


def kind_of(title: str) -> str:
    """What a table title names: a kind, ``"no"`` for a table of another matter, ``""`` unknown."""
    text = squash(title)
    if _not_budget().search(text):
        return "no"
    return next((kind for kind, pattern in _kinds() if pattern.search(text)), "")


def kind_by_rows(names: Sequence[str]) -> str:
    """The kind of a table without a title, by what its rows begin with; ``""`` unknown."""
    for entry in words()["kind"]:
        starts = {word for word in entry.get("rows", ()) if any(word in name for name in names)}
        if len(starts) >= 2:
            return str(entry["name"])
    return ""


def untitled(kind: str) -> str:
    """What to call a table without a title."""
    names = (e.get("untitled", "") for e in words()["kind"] if e["name"] == kind)
    return next(names, "") or "预算表"


@cache
def _roles() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["role"], _any(entry["header"])) for entry in words()["column"]]


def role_of(header: str) -> str:
    """The role of a column whose lowest header says this; ``""`` where it may be money."""
    return next((role for role, pattern in _roles() if pattern.fullmatch(header)), "")


@cache
def _group() -> re.Pattern[str]:
    return _any(words()["group"]["header"])


def is_header_word(text: str) -> bool:
    """Whether a cell looks like part of a header of a budget table."""
    bare = squash(text)
    if not bare or len(bare) > 40:
        return False
    if role_of(bare) or _group().fullmatch(bare):
        return True
    return any(
        money_is(bare, meaning)
        for meaning in ("total", "project", "basic", "carry", "current", "plain", "three_public")
    )


@cache
def _money(meaning: str) -> re.Pattern[str]:
    return _any(words()["money"][meaning])


@lru_cache(maxsize=8192)
def money_is(title: str, meaning: str) -> bool:
    """Whether a money column's (joined) title carries one of the meanings of ``[money]``."""
    found = bool(_money(meaning).search(title))
    return found and not (meaning == "carry" and _money("not_carry").search(title))


@cache
def _note() -> re.Pattern[str]:
    return _any(words()["rows"]["note"])


def is_note(text: str) -> bool:
    """Whether a row that begins like this is a remark under the table, not a line."""
    return bool(_note().search(squash(text)))


def is_total(text: str) -> bool:
    return squash(text) in ("合计", "总计")


def is_blank(text: str) -> bool:
    """An empty cell, or a dash that stands for one."""
    return squash(text) in words()["rows"]["blank"]


def amount(text: str) -> Decimal | None:
    """The number a money cell holds, in the unit as written; None where it holds no number."""
    bare = squash(text).replace("，", ",").replace("−", "-").removesuffix(".")
    negative = re.fullmatch(r"[(（](.+)[)）]", bare)
    if negative:
        bare = f"-{negative[1]}"
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(bare.replace(",", ""))


@lru_cache(maxsize=8192)
def unit_in(text: str) -> str:
    """The money unit that a line such as “单位：万元” declares, or ``""``."""
    found = re.search(words()["unit"]["declared"], squash(text))
    if found is None:
        found = re.search(words()["unit"]["in_header"], squash(text))
    return found[1] if found else ""


def fen_per(unit: str) -> int:
    """How many fen one of the unit is (万元 where the unit is not known)."""
    return int(words()["unit"]["fen"].get(unit, 1_000_000))


def in_wan(number: Decimal, unit: str) -> Decimal:
    """The amount in 万元, exact, with at least two decimals where it needs no more."""
    wan = number * fen_per(unit) / 1_000_000
    return wan if wan.as_tuple().exponent == -2 else trimmed(wan)


def trimmed(wan: Decimal) -> Decimal:
    """The same number with two decimals, or with as many more as it needs."""
    cents = wan.quantize(Decimal("0.01"))
    return cents if cents == wan else wan.normalize()


def code_in(text: str) -> str:
    """A classification code that fills the cell: ``208``, ``20801``, ``208-01-02``; else ``""``."""
    bare = _CODE_SEPARATORS.sub("", squash(text).removesuffix(".0").strip("[]【】()（）"))
    return bare if _CODE.fullmatch(bare) else ""


def split_code(text: str) -> tuple[str, str]:
    """(code, name) of a cell that holds both, ``("", text)`` where it begins with no code."""
    found = _CODE_AND_NAME.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else ("", text)


def is_functional(code: str) -> bool:
    """Whether a code is one of the functional classification (支出功能分类: 201 to 234)."""
    return bool(_FUNCTIONAL.match(code))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
