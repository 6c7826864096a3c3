"""What a template or a scanner left behind: **个, ≥个, XX%, a sign read as “$”."""

from __future__ import annotations

import re
from functools import cache

from perflint.patterns import pattern
from perflint.records.values.operators import alternatives, sign_at, word_at
from perflint.records.values.units import unit_at
from perflint.resources import corpus

_BLANK = r"(?:\*{2,}|[xX×]{1,4}(?=[%个人万元次家台套件项份户]|$)|[xX×]{2,4}|_{2,}|□+|[○〇]{2,})"
_FILLED_IN = pattern(rf"[(\[]?[≥≤<>=]*{_BLANK}[^()\[\]\d]*[)\]]?")
_MISREAD = pattern(r"[$^工&?#@Zz]+(?=\d+(?:\.\d+)?%)")


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str]]:
    data = corpus("values.toml")["remnant"]
    return re.compile(alternatives(data["words"])), frozenset(data["none"])


def without_remnant(text: str) -> tuple[int, int] | None:
    """Where the filled-in value stands beside a remnant (“(≥**个)≥10个”); None without remnant.

    An empty span means that nothing was filled in.
    """
    match = _FILLED_IN.search(text) if any(c in text for c in "*xX×_□○〇") else None
    if match is not None:
        if match.start() == 0:
            return match.end(), len(text)
        # 每户**元 is unfilled as a whole; a bracket behind a value is a reminder beside it.
        return (0, match.start()) if match[0][0] in "([" else (0, 0)
    return (0, 0) if _unfilled(text) else None


def _unfilled(text: str) -> bool:
    """≥个, 待定, (%): a sign or a unit waiting for its number."""
    if len(text) > 16:
        return False
    words, _ = _words()
    bare = text.strip("()[]:、,. ")
    if words.match(bare) and not re.search(r"\d", bare):
        return True
    operator, end = sign_at(bare, 0)
    word, word_end = word_at(bare, 0)
    if len(bare) in (end, word_end):
        return (operator or word) not in (None, "≈")
    unit = unit_at(bare, end)
    if unit is None or end + len(unit.name) != len(bare):
        return False
    return operator is not None or unit.dimension in ("percent", "money")


def not_applicable(text: str) -> bool:
    return text in _words()[1]


def misread_sign(text: str) -> int:
    """How many characters in front of a number are a sign misread by a scanner ($90%)."""
    match = _MISREAD.match(text)
    return match.end() if match else 0
