"""To which second level (二级指标) an indicator belongs by what it says: an explainable guess.

Cues of the name add up by weight; the kind of value speaks too (an amount of money, a date, a
count). The answer names the cue and the value type that spoke, so a finding can print them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from perflint.language.cues import CueHit, find_cues
from perflint.language.heads import Head, head_of
from perflint.language.levels import Category
from perflint.language.segment import Backend
from perflint.records.target import TargetValue
from perflint.resources import corpus

ValueType = Literal["money", "date", "duration", "percent", "count", "text", ""]
CATEGORIES: tuple[Category, ...] = (
    "数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "满意度",
)  # fmt: skip
Scores = dict[Category, float]


@dataclass(frozen=True, slots=True)
class CategoryEvidence:
    """``likely`` is "" where nothing speaks. ``strength`` is its lead over the second, 0 to 1.

    ``cue`` is the word of the name that spoke loudest for ``likely``, ``value_type`` the kind of
    value where that spoke too. ``scores`` holds every category that got any voice, best first.
    """

    likely: Category = ""
    strength: float = 0.0
    cue: str = ""
    value_type: ValueType = ""
    scores: tuple[tuple[Category, float], ...] = ()

    def score(self, category: Category) -> float:
        return dict(self.scores).get(category, 0.0)

    def speaks_against(self, category: Category, least: float = 0.4) -> bool:
        """Whether the row is filed under a category that its words and value exclude.

        A benefit may be counted, so a count or a quality never speaks against a benefit.
        """
        if self.likely not in _EXCLUDED_BY.get(category, ()) or self.strength < least:
            return False
        return self.score(category) * 3 <= self.score(self.likely) and self._is_sure()

    def _is_sure(self) -> bool:
        return self.score(self.likely) >= _SURE


_SURE = 3.5
_BENEFIT_EXCLUDES: tuple[Category, ...] = ("成本", "满意度")
# By what a category cannot hold: the likely categories that exclude it.
_EXCLUDED_BY: dict[Category, tuple[Category, ...]] = {
    "数量": ("时效", "成本", "满意度", "可持续影响"),
    "质量": ("时效", "成本", "满意度"),
    "时效": ("数量", "质量", "成本", "满意度"),
    "成本": ("数量", "质量", "时效", "满意度"),
    "经济效益": ("满意度",),
    "社会效益": _BENEFIT_EXCLUDES,
    "生态效益": _BENEFIT_EXCLUDES,
    "可持续影响": _BENEFIT_EXCLUDES,
    "满意度": ("数量", "时效", "成本"),
}


def evidence(
    name: str, description: str, target: TargetValue, backend: Backend = "jieba"
) -> CategoryEvidence:
    """The evidence of a row. A description that repeats the name adds nothing."""
    more = find_cues(description, backend) if description and description != name else ()
    return weigh(name, head_of(name), find_cues(name, backend), more, target)


def weigh(
    name: str,
    head: Head,
    hits: tuple[CueHit, ...],
    description_hits: tuple[CueHit, ...],
    target: TargetValue,
) -> CategoryEvidence:
    """The evidence from what was already found in name and description."""
    scores: Scores = {}
    if name.startswith(_saving()):
        # 降低企业用电成本 is what others gain, not what the project costs.
        hits = tuple(hit for hit in hits if hit.cue.category != "成本")
        head = replace(head, cost=False)
        _add(scores, "经济效益", 3.0)
    _add_cues(scores, hits, 1.0)
    _add_cues(scores, description_hits, 0.25)
    _add_head(scores, head, target)
    value_type = value_type_of(target)
    _add_value(scores, value_type, head, target)
    return _settled(scores, hits, value_type)


@cache
def _saving() -> tuple[str, ...]:
    return tuple(corpus("cues.toml")["saving"]["verbs"])


def value_type_of(target: TargetValue) -> ValueType:
    """Which kind of value speaks for a category; "" for what speaks for none."""
    if target.kind == "date":
        return "date"
    if target.kind in ("text", "grades", "reference"):
        return "text"
    dimension = target.dimension
    if dimension in ("money", "duration", "percent"):
        return dimension
    return "count" if dimension is not None else ""


def _add(scores: Scores, category: Category, amount: float) -> None:
    scores[category] = scores.get(category, 0.0) + amount


def _add_cues(scores: Scores, hits: Iterable[CueHit], share: float) -> None:
    """The loudest cue of a category counts in full, the others a quarter: many hints are no proof.

    The end of a name is its head, so a cue there counts a third more.
    """
    voices: dict[Category, dict[str, float]] = {}
    for hit in hits:
        weight = hit.cue.weight * share * (4 / 3 if hit.at_end else 1.0)
        phrases = voices.setdefault(hit.cue.category, {})
        phrases[hit.cue.phrase] = max(phrases.get(hit.cue.phrase, 0.0), weight)
    for category, phrases in voices.items():
        loudest = max(phrases.values())
        _add(scores, category, loudest + (sum(phrases.values()) - loudest) / 4)


def _add_head(scores: Scores, head: Head, target: TargetValue) -> None:
    if head.cost:
        _add(scores, "成本", 3.0)
    elif head.demand_driven:
        _add(scores, "数量", 4.0)
    elif head.kind == "count":
        # Things that should not happen are counted as an effect, not as an output.
        _add(scores, "社会效益" if head.polarity == "negative" else "数量", 3.0)
    elif head.kind == "time" and head.polarity != "positive":
        _add(scores, "时效", 3.0)
    elif head.kind == "rate" and head.polarity == "positive" and target.is_percent:
        _add(scores, "质量", 1.0)
    elif head.kind == "rate" and head.polarity == "negative":
        _add(scores, "社会效益", 1.0)


def _add_value(scores: Scores, value_type: ValueType, head: Head, target: TargetValue) -> None:
    """A date is nearly always a deadline, money a cost unless the name says otherwise."""
    if value_type == "date":
        _add(scores, "时效", 4.0)
    elif value_type == "duration" and target.operator not in ("≥", ">"):
        _add(scores, "时效", 2.0 if head.kind != "time" or head.polarity != "positive" else 0.0)
    elif value_type == "money":
        _add(scores, "成本", 1.0 if target.operator in ("≥", ">") else 2.5)
    elif value_type == "count":
        _add(scores, "数量", 2.0)
    elif value_type == "text":
        for category in ("社会效益", "可持续影响", "生态效益", "经济效益"):
            if category in scores:
                _add(scores, category, 0.5)


def _settled(scores: Scores, hits: tuple[CueHit, ...], value_type: ValueType) -> CategoryEvidence:
    ordered = sorted(
        ((category, score) for category, score in scores.items() if score > 0),
        key=lambda item: (-item[1], CATEGORIES.index(item[0])),
    )
    if not ordered:
        return CategoryEvidence()
    likely, best = ordered[0]
    second = ordered[1][1] if len(ordered) > 1 else 0.0
    own = [hit for hit in hits if hit.cue.category == likely]
    cue = max(own, key=lambda hit: (hit.cue.weight, hit.at_end, len(hit.cue.phrase)), default=None)
    return CategoryEvidence(
        likely, (best - second) / best, cue.cue.phrase if cue else "",
        value_type if value_type in _SPOKEN.get(likely, ()) else "", tuple(ordered),
    )  # fmt: skip


_SPOKEN: dict[Category, tuple[ValueType, ...]] = {
    "时效": ("date", "duration"), "成本": ("money",), "数量": ("count",),
    "质量": ("percent",), "满意度": ("percent",),
}  # fmt: skip
