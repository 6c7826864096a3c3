"""Regular expressions that are compiled when they are first used.

A module states many patterns and a run uses some of them; compiling one costs more than importing
the module that holds it. So a pattern at the head of a module is written ``pattern(r"…")``.
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
