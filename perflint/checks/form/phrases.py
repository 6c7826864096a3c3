"""Names that are sentences: tasks, long clauses, and two things in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter.labels import bare_name
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import is_han, pattern
from perflint.resources import corpus

_BRACKETS = pattern(r"[（(][^（()）]*[)）]")
_NUMBERED = pattern(r"^\s*(?:指标\s*)?\d{1,2}\s*[:：.、．]\s*|^[★*]+")
_DONE = pattern(r"(?:全部|基本|全面)?(?:完成|结案|办结|完工|竣工|建成|实施)")
_JOINTS = pattern(r"[，,、；;]")
_CONJUNCTION = pattern(r"并且|以及|同时|并|且|和|与|及(?!时)")


@cache
def _phrases() -> dict[str, Any]:
    data = corpus("phrases.toml")
    return {key: tuple(words) for key, words in data.items()}


class Task(Params):
    """A name of more than ``longest`` characters is too long."""

    longest: int = 20


@check("task-as-indicator", scope="indicator", params=Task)
def task_as_indicator(_: Context, row: Row, params: Task) -> Iterator[Hit]:
    """An output worded as a task, or a name too long to be one."""
    if row.group == "产出" and _is_task(row):
        yield row.hit("name")
        return
    length = name_length(row.name)
    if length > params.longest:
        yield row.hit("name", "long", length=str(length))


def name_length(name: str) -> int:
    """Chinese characters of a name, without brackets and leading number."""
    return sum(map(is_han, _BRACKETS.sub("", _NUMBERED.sub("", name))))


def _is_task(row: Row) -> bool:
    name = _NUMBERED.sub("", bare_name(row.name))
    if sum(map(is_han, name)) < 5 or has_measure(row, name):
        return False
    if _counted(row) and _names_a_thing(name):
        return False
    if _opens_as_task(name):
        return True
    # 主体工程竣工 with a date is a milestone.
    milestone = row.category == "时效" and row.target.kind == "date"
    return name.endswith(_phrases()["task_endings"]) and not milestone


def has_measure(row: Row, name: str) -> bool:
    """Whether a name ends in something that can be measured."""
    data = _phrases()
    if name.endswith(data["not_measurable"]):
        return False
    return row.head.measurable or name.endswith(data["measurable"])


def _counted(row: Row) -> bool:
    """A quantity with a number and a unit of count: the unit says what is measured."""
    return row.category == "数量" and row.target.is_numeric and not row.target.is_percent


def _names_a_thing(name: str) -> bool:
    """完成造林 beside 5000亩 is counted by its unit; 完成各项工作 and 加大宣传力度 are not."""
    data = _phrases()
    if name.startswith(data["task_openings"]) and not name.startswith(data["counted_openings"]):
        return False
    return not any(word in name for word in ("工作", "任务", "计划"))


def _opens_as_task(name: str) -> bool:
    data = _phrases()
    if name.startswith(data["task_openings"]):
        return True
    done = _DONE.search(name)
    if done is None or len(name) < done.end() + 2:
        return False
    return name[: done.start()].endswith(data["task_deadlines"])


@check("compound-indicator", scope="indicator")
def compound_indicator(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """Two statements, each with its own verb or predicate, or two measures, in one name."""
    parts = [part for part in _JOINTS.split(_flat(row.name)) if part.strip()]
    pieces = [piece for part in parts for piece in _at_conjunction(part)]
    if len(pieces) < 2:
        return
    measured = [piece for piece in pieces if _is_measure(piece)]
    # 新建停车场、充电站数量: the last part counts what the others name.
    said = [] if _is_measure(pieces[-1]) else [piece for piece in pieces if _is_phrase(piece)]
    if len(said) > 1 or len(measured) > 1:
        yield row.hit("name", first=pieces[0].strip(), second=pieces[1].strip())


def _at_conjunction(part: str) -> list[str]:
    """减轻负担并促进发展 in two: a conjunction between two phrases, or between two measures.

    Two verbs with one object (保障和改善民生) stay together.
    """
    verbs = _phrases()["verbs"]
    for match in _CONJUNCTION.finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        spoken = _opens_with_verb(left) and _opens_with_verb(right)
        if spoken and not left.endswith(verbs) and len(left) > 3:
            return [left, right]
        if _is_measure(left) and _is_measure(right):
            return [left, right]
    return [part]


def _is_measure(part: str) -> bool:
    data, text = _phrases(), part.strip()
    return text.endswith(data["measured"]) or (len(text) > 3 and text.endswith(data["counted"]))


def _flat(name: str) -> str:
    flat = _BRACKETS.sub("", _NUMBERED.sub("", name.replace("\n", "")))
    return re.split(r"[=＝]", flat)[0].strip(" 。；;")


def _is_phrase(part: str) -> bool:
    data, text = _phrases(), _without_adverbs(part)
    if text.startswith(data["verbs"]) and len(text) > 3:
        return not text.startswith(data["not_verbs"])
    if any(verb in text[2:] for verb in data["inner_verbs"]):
        return True
    return len(text) > 3 and text.endswith(data["endings"]) and not _is_measure(text)


def _opens_with_verb(part: str) -> bool:
    data, text = _phrases(), _without_adverbs(part)
    return (
        len(text) > 3 and text.startswith(data["verbs"]) and not text.startswith(data["not_verbs"])
    )


def _without_adverbs(part: str) -> str:
    text = part.strip()
    for _ in range(3):
        text = next((text[len(a) :] for a in _phrases()["adverbs"] if text.startswith(a)), text)
    return text
