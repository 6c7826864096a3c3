"""One quantity: a number with its unit and denominators, at a place of a normalised text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from perflint.patterns import han_end, is_han, pattern
from perflint.records.target import Dimension
from perflint.records.values.numerals import NUMERAL_CHARS, SIZES, chinese_number
from perflint.records.values.units import Unit, counted_nouns, per_at, unit_at, unit_table

Places = dict[str, tuple[int, int]]

_ARABIC = pattern(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?P<rest>\.\d+)?")
_FRACTION = pattern(r"\d+/\d+(?![\d/])")
_RATIO = pattern(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)(?![\d:])")
_CHINESE = pattern(rf"[{NUMERAL_CHARS}]+(?:点[{NUMERAL_CHARS}]+)?|半")
_PARTS = pattern(
    rf"(?P<low>百|千|万|[{NUMERAL_CHARS}]+)分(?:之|(?=百))(?P<high>[{NUMERAL_CHARS}]+(?:点[{NUMERAL_CHARS}]+)?"
    r"|\d+(?:\.\d+)?)"
)
_TENTHS = pattern(
    r"(?P<n>[一二两三四五六七八九十]|\d+(?:\.\d+)?)成(?P<half>半|[一二三四五六七八九])?"
)
_SIZE = pattern(r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|[十百千万亿])(?!分[之比点值])")
_UNIT_IN_BRACKETS = pattern(r"\(([^()\d]{1,8})\)")
_PER = pattern(r"(?:[/·*.×、•]|每)+\(?(?:每)?")
_PER_COUNT = pattern(r"(?:\d+|[一二两三四五六七八九十半])(?:个)?(?=[年月天日周季])")
_NOT_UNITS = "级等类星强代线届阶流般致"


@dataclass(frozen=True, slots=True)
class Quantity:
    """``end`` is where the quantity stops; ``places`` are spans in the normalised text.

    ``size`` is the 10000 of 3万人, already multiplied into ``number``.
    """

    number: Fraction
    end: int
    unit: str = ""
    dimension: Dimension | None = None
    per: tuple[str, ...] = ()
    places: Places = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    size: int = 1


def quantity_at(text: str, start: int) -> Quantity | None:
    """The quantity that begins at ``start``, read as far as it goes; None where there is none."""
    for reader in (_parts_at, _tenths_at, _ratio_at):
        found = reader(text, start)
        if found is not None:
            return found
    found = _arabic_at(text, start) or _chinese_at(text, start)
    if found is None:
        return None
    found = _with_unit(text, _with_more(text, found))
    return _with_per(text, _with_smaller(text, found))


def _with_more(text: str, found: Quantity) -> Quantity:
    """100余人, 20多个: something more than the number."""
    more = text[found.end : found.end + 2]
    if found.dimension is not None or len(more) < 2 or more[0] not in "余多" or not is_han(more[1]):
        return found
    return replace(found, end=found.end + 1, marks=found.marks | {"more"})


def _with_smaller(text: str, found: Quantity) -> Quantity:
    """2小时30分钟 is 150 minutes, 1元5角 is 15 角: two units of one dimension side by side."""
    if (
        found.dimension not in ("duration", "money")
        or not text[found.end : found.end + 1].isdigit()
    ):
        return found
    table, second = unit_table(), _arabic_at(text, found.end)
    unit = unit_at(text, second.end) if second else None
    if unit is not None and unit.name == "分":
        unit = table["分钟"] if found.dimension == "duration" else None
    if second is None or unit is None or unit.dimension != found.dimension:
        return found
    large, small = table[found.unit].factor, unit.factor
    if not large or not small or small >= large:
        return found
    end = min(len(text), second.end + len(unit.name))
    if not text.startswith(unit.name, second.end):
        end = second.end + 1
    places = {"number": (found.places["number"][0], second.end), "unit": (second.end, end)}
    number = found.number * large / small + second.number
    return replace(found, number=number, end=end, unit=unit.name, places=places)


def _parts_at(text: str, start: int) -> Quantity | None:
    """百分之九十五, 三分之二."""
    match = _PARTS.match(text, start)
    if match is None:
        return None
    high = Fraction(100) if match["high"] == "百" else _any_number(match["high"])
    low = {"百": 100, "千": 1000, "万": 10**4}.get(match["low"]) or _any_number(match["low"])
    if high is None or not low:
        return None
    places = {"number": match.span()}
    marks = frozenset({"chinese-numeral"})
    if match["low"] in ("百", "千", "万"):
        return Quantity(high * 100 / low, match.end(), "%", "percent", (), places, marks)
    return Quantity(high / low, match.end(), "", "ratio", (), places, marks)


def _tenths_at(text: str, start: int) -> Quantity | None:
    """九成, 九成五, 8成."""
    match = _TENTHS.match(text, start)
    if match is None:
        return None
    whole = _any_number(match["n"])
    if whole is None or whole > 10:
        return None
    half = match["half"]
    tenths = Fraction(1, 2) if half == "半" else Fraction(_any_number(half) or 0, 10) if half else 0
    places = {"number": match.span("n"), "unit": (match.end("n"), match.end())}
    marks = frozenset({"chinese-numeral"})
    return Quantity((whole + tenths) * 10, match.end(), "成", "percent", (), places, marks)


def _ratio_at(text: str, start: int) -> Quantity | None:
    """1:3; not a time of day, which the date grammar does not read either."""
    match = _RATIO.match(text, start)
    if match is None or not Fraction(match[2]):
        return None
    number = Fraction(match[1]) / Fraction(match[2])
    return Quantity(number, match.end(), ":", "ratio", (), {"number": match.span()})


def _any_number(text: str) -> Fraction | None:
    return Fraction(text) if text[0].isascii() else chinese_number(text)


def _arabic_at(text: str, start: int) -> Quantity | None:
    match = _ARABIC.match(text, start)
    if match is None:
        return None
    fraction = _FRACTION.match(text, start)
    if fraction and not fraction[0].endswith("/0"):
        top, _, bottom = fraction[0].partition("/")
        if int(bottom):
            number = Fraction(int(top), int(bottom))
            return Quantity(number, fraction.end(), "", "ratio", (), {"number": fraction.span()})
    if len(match[0]) > 40:  # longer than any amount; keeps numbers (and their printing) small
        return None
    number = Fraction(match[0].replace(",", ""))
    marks = frozenset({"thousands"} if "," in match[0] else ())
    return Quantity(number, match.end(), places={"number": match.span()}, marks=marks)


def _chinese_at(text: str, start: int) -> Quantity | None:
    match = _CHINESE.match(text, start)
    if match is None or match.end() - match.start() > 40:
        return None
    marks = frozenset({"chinese-numeral"})
    if match[0] == "半":
        return Quantity(Fraction(1, 2), match.end(), places={"number": match.span()}, marks=marks)
    # 贰拾万元 and 三千米: what is part of a unit is no part of the numeral.
    for end in range(max(start + 1, match.end() - 2), match.end() + 1):
        unit = unit_at(text, end) if end < match.end() else None
        if end < match.end() and (unit is None or len(unit.name) <= match.end() - end):
            continue
        number = chinese_number(text[start:end])
        if number is not None:
            return Quantity(number, end, places={"number": (start, end)}, marks=marks)
    return None


def _with_unit(text: str, found: Quantity) -> Quantity:
    if found.dimension == "ratio":  # a fraction stands by itself: 2/3
        return found
    start = found.end
    unit = unit_at(text, start)
    if unit is None:
        found, start = _with_size(text, found)
        unit = unit_at(text, start)
    if unit is not None:
        return _with_noun(text, _named(found, unit, start), unit)
    bracket = _UNIT_IN_BRACKETS.match(text, start)
    if bracket and bracket[1] in unit_table():
        named = _named(found, unit_table()[bracket[1]], bracket.start(1))
        return replace(named, end=bracket.end())
    return _with_free_unit(text, found)


def _with_size(text: str, found: Quantity) -> tuple[Quantity, int]:
    """3万人 is 30000 人. A size that ends the value has lost its 元: 250万."""
    size = _SIZE.match(text, found.end)
    if size is None or "chinese-numeral" in found.marks:
        return found, found.end
    if size[0] in ("万", "亿", "百万", "千万", "万亿", "百亿", "十亿", "千亿"):
        follow = text[size.end() : size.end() + 1]
        if not follow or follow in "/()-~至到,。;、以之左上每":
            return _cut_money(found, size), size.end()
    factor, start = SIZES[size[0]], found.places["number"][0]
    places = {"number": (start, size.end())}
    number = found.number * factor
    return replace(found, number=number, end=size.end(), places=places, size=factor), size.end()


def _cut_money(found: Quantity, size: re.Match[str]) -> Quantity:
    places = {**found.places, "unit": size.span()}
    return replace(
        found, end=size.end(), unit=size[0] + "元", dimension="money", places=places,
        marks=found.marks | {"cut-unit"},
    )  # fmt: skip


def _named(found: Quantity, unit: Unit, start: int) -> Quantity:
    number, name, marks = found.number, unit.name, found.marks
    end = start + len(name)
    if unit.dimension == "percent":
        if name in ("百分比", "百分之", "千分之"):
            marks = marks | {"percent-word"}
        number *= unit.factor or 1
    places = {**found.places, "unit": (start, end)}
    return replace(
        found, number=number, end=end, unit=name, dimension=unit.dimension,
        places=places, marks=marks,
    )  # fmt: skip


def _with_noun(text: str, found: Quantity, unit: Unit) -> Quantity:
    """20个村, 10名教师: the counted thing behind a measure word, if it is no sentence."""
    if unit.dimension != "count":
        return found
    end = han_end(text, found.end, 8)
    if end == found.end:
        return found
    single, not_in = counted_nouns()
    noun = text[found.end : end]
    if noun[0] in NUMERAL_CHARS:  # 一人一档
        return found
    if any(word in noun for word in not_in) or (len(noun) == 1 and noun not in single):
        return found
    return replace(found, end=end, places={**found.places, "noun": (found.end, end)})


def _with_free_unit(text: str, found: Quantity) -> Quantity:
    """A unit that the table lacks: one or two characters that end the number (8泵组)."""
    end = han_end(text, found.end, 3)
    unit = text[found.end : end]
    if len(unit) not in (1, 2) or found.unit or "chinese-numeral" in found.marks:
        return found
    if unit[0] in _NOT_UNITS or any(word in unit for word in counted_nouns()[1]):
        return found
    places = {**found.places, "unit": (found.end, end)}
    return replace(found, end=end, unit=unit, dimension="other", places=places)


def _with_per(text: str, found: Quantity) -> Quantity:
    """元/人·年, 元/(人·月), 元每人每年, 次/2年."""
    if found.dimension in ("percent", "ratio") and text[found.end : found.end + 1] != "/":
        return found
    per: list[str] = []
    end = found.end
    while len(per) < 4:
        separator = _PER.match(text, end)
        # A dot or star only joins denominators; the first stands behind “/” or “每”.
        if separator is None or (not per and separator[0][0] not in "/每"):
            break
        name, after = _per_name(text, separator.end(), free=separator[0].startswith("/"))
        if not name:
            break
        per.append(name)
        end = after + (text[after : after + 1] == ")" and "(" in text[found.end : after])
    if not per:
        return found
    places = {**found.places, "per": (found.end, end)}
    return replace(found, end=end, per=tuple(per), places=places)


def _per_name(text: str, start: int, *, free: bool) -> tuple[str, int]:
    counted = _PER_COUNT.match(text, start)
    if counted:
        name = per_at(text, counted.end())
        if name:
            end = counted.end() + len(name)
            number = text[start:end]
            return (name if number[0] in "1一" else number), end
    name = per_at(text, start)
    if name:
        return name, start + len(name)
    end = han_end(text, start, 4) if free else start
    name = text[start:end]
    if not name or any(word in name for word in counted_nouns()[1]):
        return "", start
    return name, end
