"""What only shows when projects stand side by side: copies, double counts, siblings that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from perflint.checks.context import Context
from perflint.checks.cross.copies import objective_origins
from perflint.checks.cross.programme import (
    copied_from,
    distinct_projects,
    programmes,
    quantity,
    rows_by_name,
    same_programme,
    siblings,
    split_matters,
)
from perflint.checks.hit import Hit
from perflint.checks.matter.labels import bare_name
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.language.normal import normal
from perflint.resources import corpus

# Names two tables share before one counts as a copy, and how many of them are not everybody's.
SHARED_NAMES, SHARED_OWN = 4, 3


@check("objective-copied", scope="submission")
def objective_copied(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """The same objective in several projects; the one it fits best is taken as its origin."""
    origins = objective_origins(context)
    for view in distinct_projects(context):
        origin = origins.get(view.number)
        if origin is not None:
            linked = same_programme(context, view, origin)
            yield view.hit("objective", "linked" if linked else "", origin=origin.title)


class Boilerplate(Params):
    """The same words are boilerplate in ``many`` projects, or in two of different programmes."""

    many: int = 3


@check("boilerplate-benefit", scope="submission", params=Boilerplate)
def boilerplate_benefit(context: Context, _: Context, params: Boilerplate) -> Iterator[Hit]:
    """The same benefit without a number in many projects or in projects of another programme."""
    for rows in rows_by_name(context).values():
        # The name decides: 基本保障 beside 为退休人员生活提供保障 is the same benefit.
        same = [row for row in _one_a_project(rows) if row.group == "效益" and _says_something(row)]
        if len(same) < 2 or all(row.target.is_numeric for row in same):
            continue
        projects = [row.project for row in same]
        apart = any(not same_programme(context, a, b) for a, b in combinations(projects, 2))
        if len(same) >= params.many or apart:
            places = tuple(row.place for row in same)
            yield same[0].hit("name", rows=places, count=str(len(same)), where=_where(same))


def _says_something(row: Row) -> bool:
    """A statement, or a measure (人居环境改善情况) that is given no number; not just the label of its
    level."""
    stated = not row.head.measurable or not row.target.is_numeric
    return stated and row.name_key not in normal(row.indicator.level2)


def _one_a_project(rows: list[Row]) -> list[Row]:
    return list({row.place[0]: row for row in reversed(rows)}.values())[::-1]


def _where(rows: list[Row]) -> str:
    return "、".join(f"第{number}个" for number in dict.fromkeys(row.place[0] for row in rows))


class DoubleCount(Params):
    """``whole`` are words of a name that counts the whole area, which any project may state;
    ``own`` those of an input, which is another rule's."""

    whole: list[str] = []
    own: list[str] = []


@check("output-double-counted", scope="submission", params=DoubleCount)
def output_double_counted(context: Context, _: Context, params: DoubleCount) -> Iterator[Hit]:
    """The same absolute quantity claimed by several projects."""
    split = {view.number for group in split_matters(context) for view in group}
    for rows in rows_by_name(context).values():
        by_quantity: dict[object, list[Row]] = defaultdict(list)
        for row in _one_a_project(rows):
            if (amount := quantity(row)) and not any(word in row.name for word in params.own):
                by_quantity[amount].append(row)
        for same in by_quantity.values():
            if len(same) > 1 and _claimed_twice(context, same, params):
                funded = all(row.place[0] in split for row in same)
                places = tuple(row.place for row in same)
                quote = f"{same[0].name.strip()}：{same[0].shown}"
                variant = "funded" if funded else ""
                yield same[0].hit("value", variant, quote=quote, rows=places, where=_where(same))


def _claimed_twice(context: Context, same: list[Row], params: DoubleCount) -> bool:
    """Linked projects always; others unless the name counts the whole area."""
    if any(word in same[0].name for word in params.whole):
        group = programmes(context)
        return len({group[row.place[0]] for row in same}) == 1
    return True


@check("table-copied", scope="submission")
def table_copied(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Four equal names, three of them not everybody's, in projects with nothing in common."""
    views = distinct_projects(context)
    names, usual = {view.number: _names(view) for view in views}, _usual(context)
    for position, view in enumerate(views):
        for other in views[:position]:
            shared = names[view.number] & names[other.number]
            if len(shared) < SHARED_NAMES or len(shared - usual) < SHARED_OWN:
                continue
            if not same_programme(context, view, other):
                yield _copy(view, other, str(len(shared)))
                break


def _copy(view: ProjectView, other: ProjectView, count: str) -> Hit:
    """At the copy where the contents tell which one it is, else at both."""
    if copied_from(other, view):
        return other.hit("title", other=view.title, count=count)
    places = ((view.number, None), (other.number, None))
    rows = () if copied_from(view, other) else places
    return view.hit("title", other=other.title, count=count, rows=rows)


def _names(view: ProjectView) -> frozenset[str]:
    """Names cut off before a formula; cost totals and surveys are everybody's."""
    return frozenset(normal(bare_name(row.name)) for row in view.rows if row.name_key)


def _usual(context: Context) -> frozenset[str]:
    """Names of any project's table: the list's, and those of costs and surveys."""
    cost = {row.name_key for row in context.rows if row.is_cost or row.category == "满意度"}
    return frozenset(map(normal, corpus("usual.toml")["names"])) | cost


@check("sibling-values", scope="submission")
def sibling_values(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """The same name in projects of one programme with another sign, another rate, or no number."""
    group = siblings(context)
    for rows in rows_by_name(context).values():
        families: dict[int, list[Row]] = defaultdict(list)
        for row in _one_a_project(rows):
            if not row.is_cost and row.category != "满意度":
                families[group[row.place[0]]].append(row)
        for family in families.values():
            yield from _disagreement(family)
    for views in split_matters(context):
        surveys: dict[int, list[Row]] = defaultdict(list)
        for view in views:  # a copied table alone makes no programme: the titles must agree
            surveys[group[view.number]] += [row for row in view.rows if row.category == "满意度"]
        for family in surveys.values():
            yield from _disagreement(family)


def _disagreement(family: list[Row]) -> Iterator[Hit]:
    numbers = [row for row in family if row.target.kind == "number"]
    places = tuple(row.place for row in numbers)
    if len(numbers) > 1 and _differ(numbers):
        shown = "、".join(dict.fromkeys(row.shown for row in numbers))
        quote = f"{numbers[0].name.strip()}：{shown}"
        yield numbers[0].hit("value", quote=quote, rows=places, shown=shown, where=_where(numbers))
    texts = [row for row in family if row.target.kind == "text"]
    if numbers and texts and numbers[0].head.measurable:
        for row in texts:
            number = numbers[0].place[0]
            yield row.hit("value", "text", other=f"第{number}个项目", shown=numbers[0].shown)


def _differ(rows: list[Row]) -> bool:
    """Rates differ by number or sign; counts only by sign, for each fund has its own number."""
    if len({(row.target.unit, row.target.dimension) for row in rows}) > 1:
        return False
    signs = {row.target.operator for row in rows}
    if all(row.target.is_percent for row in rows):
        return len({row.target.number for row in rows}) > 1 or len(signs) > 1
    by_number: dict[object, set[str | None]] = defaultdict(set)
    for row in rows:
        by_number[row.target.number].add(row.target.operator)
    return any(len(found) > 1 for found in by_number.values())


@check("same-matter-split", scope="submission")
def same_matter_split(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Several projects with the same target: one target, several funds."""
    for views in split_matters(context):
        places = tuple((view.number, None) for view in views)
        names = "、".join(f"第{view.number}个“{view.title}”" for view in views)
        yield views[0].hit("title", rows=places, names=names, count=str(len(views)))
