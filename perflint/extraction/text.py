"""How labels and headers are compared: without white space, width and decoration."""

from __future__ import annotations

from functools import lru_cache

from perflint.patterns import pattern

_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_WIDTH |= {ord("﹪"): ord("%"), ord("〔"): ord("("), ord("〕"): ord(")")}
_BRACKETED = pattern(r"\([^()]*\)")
_DECORATION = "*★☆●◆■▲※·•:、,;"
_STARS = pattern(r"^[\s*＊★☆●◆■▲※]+")
_ORDINAL = pattern(
    r"^指标\s*(?:\d{1,2}(?!\d)\s*[:：.．、]?|[一二三四五六七八九十]{1,3}(?:\s*[:：.．、]|$))\s*"
)
_FILLER = pattern(r"^[\s.…。·\-—–_＿/\\*＊×xXⅩ○〇]*$")
_PLACEHOLDER = pattern(r"[*＊]{2,}|[×xX]{2,}|[_＿]{2,}|[○〇]{2,}")


def squeeze(text: str) -> str:
    """Without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A label as it is looked up: no white space, half width, no stars or colon around it."""
    return squeeze(text).translate(_WIDTH).strip(_DECORATION)


@lru_cache(maxsize=4096)
def unbracketed(label: str) -> str:
    """A plain label without what it adds in brackets."""
    return _BRACKETED.sub("", label).strip(_DECORATION)


def undecorated(name: str) -> str:
    """An indicator's name without the form's stars and its "指标1："."""
    text = _STARS.sub("", name)
    return _STARS.sub("", _ORDINAL.sub("", text)).strip()


def is_filler(text: str) -> bool:
    """Dots, dashes and crosses that stand for nothing ("……", "××")."""
    return bool(_FILLER.match(text))


def is_placeholder(text: str) -> bool:
    """What a blank form prints where a value is to be typed ("≥**个", "（≥××万元）", "")."""
    return is_filler(text) or bool(_PLACEHOLDER.search(text))


REMNANT = pattern(r"[(（][^()（）]*(?:[*＊]{2,}|[×]{2,})[^()（）]*[)）]")


def without_placeholder(text: str) -> str:
    """A text without the form's own "(≥**个)" beside what was typed."""
    return REMNANT.sub("", text).strip()
