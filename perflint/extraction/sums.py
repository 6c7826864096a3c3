"""The amounts a form states, in 万元."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from perflint.extraction.text import plain
from perflint.patterns import pattern

_NUMBER = pattern(r"(-?[\d,]+(?:\.\d+)?)\s*(亿元?|万元?|千元|百元|元)?")
_UNIT = pattern(r"(亿元|万元|千元|百元|元)")
_DECLARED = pattern(r"(?:单位[:(]?(?:均?为|是)?|^\()(?:人民币)?[:(]?(亿元|万元|千元|百元|元)(?!/)")
_PARTS = pattern(r"\([^()]*\d[^()]*\)|[,;。]?(?:其中|含|包括)[:,]?.*$")
_SCALE = {
    "亿": Decimal(10000),
    "万": Decimal(1),
    "千": Decimal("0.1"),
    "百": Decimal("0.01"),
    "元": Decimal("0.0001"),
}


def unit_in(text: str) -> str:
    """The money unit a label or a caption names (万元, 元, 亿元), or ""."""
    match = _UNIT.search(plain(text))
    return match.group(1) if match else ""


def declared_unit(text: str) -> str:
    """The money unit a line declares for what follows (金额单位：元, （万元）), or ""."""
    match = _DECLARED.search(plain(text)) if "元" in text and len(text) <= 80 else None
    return match.group(1) if match else ""


def amount_of(text: str, unit: str = "") -> Decimal | None:
    """An amount in 万元: the text's own unit first, else ``unit``, else 万元 as forms state it.

    The parts it lists in brackets or after 其中 are put aside; None where no single number is left.
    """
    label = _PARTS.sub("", plain(text))
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
