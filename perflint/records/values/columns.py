"""What the operator and unit columns add to a value (layouts with 计算符号 and 计量单位)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from perflint.records.target import Dimension
from perflint.records.values.draft import Draft
from perflint.records.values.normalise import normalise
from perflint.records.values.numerals import SIZES
from perflint.records.values.operators import column_operator
from perflint.records.values.scan import quantity_at
from perflint.records.values.units import unit_table

_NONE = frozenset({"", "/", "-", "~", "无", "其他", "不适用", "定性", "文字描述", "文字", "\\"})


@dataclass(frozen=True, slots=True)
class UnitColumn:
    name: str
    dimension: Dimension
    per: tuple[str, ...] = ()
    size: int = 1
    percent_word: bool = False
    cut: bool = False


@lru_cache(maxsize=512)
def unit_column(cell: str) -> UnitColumn | None:
    """The unit that a column of its own states; a unit unknown to the table has dimension other."""
    text = normalise(cell).text
    for form in (text, text.strip("()[]"), text.partition("(")[0]):
        if form in _NONE:
            continue
        # The reader of quantities knows sizes and denominators (万人, 元/人·年), so it reads "1" + unit.
        found = quantity_at("1" + form, 0)
        if found is not None and found.end == len(form) + 1 and found.unit:
            word = "percent-word" in found.marks
            size = int(found.number) if found.dimension != "percent" else 1
            cut = "cut-unit" in found.marks
            return UnitColumn(found.unit, found.dimension or "other", found.per, size, word, cut)
    if text.strip("()[]") in _NONE or text.isdigit():
        return None
    if text in SIZES:
        return UnitColumn(f"{text}元", "money", cut=True) if text + "元" in unit_table() else None
    return UnitColumn(text, "other")


def add_unit(draft: Draft, cell: str) -> None:
    """Takes the unit of the column where the cell has none; marks a difference."""
    column = unit_column(cell) if cell else None
    if column is None:
        return
    if draft.kind == "date":
        _date_with_unit(draft, column)
    if draft.kind not in ("number", "interval"):
        return
    if draft.parts.get("unit"):
        # 10人 beside 个 is no contradiction, 10万元 beside 元 is.
        same = draft.parts["dimension"] == column.dimension != "money"
        if draft.parts["unit"] != column.name and not same:
            draft.marks.add("unit-conflict")
        return
    _take_unit(draft, column)


def _take_unit(draft: Draft, column: UnitColumn) -> None:
    draft.marks.add("unit-column")
    draft.marks.discard("bare-number")
    if column.cut:
        draft.marks.add("cut-unit")
    size = column.size
    if column.dimension == "percent":
        factor = unit_table()[column.name].factor or 1
        draft.parts["number"] *= factor
        if draft.parts.get("upper") is not None:
            draft.parts["upper"] *= factor
    draft.parts["number"] *= size
    if draft.parts.get("upper") is not None:
        draft.parts["upper"] *= size
    draft.parts |= {
        "unit": column.name, "dimension": column.dimension,
        "per": draft.parts.get("per") or column.per,
    }  # fmt: skip
    if column.percent_word:
        draft.marks.add("percent-word")
    if column.name == "月" and 1 <= draft.parts["number"] <= 12:
        draft.marks.add("ambiguous-month")


def _date_with_unit(draft: Draft, column: UnitColumn) -> None:
    """2023.12 with a unit is a decimal number, not December."""
    if column.dimension in ("duration", "other") or "." not in draft.raw:
        return
    found = quantity_at(draft.normal.text[draft.shift :], draft.places["date"][0])
    if found is None or found.end != draft.places["date"][1]:
        return
    draft.kind = "number"
    draft.places = {**found.places, **{k: v for k, v in draft.places.items() if k == "operator"}}
    draft.parts = {"operator": draft.parts.get("operator"), "number": found.number}
    draft.parts |= {"unit": found.unit, "dimension": found.dimension}


def add_operator(draft: Draft, cell: str) -> None:
    """Takes the operator of the column where the cell has none; marks a difference."""
    operator = column_operator(cell) if cell else None
    if operator is None or draft.kind == "empty":
        return
    own = draft.parts.get("operator")
    if own is None:
        draft.parts["operator"] = operator
        draft.marks.add("operator-column")
        date = draft.parts.get("date")
        if date is not None and operator in ("≤", "<") and date.bound == "on":
            draft.parts["date"] = date.model_copy(update={"bound": "before"})
    elif own != operator:
        draft.marks.add("operator-conflict")
