"""Rows filed under the wrong second level: quality and timeliness, benefit and lasting effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.cross.programme import rows_by_name
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.patterns import pattern
from perflint.resources import corpus

# The budget year in a name (2024年竣工率) is no time limit.
_YEAR = pattern(r"(?:19|20)\d{2}\s*年度?")

_PUNCTUAL = pattern(r"(?:及时|按时|按期|准时|如期|限时)[\u4e00-\u9fff]{0,6}(?:率|性|程度|比例)$")


@cache
def _timing() -> dict[str, Any]:
    return corpus("timing.toml")


def has_time(row: Row) -> bool:
    """Whether name, description or target value of a row speak of time at all."""
    target = row.target
    if target.kind == "date" or target.dimension == "duration" or "ambiguous-month" in target.marks:
        return True
    data = _timing()
    text = row.name + row.text("description")
    if any(word in text or word in row.indicator.value for word in data["sure"]):
        return True
    if re.search(r"\d\s*(?:年|月|日|天|周|时|分钟|秒|h|d)", row.shown + _YEAR.sub("", text)):
        return True
    return any(word in row.indicator.value for word in data["in_value"])


@lru_cache(maxsize=8192)
def bare_name(name: str) -> str:
    """A name without a closing bracket, formula and end marks, so that its head stands last."""
    flat = name.replace("\n", "").strip()
    flat = re.split(r"[=＝]", flat)[0]
    return re.sub(r"\s*[（(][^（()）]*[)）]\s*$", "", flat).strip(" 。；;：:")


def speaks_of_time(row: Row) -> bool:
    """A quality row whose head or opening is punctuality, and nothing of quality beside it."""
    data, name = _timing(), bare_name(row.name)
    if any(word in name for word in data["both"]):
        return False
    return (
        bool(_PUNCTUAL.search(name))
        or name.endswith(tuple(data["time_heads"]))
        or (name.startswith(tuple(data["time_openings"])) and row.target.kind == "number")
    )


def speaks_of_quality(row: Row) -> bool:
    """A time row whose head is a matter of quality and that says nothing of time."""
    return bare_name(row.name).endswith(tuple(_timing()["quality_heads"])) and not has_time(row)


@check("quality-timeliness-swapped", scope="project")
def quality_timeliness_swapped(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """Punctuality under 质量, or quality under 时效; a swapped pair is one finding."""
    filed = [row for row in view.rows if row.indicator.level2]  # a label to be wrong
    early = [row for row in filed if row.category == "质量" and speaks_of_time(row)]
    late = [row for row in filed if row.category == "时效" and speaks_of_quality(row)]
    if early and late:
        rows = tuple(row.place for row in (*early, *late))
        yield early[0].hit("name", "pair", rows=rows, other=late[0].name.replace("\n", ""))
        return
    for row in early:
        yield row.hit("level2", "quality", quote=row.name)
    for row in late:
        yield row.hit("level2", "timeliness", quote=row.name)


@check("timeliness-without-time", scope="indicator")
def timeliness_without_time(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """A row under 时效 of which nothing speaks of time."""
    if not row.indicator.level2 or not row.name_key or row.target.kind == "empty":
        return
    if not has_time(row):
        yield row.hit("name")


@check("benefit-lasting-swapped", scope="project")
def benefit_lasting_swapped(context: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """可持续影响 that says nothing of lasting beside a 社会效益 that opens with it."""
    data = _timing()
    momentary = [
        row
        for row in view.rows
        if row.category == "可持续影响"
        and row.name_key
        and not any(word in row.name + row.indicator.value for word in data["lasting"])
        and not _filed_elsewhere(context, row)
    ]
    openings = tuple(data["lasting_openings"])
    lasting = [
        row for row in view.rows if row.category == "社会效益" and row.name.startswith(openings)
    ]
    if momentary and lasting:
        rows = (momentary[0].place, lasting[0].place)
        yield momentary[0].hit("name", rows=rows, other=lasting[0].name.replace("\n", ""))


def _filed_elsewhere(context: Context, row: Row) -> bool:
    """The same name stands elsewhere as 社会效益: then the filing is the finding."""
    return any(other.category == "社会效益" for other in rows_by_name(context)[row.name_key])


@check("label-inconsistent", scope="submission")
def label_inconsistent(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """The same name under different second levels in different projects; the majority is right."""
    for rows in rows_by_name(context).values():
        filed: dict[str, list[Row]] = {}
        for row in rows:
            if row.indicator.level2 and row.category and row.category != "满意度":
                filed.setdefault(row.category, []).append(row)
        if len(filed) > 1:
            yield from _minority(filed)


def _minority(filed: dict[str, list[Row]]) -> Iterator[Hit]:
    ranked = sorted(filed.items(), key=lambda item: -len({row.place[0] for row in item[1]}))
    (usual, most), *others = ranked
    if len(most) == len(others[0][1]):
        rows = tuple(row.place for _, some in ranked for row in some)
        yield most[0].hit("level2", "tie", quote=most[0].name, rows=rows, labels="、".join(filed))
        return
    for category, some in others:
        for row in some:
            yield row.hit(
                "level2", quote=row.name, usual=usual, count=str(len(most)), category=category
            )
