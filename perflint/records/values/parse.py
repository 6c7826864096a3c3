"""From a cell to a target value: which grammar reads it, and what the columns add."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from perflint.patterns import pattern
from perflint.records.target import TargetValue
from perflint.records.values.amounts import amount_of
from perflint.records.values.columns import add_operator, add_unit
from perflint.records.values.dates import Dated, date_at
from perflint.records.values.draft import Draft
from perflint.records.values.grades import grades_of
from perflint.records.values.normalise import Normal, normalise
from perflint.records.values.operators import alternatives, sign_at
from perflint.records.values.references import reference_of
from perflint.records.values.remnants import misread_sign, not_applicable, without_remnant
from perflint.records.values.scan import Quantity
from perflint.records.values.trim import trimmed
from perflint.records.values.units import unit_table
from perflint.resources import corpus

# Longer texts are sentences; reading them for numbers would only find numbers inside them.
_LONGEST = 60
_FULLWIDTH = pattern(r"[０-９％＜＞＝．，]")
_DATE_LEAD = pattern(
    r"(?:截至|截止到|截止|不晚于|不迟于|最迟|最晚|早于|确保|力争|计划|预计|拟|于|在|到|至|约)+"
)
_PLAIN = pattern(r"(?P<operator>[≥≤=]?)(?P<number>\d{1,12}(?:\.\d{1,6})?)(?P<unit>%|\D{1,2})")
_PARTS = ("operator", "number", "unit")
_NOTE = pattern(r"[(\[][^()\[\]]*[)\]]")
_SERIALS = range(36526, 55154)  # the days of 2000 to 2050 as spreadsheets number them


def read_value(value: str, operator: str, unit: str) -> TargetValue:
    """See ``parse_target``."""
    if not operator and not unit:
        plain = _plain(value)
        if plain is not None:
            return plain
    normal = normalise(value)
    draft = Draft(value, normal)
    if not normal.text.strip("()[]"):
        draft.kind = "empty"
        return draft.finish()
    start, end = trimmed(normal.text)
    text = normal.text[start:end]
    if not_applicable(normal.text):
        draft.marks.add("not-applicable")
        return draft.finish()
    draft.shift = start
    _read(draft, _without_leftovers(draft, text))
    add_unit(draft, unit)
    add_operator(draft, operator)
    _judge(draft)
    return draft.finish()


def _plain(value: str) -> TargetValue | None:
    """The commonest form (≥95%, 10人), read at once; what needs a second thought is left out."""
    match = _PLAIN.fullmatch(value)
    unit = unit_table().get(match["unit"]) if match else None
    if match is None or unit is None or unit.dimension not in ("percent", "count", "money"):
        return None
    if unit.name not in ("%", "元", "万元") and unit.dimension != "count":
        return None
    draft = Draft(value, Normal(value, range(len(value))), "number")
    draft.parts = {
        "operator": match["operator"] or None, "number": Fraction(match["number"]),
        "unit": unit.name, "dimension": unit.dimension,
    }  # fmt: skip
    draft.places = {name: span for name in _PARTS if (span := match.span(name))[1] > span[0]}
    _judge(draft)
    return draft.finish()


def _without_leftovers(draft: Draft, text: str) -> str:
    left = without_remnant(text)
    if left is not None:
        draft.marks.add("template-remnant")
        start, end = left
        inner = trimmed(text[start:end]) if end > start else (0, 0)
        draft.shift += start + inner[0]
        text = text[start + inner[0] : start + inner[1]]
    misread = misread_sign(text)
    if misread:
        draft.marks.add("ocr-suspect")
        draft.shift += misread
        text = text[misread:]
    return text


def _read(draft: Draft, text: str) -> None:
    if not text or len(text) > _LONGEST:
        grades = grades_of(text) if text else ()
        if grades:
            draft.kind, draft.parts["grades"] = "grades", grades
        return
    for reader in (_read_date, _read_amount, _read_grades, _read_reference):
        if reader(draft, text):
            return


def _read_date(draft: Draft, text: str) -> bool:
    sign, start = sign_at(text, 0)
    lead = _DATE_LEAD.match(text, start)
    begin = lead.end() if lead else start
    found = date_at(text, begin)
    if found is None or not _only_tail(text, found.end):
        return False
    draft.kind = "date"
    draft.places["date"] = (begin, found.end)
    date = found.date
    if sign is not None:
        draft.parts["operator"] = sign
        draft.places["operator"] = (0, start)
    if (sign in ("≤", "<") or _bounds(lead)) and date.bound == "on":
        date = date.model_copy(update={"bound": "before"})
    draft.parts |= {"date": date, "since": found.since}
    _mark_date(draft, found)
    return True


def _bounds(lead: re.Match[str] | None) -> bool:
    return lead is not None and any(w in lead[0] for w in ("截", "不晚", "不迟", "最", "早于"))


def _mark_date(draft: Draft, found: Dated) -> None:
    if found.ambiguous:
        draft.marks.add("ambiguous-month")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(corpus('values.toml')['tail']['words'])}|[。;,、.!])*")


def _only_tail(text: str, end: int) -> bool:
    note = _NOTE.match(text, end)
    tail = _tail().match(text, note.end() if note else end)
    return tail is not None and tail.end() == len(text)


def _read_amount(draft: Draft, text: str) -> bool:
    amount = amount_of(text)
    if amount is None:
        return False
    found = amount.quantity
    draft.kind = "number" if amount.upper is None else "interval"
    draft.places |= amount.places
    draft.marks |= amount.marks
    draft.parts |= {
        "operator": amount.operator, "number": found.number, "upper": amount.upper,
        "unit": found.unit, "dimension": found.dimension, "per": amount.per,
    }  # fmt: skip
    return True


def _read_grades(draft: Draft, text: str) -> bool:
    grades = grades_of(text)
    if not grades:
        return False
    draft.kind, draft.parts["grades"] = "grades", grades
    if len(grades) == 1:
        draft.marks.add("single-grade")
    return True


def _read_reference(draft: Draft, text: str) -> bool:
    found = reference_of(text)
    if found is None:
        return False
    draft.kind = "reference"
    if found.operator:
        draft.parts["operator"] = found.operator
        draft.places["operator"] = (0, found.operator_end)
        draft.marks.add("verbal-operator")
    if found.quantity is not None:
        _add_share(draft, found.quantity)
    if found.relative:
        draft.marks.add("relative")
    return True


def _add_share(draft: Draft, share: Quantity) -> None:
    draft.parts |= {
        "number": share.number, "unit": share.unit, "dimension": share.dimension, "per": share.per,
    }  # fmt: skip
    draft.places |= share.places


def _judge(draft: Draft) -> None:
    """Marks that need the whole value: how it is spelt, and what it may have been."""
    if _FULLWIDTH.search(draft.raw):
        draft.marks.add("fullwidth")
    number, unit = draft.parts.get("number"), draft.parts.get("unit")
    if draft.kind not in ("number", "interval") or number is None:
        return
    if not unit and draft.parts.get("dimension") is None:
        draft.marks.add("bare-number")
        if draft.kind == "number" and number.denominator == 1 and int(number) in _SERIALS:
            draft.marks.add("excel-serial")
    written = draft.raw.lstrip()
    if unit == "%" and number > 200 and written.startswith("2"):
        rest = written[1:].partition("%")[0].strip()
        # “≥95%” scanned as “295%”: no share is that large.
        if rest.isdecimal() and 80 <= int(rest) <= 100:
            draft.marks.add("ocr-suspect")
