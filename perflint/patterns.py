"""Regular expressions that are compiled when they are first used, and Chinese characters without.

A module states many patterns and a run uses some of them; compiling one costs more than importing
the module that holds it. So a pattern at the head of a module is written ``pattern(r"…")``. A class
of all Chinese characters takes longest (its compiler visits each of them): where a pattern would say
nothing else, `is_han` and `han_end` do.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a compiled pattern: the first use compiles it and fills the slots with its own."""

    __slots__ = (
        "_source",
        "findall",
        "finditer",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "pattern",
        "search",
        "split",
        "sub",
        "subn",
    )

    def __init__(self, source: tuple[Any, int]) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        for slot in self.__slots__[1:]:
            setattr(self, slot, getattr(compiled, slot))
        return getattr(compiled, name)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, compiled at first use; call its methods, not ``re.search(it, …)``."""
    return cast("re.Pattern[AnyStr]", _Late((source, flags)))


def is_han(char: str) -> bool:
    """Whether a single character is one of the common Chinese characters."""
    return "\u4e00" <= char <= "\u9fff"


def han_end(text: str, start: int, most: int) -> int:
    """Where the run of Chinese characters from ``start`` ends, after ``most`` at the latest."""
    end, last = start, min(len(text), start + most)
    while end < last and is_han(text[end]):
        end += 1
    return end
