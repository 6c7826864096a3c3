"""Punctuation, spaces, full and half width (GB/T 15834)."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.patterns import pattern

_HAN = r"[\u4e00-\u9fff]"
_DOUBLED = pattern(r"([，、；：])[，、。；：]|。[，、。；：]")
_HALF = pattern(rf"(?<={_HAN})[,;.](?={_HAN})")
_NUMBERED_TWICE = pattern(r"^\s*\d+[.．]\d+、")
_SPACE = pattern(rf"(?<={_HAN})[ \u3000]+(?={_HAN})|(?<=[：:])[ \u3000]+")
_OPEN_ENDS = ("，", ",", "、", "；", ";", "：", ":")
# An objective that breaks off with a comma, or stops with a point of half width.
_OPEN_END = pattern(rf"{_HAN}{{1,4}}[，,、：:.]$")
_FULL_STOP = pattern(r"。")
# Formats whose text layer puts spaces where none were typed.
_SPACED_FORMATS = ("pdf", "pdf-scan")


@check("punctuation", scope="submission")
def punctuation(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Slips of punctuation: one hit for the prose, one a project and one a row."""
    found = [(s, passage) for passage in context.submission.passages for s in _slips(passage.text)]
    spots = [spot for spot, _ in found]
    if found:
        first = found[0][1].anchor
        yield Hit(field="passages", quote="、".join(dict.fromkeys(spots[:6])), anchor=first)
    for view in context.only_projects:
        yield from _in_project(view)
        for row in view.rows:
            yield from _in_row(context, row)


def _slips(text: str) -> Iterator[str]:
    for slip in (_DOUBLED, _HALF):
        for match in slip.finditer(text):
            yield text[max(0, match.start() - 3) : match.end() + 3].replace("\n", "")


def _in_project(view: ProjectView) -> Iterator[Hit]:
    objective = view.record.objective
    twice = _NUMBERED_TWICE.search(objective)
    spots = [twice[0].strip()] if twice else list(_slips(objective))[:3]
    if not twice and (end := _OPEN_END.search(objective.strip())):
        spots.append(end[0])
    if spots:
        yield view.hit("objective", quote="、".join(spots))


def _in_row(context: Context, row: Row) -> Iterator[Hit]:
    name = row.name.strip().rstrip("。")
    spaced = context.submission.source.format not in _SPACED_FORMATS and _SPACE.search(name)
    if (
        spaced
        or _FULL_STOP.search(row.name)
        or _DOUBLED.search(name)
        or _HALF.search(name)
        or name.endswith(_OPEN_ENDS)
    ):
        yield row.hit("name")
