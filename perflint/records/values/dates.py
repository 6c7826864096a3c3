"""Dates and month forms: 2023年12月31日, 12月底前, 2023.07-2024.01, 第三季度, 每月15日前."""

from __future__ import annotations

import re
from dataclasses import dataclass

from perflint.patterns import pattern
from perflint.records.target import Bound, DateValue
from perflint.records.values.numerals import chinese_number

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = pattern(
    r"(?:(?P<year>(?:19|20)\d{2}|[一二][九〇零]?[〇零一二三四五六七八九]{2,3})年度?|"
    r"(?P<lead>每年度?|每季度?|每季度?末月|每月|每周|当年|当月|当季|次年|次月|次季度|本年度?|今年|全年|明年|翌年|年度))?"
    rf"(?:(?P<month>{_N})月(?P<fen>份)?)?"
    rf"(?:(?P<day>\d{{1,2}}|[一二三][一二三四五六七八九十]{{1,2}})[日号])?"
    rf"(?P<quarter>第?[一二三四1-4]季度|[上下]半年)?"
    r"(?P<part>月?(?:上旬|中旬|下旬)|年内|年?(?:底|末|终|初|中)|月(?:底|末|初)|季度?末|全年|期间|内)?"
    r"(?:\(含\))?(?P<bound>之前|以前|及以前|之内|以内|前后|前|内|止|起)?"
)
_NUMERIC = pattern(
    r"(?P<year>(?:19|20)\d{2})(?P<sep>[.\-/])(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
_COMPACT = pattern(r"(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_AND = pattern(r"\s*(?:前|底前)?\s*[、，,和及]\s*")
_BETWEEN = pattern(r"-{1,2}|~{1,2}|至|到")
_MONTHS_BETWEEN = pattern(r"(?P<from>\d{1,2})月?份?(?:-{1,2}|~{1,2}|至|到)(?P<to>\d{1,2})月份?")
_BARE_YEARS = pattern(
    r"(?P<from>(?:19|20)\d{2})年?(?:-{1,2}|~{1,2}|至|到)(?P<to>(?:19|20)\d{2})年度?"
)
# Deadlines that the calendar of the work sets: 汛期前, 开学前, 春节前.
_EVENT = pattern(
    r"(?:每年|当年|每学期|本年|今年)?(?:春节|元旦|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|主?汛期?|(?:春季|秋季)?开学|"
    r"(?:供暖|采暖)[季期]?|防火期|春耕|春播|秋收|秋播|三夏|入冬|入汛|雨季|高考|中考|两节|双节)"
    r"(?:来临|到来|开始|结束|到来之)?(?P<bound>之前|以前|前|之后|后|期间)(?:夕)?"
)
_HINT = pattern(r"[年月日号季旬]|\d{4}[.\-/]\d|20\d{6}")


@dataclass(frozen=True, slots=True)
class Dated:
    """``ambiguous`` is a bare “12月”, which may mean twelve months."""

    date: DateValue
    end: int
    since: DateValue | None = None
    ambiguous: bool = False


def date_at(text: str, start: int) -> Dated | None:
    """The date or the range of dates that begins at ``start``."""
    event = _EVENT.match(text, start)
    if event is not None:
        bound: Bound = (
            "within" if event["bound"] == "期间" else "before" if "前" in event["bound"] else "on"
        )
        return Dated(DateValue(bound=bound), event.end())
    if _HINT.search(text, start) is None:
        return None
    months = _months_between(text, start) or _years_between(text, start)
    if months is not None:
        return months
    first = _one_at(text, start)
    if first is None:
        return None
    also = _AND.match(text, first.end)
    if also is not None and (last := _one_at(text, also.end())) is not None:
        year = last.date.year or first.date.year  # 6月15日、12月15日前: the last day counts
        return Dated(last.date.model_copy(update={"year": year}), last.end)
    join = _BETWEEN.match(text, first.end)
    second = _one_at(text, join.end()) if join else None
    if second is None:
        return first
    until = second.date
    if until.year is None and first.date.year is not None:
        until = until.model_copy(update={"year": first.date.year})
    until = until.model_copy(update={"bound": "within"})
    return Dated(until, second.end, first.date)


def _months_between(text: str, start: int) -> Dated | None:
    """2021年1月-12月 and 1-12月."""
    lead = re.compile(r"((?:19|20)\d{2})年度?").match(text, start)
    match = _MONTHS_BETWEEN.match(text, lead.end() if lead else start)
    if match is None or not (1 <= int(match["from"]) <= 12 and 1 <= int(match["to"]) <= 12):
        return None
    if re.match(r"\d{1,2}[日号]", text[match.end() :]):
        return None
    year = int(lead[1]) if lead else None
    until = DateValue(year=year, month=int(match["to"]), bound="within")
    return Dated(until, _after(text, match.end()), DateValue(year=year, month=int(match["from"])))


def _years_between(text: str, start: int) -> Dated | None:
    match = _BARE_YEARS.match(text, start)
    if match is None or re.match(r"\d", text[match.end() :]):
        return None
    until = DateValue(year=int(match["to"]), bound="within")
    return Dated(until, _after(text, match.end()), DateValue(year=int(match["from"])))


def _after(text: str, end: int) -> int:
    tail = re.compile(r"底?(?:之前|以前|前|内|期间|止)?").match(text, end)
    return tail.end() if tail else end


def _one_at(text: str, start: int) -> Dated | None:
    numeric = _NUMERIC.match(text, start) or _COMPACT.match(text, start)
    if numeric is not None:
        return _numeric(text, numeric)
    match = _DATE.match(text, start)
    if match is None or match.end() == start:
        return None
    return _worded(match)


def _numeric(text: str, match: re.Match[str]) -> Dated | None:
    """2023.07: a decimal number unless the month has two digits."""
    day = match.groupdict().get("day")
    if day is None and len(match["month"]) < 2 and not _BETWEEN.match(text, match.end()):
        return None
    end = _after(text, match.end())
    bound: Bound = "before" if "前" in text[match.end() : end] else "on"
    date = DateValue(
        year=int(match["year"]), month=int(match["month"]), day=int(day) if day else None,
        bound=bound,
    )  # fmt: skip
    return Dated(date, end)


def _small(text: str | None) -> int | None:
    if not text:
        return None
    number = chinese_number(text) if not text.isdigit() else int(text)
    return None if number is None else int(number)


def _worded(match: re.Match[str]) -> Dated | None:
    year, month, day = _small(match["year"]), _small(match["month"]), _small(match["day"])
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if match["year"] and not (year and 1900 <= year < 2100):
        return None
    part, bound_word, lead = match["part"] or "", match["bound"] or "", match["lead"] or ""
    if not _says_when(match, bound_word):
        return None
    month = month or _month_of(match["quarter"] or "", part, year)
    date = DateValue(year=year, month=month, day=day, bound=_bound(match, part, bound_word))
    ambiguous = (
        match["month"] is not None
        and not (match["year"] or lead or match["fen"] or day or match["quarter"])
        and not part.replace("内", "")
        and bound_word not in ("前", "之前", "以前", "及以前", "止", "起")
    )
    return Dated(date, match.end(), ambiguous=ambiguous)


def _says_when(match: re.Match[str], bound: str) -> bool:
    """Whether the parts found make a date: 15日 and 每季度 alone do not."""
    if match["year"] or match["month"] or match["quarter"]:
        return True
    if match["day"]:
        return bool(match["lead"]) or bound in ("前", "之前", "以前", "及以前", "止")
    if match["part"] and match["part"] not in ("内", "期间", "全年", "中", "初", "终", "底", "末"):
        return True
    if match["lead"]:
        settled = match["lead"] in ("当年", "本年", "本年度", "今年", "全年", "当月", "当季")
        return settled or bool(match["part"]) or bool(bound)
    return match["part"] == "全年"


def _month_of(quarter: str, part: str, year: int | None) -> int | None:
    """The last month of a quarter or half-year, December for the end of a year."""
    if "半年" in quarter:
        return 6 if quarter[0] == "上" else 12
    if quarter:
        digit = quarter.removeprefix("第")[0]
        return 3 * (int(digit) if digit.isdigit() else "一二三四".index(digit) + 1)
    if part[-1:] in ("底", "末", "终") and ("年" in part or (year and len(part) == 1)):
        return 12
    return None


def _bound(match: re.Match[str], part: str, word: str) -> Bound:
    if word in ("前", "之前", "以前", "及以前", "止"):
        return "before"
    if word in ("内", "之内", "以内") or part in ("内", "年内", "全年", "期间") or match["quarter"]:
        return "within"
    return "within" if match["lead"] in ("全年", "本年度", "当年", "本年") else "on"
