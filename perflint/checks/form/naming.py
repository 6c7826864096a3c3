"""Names that hold what belongs elsewhere: target values and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perflint.checks.context import Context
from perflint.checks.hit import Fix, Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import is_han, pattern
from perflint.records.target import TargetValue
from perflint.records.values import parse_target

_NUMBER = r"[0-9０-９][0-9０-９,，.．]*\s*(?:%|％|万|亿)?"
_CLOSING = r"[)）】\]。.；;，,、\s]*"
# The number with its unit must end the name: in the middle it qualifies (65岁以上老人体检率).
_AT_END = pattern(
    rf"(?P<lead>预计|共计|共|计划|达到|达|不少于|不低于|不超过|至少|≥|≤|＞|＜|>|<|=)?"
    rf"(?P<value>{_NUMBER}[^\d\s，,、；;：:()（）]{{0,5}}?)(?P<tail>以上|以内|以下|左右)?{_CLOSING}$"
)
# 6月底前开工率, 年底前完成率: the date is the target's.
_DEADLINE = pattern(
    r"(?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|中旬|上旬|下旬|底|末)?|年底|年末|年中|[上下]半年|[一二三四]?季度末?|第[一二三四]季度末?|当年|汛期|供暖季|开学)(?:以?前|之前|内)"
)
_UNIT_ONLY = pattern(r"[（(]\s*(?P<unit>[^（）()\d]{1,6})\s*[）)]\s*$")
_PERSONS = {"人", "名", "位"}
_COUNTED = {"count", "money", "percent", "length", "area", "volume", "weight"}


@lru_cache(maxsize=4096)
def value_in_name(name: str) -> tuple[str, TargetValue] | None:
    """The (text, value) that ends a name, or None: “预计100人” gives “100人”."""
    if re.search(r"[=＝÷×*]", name):
        return None
    match = _AT_END.search(name)
    if match is None or not any(is_han(char) or char in "%％" for char in match["value"]):
        return None
    if re.search(r"[第〔\[【（(\d.]$|\d\D{0,3}[-~～至到—]$", name[: match.start("value")].rstrip()):
        return None
    target = parse_target(match["value"].strip())
    if target.kind != "number" or target.dimension not in _COUNTED:
        return None
    return match["value"].strip(), target


class ValueInName(Params):
    """``ages`` and the like: units that qualify a group of people rather than set a target."""

    not_units: list[str] = []


@check("value-in-name", scope="indicator", params=ValueInName)
def value_in_name_check(_: Context, row: Row, params: ValueInName) -> Iterator[Hit]:
    """The name ends with a target value, or with a unit in brackets."""
    name = row.name.replace("\n", "")
    found = value_in_name(name)
    if found and found[1].unit not in params.not_units:
        text, _target = found
        clean = _without(name, text)
        if re.search(r"[\u4e00-\u9fff]{2}", clean):
            yield row.hit("name", fix=Fix(name=clean), text=text, clean=clean)
        else:
            yield row.hit("name", "nameless", text=text)
        return
    if (due := _DEADLINE.search(name)) and row.group in ("产出", "") and not row.is_cost:
        clean = name.replace(due[0], "")
        yield row.hit("name", "deadline", text=due[0], clean=clean)
        return
    unit = _UNIT_ONLY.search(name)
    if unit and parse_target("1" + unit["unit"]).dimension is not None:
        clean = name[: unit.start()].strip()
        yield row.hit("name", "unit", fix=Fix(name=clean), text=unit[0].strip(), clean=clean)


def _without(name: str, text: str) -> str:
    head = name[: name.rindex(text)]
    return re.sub(
        r"(?:预计|共计|共|达到|达|不少于|不低于|不超过|[≥≤＞＜><＝=：:，,\s])+$", "", head
    )


@check("name-value-conflict", scope="indicator")
def name_value_conflict(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """The number that the name states is not the number of the target value."""
    found = value_in_name(row.name.replace("\n", ""))
    if found is None or row.target.kind != "number" or row.target.number is None:
        return
    text, stated = found
    if _comparable(stated, row.target) and _size(stated) != _size(row.target):
        yield row.hit("value", text=text, quote=f"{row.name}｜{row.shown}")


def _comparable(a: TargetValue, b: TargetValue) -> bool:
    if a.dimension != b.dimension or a.per != b.per:
        return False
    alike = a.unit == b.unit or {a.unit, b.unit} <= _PERSONS
    return a.dimension == "money" or alike or "" in (a.unit, b.unit)


def _size(value: TargetValue) -> object:
    return value.fen if value.fen is not None else value.number
