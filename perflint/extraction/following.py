"""Whether the rows of a table go on with those of the table before it, and what they take from there."""

from __future__ import annotations

from perflint.extraction.draft import Draft
from perflint.extraction.labels import label_core

# First levels in the order in which every form lists them.
_ORDER = ("产出", "成本", "效益", "满意")


def carry_over(last: Draft, drafts: list[Draft]) -> None:
    """The levels of a table's last row hold for the first rows of the table that goes on with it."""
    level2 = last.level2
    for draft in drafts:
        if draft.level1:
            return
        draft.level1 = last.level1
        level2 = "" if draft.level2 else level2
        draft.level2 = draft.level2 or level2


def follows(before: list[Draft], after: list[Draft]) -> bool:
    last, first = before[-1], after[0]
    if not first.level1 and not first.level2:
        return True
    if not first.level1 and last.level1:
        return True  # a form of its own begins with a first level
    if not first.level1:
        first_rank, last_rank = _rank(first.level2), _rank(last.level2)
        return first_rank >= last_rank or not last.level2
    seen = {draft.level1 for draft in before}
    if first.level1 not in seen:
        return _rank(first.level1) >= _rank(last.level1)
    if first.level1 != last.level1:
        return False
    levels = [draft.level2 for draft in before if draft.level1 == last.level1]
    return first.level2 == last.level2 or first.level2 not in levels


def _rank(level1: str) -> int:
    core = label_core(level1)
    return next((i for i, mark in enumerate(_ORDER) if mark in core), 2)
