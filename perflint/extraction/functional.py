"""The functional classification (支出功能分类): names of its common codes."""

from __future__ import annotations

from perflint.resources import corpus

_LEVELS = {3: "class", 5: "section", 7: "item"}


def functional_name(code: str) -> str:
    """The usual name of a 类, 款 or 项, ``""`` where the code is not in the table."""
    level = _LEVELS.get(len(code))
    return str(corpus("functional.toml")[level].get(code, "")) if level else ""


def is_known_section(code: str) -> bool:
    """Whether a code of any level belongs to a 款 that the classification has."""
    return code[:5] in corpus("functional.toml")["section"]
