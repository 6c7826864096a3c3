"""The basis of a target value named so generally that no one can look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.language.normal import normal
from perflint.resources import corpus


@check("basis-generic", scope="project")
def basis_generic(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """Bases such as 文件要求 or 工作需要; heavier when they are half of the project's rows."""
    generic = [row for row in view.rows if is_generic(row.indicator.basis)]
    filled = [row for row in view.rows if row.indicator.basis.strip()]
    half = 2 * len(generic) >= len(filled)
    for row in generic:
        yield row.hit("basis", "half" if half else "", total=str(len(filled)))


@lru_cache(maxsize=2048)
def is_generic(basis: str) -> bool:
    """Whether a basis names no document, standard, plan or source.

    It is general when it is on the list, or when nothing is left of it once the words have been
    taken out that stand in any basis (按照, 上级, 文件, 精神, 要求 …).
    """
    text = normal(basis)
    if not text or re.search(r"\d", text) or "《" in basis:
        return False
    data = corpus("bases.toml")
    if text in data["specific"]:
        return False
    return text in data["generic"] or (len(text) > 2 and not _filler().sub("", text))


@cache
def _filler() -> re.Pattern[str]:
    words = sorted(corpus("bases.toml")["filler"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
