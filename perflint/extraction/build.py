"""Drafts become records: indicators and projects with the place of every field and how it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from perflint.extraction.draft import Draft
from perflint.extraction.head import Head
from perflint.extraction.header import Column
from perflint.extraction.privacy import masked
from perflint.extraction.rows import Wide
from perflint.extraction.sums import amount_of, unit_in
from perflint.extraction.text import plain
from perflint.records.anchor import Anchor
from perflint.records.submission import Found, Indicator, Project
from perflint.records.values import parse_target

_TEXTS = ("description", "operator", "value", "unit", "basis", "direction")
_FIELDS = ("level1", "level2", "name", "description", "operator", "value", "unit", "weight", "basis",
           "direction")  # fmt: skip


@dataclass(slots=True)
class Named:
    """A project's title: the text, where it stands, and how it was found."""

    text: str
    anchor: Anchor
    how: str
    confidence: float = 1.0


@dataclass(slots=True)
class Plan:
    """A project being put together from a heading, a head and rows."""

    anchor: Anchor
    title: Named | None = None
    head: Head = field(default_factory=Head)
    kind: str = "project"
    drafts: list[Draft] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    objective: Named | None = None
    wide: Wide | None = None
    wide_anchor: Anchor | None = None
    unit: str = ""


def build_project(number: int, plan: Plan) -> Project:
    """The record of one project; its fields come from its own columns first, then from its head."""
    anchors: dict[str, Anchor] = {}
    found: dict[str, Found] = {}
    title = _note(anchors, found, "title", plan.title)
    objective = _note(anchors, found, "objective", plan.objective)
    amount = _amount(plan, anchors, found)
    facts = plan.head.facts()
    if plan.wide is not None and "department" in plan.wide.texts:
        facts.setdefault("单位名称", plan.wide.texts["department"])
    reader = _Indicators(plan.columns)
    return Project(
        number=number,
        kind="department" if plan.kind == "department" else "project",
        title=title,
        objective=masked(objective),
        amount=amount,
        anchor=plan.anchor,
        indicators=[reader.build(row, draft) for row, draft in enumerate(plan.drafts, 1)],
        funds=plan.head.funds(),
        facts={title: masked(text) for title, text in facts.items()},
        columns=_columns(plan),
        anchors=anchors,
        found=found,
    )


def _note(
    anchors: dict[str, Anchor], found: dict[str, Found], key: str, named: Named | None
) -> str:
    if named is None or not named.text:
        return ""
    anchors[key] = named.anchor
    found[key] = Found(how=named.how, confidence=named.confidence)
    return named.text


def _amount(plan: Plan, anchors: dict[str, Anchor], found: dict[str, Found]) -> Decimal | None:
    if plan.wide is not None and "amount" in plan.wide.texts:
        column = next((c for c in plan.columns if c.field == "amount"), None)
        amount = amount_of(plan.wide.texts["amount"], _unit(column) or plan.unit)
        if amount is not None and plan.wide_anchor is not None:
            anchors["amount"] = plan.wide_anchor
            found["amount"] = Found(how=column.how if column else "")
            return amount
    stated = plan.head.amount()
    if stated is None:
        return None
    amount, item = stated
    anchors["amount"] = item.anchor
    sure = 1.0 if item.unit or not amount_is_bare(item.text) else 0.8
    found["amount"] = Found(how=f"栏目“{item.label.name}”", confidence=sure)
    return amount


def amount_is_bare(text: str) -> bool:
    """Whether an amount is written without its unit, so that 万元 is assumed."""
    return "元" not in text


def _unit(column: Column | None) -> str:
    return unit_in(column.header) if column else ""


def _columns(plan: Plan) -> list[str]:
    present = {column.field for column in plan.columns if column.block == 0}
    if present & {"grade", "area"}:
        present.add("value")
    if "levels" in present:
        present |= {"level1", "level2"}
    for draft in plan.drafts if not plan.columns else ():
        present.update(key for key in ("level1", "level2") if getattr(draft, key))
        present.update(("name", *draft.texts))
    return [name for name in _FIELDS if name in present]


class _Indicators:
    """Builds the rows of one project; notes on how a field was found are shared between rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.found: dict[str, Found] = {}
        for column in columns:
            if column.field in _FIELDS and column.field not in self.found:
                self.found[column.field] = Found(how=column.how, confidence=column.confidence)
            elif column.field in ("grade", "area"):
                how = "取“优”一档" if column.field == "grade" else "分地区列"
                self.found.setdefault("value", Found(how=how, confidence=0.8))

    def build(self, row: int, draft: Draft) -> Indicator:
        texts = {key: draft.texts[key].strip() for key in _TEXTS if key in draft.texts}
        return Indicator(
            row=row,
            level1=draft.level1,
            level2=draft.level2,
            name=draft.name,
            weight=_weight(draft.texts.get("weight", "")),
            target=parse_target(
                texts.get("value", ""), texts.get("operator", ""), texts.get("unit", "")
            ),
            anchor=self._anchor(draft),
            other={title: masked(text) for title, text in draft.other.items()},
            anchors=self._anchors(draft),
            found=self._found(draft),
            **texts,
        )

    def _anchor(self, draft: Draft) -> Anchor:
        cell = draft.cells.get("name") or draft.cells.get("value")
        if draft.table is None:
            return draft.places["name"]
        return draft.table.anchor(cell or next(iter(draft.cells.values()), None))

    def _anchors(self, draft: Draft) -> dict[str, Anchor]:
        if draft.table is None:
            return draft.places
        return {key: draft.table.anchor(cell) for key, cell in draft.cells.items()}

    def _found(self, draft: Draft) -> dict[str, Found]:
        if draft.how:
            return {key: Found(how=how, confidence=sure) for key, (how, sure) in draft.how.items()}
        scanned = {k: c.confidence for k, c in draft.cells.items() if c.confidence < 1.0}
        if not scanned:
            return self.found
        found = dict(self.found)
        for key, sure in scanned.items():
            how = found[key].how if key in found else ""
            found[key] = Found(how=f"{how}，扫描识别".lstrip("，"), confidence=sure)
        return found


def _weight(text: str) -> Decimal | None:
    label = plain(text).removesuffix("%").removesuffix("分").replace(",", "")
    try:
        number = Decimal(label)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
