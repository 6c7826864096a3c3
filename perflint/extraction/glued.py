"""Rows whose cells run together ("产出指标数量指标培训人数≥100人"): only what is certain is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from perflint.extraction.prose import split_item
from perflint.patterns import pattern
from perflint.records.values.units import per_at, unit_at
from perflint.resources import corpus


@cache
def _headers() -> re.Pattern[str]:
    names = [
        name
        for field, words in corpus("headers.toml")["columns"].items()
        if field not in ("project", "department", "objective", "amount", "index")
        for name in words
    ]
    names += [*corpus("headers.toml")["ambiguous"]["sign"], "指标内容", "绩效标准"]
    names = sorted({n for n in names if len(n) > 1}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def header_words(text: str) -> list[str]:
    """The header names a text consists of, or [] where anything else stands in it."""
    words, at = [], 0
    while at < len(text):
        match = _headers().match(text, at)
        if not match:
            return []
        words.append(match.group())
        at = match.end()
    return words


_START = pattern(r"一级\s*指标|指标名称")
_FORM = pattern(r"绩效目标(?:申报|批复|公开|审批)?表")
_OBJECTIVE = pattern(r"(?:年度|总体|项目|年度总体)?(?:绩效)?目标(?![表申批])")


def unglue(text: str) -> list[str]:
    """A line in which a form's title, objective, header and rows run together, cut apart."""
    if len(text) < 40 or " " in text.strip():
        return [text]
    start = _START.search(text)
    if start is None:
        return [text]
    end, words = start.start(), []
    while match := _headers().match(text, end):
        words.append(match.group())
        end = match.end()
    if len(words) < 2 or end == len(text):
        return [text]
    return [*_before(text[: start.start()]), "".join(words), text[end:]]


def _before(text: str) -> list[str]:
    parts = []
    form = _FORM.search(text)
    if form:
        parts.append(text[: form.end()])
        text = text[form.end() :]
    objective = _OBJECTIVE.match(text)
    if objective:
        parts += [objective.group(), text[objective.end() :]]
    elif text:
        parts.append(text)
    return [part for part in parts if part.strip()]


@cache
def _labels() -> re.Pattern[str]:
    data = corpus("levels.toml")
    cores = sorted({*data["level1"], *data["level2"]}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, cores)) + r")指标(?:\(\d+分?\)|（\d+分?）)?")


def label_pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text in order: (True, level label) and (False, what stands between)."""
    at = 0
    for match in _labels().finditer(text):
        if match.start() > at:
            yield False, text[at : match.start()]
        yield True, match.group()
        at = match.end()
    if at < len(text):
        yield False, text[at:]


_DATE = r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)?(?:之前|底前|前)?"
_VALUE = pattern(
    rf"{_DATE}|(?:[≥≤＞＜><=＝≧≦±]+|不低于|不少于|不超过|不高于)?\s*\d[\d,.]*[万亿]?\s*"
    r"(?:[%％‰]|百分比)?(?:以上|以内|以下)?"
)
_CLOSED = ("%", "％", "‰", "以上", "以内", "以下", "前", "底", "日", "月")
_SIGNED = pattern(r"^(.+?)([≥≤＞＜><=＝≧≦]+)(\d[\d,.]*)(\D*?)(\d+(?:\.\d+)?)?$")


def _value_end(text: str, match: re.Match[str]) -> int:
    """Where a value ends: after its unit and what the unit is per (元/人·年)."""
    end = match.end()
    if match.group().endswith(_CLOSED):
        return end
    unit = unit_at(text, end)
    end += len(unit.name) if unit is not None else 0
    while end < len(text) and text[end] in "/·" and (per := per_at(text, end + 1)):
        end += 1 + len(per)
    return end


def glued_row(text: str, fields: Sequence[str]) -> list[tuple[str, str]] | None:
    """(field, text) of one indicator whose cells run together; None where that is not certain."""
    kept = [field for field in fields if field != "other"]
    twice = _doubled(text)
    if kept == ["name", "value"]:
        if twice == text[: len(text) // 2] and len(text) % 2 == 0:
            return [("name", twice), ("value", twice)]
        name, value, certain = split_item(text)
        return [("name", name), ("value", value)] if certain else None
    if "operator" in kept:
        return _signed(text, kept)
    if kept[:3] != ["name", "description", "value"] or not twice:
        return None
    found = [("name", twice), ("description", twice)]
    rest = text[2 * len(twice) :]
    if kept == ["name", "description", "value"]:
        return [*found, ("value", rest)]
    match = _VALUE.match(rest)
    if kept[3:] != ["basis"] or not match:
        return None
    end = _value_end(rest, match)
    return [*found, ("value", rest[:end]), ("basis", rest[end:])]


def _signed(text: str, kept: Sequence[str]) -> list[tuple[str, str]] | None:
    """Name, comparator, number and unit in columns of their own, and perhaps a weight."""
    match = _SIGNED.match(text)
    if not match or kept[:4] != ["name", "operator", "value", "unit"] or len(kept) > 5:
        return None
    if (match.group(5) is not None) != (kept[4:] == ["weight"]):
        return None
    return [(field, part) for field, part in zip(kept, match.groups(), strict=False) if part]


def _doubled(text: str) -> str:
    """The longest beginning that stands twice: a description that copies the name."""
    for length in range(len(text) // 2, 1, -1):
        if text.startswith(text[:length], length):
            return text[:length]
    return ""


def cut_items(text: str) -> list[str]:
    """Several glued indicators ("培训人数≥100人培训期数5期") apart, after each value's unit."""
    items, start, at = [], 0, 0
    while match := _VALUE.search(text, at):
        at = end = _value_end(text, match)
        if match.start() > start and end < len(text) and text[end] not in "（(、，,-—~至/·":
            items.append(text[start:end])
            start = end
    return [*items, text[start:]] if text[start:] else items
