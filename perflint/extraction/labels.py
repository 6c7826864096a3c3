"""Level labels: 产出指标, 数量指标 and their kin, in every wording of ``corpora/levels.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from perflint.extraction.text import plain, squeeze, unbracketed
from perflint.patterns import pattern
from perflint.resources import corpus

Level = Literal[0, 1, 2]

_SCORE = pattern(
    r"[(（]\s*\d+(?:\.\d+)?\s*(?:[-—~～至]\s*\d+(?:\.\d+)?)?\s*[)）]\s*分|"
    r"[(（\[【](?:分值|权重|标准分)?[:：]?\s*\d+(?:\.\d+)?\s*(?:[-—~～至]\s*\d+(?:\.\d+)?)?\s*[分%％]?\s*[)）\]】]|"
    r"\d+(?:\.\d+)?\s*分$"
)
_NUMBERING = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d))"
)

_BETWEEN = pattern(r"\s*[-—－–·/、:：>→＞\n]+\s*")
_BRACKETED = pattern(r"^([^()（）]+)[(（]([^()（）]+)[)）]$")


@dataclass(frozen=True, slots=True)
class Label:
    """A cell of a level column: its wording, and the score written into it."""

    text: str
    score: str = ""


@lru_cache(maxsize=4096)
def clean_label(text: str) -> Label:
    """The wording of a level label without white space inside, its score and its number."""
    squeezed = _unnumbered(squeeze(text))
    match = _SCORE.search(squeezed)
    if not match:
        return Label(squeezed.strip("*＊★☆:："))
    rest = squeezed[: match.start()] + squeezed[match.end() :]
    return Label(rest.strip("*＊★☆:："), match.group().strip("（）()").replace(")分", "分"))


@cache
def _cores(level: str) -> frozenset[str]:
    return frozenset(plain(core) for core in corpus("levels.toml")[level])


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(corpus("levels.toml")["suffixes"])


@lru_cache(maxsize=4096)
def label_core(text: str) -> str:
    """What is left of a label without number, score and 指标."""
    return _core(_NUMBERING.sub("", clean_label(text).text))


def _unnumbered(label: str) -> str:
    """A level label without its number (一、产出指标); other words keep theirs."""
    bare = _NUMBERING.sub("", label)
    core = _core(_SCORE.sub("", bare)) if bare != label else ""
    known = {core, unbracketed(core)} & (_cores("level1") | _cores("level2"))
    return bare if known else label


def _core(label: str) -> str:
    core = plain(label)
    for suffix in _suffixes():
        if core.endswith(suffix) and len(core) > len(suffix):
            return core[: -len(suffix)]
    return core


def levels_of(text: str) -> frozenset[int]:
    """The levels (1, 2) a text can be the label of; empty for ordinary words."""
    return _levels_of(text) if 0 < len(text) <= 40 else frozenset()


@lru_cache(maxsize=4096)
def _levels_of(text: str) -> frozenset[int]:
    core = label_core(text)
    forms = {core, unbracketed(core)}
    found = set()
    if forms & _cores("level1"):
        found.add(1)
    if forms & _cores("level2"):
        found.add(2)
    return frozenset(found)


@lru_cache(maxsize=1024)
def pair_of(text: str) -> tuple[str, str] | None:
    """The two levels of a cell that names both (产出—数量指标, 产出指标（数量指标）), or None."""
    if not 4 <= len(text) <= 40:
        return None
    bracketed = _BRACKETED.match(text.strip())
    parts = list(bracketed.groups()) if bracketed else _BETWEEN.split(text.strip())
    first, second = (clean_label(part).text for part in parts[-2:]) if len(parts) > 1 else ("", "")
    if not (1 in levels_of(first) and 2 in levels_of(second)) or (
        not bracketed and levels_of(text)
    ):
        return None
    shared = says_indicator(second) and not says_indicator(first) and not first.endswith("目标")
    return f"{first}指标" if shared else first, second


def is_label(text: str) -> bool:
    return bool(levels_of(text))


def says_indicator(text: str) -> bool:
    """A label that calls itself one (数量指标), while 服务对象满意度 may also be a name."""
    return plain(unbracketed(plain(clean_label(text).text))).endswith(("指标", "指标等"))


def is_second(label: str, level1: str) -> bool:
    """Whether a label that may be of either level (成本指标, 服务对象满意度指标) stands under this first
    level; 满意度指标 alone begins a first level of its own."""
    core, above = label_core(label), label_core(level1)
    if not above:
        return False
    if "满意" in core:
        return "满意" in above or ("效" in above and core != "满意度")
    return "产出" in above or "完成" in above or "投入" in above or core in above


def opens_first(label: str, level1: str) -> bool:
    """Whether a label opens a first level after ``level1``."""
    levels = levels_of(label)
    return 1 in levels and not (2 in levels and is_second(label, level1))
