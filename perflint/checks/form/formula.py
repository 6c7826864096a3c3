"""Rates that no one can compute, and descriptions that explain nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter.labels import bare_name
from perflint.checks.matter.words import pairs
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.language.normal import normal
from perflint.patterns import pattern

_FORMULA = pattern(
    r"[/／÷=＝]|[*×xX✕╳]\s*100|占.{0,20}(?:比|率|%|％|百分)|占|除以|之比|比值|的(?:比[例率重]|百分比)|之商"
)

SHORTEST_NAME = 5


class Known(Params):
    """``official`` are rates the statistics office defines; ``heads`` the endings that make a rate."""

    official: list[str] = []
    heads: list[str] = []


@check("rate-without-formula", scope="indicator", params=Known)
def rate_without_formula(context: Context, row: Row, params: Known) -> Iterator[Hit]:
    """A rate whose description column says neither what is divided nor by what."""
    if not row.target.is_percent or row.group in ("满意度", "成本"):
        return
    name = bare_name(row.name)
    if not name.endswith(tuple(params.heads)) or context.local.is_preset(row.name):
        return
    if any(word in name for word in params.official):
        return
    description = row.indicator.description
    if not _FORMULA.search(row.name) and not _FORMULA.search(description):
        yield row.hit("name", clean=name)


class Vacuous(Params):
    """``frames`` open a description that only announces what it reflects; ``endings`` close it.

    It says something all the same with more than ``most_new`` pairs of characters that the name has
    not, or with more than ``most_longer`` characters beyond the name's.
    """

    frames: list[str]
    endings: list[str]
    most_new: int = 3
    most_longer: int = 12


def _names_another(row: Row, text: str) -> bool:
    """The description is the name of another row: the columns slipped when they were copied."""
    key = normal(text)
    if len(key) < SHORTEST_NAME or key == row.name_key:
        return False
    return any(key == other.name_key for other in row.project.rows)


@check("description-vacuous", scope="indicator", params=Vacuous)
def description_vacuous(_: Context, row: Row, params: Vacuous) -> Iterator[Hit]:
    """“反映…情况”: the description repeats the name in other words."""
    text = row.indicator.description.replace("\n", "").strip(" 。；;")
    if _names_another(row, text):
        yield row.hit("description", "other")
        return
    if not text or normal(text) == row.name_key or _FORMULA.search(text) or re.search(r"\d", text):
        return
    framed = any(frame in text for frame in params.frames)
    if not framed or not text.endswith(tuple(params.endings)):
        return
    bare = text
    for frame in params.frames:
        bare = bare.replace(frame, "，")
    if len(bare) > len(row.name) + params.most_longer:
        return
    if len(pairs(bare) - pairs(row.name)) <= params.most_new:
        yield row.hit("description")
