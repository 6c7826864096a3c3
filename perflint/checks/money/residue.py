"""Sentences taken over from a form of another level, and reasons that give none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.whereabouts import passage_with
from perflint.patterns import pattern
from perflint.resources import corpus

_LOCAL = pattern(r"(?:县|区|旗|乡|镇|街道)")
_CITY = pattern(r"市")
_PROVINCE = pattern(r"省|自治区")


@cache
def _words() -> dict[str, Any]:
    return dict(corpus("money.toml")["residue"])


@check("template-residue", scope="submission")
def template_residue(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Level words above the unit's own level, and circular reasons; one hit a document."""
    words = _above(context)
    found: dict[str, None] = {}
    for passage in context.submission.passages:
        text = "".join(passage.text.split())
        found |= dict.fromkeys(word for word in words if word in text)
        circular = re.search(_words()["circular"], text)
        if circular:
            found[circular[0]] = None
    if found:
        quotes = "".join(f"“{word}”" for word in found)
        yield Hit(
            field="passages",
            quote="；".join(found),
            values={"words": quotes},
            anchor=passage_with(context, found),
        )


def _above(context: Context) -> list[str]:
    """Words that fit only a level above the department's own."""
    submission = context.submission
    # An autonomous region (自治区) is a province, not a district.
    name = f"{submission.place}{submission.department}".replace("自治区", "")
    if _LOCAL.search(name):
        return [*_words()["province"], *_words()["city"]]
    own = submission.department or submission.place
    if _CITY.search(own) and not _PROVINCE.match(own):
        return list(_words()["province"])
    return []
