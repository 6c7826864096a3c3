"""Whether an indicator is for the side its project is for: scope (统筹内, 统筹外) and level of money."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.resources import corpus


class Side(NamedTuple):
    """Words for one side and words for the side it excludes.

    ``firm``: a project can never be for both unless it says so. ``anywhere``: a benefit row
    contradicts too. ``both`` name the two sides at once.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    not_in: tuple[str, ...]
    both: tuple[str, ...]
    firm: bool
    anywhere: bool


@cache
def _sides() -> tuple[Side, ...]:
    """Every pair of the lexicon, read both ways."""
    found = []
    for entry in corpus("scope.toml")["opposite"]:
        one, other = tuple(entry["one"]), tuple(entry["other"])
        spared = tuple(entry.get("not_in", ()))
        both = tuple(entry.get("both", ()))
        rest = (spared, both, bool(entry.get("firm")), bool(entry.get("anywhere")))
        found += [Side(one, other, *rest), Side(other, one, *rest)]
    return tuple(found)


@check("scope-contradiction", scope="project")
def scope_contradiction(context: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """Title and objective are for one side (统筹外), an indicator names the other (统筹内)."""
    office = context.submission.department or context.submission.place
    taken = _sides_taken(f"{view.title}，{view.record.objective}")
    for row in view.rows:
        found = _contradiction(taken, row)
        if found:
            side, own, other = found
            # What the objective alone says may just be one part of the project.
            variant = "" if side.firm and own in view.title and row.group != "效益" else "likely"
            yield row.hit("name", variant, own=own, other=other)
        elif level := _mixed_level(row.name, office):
            yield row.hit("name", "level", level=level)
    if level := _mixed_level(view.title, office):
        yield view.hit("title", "level-title", level=level)


def _sides_taken(stated: str) -> list[tuple[Side, str]]:
    """The sides that a title and objective are for, each with the word that says so."""
    taken = []
    for side in _sides():
        if not _first(side.one, stated):
            continue
        text = _cut(stated, side.not_in)
        mine = _first(side.one, text)
        if mine and not _first((*side.other, *side.both), text):
            taken.append((side, mine))
    return taken


def _contradiction(taken: list[tuple[Side, str]], row: Row) -> tuple[Side, str, str] | None:
    for side, mine in taken:
        named = side.firm and row.target.is_numeric and row.name.startswith(side.other)
        if not side.anywhere and row.group not in ("产出", "成本") and not named:
            continue
        if not _first(side.other, row.name):
            continue
        name = _cut(row.name, side.not_in)
        yours = _first(side.other, name)
        if yours and not _first((*side.one, *side.both), name):
            return side, mine, yours
    return None


def _cut(text: str, spared: tuple[str, ...]) -> str:
    for word in spared:
        text = text.replace(word, "□")
    return text


def _first(words: tuple[str, ...], text: str) -> str:
    for word in words:
        if word in text:
            return word
    return ""


def _mixed_level(text: str, office: str = "") -> str:
    """The own level (区级) of money that the same phrase says was handed down, or ""."""
    levels = corpus("scope.toml")["levels"]
    down = next((word for word in levels["handed_down"] if word in text), "")
    if not down or _both_levels(text, levels):
        return ""
    ranked = [level for rank, level in levels["rank"].items() if rank in office]
    for level in (*levels["own"], *ranked):
        after = text.partition(level)[2][:4]
        if level in text and any(word in after for word in levels["money"]):
            return str(level)
    return ""


def _both_levels(text: str, levels: dict[str, list[str]]) -> bool:
    """Whether a higher level has money of its own beside the county's (省级补助县级配套资金), or the
    two are joined (中央及县级资金); in 提前下达中央县级配套资金 one sum is said to be of both."""
    higher = next((word for word in levels["higher"] if word in text), "")
    if not higher:
        return False
    after = text.partition(higher)[2]
    between = min((after.partition(level)[0] for level in levels["own"]), key=len)
    return any(word in between for word in (*levels["joined"], *levels["money"]))
