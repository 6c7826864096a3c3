"""The head nouns of corpora/heads.toml, ready for look-up by the end of a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from perflint.resources import corpus

HeadKind = Literal[
    "rate", "count", "money", "time", "degree", "index", "verbal", "other", "none"
]  # fmt: skip
Polarity = Literal["positive", "negative", "neutral", "exact"]


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """``stem``: the polarity may turn with what stands before. ``shared``: a name of proportion
    (比例, 占比) takes the polarity that 率 would have after the same stem."""

    kind: HeadKind
    polarity: Polarity
    bounded: bool = False
    may_exceed: bool = False
    cost: bool = False
    demand_driven: bool = False
    stem: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Stems:
    negative: tuple[str, ...]
    process: tuple[str, ...]
    handling: tuple[str, ...]
    own_faults: tuple[str, ...]
    result_harm: tuple[str, ...]
    doing: tuple[str, ...]
    consumed: tuple[str, ...]
    finding: tuple[str, ...]
    helping: tuple[str, ...]
    spoiling: tuple[str, ...]
    suffered: tuple[str, ...]
    wrong: tuple[str, ...]
    mending: tuple[str, ...]
    openers: tuple[str, ...]
    not_openers: tuple[str, ...]
    not_denied: tuple[str, ...]
    harm: tuple[str, ...]
    absent: tuple[str, ...]
    costly: tuple[str, ...]
    wanted: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    tasks: tuple[str, ...]
    labels_behind: tuple[str, ...]
    labels_before: frozenset[str]


_FLAGS = ("bounded", "may_exceed", "cost", "demand_driven", "stem")


def _entry(data: dict[str, Any]) -> HeadEntry:
    flags = {flag: bool(data.get(flag)) for flag in _FLAGS}
    return HeadEntry(data["kind"], data["polarity"], **flags, shared="as" in data)


@cache
def heads() -> dict[str, HeadEntry]:
    """Head noun to entry; an exact word, to be looked up longest first."""
    found: dict[str, HeadEntry] = {}
    for group in corpus("heads.toml")["group"]:
        unbounded = frozenset(group.get("except_bounded", ()))
        plain, free = _entry(group), _entry({**group, "bounded": False})
        found |= {word: free if word in unbounded else plain for word in group["words"]}
    return found


@cache
def endings() -> dict[str, HeadEntry]:
    """Productive endings (率, 人数, 面积 …) for heads that no list holds."""
    return {word: _entry(data) for word, data in corpus("heads.toml")["endings"].items()}


@cache
def stems() -> Stems:
    data = corpus("heads.toml")
    parts, changes, trim = data["stems"], data["changes"], data["trim"]
    return Stems(
        negative=tuple(parts["negative"]),
        process=tuple(parts["process"]),
        handling=tuple(parts["handling"]),
        own_faults=tuple(parts["own_faults"]),
        finding=tuple(parts["finding"]),
        result_harm=tuple(parts["result_harm"]),
        doing=tuple(parts["doing"]),
        consumed=tuple(parts["consumed"]),
        helping=tuple(parts["helping"]),
        spoiling=tuple(parts["spoiling"]),
        suffered=tuple(parts["suffered"]),
        wrong=tuple(parts["wrong"]),
        mending=tuple(parts["mending"]),
        openers=tuple(parts["openers"]),
        not_openers=tuple(parts["not_openers"]),
        not_denied=tuple(parts["not_denied"]),
        harm=tuple(parts["harm"]),
        absent=tuple(parts["absent"]),
        costly=tuple(parts["costly"]),
        wanted=tuple(parts["wanted"]),
        up=tuple(changes["up"]),
        down=tuple(changes["down"]),
        tasks=tuple(sorted(data["tasks"]["words"], key=len, reverse=True)),
        labels_behind=tuple(trim["behind"]),
        labels_before=frozenset(trim["before"]),
    )


@cache
def longest_head() -> int:
    return max(map(len, heads()))
