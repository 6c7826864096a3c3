"""Slips of the pen between two amounts: a nought too many, digits swapped, 元 for 万元."""

from __future__ import annotations

from itertools import pairwise


def slip(stated: int, right: int) -> str:
    """How ``stated`` could have come from ``right`` (fen) by one slip; ``""`` where it could not."""
    if stated <= 0 or right <= 0 or stated == right:
        return ""
    high, low = max(stated, right), min(stated, right)
    if high == low * 10_000:
        return "似将“元”与“万元”写错"
    if high in (low * 10, low * 100):
        return "似多写一个零或小数点错位" if stated > right else "似少写一个零或小数点错位"
    return "似数字前后颠倒" if _swapped(_digits(stated), _digits(right)) else ""


def _digits(fen: int) -> str:
    return f"{fen}".rstrip("0")


def _swapped(a: str, b: str) -> bool:
    """Two neighbouring digits exchanged, all others alike."""
    if len(a) != len(b):
        width = max(len(a), len(b))
        a, b = a.ljust(width, "0"), b.ljust(width, "0")
    places = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return (
        len(places) == 2
        and any(pair == tuple(places) for pair in pairwise(range(len(a))))
        and a[places[0]] == b[places[1]]
        and a[places[1]] == b[places[0]]
    )
