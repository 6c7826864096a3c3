"""A row and a project as checks see them: the record with what can be said of it, worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from perflint.checks.hit import Hit
from perflint.language.heads import Head, as_result, explained, head_of
from perflint.language.levels import Category, Group, category_of, group_of
from perflint.language.normal import normal
from perflint.records.submission import Indicator, Project
from perflint.records.target import TargetValue

if TYPE_CHECKING:
    from collections.abc import Sequence


# Categories that say what came of the work, not how much of it was done.
_RESULTS = ("质量", "社会效益", "生态效益", "经济效益", "可持续影响")


class Row:
    """One indicator with its project, category, head noun and normal forms."""

    def __init__(self, project: ProjectView, indicator: Indicator) -> None:
        self.project = project
        self.indicator = indicator
        self.name = indicator.name
        self.place = (project.record.number, indicator.row)
        self.target: TargetValue = indicator.target
        self.group: Group = group_of(indicator.level1, indicator.level2)
        self.category: Category = category_of(indicator.level1, indicator.level2)
        if not self.category and not indicator.level2:
            self.group, self.category = _by_content(self)

    @cached_property
    def head(self) -> Head:
        name = self.indicator.name
        head = explained(head_of(name), name, self.indicator.description)
        return as_result(head, name) if self.category in _RESULTS else head

    @cached_property
    def name_key(self) -> str:
        return normal(self.indicator.name)

    @cached_property
    def value_key(self) -> str:
        return normal(self.indicator.value)

    @cached_property
    def shown(self) -> str:
        """The target value as a reader sees it, the columns put together."""
        indicator = self.indicator
        operator = indicator.operator if self.target.operator and indicator.operator else ""
        unit = indicator.unit if not indicator.value.endswith(indicator.unit or "\0") else ""
        return f"{operator}{indicator.value}{unit}".replace("\n", "")

    def hit(self, field: str = "value", variant: str = "", **more: Any) -> Hit:
        """A hit on this row that quotes ``field``; ``fix`` and ``rows`` are the hit's own,
        every other keyword is a value for the rule's words."""
        fix, rows = more.pop("fix", None), more.pop("rows", ())
        project, row = self.place
        quote = more.pop("quote", None) or self.text(field)
        return Hit(project, row, field, quote, more, variant, rows, fix)

    def text(self, field: str) -> str:
        """The text of a field as written; the target value with its operator and unit columns."""
        return self.shown if field == "value" else str(getattr(self.indicator, field))

    @cached_property
    def is_cost(self) -> bool:
        """A cost row: by its label, or in a flat layout by the head noun of its name."""
        if self.category or self.group:
            return self.category == "成本"
        return self.head.cost


_SPENDING = (
    "成本",
    "费用",
    "经费",
    "经费总额",
    "补助总额",
    "资金总额",
    "投资额",
    "总投资",
    "支出",
    "支出总额",
)
_BY_KIND: dict[str, Category] = {"count": "数量", "time": "时效", "rate": "质量"}


def _by_content(row: Row) -> tuple[Group, Category]:
    """What a row of a layout without second level is, by its name and value; benefits stay open."""
    head, target = row.head, row.target
    if "满意" in row.name and row.group in ("", "满意度", "效益"):
        return "满意度", "满意度"
    if row.group not in ("", "产出"):
        return row.group, ""
    spending = head.cost or row.name.rstrip().endswith(_SPENDING)
    if spending and (target.is_money or target.kind in ("reference", "text")):
        return "成本", "成本"
    if not row.group:
        return "", ""
    if target.dimension == "duration" or target.kind == "date" or "及时" in head.text:
        return "产出", "时效"
    if head.kind == "count" and not target.is_percent:
        return "产出", "数量"
    return "产出", _BY_KIND.get(head.kind, "")


class ProjectView:
    """A project with its rows. ``columns`` are the indicator fields that the layout has."""

    def __init__(self, record: Project) -> None:
        self.record = record
        self.rows: Sequence[Row] = tuple(Row(self, indicator) for indicator in record.indicators)
        self.columns = frozenset(record.columns)

    def hit(self, field: str = "title", variant: str = "", **more: Any) -> Hit:
        """A hit on the project that quotes ``field`` (title or objective); ``anchor`` is its place where
        that is not the field's own."""
        fix, rows = more.pop("fix", None), more.pop("rows", ())
        quote, anchor = more.pop("quote", None), more.pop("anchor", None)
        if quote is None:
            quote = str(getattr(self.record, field, ""))
        return Hit(self.number, None, field, quote, more, variant, rows, fix, anchor)

    @property
    def number(self) -> int:
        return self.record.number

    @property
    def title(self) -> str:
        return self.record.title

    @cached_property
    def groups(self) -> frozenset[str]:
        """The first-level groups, by the rows' categories and by the first-level labels."""
        labels = {group_of(row.indicator.level1, "") for row in self.rows}
        return frozenset({row.group for row in self.rows} | labels)

    @cached_property
    def categories(self) -> frozenset[str]:
        return frozenset(row.category for row in self.rows)

    @cached_property
    def has_levels(self) -> bool:
        """False for flat layouts, about whose missing levels nothing can be said."""
        return any(row.indicator.level1 or row.indicator.level2 for row in self.rows)

    @cached_property
    def has_second_level(self) -> bool:
        """Whether the layout tells 数量, 质量 and 时效 apart."""
        return any(row.indicator.level2 for row in self.rows)
