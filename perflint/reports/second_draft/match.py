"""Which project and which row of a second draft answers to which of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from perflint.language.normal import normal
from perflint.records.submission import Indicator, Project, Submission

Row = tuple[int | None, int | None]
Pairs = dict[Row, Row]
Item = TypeVar("Item")

# How alike two titles or two rows must be (0 to 100) to be taken for the same, edited.
LIKE_TITLE = 70.0
LIKE_ROW = 62.0
SAME_ROWS = 0.5


def match(old: Submission, new: Submission) -> Pairs:
    """Places of the first draft and where they are in the second.

    A project stands as (number, None), a row as (project, row); what was deleted is missing.
    """
    pairs: Pairs = {(None, None): (None, None)}
    for before, after in _projects(old.projects, new.projects):
        pairs[before.number, None] = (after.number, None)
        for a, b in _rows(before, after):
            pairs[before.number, a.row] = (after.number, b.row)
    return pairs


def _projects(old: list[Project], new: list[Project]) -> list[tuple[Project, Project]]:
    def same_rows(a: Project, b: Project) -> float:
        names = [{normal(i.name) for i in p.indicators} - {""} for p in (a, b)]
        smaller = min(map(len, names))
        return len(names[0] & names[1]) / smaller if smaller else 0.0

    def likeness(a: Project, b: Project) -> float:
        shared, title = same_rows(a, b), _ratio(a.title, b.title)
        return max(title, 60 + 40 * shared) if shared >= SAME_ROWS else title

    return _pair(old, new, lambda p: normal(p.title), likeness, LIKE_TITLE)


def _rows(old: Project, new: Project) -> list[tuple[Indicator, Indicator]]:
    def likeness(a: Indicator, b: Indicator) -> float:
        named = _ratio(a.name, b.name)
        valued = _ratio(a.value, b.value)
        near = 12.0 if a.level2 == b.level2 else 0.0
        near += 10.0 if a.row == b.row and len(old.indicators) == len(new.indicators) else 0.0
        return 0.65 * named + 0.25 * valued + near

    return _pair(
        old.indicators, new.indicators, lambda i: f"{i.level2}|{normal(i.name)}", likeness, LIKE_ROW
    )


def _pair(
    old: Iterable[Item],
    new: Iterable[Item],
    key: Callable[[Item], str],
    likeness: Callable[[Item, Item], float],
    enough: float,
) -> list[tuple[Item, Item]]:
    """Equal keys first, in order; of the rest the most alike, each once."""
    pairs: list[tuple[Item, Item]] = []
    free = list(new)
    left: list[Item] = []
    for item in old:
        twin = next((other for other in free if key(other) == key(item)), None)
        if twin is None:
            left.append(item)
        else:
            free.remove(twin)
            pairs.append((item, twin))
    scored = [(-likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(free)]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, i, j in sorted(scored):
        if -score >= enough and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((left[i], free[j]))
    return pairs


def _ratio(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(normal(a), normal(b)))
