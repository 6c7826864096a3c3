"""The words of ``corpora/headers.toml``, looked up once a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from perflint.extraction.text import plain, unbracketed
from perflint.patterns import pattern
from perflint.resources import corpus

PERIODS = ("actual", "past", "long", "half", "year")
_PREFIX = pattern(
    r"^(?:20\d\d(?:[-—~至]20\d\d)?年?度?|第[一二三四]季度|年度?|绩效|项目|中期|长期|实施期|实施周期|"
    r"总体|本年度?|当年|全年|半年|预期|年初设定|上年度?|前年|历史|计划|部门)+"
)
_YEAR = pattern(r"20\d\d年?(?![-—~至]*20\d\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: the field it names, or the question it leaves (sign, content …)."""

    field: str
    ambiguous: bool = False
    exact: bool = True


def words(section: str, key: str) -> tuple[str, ...]:
    return tuple(corpus("headers.toml")[section][key])


@cache
def _columns() -> dict[str, Header]:
    table: dict[str, Header] = {}
    data = corpus("headers.toml")
    for field, names in data["columns"].items():
        for name in names:
            table.setdefault(plain(name), Header(field))
    for question, names in data["ambiguous"].items():
        for name in names:
            table.setdefault(plain(name), Header(question, ambiguous=True))
    return table


@lru_cache(maxsize=4096)
def header_of(text: str) -> Header | None:
    """What a header cell names, or None."""
    if not text or len(text) > 60:
        return None
    label = plain(text)
    table = _columns()
    for form in (label, unbracketed(label)):
        if form in table:
            return table[form]
    stripped = _PREFIX.sub("", unbracketed(label))
    found = table.get(stripped)
    if found and stripped != label and len(stripped) >= 2:
        return Header(found.field, found.ambiguous, exact=False)
    return None


@lru_cache(maxsize=4096)
def period_of(text: str) -> str:
    """The time a header speaks of: actual, past, long, half, year or ""."""
    label = plain(text)
    for period in PERIODS:
        if any(word in label for word in words("periods", period)):
            return period
    return "year" if _YEAR.search(label) else ""


@cache
def _evaluation() -> frozenset[str]:
    return frozenset(plain(word) for word in words("evaluation", "columns"))


@lru_cache(maxsize=4096)
def is_evaluation(text: str) -> bool:
    """A column of what has been achieved; last year's result as a base line is none."""
    label = unbracketed(plain(text))
    if not label or len(label) > 30 or any(word in label for word in words("periods", "past")):
        return False
    return label in _evaluation() or _PREFIX.sub("", label) in _evaluation()


@lru_cache(maxsize=1024)
def is_grade(text: str) -> bool:
    return plain(text) in words("grades", "words")


@lru_cache(maxsize=1024)
def is_area_total(text: str) -> bool:
    """Whether a column of a table with one column per area adds the others up (合计, 全县合计)."""
    label = unbracketed(plain(text))
    sums = words("areas", "sum")
    return label in words("areas", "total") or (len(label) <= 8 and label.endswith(sums))


@cache
def _head() -> dict[str, str]:
    table: dict[str, str] = {}
    for role, names in corpus("headers.toml")["head"].items():
        for name in names:
            table.setdefault(plain(name), role)
    return table


_OF_WHICH = pattern(
    r"^(?:其中|[一二三四五六七八九十]+、|\(?[一二三四五六七八九十\d]+\)|\d+[.、])[:,]?"
)


@dataclass(frozen=True, slots=True)
class HeadLabel:
    """A label of a form's head: its role (project, amount_year, fund, private …) and wording."""

    role: str
    name: str


@lru_cache(maxsize=8192)
def head_of(text: str) -> HeadLabel | None:
    """The head label a cell is, or None."""
    if not text or len(text) > 40:
        return None
    label = plain(text)
    table = _head()
    for form in (label, unbracketed(label)):
        for bare in (form, plain(_OF_WHICH.sub("", form))):
            if bare in table:
                return HeadLabel(table[bare], bare)
    stripped = re.sub(r"^20\d\d年度?|^项目(?=年度|实施)", "", unbracketed(label))
    if stripped != label and stripped in table:
        return HeadLabel(table[stripped], stripped)
    return _composed_of(plain(_OF_WHICH.sub("", label)))


@cache
def _composed() -> dict[str, re.Pattern[str]]:
    data = corpus("headers.toml")["composed"]
    before = "|".join(map(re.escape, sorted(data["modifiers"], key=len, reverse=True)))
    return {
        role: re.compile(rf"(?:20\d\d年?度?|{before})*(?:{'|'.join(data[role])})")
        for role in ("objective", "amount", "project")
    }


def _composed_of(label: str) -> HeadLabel | None:
    """A label no list has, put together from the words of its kind (年度部门整体绩效目标)."""
    data = corpus("headers.toml")["composed"]
    for form in (unbracketed(label), label):
        for role, title in _composed().items():
            if len(form) <= 20 and title.fullmatch(form):
                time = next((t for t in ("long", "year") if any(w in form for w in data[t])), "")
                return HeadLabel(f"{role}_{time}" if time and role != "project" else role, form)
    return None
