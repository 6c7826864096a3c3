"""Numbers and intervals as whole values: lead, quantity, what stands behind, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from perflint.patterns import pattern
from perflint.records.target import Operator
from perflint.records.values.coined import coined_at
from perflint.records.values.lead import Lead, lead_at
from perflint.records.values.numerals import NUMERAL_CHARS
from perflint.records.values.operators import after_at, alternatives, sign_at
from perflint.records.values.scan import Places, Quantity, quantity_at
from perflint.records.values.units import unit_table
from perflint.resources import corpus

_JOIN = pattern(r"-{1,2}|~{1,2}|至|到|\.\.+")
_AND = pattern(r"[,;、]?(?:且|并且|并|和|但|,|;|、)?")
_VARIABLE = pattern(r"[^\d≤<≥>]{0,12}")
_AFTER_EVENT = pattern(r"[Tt][+](?=\d)")
_NOTE = pattern(r"[(\[][^()\[\]]*[)\]]")
_INCLUSIVE = pattern(r"\(含(?:[^()]{0,8})\)|含")
_CLOSING = "。;,、.!"
_COUNTS = pattern(rf"[\d{NUMERAL_CHARS}半无]")


@dataclass(slots=True)
class Amount:
    """A number or, with ``upper``, an interval; places are in the normalised text."""

    quantity: Quantity
    operator: Operator | None = None
    upper: Fraction | None = None
    per: tuple[str, ...] = ()
    places: Places = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)


def amount_of(text: str) -> Amount | None:
    """The amount that the whole text states, or None where it says anything more."""
    if _COUNTS.search(text) is None:
        return None
    return (
        _zero(text)
        or _amount(text, lead_at(text))
        or _next_day(text)
        or _named(text)
        or _coined(text)
    )


def _coined(text: str) -> Amount | None:
    """A number with a unit that no table lists."""
    lead = lead_at(text)
    found = coined_at(text, lead.end, signed=lead.operator is not None and not lead.verbal)
    if found is None:
        return None
    amount = Amount(found, lead.operator, None, lead.per, {**found.places, **lead.places})
    if lead.span:
        amount.places["operator"] = lead.span
    _note_lead(amount, lead)
    return amount


def _amount(text: str, lead: Lead) -> Amount | None:
    found = quantity_at(text, lead.end)
    if found is None or _idiom(text, lead, found):
        return None
    amount = Amount(found, lead.operator, None, lead.per + found.per)
    amount.places = {**found.places, **lead.places}
    if lead.span:
        amount.places["operator"] = lead.span
    _note_lead(amount, lead)
    if "more" in amount.marks:
        amount.operator = amount.operator or "≈"
        amount.marks.remove("more")
    if "¥" in text[: lead.end] and not found.unit:
        amount.quantity = found = replace(found, unit="元", dimension="money")
    end = _interval(text, amount, found.end)
    end = _behind(text, amount, end)
    return amount if end == len(text) else None


def _next_day(text: str) -> Amount | None:
    """T+1日: so many days after the event."""
    match = _AFTER_EVENT.match(text)
    amount = _amount(text, Lead(match.end())) if match else None
    if amount is None or amount.quantity.dimension != "duration":
        return None
    amount.marks.add("relative")
    return amount


def _note_lead(amount: Amount, lead: Lead) -> None:
    marks = {
        "verbal-operator": lead.verbal, "lookalike-operator": lead.lookalike,
        "operator-conflict": lead.conflict,
    }  # fmt: skip
    amount.marks |= amount.quantity.marks | {mark for mark, is_so in marks.items() if is_so}


@cache
def _idioms() -> frozenset[str]:
    return frozenset(corpus("values.toml")["idioms"]["words"])


def _idiom(text: str, lead: Lead, found: Quantity) -> bool:
    return "chinese-numeral" in found.marks and text[lead.end : found.end] in _idioms()


def _interval(text: str, amount: Amount, end: int) -> int:
    """A second number behind the first makes an interval; returns the new end."""
    for reader in (_range, _two_bounds, _chain, _plus_minus):
        after = reader(text, amount, end)
        if after:
            return after
    return end


def _range(text: str, amount: Amount, end: int) -> int:
    join = _JOIN.match(text, end)
    second = quantity_at(text, join.end()) if join else None
    return _close(amount, second) if second else 0


def _two_bounds(text: str, amount: Amount, end: int) -> int:
    """大于等于80%且小于90%, ≥80%,<90%."""
    start = _AND.match(text, end)
    lead = lead_at(text, start.end() if start else end)
    if amount.operator not in ("≥", ">") or lead.operator not in ("≤", "<"):
        return 0
    second = quantity_at(text, lead.end)
    return _close(amount, second) if second else 0


def _chain(text: str, amount: Amount, end: int) -> int:
    """80%≤满意度<90%."""
    low, start = sign_at(text, end)
    if amount.operator is not None or low not in ("≤", "<"):
        return 0
    name = _VARIABLE.match(text, start)
    high, start = sign_at(text, name.end() if name else start)
    second = quantity_at(text, start) if high in ("≤", "<") else None
    return _close(amount, second) if second else 0


def _plus_minus(text: str, amount: Amount, end: int) -> int:
    """100±5."""
    sign, start = sign_at(text, end)
    second = quantity_at(text, start) if sign == "±" and amount.operator is None else None
    if second is None or (amount.quantity.unit and second.unit != amount.quantity.unit):
        return 0
    middle = amount.quantity.number
    after = _close(amount, replace(second, number=middle + second.number))
    amount.quantity = replace(amount.quantity, number=middle - second.number)
    return after


def _close(amount: Amount, second: Quantity) -> int:
    """Joins the two ends in the unit of the second; 0 where their units do not go together."""
    first = amount.quantity
    number = first.number
    if first.unit and second.unit and first.unit != second.unit:
        table = unit_table()
        one, two = table.get(first.unit), table.get(second.unit)
        if not (one and two and one.dimension == two.dimension and one.factor and two.factor):
            return 0
        if one.dimension != "percent":
            number = number * one.factor / two.factor
    elif not first.unit and first.size == 1:
        number *= second.size  # 3-5万人: the size behind the second number holds for both
    unit_from = second if second.unit else first
    amount.quantity = replace(
        first, number=number, unit=unit_from.unit, dimension=unit_from.dimension, end=second.end
    )
    amount.upper, amount.operator = second.number, None
    amount.per = amount.per or second.per
    amount.marks |= second.marks
    amount.places |= {key: span for key, span in second.places.items() if key in ("unit", "per")}
    amount.places["upper"] = second.places["number"]
    return second.end


def _behind(text: str, amount: Amount, end: int) -> int:
    """以上, (含), notes in brackets, closing marks and the verbs of a time limit."""
    while end < len(text):
        after = _take_after(text, amount, end)
        if after == end:
            break
        end = after
    return end


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(corpus('values.toml')['tail']['words'])})+")


def _take_after(text: str, amount: Amount, end: int) -> int:
    inclusive = _INCLUSIVE.match(text, end)
    start = inclusive.end() if inclusive else end
    operator, after = after_at(text, start)
    if after > start:
        _set_suffix(amount, operator, (end, after))
        return after
    if inclusive:
        return inclusive.end()
    note = _NOTE.match(text, end)
    if note:
        amount.places.setdefault("note", note.span())
        return note.end()
    if text[end] in _CLOSING:
        return end + 1
    tail = _tail().match(text, end) if _allows_tail(amount) else None
    return tail.end() if tail else end


def _allows_tail(amount: Amount) -> bool:
    """Verbs only follow a limit (5日内办结); behind a plain number they make a sentence."""
    return "suffix" in amount.places and amount.quantity.dimension in ("duration", "percent")


def _set_suffix(amount: Amount, operator: Operator | None, span: tuple[int, int]) -> None:
    amount.places["suffix"] = span
    if operator is None or amount.upper is not None:
        return
    if amount.operator in (None, "≈"):
        amount.operator = operator
        amount.places["operator"] = span
        amount.marks.add("verbal-operator")
    elif amount.operator[0] not in _ALIKE[operator]:
        amount.marks.add("operator-conflict")


_ALIKE: dict[str, str] = {
    "≥": "≥>=",
    "≤": "≤<=±",
    ">": ">≥",
    "≈": "≈=",
    "<": "<≤",
    "=": "=",
    "±": "±",
}


@cache
def _name() -> re.Pattern[str]:
    data = corpus("values.toml")["lead"]
    return re.compile(
        rf"(?P<name>[\u4e00-\u9fffA-Za-z()]{{0,14}}?(?:{alternatives(data['names'])})):?"
        r"(?=[^\u4e00-\u9fff]|不|达|为|大于|小于|低于|高于|超过|至少|控制|保持)"
        rf"|(?P<event>[^\d]{{1,20}}?(?:{alternatives(data['after'])}))[的在,]?(?=.)"
    )


def _named(text: str) -> Amount | None:
    """合格率100%, 收到申请后5个工作日内: a name or an event before an amount."""
    match = _name().match(text)
    if match is None:
        return None
    event = match["event"] is not None
    amount = _amount(text, lead_at(text, match.end()))
    if amount is None or (event and amount.quantity.dimension != "duration"):
        return None
    if not event and not amount.quantity.unit and amount.operator is None:
        return None
    amount.places["name"] = match.span("event" if event else "name")
    amount.marks |= {"named", "relative"} if event else {"named"}
    return amount


@cache
def _zero_nouns() -> re.Pattern[str]:
    nouns = corpus("values.toml")["zero"]["nouns"]
    return re.compile(
        rf"(?P<zero>零|0|无)(?P<noun>{alternatives(nouns)})(?:事件|案件|现象|情况|率)?"
    )


def _zero(text: str) -> Amount | None:
    """零投诉, 无事故: none of what should not happen."""
    match = _zero_nouns().fullmatch(text)
    if match is None:
        return None
    places = {"number": match.span("zero"), "noun": match.span("noun")}
    found = Quantity(Fraction(0), match.end(), match["noun"], "count", (), places)
    marks = {"chinese-numeral"} if match["zero"] != "0" else set()
    return Amount(found, None, None, (), places, marks)
