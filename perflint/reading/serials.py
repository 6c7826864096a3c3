"""Excel's day numbers: which formats show a date, and the date as it stands in the cell."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from perflint.patterns import pattern

_TOKEN = pattern(
    r'"([^"]*)"?|\\(.)|_.|\*.'
    r"|\[(h+|m+|s+)\]"
    r"|\[[^\]]*\]"
    r"|(General|G/通用格式|AM/PM|A/P|上午/下午|[Ee][+-]|y+|m+|d+|h+|s+|e+|a{3,}|\.0+)"
    r"|(.)",
    re.DOTALL | re.IGNORECASE,
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = "一二三四五六日"

Pattern = tuple[tuple[str, str], ...]  # (field or "", its spelling or a literal)


@lru_cache(maxsize=512)
def date_pattern(part: str) -> Pattern | None:
    """The fields and literals of a format section; None where it does not show a date or time."""
    tokens: list[tuple[str, str]] = []
    for token in _TOKEN.finditer(part):
        quoted, escaped, elapsed, field, other = token.groups()
        if elapsed:
            tokens.append(("[" + elapsed[0].lower(), elapsed))
        elif field is not None:
            low = field.lower()
            if low.startswith(("general", "g/")) or low in ("e+", "e-"):
                return None
            tokens.append(("ampm" if "/" in low else low[0], low))
        elif literal := quoted or escaped or other:
            if other and other in "0#?@%":
                return None
            tokens.append(("", literal))
    if not any(kind and kind != "." for kind, _ in tokens):
        return None
    return tuple(_with_minutes(tokens))


def _with_minutes(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """An m after hours or before seconds is a minute ("n" from here on)."""
    fields = [i for i, (kind, _) in enumerate(tokens) if kind and kind not in (".", "ampm")]
    for place, i in enumerate(fields):
        kind, spelling = tokens[i]
        before = tokens[fields[place - 1]][0] if place else ""
        after = tokens[fields[place + 1]][0] if place + 1 < len(fields) else ""
        if kind == "m" and len(spelling) < 3 and (before.strip("[") == "h" or after == "s"):
            tokens[i] = ("n", spelling)
    return tokens


def show_date(value: Decimal, pattern: Pattern, *, date1904: bool) -> str | None:
    """The date or time of a day number; None outside the calendar (Excel shows ####)."""
    moment = from_serial(value, date1904=date1904)
    if moment is None:
        return None
    kinds = {kind for kind, _ in pattern}
    full = (kinds & {"y", "e"}) and "m" in kinds and "d" in kinds
    if full and not any("年" in text for _, text in pattern):
        # Programs give every date a time; midnight is none that anybody meant.
        clock = kinds & {"h", "n", "s"} and (moment.hour or moment.minute or moment.second)
        return moment.strftime("%Y-%m-%d %H:%M" if clock else "%Y-%m-%d")
    twelve = "ampm" in kinds
    return "".join(_field(kind, text, moment, value, twelve) for kind, text in pattern).strip()


def from_serial(value: Decimal, *, date1904: bool) -> datetime | None:
    """The moment of a day number, to the second; None where Excel's calendar has none."""
    if not 0 <= value < 2958466:
        return None
    # Excel believes in 29 February 1900 (day 60), so the days before it stand one later.
    shift = 0 if date1904 or value >= 60 else 1
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    seconds = int((value * 86400).to_integral_value())
    try:
        return epoch + timedelta(days=shift, seconds=seconds)
    except OverflowError:
        return None


def _field(kind: str, text: str, moment: datetime, value: Decimal, twelve: bool) -> str:
    wide = len(text) > 1
    match kind:
        case "y" | "e":
            return f"{moment.year:04d}" if kind == "e" or len(text) > 2 else f"{moment:%y}"
        case "m":
            return _month(moment.month, len(text))
        case "d" if len(text) > 2:
            return "星期" + _WEEKDAYS[moment.weekday()]
        case "d":
            return f"{moment.day:02d}" if wide else str(moment.day)
        case "h":
            hour = (moment.hour % 12 or 12) if twelve else moment.hour
            return f"{hour:02d}" if wide else str(hour)
        case "n":
            return f"{moment.minute:02d}" if wide else str(moment.minute)
        case "s":
            return f"{moment.second:02d}" if wide else str(moment.second)
        case "ampm":
            return ("上午", "下午")[moment.hour >= 12] if "午" in text else f"{moment:%p}"
        case "a":
            prefix = "星期" if len(text) > 3 else ""
            return prefix + _WEEKDAYS[moment.weekday()]
        case "[h" | "[m" | "[s":
            per_day = {"[h": 24, "[m": 1440, "[s": 86400}[kind]
            return str(int(value * per_day))
        case ".":
            return ""
        case _:
            return text


def _month(month: int, width: int) -> str:
    if width > 2:
        return _MONTHS[month - 1]
    return f"{month:02d}" if width == 2 else str(month)


def iso_date(text: str) -> str:
    """A date stored as text (``2023-12-31T00:00:00``), as dates show."""
    day, _, clock = text.strip().partition("T")
    hours = clock[:5]
    return day if hours in ("", "00:00") else f"{day} {hours}"
