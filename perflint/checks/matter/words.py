"""What a text is about, as pairs of neighbouring characters: no dictionary of words is loaded for it.

Words that stand in any project (经费, 保障, 正常开展 …) are cut out first, so that two texts which
still share a pair are about the same matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from perflint.checks.context import Context
from perflint.checks.once import once
from perflint.checks.rows import ProjectView
from perflint.patterns import is_han, pattern
from perflint.resources import corpus

Pairs = frozenset[str]

# Text in brackets of these kinds is a code, a number or a department mark, not the matter.
_CODES = pattern(
    r"[\[【〔][^\]】〕]{0,12}[\]】〕]|[\u4e00-\u9fff]{2,4}[\[【〔(（]\d{4}[\]】〕)）]\s*\d*\s*号?"
)
COMMON_SHARE = 0.6
FEWEST_TITLES = 4


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = corpus("matter.toml")["synonyms"]
    return _longest_first(table), table


@cache
def _stop(title: bool) -> re.Pattern[str]:
    data = corpus("matter.toml")
    words = [*data["stop"]["words"], *(data["title"]["words"] if title else ())]
    return _longest_first(words)


def _longest_first(words: object) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile("|".join(map(re.escape, ordered)))


@lru_cache(maxsize=4096)
def pieces(text: str, *, title: bool = False) -> tuple[str, ...]:
    """The runs of characters that carry the matter of a text, in order."""
    flat = _CODES.sub("，", unicodedata.normalize("NFKC", text).replace("\n", "，"))
    pattern, table = _synonyms()
    flat = pattern.sub(lambda match: table[match[0]], flat)
    flat = _stop(title).sub("，", flat)
    han = "".join(char if is_han(char) else " " for char in flat)
    return tuple(piece for piece in han.split() if len(piece) > 1)


@lru_cache(maxsize=4096)
def pairs(text: str, *, title: bool = False) -> Pairs:
    """The pairs of neighbouring characters of a text's matter."""
    return frozenset(
        piece[at : at + 2] for piece in pieces(text, title=title) for at in range(len(piece) - 1)
    )


@lru_cache(maxsize=4096)
def telling_pairs(text: str, *, title: bool = True) -> Pairs:
    """The pairs of a row's matter that rows of other matters do not share (故障处理, 人才队伍), also
    without those that titles share (系统, 设备) where ``title``."""
    return frozenset(
        piece[at : at + 2]
        for long in pieces(text, title=title)
        for piece in _row_words().split(long)
        for at in range(len(piece) - 1)
    )


@cache
def _row_words() -> re.Pattern[str]:
    return _longest_first(corpus("matter.toml")["row"]["words"])


def title_pairs(context: Context, view: ProjectView) -> Pairs:
    """The matter of a project's title, without the place and what nearly every title says."""
    return pairs(view.title, title=True) - _common(context)


def _common(context: Context) -> Pairs:
    return once(context, "matter-common", lambda: _common_pairs(context))


def _common_pairs(context: Context) -> Pairs:
    submission = context.submission
    place = pairs(submission.place + "，" + _place_of(submission.department))
    titles = {pairs(view.title, title=True) for view in context.only_projects}
    if len(titles) < FEWEST_TITLES:
        return place
    everywhere = {
        pair
        for title in titles
        for pair in title
        if sum(pair in other for other in titles) >= COMMON_SHARE * len(titles)
    }
    return place | everywhere


def _place_of(department: str) -> str:
    match = re.match(r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|旗|镇|乡)", department)
    return match[0] if match else ""


def output_pairs(view: ProjectView) -> Pairs:
    """The matter of a project's output rows, names and descriptions together."""
    outputs = [row for row in view.rows if row.group == "产出"]
    return frozenset().union(*(pairs(row.name) | pairs(row.text("description")) for row in outputs))


__all__ = ["Pairs", "output_pairs", "pairs", "pieces", "telling_pairs", "title_pairs"]
