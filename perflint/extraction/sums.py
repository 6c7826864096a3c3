"""The amounts a form states, in 万元."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from perflint.extraction.text import plain

_NUMBER = re.compile(r"(-?[\d,]+(?:\.\d+)?)\s*(亿元?|万元?|元)?")
_UNIT = re.compile(r"(亿元|万元|元)")
_SCALE = {"亿": Decimal(10000), "万": Decimal(1), "元": Decimal("0.0001")}


def unit_in(text: str) -> str:
    """The money unit a label or a caption names (万元, 元, 亿元), or ""."""
    match = _UNIT.search(plain(text))
    return match.group(1) if match else ""


def amount_of(text: str, unit: str = "") -> Decimal | None:
    """An amount in 万元: the text's own unit first, else ``unit``, else 万元 as forms state it.

    None where the text holds no single number.
    """
    label = plain(text)
    found = [m for m in _NUMBER.finditer(label) if any(ch.isdigit() for ch in m.group(1))]
    if len(found) != 1 or len(label) > 30:
        return None
    try:
        number = Decimal(found[0].group(1).replace(",", ""))
    except InvalidOperation:
        return None
    scale = _SCALE[(found[0].group(2) or unit or "万元")[0]]
    if scale == 1:
        return number
    amount = number * scale
    return (
        amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
    )
