"""Which projects belong together: several funds of one programme, or one matter split in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from perflint.checks.context import Context
from perflint.checks.matter.topic import related, topics
from perflint.checks.matter.words import pairs, title_pairs
from perflint.checks.once import once
from perflint.checks.rows import ProjectView, Row

# Four equal names and an equal quantity: the same target under several funds.
SAME_NAMES = 4
SIBLING_NAMES = 3
# Fewer say too little of what an objective is about.
FEWEST_PAIRS = 6
# Below it an equal number is chance (8 villages here, 8 villages there).
LEAST_QUANTITY = 10
SUMMABLE = {"count", "length", "area", "volume", "weight", "energy", "other"}


def same_programme(context: Context, a: ProjectView, b: ProjectView) -> bool:
    """Whether two titles share a core noun."""
    return bool(title_pairs(context, a) & title_pairs(context, b))


def distinct_projects(context: Context) -> tuple[ProjectView, ...]:
    """Projects with rows, a table that stands twice in the document counted once."""
    return once(context, "distinct-projects", lambda: tuple(_distinct(context)))


def _distinct(context: Context) -> Iterable[ProjectView]:
    seen: set[tuple[object, ...]] = set()
    for view in context.only_projects:
        key = (view.title, *((row.name_key, row.value_key) for row in view.rows))
        if view.rows and key not in seen:
            seen.add(key)
            yield view


def siblings(context: Context) -> dict[int, int]:
    """Project number → number of its family: titles that agree for the better part, or that share
    a noun and three indicators. One shared noun alone (公路) does not make two projects siblings."""
    return once(context, "siblings", lambda: _families(context))


def _families(context: Context) -> dict[int, int]:
    views = distinct_projects(context)
    linked = [
        (a.number, b.number) for a, b in combinations(views, 2) if _are_siblings(context, a, b)
    ]
    return joined([view.number for view in views], linked)


def _are_siblings(context: Context, a: ProjectView, b: ProjectView) -> bool:
    one, other = title_pairs(context, a), title_pairs(context, b)
    shared = len(one & other)
    if not shared:
        return False
    return 2 * shared > min(len(one), len(other)) or len(_names(a) & _names(b)) >= SIBLING_NAMES


def _names(view: ProjectView) -> frozenset[str]:
    return frozenset(row.name_key for row in view.rows) - {""}


def programmes(context: Context) -> dict[int, int]:
    """Project number → number of its programme; projects whose titles chain belong to one."""
    return once(context, "programmes", lambda: _chain(context))


def _chain(context: Context) -> dict[int, int]:
    views = distinct_projects(context)
    linked = [
        (a.number, b.number) for a, b in combinations(views, 2) if same_programme(context, a, b)
    ]
    return joined([view.number for view in views], linked)


def joined(numbers: Iterable[int], linked: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Number → the smallest number that a chain of links reaches from it."""
    root = {number: number for number in numbers}

    def find(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for a, b in linked:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return {number: find(number) for number in root}


def rows_by_name(context: Context) -> dict[str, list[Row]]:
    """Rows of distinct projects by the normal form of their name, in document order."""
    return once(context, "rows-by-name", lambda: _by_name(context))


def _by_name(context: Context) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for view in distinct_projects(context):
        for row in view.rows:
            if row.name_key:
                found[row.name_key].append(row)
    return dict(found)


def quantity(row: Row) -> tuple[object, str] | None:
    """(number, unit) of an absolute quantity of a 数量 row, or of a flat layout's row, or None."""
    target = row.target
    if row.category != "数量" and row.group:
        return None
    if target.kind != "number" or target.number is None or target.per:
        return None
    if target.dimension not in SUMMABLE or target.number < LEAST_QUANTITY:
        return None
    return target.number, target.unit


def same_matter(a: ProjectView, b: ProjectView) -> bool:
    """Whether two projects state the same target: equal names and an equal absolute quantity, in
    tables that neither copied from the other."""
    if len(_names(a) & _names(b)) < SAME_NAMES:
        return False
    first = {(row.name_key, quantity(row)) for row in a.rows if quantity(row)}
    if not any((row.name_key, quantity(row)) in first for row in b.rows):
        return False
    return not copied_from(a, b) and not copied_from(b, a)


def copied_from(view: ProjectView, other: ProjectView) -> bool:
    """Whether the names two projects share are of the other's matter and foreign to the view's own.

    Equal rows alone do not tell a copied table from one target under two funds; title and objective
    do. Where there is no objective, a title of a near matter may be another name for the same work.
    """
    shared = _names(view) & _names(other)
    names = "，".join(row.name for row in other.rows if row.name_key in shared)
    own, its = (f"{one.title}，{one.record.objective}" for one in (view, other))
    if pairs(own) & pairs(names) or not pairs(its) & pairs(names):
        return False
    told = len(pairs(view.record.objective)) >= FEWEST_PAIRS
    return told or not related(topics(own), topics(names))


def split_matters(context: Context) -> list[tuple[ProjectView, ...]]:
    """Groups of two or more projects that state the same target, in document order."""
    return once(context, "split-matters", lambda: _split(context))


def _split(context: Context) -> list[tuple[ProjectView, ...]]:
    views = distinct_projects(context)
    linked = [(a.number, b.number) for a, b in combinations(views, 2) if same_matter(a, b)]
    root = joined([view.number for view in views], linked)
    groups: dict[int, list[ProjectView]] = defaultdict(list)
    for view in views:
        groups[root[view.number]].append(view)
    return [tuple(group) for group in groups.values() if len(group) > 1]
