"""What the heading of a table says: a project's title, a form's name, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from perflint.extraction.text import plain, squeeze
from perflint.patterns import pattern
from perflint.resources import corpus

_NUMBER = pattern(
    r"^\s*(?:[一二三四五六七八九十百]{1,4}\s*[、.．]|[(（]\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s*[)）]\s*[、.．]?|"
    r"第[一二三四五六七八九十百\d]{1,4}(?:部分|章|节)|"
    r"\d{1,3}\s*(?:[、．)）]|\.(?!\d)|\.(?=20\d\d年)|[-—－](?=[^\d\s\-—－]))|[①-⑳●■◆▲○◎□★]|第[一二三四五六七八九十\d]{1,3}项[:：、\s]|(?:项目|附件|附表|表)\s*[一二三四五六七八九十\d]{1,3}\s*[:：、.．])\s*"
)
_TABLE_NO = pattern(
    r"^\s*(?:部门)?(?:预算)?(?:公开)?(?:附件|附表|表)?\s*\d{0,3}(?:[-—－]\d{1,3})*\s*(?:表|号)?\s*[:：]?\s*$|"
    r"^\s*(?:附件|附表|表|公开表|部门公开表|预算公开)\s*[一二三四五六七八九十\d]+(?:[-—－.]\d+)*\s*[:：]?\s*"
)
_YEAR_ONLY = pattern(r"^[(（]?\s*(?:20\d\d|[×xX*]{2,4})\s*年?度?\s*[)）]?$")
_PAGE = pattern(
    r"^[\s\-—－–]*(?:第\s*)?\d{1,4}\s*(?:页|/\s*\d{1,4})?[\s\-—－–]*$|^第\s*\d+\s*页.{0,8}$"
)
_LABELLED = pattern(
    r"^(?:项目\s*[一二三四五六七八九十\d]{0,3}\s*名称|专项资金名称|项目)\s*[:：]\s*"
)
_BESIDE = pattern(r"(?:\s+|\s*[(（])\s*(?:金额)?单位\s*[:：]\s*[万亿]?元\s*[)）]?$")
_BOXED = pattern(r"[【\[〔](?P<text>[^【】\[\]〔〕]+)[】\]〕]")
_END_OF_YEAR = pattern(r"(?<=[^\d(（])20\d\d$")  # of 2024年度绩效目标表
_TRAILING = pattern(r"[\s(（]*(?:[(（]?(?:续表?|本级下达|另文下达|对下转移支付|公开)[)）]?)$")
_BRACKET_END = pattern(r"[(（][^()（）]*[)）]$")
_OFFICE = pattern(
    r"(?:局|委员会|委|办公室|办|厅|院|中心|政府|部|会|处|所|站|校|大学|学院|公司|支队|大队|街道|机关)$"
)
_YEARS = pattern(r"20\d\d年?度?|[(（]\s*[)）]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a table, read. ``title`` is "" where it names no project; ``form`` tells whether
    it names a target form; ``kind`` is department for a form of the department as a whole."""

    text: str
    title: str = ""
    form: bool = False
    kind: str = "project"
    office_only: bool = False


def _data(key: str) -> tuple[str, ...]:
    return tuple(corpus("titles.toml")[key])


@cache
def _forms() -> tuple[str, ...]:
    names = {*_data("forms"), *_data("departments")}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _sections() -> frozenset[str]:
    return frozenset(plain(word) for word in _data("sections"))


def is_department(text: str) -> bool:
    label = plain(text)
    return any(mark in label for mark in _data("department_marks"))


def says(text: str, key: str) -> bool:
    """Whether a heading has one of the words of ``evaluation``, ``schemes`` or ``blanks``."""
    label = plain(text)
    return any(plain(word) in label for word in _data(key))


@lru_cache(maxsize=1024)
def is_noise(text: str) -> bool:
    """A line before a table that is no heading: unit, year, page or table number, office."""
    label = plain(text)
    if (
        not label
        or _PAGE.match(text)
        or _YEAR_ONLY.match(text.strip())
        or _TABLE_NO.fullmatch(text)
    ):
        return True
    bare = squeeze(text).replace("：", ":")
    return any(bare.startswith((word, "(" + word)) for word in _data("noise"))


_RANKS = tuple(
    pattern(form)
    for form in (
        r"\s*第[一二三四五六七八九十百\d]{1,4}(?:部分|章|节)",
        r"\s*[一二三四五六七八九十百]{1,4}\s*[、.．]",
        r"\s*[(（]\s*[一二三四五六七八九十百]{1,4}\s*[)）]",
        r"\s*(?:\d{1,3}\s*(?:[、．]|\.(?!\d))|项目[一二三四五六七八九十\d]{1,3}\s*[:：])",
        r"\s*(?:[(（]\s*\d{1,3}\s*[)）]|[①-⑳])",
    )
)


def heading_rank(text: str) -> int:
    """How deep a numbered line stands: 1 (第一部分) to 5 ((1)); 0 where it has no number."""
    return next((rank for rank, form in enumerate(_RANKS, 1) if form.match(text)), 0)


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number of its own (一、, （二）, 3.)."""
    return bool(_NUMBER.match(text))


@lru_cache(maxsize=2048)
def read_heading(text: str) -> Heading:
    """A heading without its number and the name of its form."""
    bare = text.strip()
    if is_noise(bare):
        return Heading(text)
    previous = None
    while previous != bare:
        previous = bare
        bare = _TABLE_NO.sub("", bare, count=1) if len(bare) > 4 else bare
        bare = _NUMBER.sub("", bare, count=1).strip() or bare
    bare = without_unit(_LABELLED.sub("", bare))
    boxed = _BOXED.fullmatch(bare)
    bare = boxed["text"].strip() if boxed else bare
    if plain(bare).strip("：:") in _sections():
        return Heading(text, form="目标" in bare)
    kind = "department" if is_department(bare) else "project"
    title, form = _without_form(bare)
    if kind == "department":
        return Heading(text, _department_title(bare, title), True, kind)
    if form and names_nothing(title):
        return Heading(text, "", True, kind, office_only=bool(_OFFICE.search(title.strip())))
    return Heading(text, title, form, kind)


def _without_form(text: str) -> tuple[str, bool]:
    """The text before the form's name, and whether one stood there."""
    bare = text.strip()
    for _ in range(2):
        bare = _TRAILING.sub("", bare).strip()
    for candidate in (
        bare,
        _BRACKET_END.sub("", bare).strip(),
        re.sub(r"^[(（][^()（）]*[)）]", "", bare),
    ):
        flat = candidate.replace("（", "(").replace("）", ")")
        for form in _forms():
            if flat.endswith(form):
                title = candidate[: len(candidate) - len(form)].strip(' 　-—－:："《》')
                title = title.removesuffix("项目支出").strip(" 《》") or title
                return _END_OF_YEAR.sub("", title).strip() or title, True
    return bare, False


def without_unit(text: str) -> str:
    """A line's text without the unit of money that stands at its end."""
    return _BESIDE.sub("", text)


def _department_title(text: str, stripped: str) -> str:
    """The department's own form keeps its name: 部门整体支出, with whose it is."""
    title = text.strip()
    for suffix in ("申报表", "批复表", "审批表", "公开表", "表"):
        title = title.removesuffix(suffix)
    title = title.removesuffix("绩效目标").strip() or title
    return title or stripped


def names_nothing(title: str) -> bool:
    """Year, office and the words of every form name no project."""
    rest = _YEARS.sub("", squeeze(title))
    return not rest or bool(_OFFICE.search(rest)) or is_empty(rest)


def is_empty(title: str) -> bool:
    """Whether a title is made of the words of every form's name alone (目标, 项目支出)."""
    rest = _YEARS.sub("", squeeze(title))
    for word in sorted(_data("empty_words"), key=len, reverse=True):
        rest = rest.replace(word, "")
    rest = re.sub(r"[\s\d()（）:：、.．\-—]", "", rest)
    return not rest or bool(_OFFICE.search(rest))
