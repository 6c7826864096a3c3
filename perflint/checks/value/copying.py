"""Text that says nothing new: values and descriptions copied from the name, slogans with a percent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.language.normal import normal

MIN_PIECE = 8
MIN_RATIO = 80
SHORTEST = 5


@check("description-copies-name", scope="indicator")
def description_copies_name(context: Context, row: Row, _: Params) -> Iterator[Hit]:
    """The description repeats the name letter for letter."""
    if row.name_key and normal(row.indicator.description) == row.name_key:
        yield row.hit("description", total=str(context.rows_with("description")))


class Copying(Params):
    """``verbs`` may stand before a copied name (提高, 保证 …)."""

    verbs: list[str] = []


@check("value-copies-name", scope="indicator", params=Copying)
def value_copies_name(_: Context, row: Row, params: Copying) -> Iterator[Hit]:
    """The target value repeats the name, its description, or a long piece of either."""
    if row.target.kind not in ("text", "reference") or not row.value_key:
        return
    if _copies(row, params):
        yield row.hit(variant="" if row.group in ("产出", "成本", "") else "benefit")


def _copies(row: Row, params: Copying) -> bool:
    value, names = row.value_key, {row.name_key, normal(row.indicator.description)} - {""}
    spoken = {f"{verb}{name}" for verb in params.verbs for name in names}
    if value in names or value in spoken:
        return len(value) > 2
    if len(value) >= MIN_PIECE and any(value in name for name in names):
        return True
    if len(value) >= SHORTEST and any(_rearranged(value, name) for name in names):
        return True
    return len(value) >= MIN_PIECE - 2 and _similar(value, row.name_key)


def _rearranged(value: str, name: str) -> bool:
    """散埋乱葬现象减少, 减少散埋乱葬现象: the same words in another order."""
    return len(value) == len(name) and Counter(value) == Counter(name)


def _similar(value: str, name: str) -> bool:
    # The characters in common bound the ratio from above; most pairs end here, without the import.
    common = (Counter(value) & Counter(name)).total()
    if 200 * common < MIN_RATIO * (len(value) + len(name)):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(value, name) >= MIN_RATIO


class Slogan(Params):
    """``heads`` are words that make a name measurable although it is no rate, ``changes`` words that
    make a count or an amount a percentage of something."""

    heads: list[str] = []
    changes: list[str] = []


@check("slogan-with-percent", scope="indicator", params=Slogan)
def slogan_with_percent(_: Context, row: Row, params: Slogan) -> Iterator[Hit]:
    """A benefit worded as a slogan, with a percent that has nothing to count."""
    if row.group != "效益" or not row.target.is_percent or row.target.kind != "number":
        return
    if not row.name_key:
        return
    head = row.head
    # 生态环境 and the like can be graded but not counted: a percent of it has no denominator.
    measurable = head.kind in ("rate", "index") or head.text.endswith(("度", "感"))
    if head.kind in ("count", "money"):  # a percent of a count is a change or a share, or nothing
        measurable = any(word in row.name for word in params.changes)
    if not measurable and not any(word in row.name for word in params.heads):
        yield row.hit()
