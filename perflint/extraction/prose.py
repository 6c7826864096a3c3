"""Indicators written as text: 【产出指标-数量指标】指标1：名称（值）, 数量指标：名称≥10人 …"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from perflint.extraction.contents import is_valueish
from perflint.extraction.labels import clean_label, levels_of, opens_first
from perflint.extraction.text import (
    REMNANT,
    is_filler,
    is_placeholder,
    undecorated,
    without_placeholder,
)
from perflint.patterns import pattern
from perflint.resources import corpus


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator found in a text. ``certain`` is False where name and value did not part."""

    level1: str
    level2: str
    name: str
    value: str
    certain: bool
    at: int = 0


_OPEN, _CLOSE = "(（", ")）"
_SIGN = pattern(r"[≥≤＞＜><=＝≧≦±]")
_COMPARATOR = pattern(r"[≥≤＞＜><≧≦±]|(?<![<>＜＞])[=＝](?=\s*约?\d+(?:\.\d+)?\s*[%％]?$)")
_FORMULA = pattern(r"[=＝](?!\s*约?\d)[^≥≤＞＜><=＝]*[/÷×*＋+—－-]")
_WORD_SIGN = pattern(
    r"(?:不低于|不少于|不超过|不高于|不大于|不小于|大于等于|小于等于|大于|小于|至少|控制在|达到|达|为|完成)"
    r"(?=[约]?[\d一二三四五六七八九十百])"
)
_DROPPED = ("达到", "达", "为", "完成")
_TAIL = pattern(r"^(.*?[^\d.,%％\s约第])\s*(约?\d[\d,.]*\s*[%％]?[^\d，。；、]{0,8})$", re.DOTALL)
_BRACKET = pattern(
    r"^(.+?)\s*[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]$", re.DOTALL
)
_SPLIT = pattern(r"[\n\r]+|[；;]|(?=指标\s*\d{1,2}\s*[:：.．、])|(?=[①-⑳])|(?<=[^\d.])。(?=.)")
_NUMBERED = pattern(r"^\s*(?:[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}\s*[.．、](?!\d))\s*")
_EDGE = " \t\u3000，,。；;、:：|"


@cache
def _marker() -> re.Pattern[str]:
    """A level label that opens a list: in 【】, or followed by a colon or a line's end."""
    data = corpus("levels.toml")
    cores = sorted({*data["level1"], *data["level2"]}, key=len, reverse=True)
    label = f"(?:{'|'.join(re.escape(c).replace('(', '[(（]').replace(')', '[)）]') for c in cores if len(c) > 1)})"
    label = label.replace(r"\[(（]", "[(（]").replace(r"\[)）]", "[)）]")
    score = r"(?:\s*[(（]\d+(?:\.\d+)?\s*分?[)）])?"
    number = r"(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])?\s*"
    boxed = rf"[【\[〔]\s*(?P<boxed>{label}(?:指标|目标)?{score}(?:\s*[-—－–·/、:：>→]+\s*{label}(?:指标|目标)?{score})?)\s*[】\]〕]\s*[:：]?"
    plain = (
        rf"(?:(?<=^)|(?<=[\n；;。，,、\s|:：]))(?P<number>{number})"
        rf"(?P<plain>{label}(?:指标|目标)?{score})\s*(?:[:：]|(?=\n)|$)"
    )
    return re.compile(rf"{boxed}|{plain}", re.MULTILINE)


def looks_like_prose(text: str) -> bool:
    """Whether a text opens at least one list of indicators and says something in it."""
    if len(text) < 8 or ("指标" not in text and "：" not in text and ":" not in text):
        return False
    return any(True for _ in _marker().finditer(text)) and bool(parse_prose(text))


def opens_levels(text: str) -> bool:
    """Whether a line opens a list of indicators (数量指标：, 【产出指标】)."""
    return bool(_marker().search(text))


def parse_prose(text: str, level1: str = "", level2: str = "") -> list[Item]:
    """The indicators in a text, under the levels it opens or, before the first, those given."""
    items: list[Item] = []
    position = 0
    matches = list(_marker().finditer(text))
    for match, following in itertools.zip_longest(matches, matches[1:]):
        items += _items(text[position : match.start()], level1, level2, position)
        heads = following is not None and not text[match.end() : following.start()].strip(_EDGE)
        level1, level2 = _opened(match, level1, level2, heads)
        position = match.end()
    items += _items(text[position:], level1, level2, position)
    return items


def _opened(match: re.Match[str], level1: str, level2: str, heads: bool) -> tuple[str, str]:
    """The levels after a label; one that ``heads`` another label right away is a first level."""
    found = match.group("boxed") or match.group("plain")
    for label in re.split(r"[-—－–·/:：>→]+", found):
        text = clean_label(label).text
        if opens_first(text, level1) or (heads and 1 in levels_of(text)):
            level1, level2 = text, ""
        elif text:
            level2 = text
    return level1, level2


def _items(text: str, level1: str, level2: str, at: int) -> Iterator[Item]:
    if not (level1 or level2):
        return
    for piece in _SPLIT.split(text):
        bare = _NUMBERED.sub("", piece).strip(_EDGE)
        bare = undecorated(bare).strip(_EDGE) if bare else ""
        if len(bare) < 2 or is_filler(bare) or bare.isdigit():
            continue
        name, value, certain = split_item(bare)
        if is_filler(name) or (is_placeholder(value) and value):
            continue
        yield Item(level1, level2, name, value, certain, at)


def split_item(text: str) -> tuple[str, str, bool]:
    """Name and value of one written indicator, and whether the parting is certain."""
    remnant = REMNANT.search(text)
    if remnant:  # the form's own "(≥**个)" stands between name and value
        name, value = text[: remnant.start()].strip(_EDGE), text[remnant.end() :].strip(_EDGE)
        if name and value:
            return name, value, True
    bare = without_placeholder(text)
    for split in _SPLITS:
        found = split(bare)
        if found:
            name, value = found[0].strip(_EDGE), found[1].strip(_EDGE)
            if name and value:
                return name, value, True
    return bare.strip(_EDGE), "", False


def _depth_zero(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match outside brackets."""
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if sum(map(before.count, _OPEN)) <= sum(map(before.count, _CLOSE)):
            return match
    return None


def _by_sign(text: str) -> tuple[str, str] | None:
    match = _depth_zero(text, _SIGN)
    if match and _FORMULA.match(text[match.start() :]):
        # "达标率=达标户数/总户数（≥95%）": the first sign belongs to how the name is computed
        later = _depth_zero(text, _COMPARATOR)
        if later is None and (found := _by_bracket(text)):
            return found
        match = later or match
    if not match or not match.start():
        return None
    return text[: match.start()], text[match.start() :]


def _by_bracket(text: str) -> tuple[str, str] | None:
    match = _BRACKET.match(text)
    if not match or not (is_valueish(match.group(2)) or _SIGN.search(match.group(2))):
        return None
    return (match.group(1), match.group(2)) if match.group(2).strip() not in ("%", "％") else None


def _by_any_bracket(text: str) -> tuple[str, str] | None:
    """名称（有所提升）: a short text in the last brackets, where nothing else parts the two."""
    match = _BRACKET.match(text)
    if not match or len(match.group(2)) > 20 or match.group(2).strip() in ("%", "％"):
        return None
    return match.group(1), match.group(2)


def _by_colon(text: str) -> tuple[str, str] | None:
    match = _depth_zero(text, re.compile(r"[:：]"))
    return (text[: match.start()], text[match.end() :]) if match else None


def _by_word(text: str) -> tuple[str, str] | None:
    match = _depth_zero(text, _WORD_SIGN)
    if not match or not match.start():
        return None
    start = match.end() if match.group() in _DROPPED else match.start()
    return text[: match.start()], text[start:]


def _by_space(text: str) -> tuple[str, str] | None:
    parts = text.rsplit(None, 1)
    return (parts[0], parts[1]) if len(parts) == 2 and is_valueish(parts[1]) else None


_DATE_TAIL = pattern(
    r"^(.*?\D)((?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)?(?:之前|以前|前|底前|完成)?)$", re.DOTALL
)


def _by_date(text: str) -> tuple[str, str] | None:
    match = _DATE_TAIL.match(text)
    return (match.group(1), match.group(2)) if match else None


_QUALITY = pattern(
    r"^(.+?[^，、的])((?:有所|显著|明显|持续|稳步|不断|逐步|有效|进一步|大幅|长期|基本)"
    r"(?:提高|提升|改善|增强|增加|减少|减轻|降低|优化|健全|完善|保障|缓解|改观|下降|加强|扩大))$"
)


def _by_quality(text: str) -> tuple[str, str] | None:
    match = _QUALITY.match(text)
    return (match.group(1), match.group(2)) if match else None


def _by_tail(text: str) -> tuple[str, str] | None:
    match = _TAIL.match(text)
    return (match.group(1), match.group(2)) if match else None


# In order of certainty: the first that parts a text in two decides.
_SPLITS = (
    _by_sign,
    _by_bracket,
    _by_colon,
    _by_any_bracket,
    _by_date,
    _by_word,
    _by_space,
    _by_tail,
    _by_quality,
)
