"""What a table lacks: an objective, whole categories, cells."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.language.normal import normal


@check("objective-missing", scope="project")
def objective_missing(context: Context, view: ProjectView, _: Params) -> Iterator[Hit]:
    """No objective although the layout has a place for it."""
    if normal(view.record.objective).strip("0123456789一二三四五六七八九十"):
        return
    if context.has_objectives:
        yield view.hit("objective", quote=view.record.objective)


class Groups(Params):
    """First-level groups that every project must have."""

    groups: list[str]


@check("group-missing", scope="project", params=Groups)
def group_missing(_: Context, view: ProjectView, params: Groups) -> Iterator[Hit]:
    """A first-level group is absent."""
    if not view.has_levels:
        return
    for group in params.groups:
        if group not in view.groups:
            yield view.hit("indicators", quote=view.title, group=group)


class CategoryMissing(Params):
    """``variants`` gives each category that must be there the name of its variant.

    ``marked`` are words of title and objective; where one occurs the variant becomes
    ``marked_variant``, where ``bare`` words do not count beside ``inward`` ones. ``needs`` is a group that must be present: its absence is another rule's.
    ``second_level`` asks only where the layout has a second level.
    """

    variants: dict[str, str]
    needs: str = ""
    second_level: bool = False
    marked: list[str] = []
    inward: list[str] = []
    bare: list[str] = []
    marked_variant: str = ""


@check("category-missing", scope="project", params=CategoryMissing)
def category_missing(_: Context, view: ProjectView, params: CategoryMissing) -> Iterator[Hit]:
    """A category of indicator is absent from a project."""
    if not view.has_levels or (params.needs and params.needs not in view.groups):
        return
    if params.second_level and not view.has_second_level:
        return
    text = view.title + view.record.objective
    inward = any(word in view.title for word in params.inward)
    telling = [word for word in params.marked if not (inward and word in params.bare)]
    marked = params.marked_variant and any(word in text for word in telling)
    for category, variant in params.variants.items():
        if category not in view.categories and category not in view.groups:
            chosen = params.marked_variant if marked else variant
            yield view.hit("indicators", chosen, quote=view.title, category=category)


@check("empty-cell", scope="indicator")
def empty_cell(context: Context, row: Row, _: Params) -> Iterator[Hit]:
    """A cell that must be filled is blank; a cell that only misses its basis weighs less."""
    columns = row.project.columns
    indicator = row.indicator
    for field, title in (("level2", "二级指标"), ("name", "三级指标"), ("value", "指标值")):
        if (field in columns or field in ("name", "value")) and not getattr(
            indicator, field
        ).strip():
            if field == "value" and indicator.operator and indicator.target.kind != "empty":
                continue
            yield row.hit(field, quote=indicator.name or indicator.level2, column=title)
    if "basis" in columns and indicator.name.strip() and not indicator.basis.strip():
        yield row.hit("basis", "basis", quote=indicator.name, column="取值依据")
    blank = "description" in columns and not indicator.description.strip()
    if blank and indicator.name.strip() and _filled_elsewhere(context):
        yield row.hit("description", "basis", quote=indicator.name, column="绩效指标描述")


FEW_BLANKS, ENOUGH = 2, 10


def _filled_elsewhere(context: Context) -> bool:
    """A column of descriptions that the document fills but for a cell or two: these were forgotten.
    Where more are blank, the form leaves it to the department."""
    return once(context, "descriptions-filled", lambda: _few_are_blank(context))


def _few_are_blank(context: Context) -> bool:
    rows = [row for row in context.rows if "description" in row.project.columns]
    blank = sum(not row.text("description").strip() for row in rows)
    return len(rows) >= ENOUGH and blank <= FEW_BLANKS


class Units(Params):
    """``pure`` are endings of names of plain numbers, which have no unit (指数, 系数, pH值)."""

    pure: list[str] = []


@check("missing-unit", scope="indicator", params=Units)
def missing_unit(_: Context, row: Row, params: Units) -> Iterator[Hit]:
    """A number without a unit anywhere: not in the cell, the unit column or the name."""
    target = row.target
    if target.kind not in ("number", "interval"):
        return
    # 3.6万 beside a quantity lost its unit; beside money it lost its 元, which is another rule's.
    cut = "cut-unit" in target.marks and not (row.is_cost or row.head.kind == "money")
    if not cut and (target.unit or target.dimension):
        return
    if row.name.rstrip().endswith(tuple(params.pure)):
        return
    if not row.indicator.unit.strip() and not row.name.rstrip().endswith((")", "）")):
        yield row.hit()
