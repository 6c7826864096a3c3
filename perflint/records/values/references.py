"""Values measured against something else: 参照最低工资标准, 不超过实际缴费的2/3, 较上年增长5%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from perflint.patterns import pattern
from perflint.records.target import Operator
from perflint.records.values.operators import alternatives, sign_at, word_at
from perflint.records.values.scan import Quantity, quantity_at
from perflint.resources import corpus

_LONGEST = 40
_OF = pattern(r"(?:的|之)(?=[\d一二三四五六七八九百千])")


@dataclass(frozen=True, slots=True)
class Reference:
    """``operator_end`` is where the operator at the beginning of the text ends."""

    operator: Operator | None = None
    operator_end: int = 0
    quantity: Quantity | None = None
    relative: bool = False


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = corpus("values.toml")["reference"]
    starts = pattern(alternatives(data["starts"]))
    by = pattern(rf"(?!{alternatives(data['not_in'])})(?:{alternatives(data['by'])})")
    nouns = pattern(alternatives(data["nouns"]))
    bounds = pattern(alternatives(data["bounds"]))
    than = re.compile(
        rf"(?:{alternatives(data['than'])})[\u4e00-\u9fff]{{0,8}}?(?:{alternatives(data['change'])})"
        r"(?:率|幅度|幅)?(?:到|至)?"
        rf"|(?:{alternatives(data['change'])})(?:率|幅度|幅)?(?=[\d≥≤><不])"
    )
    return starts, by, nouns, bounds, than


def reference_of(text: str) -> Reference | None:
    """What the text refers to a measure elsewhere, or None."""
    if len(text) > _LONGEST:
        return None
    starts, by, nouns, bounds, than = _patterns()
    relative = than.match(text)
    if relative and re.search(r"[\d一二三四五六七八九]", text):
        return _relative(text, relative.end())
    operator, end = sign_at(text, 0)
    if operator is None:
        operator, end = word_at(text, 0)
    share = _share(text, end)
    if share is not None and (operator or bounds.search(text)):
        return Reference(operator, end, share)
    if any("0" <= char <= "9" for char in text):
        return Reference() if starts.match(text) else None
    if operator and operator != "≈" and bounds.search(text, end):
        return Reference(operator, end)
    if starts.match(text) or (by.match(text) and nouns.search(text) and len(text) <= 16):
        return Reference()
    return None


def _share(text: str, start: int) -> Quantity | None:
    """The 2/3 of 实际缴费的2/3: a quantity behind 的 that ends the text."""
    for match in _OF.finditer(text, start):
        found = quantity_at(text, match.end())
        if found is not None and text[found.end :] in ("", "以上", "以内", "以下", "左右"):
            return found
    return None


def _relative(text: str, end: int) -> Reference | None:
    operator, start = sign_at(text, end)
    if operator is None:
        operator, start = word_at(text, end)
    found = quantity_at(text, start)
    if found is None or len(text) - found.end > 4:
        return None
    return Reference(operator, 0, found, relative=True)
