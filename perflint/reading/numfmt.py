"""Excel number formats: a stored number becomes the text that stands in the cell on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from perflint.patterns import pattern
from perflint.reading import serials

# The ids that a workbook may use without declaring them, as a Chinese installation shows them
# (ECMA-376 part 1, 18.8.30: 27-36 and 50-58 depend on the language).
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-"'),
    **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-"'),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}

_REMEMBERED = 10_000
_PRECISION = Context(prec=15, rounding=ROUND_HALF_UP)  # Excel keeps and rounds 15 digits
_TOKEN = pattern(
    r'"([^"]*)"?'  # 1 quoted text
    r"|\\(.)"  # 2 escaped character
    r"|_.|\*."  # white space as wide as a character; fill character
    r"|\[\$([^\]-]*)[^\]]*\]"  # 3 currency sign (and language)
    r"|\[(<=|>=|<>|[<>=])(-?[\d.]+)\]"  # 4, 5 condition
    r"|\[[^\]]*\]"  # colour, language, digit shapes
    r"|(General|G/通用格式)"  # 6
    r"|([Ee][+-][0#?]+)"  # 7 exponent
    r"|([0#?]+(?:,+[0#?]+)*)"  # 8 digits, with thousands separators between
    r"|(.)",  # 9 any other character
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format: text before and after the number, its shape."""

    prefix: str = ""
    suffix: str = ""
    general: bool = False
    holds_text: bool = False
    condition: tuple[str, Decimal] | None = None
    min_integers: int = 0
    decimals: tuple[int, int] = (0, 0)
    separators: bool = False
    scale: int = 0
    exponent: str | None = None
    fraction: int = 0
    has_number: bool = False


_GENERAL = _Section()


def show_number(raw: str | float, code: str, *, date1904: bool = False) -> str:
    """The number as the cell shows it with the format ``code`` ("" = General).

    A date with year, month and day becomes 2023-12-31 whatever its separators; one spelled with
    年 and shorter ones keep their spelling. What is no number comes back as it is.
    """
    return number_format(code, date1904).show(raw if isinstance(raw, str) else repr(raw))


@lru_cache(maxsize=4096)
def number_format(code: str, date1904: bool = False) -> NumberFormat:
    return NumberFormat(code, date1904)


class NumberFormat:
    """A format, parsed once for all the cells that have it."""

    def __init__(self, code: str, date1904: bool) -> None:
        parts = sections(code)
        parsed = [_parse(part) for part in parts]
        numeric = [section for section in parsed if not section.holds_text] or [_GENERAL]
        self._date1904 = date1904
        self._conditional = any(section.condition for section in parsed)
        self._sections = parsed if self._conditional else numeric
        self._patterns = {
            section: pattern
            for part, section in zip(parts, parsed, strict=True)
            if (pattern := serials.date_pattern(part)) is not None
        }
        self._shown: dict[str, str] = {}
        self._plain = numeric == [_GENERAL] or numeric == [_Section(general=True)]

    def show(self, raw: str) -> str:
        if self._plain and len(raw) < 11 and raw.isascii() and raw.isdigit():
            return raw.lstrip("0") or "0"
        shown = self._shown.get(raw)
        if shown is None:
            shown = self._show_raw(raw)
            if len(self._shown) < _REMEMBERED:
                self._shown[raw] = shown
        return shown

    def _show_raw(self, raw: str) -> str:
        try:
            value = _PRECISION.create_decimal(raw)
        except (InvalidOperation, ValueError):
            return raw
        if not value.is_finite() or value.adjusted() > 308:
            return raw
        return self._show(value)

    def _show(self, value: Decimal) -> str:
        section, signed = self._choose(value)
        pattern = self._patterns.get(section)
        if pattern is not None:
            shown = serials.show_date(value, pattern, date1904=self._date1904)
            return general(value) if shown is None else shown
        text = _fill(abs(value), section).strip()
        return f"-{text}" if signed and value < 0 else text

    def _choose(self, value: Decimal) -> tuple[_Section, bool]:
        """The section for the value, and whether a minus sign is put before it."""
        known = self._sections
        if self._conditional:
            for section in known:
                if section.condition is None:
                    return section, True
                operator, bound = section.condition
                if _holds(value, operator, bound):
                    return section, not (operator.startswith("<") and bound <= 0)
            return known[-1], True
        if value < 0 and len(known) > 1:
            return known[1], False
        return (known[2] if value == 0 and len(known) > 2 else known[0]), True


def show_text(text: str, code: str) -> str:
    """A text cell, with what its format adds around it (``@"万元"``)."""
    if "@" not in code or code == "@":
        return text
    section = _parse(sections(code)[-1])
    return section.prefix + text + section.suffix if section.holds_text else text


def general(value: Decimal) -> str:
    """A number without a format: eleven characters wide, as Excel shows it; integers in full."""
    whole = len(str(int(abs(value))))
    rounded = _round(value, max(0, 10 - whole))
    text = format(rounded, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[str, ...]:
    """The format's parts, split at the semicolons that are not quoted."""
    parts = [""]
    for token in _TOKEN.finditer(code):
        if token.group() == ";":
            parts.append("")
        else:
            parts[-1] += token.group()
    return tuple(parts)


def _holds(value: Decimal, operator: str, bound: Decimal) -> bool:
    less, equal = value < bound, value == bound
    return (
        (less and "<" in operator)
        or (equal and "=" in operator)
        or (not less and not equal and ">" in operator)
    )


@lru_cache(maxsize=512)
def _parse(part: str) -> _Section:
    before, after, shape = [""], [""], _Shape()
    text = before
    for token in _TOKEN.finditer(part):
        quoted, escaped, currency, operator, bound, is_general, exponent, digits, other = (
            token.groups()
        )
        if operator:
            shape.condition = (operator, Decimal(bound))
        elif is_general or digits or exponent or other == "@":
            text = after
            shape.take(digits or "", exponent, general=bool(is_general), text=other == "@")
        elif other and shape.takes_mark(other):
            text = after
        else:
            literal = quoted or escaped or currency or other or ""
            shape.scale -= 2 if other == "%" else 0
            text[0] += literal
    return shape.section(before[0], after[0])


class _Shape:
    """Collects the digits of a section while its tokens are read."""

    def __init__(self) -> None:
        self.whole = self.places = self.under = ""
        self.point = self.slash = self.general = self.text = False
        self.exponent: str | None = None
        self.condition: tuple[str, Decimal] | None = None
        self.scale = 0

    def take(self, digits: str, exponent: str | None, *, general: bool, text: bool) -> None:
        self.general |= general
        self.text |= text
        self.exponent = exponent or self.exponent
        if self.slash:
            self.under += digits
        elif self.point:
            self.places += digits
        else:
            self.whole += digits

    def takes_mark(self, character: str) -> bool:
        """Whether a character between or after the digits belongs to the number."""
        if character == "." and not self.point:
            self.point = True
            return True
        if not self.whole and not self.places:
            return False
        if character == "/":
            self.slash = True
        elif character == ",":
            self.scale += 3
        return character in "/,"

    def section(self, before: str, after: str) -> _Section:
        places = self.places.replace(",", "")
        return _Section(
            prefix=before,
            suffix=after,
            general=self.general,
            holds_text=self.text,
            condition=self.condition,
            min_integers=self.whole.count("0"),
            decimals=(places.rfind("0") + 1, len(places)),
            separators="," in self.whole,
            scale=self.scale,
            exponent=self.exponent,
            fraction=len(self.under),
            has_number=bool(self.whole or self.places),
        )


def _fill(value: Decimal, section: _Section) -> str:
    if section.general or not (section.has_number or section.prefix or section.suffix):
        return section.prefix + general(value) + section.suffix
    value = value.scaleb(-section.scale)
    if not section.has_number:
        body = ""
    elif section.exponent:
        mantissa, _, power = f"{value:.{section.decimals[1]}E}".partition("E")
        body = f"{mantissa}E{int(power):+03d}"
    elif section.fraction:
        body = _as_fraction(value, section.fraction)
    else:
        body = _as_decimal(value, section)
    return section.prefix + body + section.suffix


def _as_decimal(value: Decimal, section: _Section) -> str:
    least, most = section.decimals
    text = format(_round(value, most), ",f" if section.separators else "f")
    whole, _, places = text.partition(".")
    while len(places) > least and places.endswith("0"):
        places = places[:-1]
    if section.min_integers == 0 and whole == "0":
        whole = ""
    whole = whole.rjust(section.min_integers, "0")
    return f"{whole}.{places}" if places else whole


def _as_fraction(value: Decimal, digits: int) -> str:
    from fractions import Fraction

    nearest = Fraction(value).limit_denominator(10 ** min(digits, 3) - 1)
    whole, rest = divmod(nearest.numerator, nearest.denominator)
    shown = f"{rest}/{nearest.denominator}" if rest else ""
    return " ".join(part for part in (str(whole) if whole or not rest else "", shown) if part)


def _round(value: Decimal, places: int) -> Decimal:
    step = Decimal(1).scaleb(-places)
    return value.quantize(step, rounding=ROUND_HALF_UP, context=Context(prec=400))
