"""A rule as its TOML file states it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from perflint.checks.hit import Scope, Severity
from perflint.linting.report import Basis, Model, Question

Profile = Literal["basic", "review", "strict"]
Status = Literal["preview", "stable", "deprecated"]
RollUp = Literal["none", "project", "document"]

PROFILES: tuple[Profile, ...] = ("basic", "review", "strict")

FAMILIES: dict[str, Question] = {
    "C": "完整性",
    "R": "相关性",
    "A": "适当性",
    "F": "可行性",
    "T": "文本规范",
    "B": "预算匹配",
}


class Where(Model):
    """Which rows a rule looks at; an empty list lets every row through.

    ``group`` is 产出, 成本, 效益 or 满意度 and ``category`` 数量, 质量, 时效, 成本, 经济效益,
    社会效益, 生态效益, 可持续影响 or 满意度, whatever words the table uses for them.
    ``value`` lists kinds of target value. A department-level table is left alone unless
    ``department`` is true.
    """

    group: list[str] = []
    category: list[str] = []
    value: list[str] = []
    columns: list[str] = []
    department: bool = False


class Variant(Model):
    """A shade of the rule with its own severity or words; ``hides`` replaces the rule's own."""

    severity: Severity | None = None
    message: str = ""
    suggest: str = ""
    rollup_message: str = ""
    rollup_suggest: str = ""
    hides: list[str] | None = None


class Doc(Model):
    """Why the rule exists and what it stands on."""

    why: str
    basis: list[Basis] = []
    notes: str = ""


class Example(Model):
    """A record that the rule must hit (``bad``) or leave alone (``good``).

    Exactly one of ``indicator``, ``project`` and ``submission`` is given. ``rows`` states the
    expected (project, row) places of a bad example where they matter, ``variant`` its shade.
    """

    note: str = ""
    indicator: dict[str, Any] | None = None
    project: dict[str, Any] | None = None
    submission: dict[str, Any] | None = None
    variant: str = ""
    suggestion: str = ""
    rows: list[list[int | None]] = []


class Rule(Model):
    """One rule. ``hides`` silences the named rules on the same row, ``hides_project`` in the same
    project and ``hides_document`` in the whole document, so that one cause gives one finding.

    ``rollup`` gathers what repeats into one finding a project or a document, worded by
    ``rollup_message`` (``{count}``, ``{total}``, ``{examples}``) and ``rollup_suggest``.
    """

    code: str = Field(pattern=r"^[A-Z]{1,3}\d{3}$")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    severity: Severity
    profile: Profile
    status: Status = "stable"
    since: str = "0.1.0"
    aliases: list[str] = []
    scope: Scope
    message: str
    suggest: str = ""
    rollup: RollUp = "none"
    rollup_message: str = ""
    rollup_suggest: str = ""
    hides: list[str] = []
    hides_project: list[str] = []
    hides_document: list[str] = []
    where: Where = Where()
    check: dict[str, Any]
    variants: dict[str, Variant] = {}
    doc: Doc
    bad: list[Example] = []
    good: list[Example] = []
    todo: list[Example] = []

    @property
    def question(self) -> Question:
        """The review question (四性 and two more) of the rule's family."""
        return FAMILIES.get(self.code[0], "文本规范")
