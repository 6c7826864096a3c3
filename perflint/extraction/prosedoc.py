"""Targets written as paragraphs: "产出指标：数量指标：培训人数≥100人；……"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perflint.extraction.build import Named, Plan
from perflint.extraction.contents import is_operator, is_valueish
from perflint.extraction.draft import Draft
from perflint.extraction.head import Head, read_lines
from perflint.extraction.lexicon import is_evaluation
from perflint.extraction.prose import Item, looks_like_prose, opens_levels, parse_prose
from perflint.extraction.sums import declared_unit
from perflint.extraction.titles import Heading, heading_rank, names_nothing, read_heading, says
from perflint.records.anchor import Anchor

_MIN_ITEMS = 3
_LONGEST_VALUE = 40
_LONGEST_HEADING = 60
Line = tuple[str, Anchor]


@dataclass(slots=True)
class _Block:
    title: Named | None = None
    kind: str = "project"
    head: Head = field(default_factory=Head)
    lines: list[Line] = field(default_factory=list)
    rank: int = 0


def read_prose(lines: Sequence[Line]) -> list[Plan]:
    """The projects whose indicators stand in paragraphs; a text that only speaks of indicators
    gives none: at least three must part into name and value, under two labels."""
    return [plan for block in _blocks(lines) if (plan := _plan(block))]


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    """Cut at titles of forms, at every project's name, and at headings of the title's own rank."""
    block = _Block()
    unit = ""
    for text, anchor in lines:
        unit = declared_unit(text) or unit
        said = read_lines(text, anchor, unit)
        heading = read_heading(text) if len(text) <= _LONGEST_HEADING else None
        if heading is not None and heading.form and (heading.title or heading.kind == "department"):
            yield block
            title = Named(heading.title, anchor, "标题", 0.8) if heading.title else None
            block = _Block(title, heading.kind, rank=heading_rank(text))
        elif named := next((item for item in said if item.label.role == "project"), None):
            if block.lines or block.rank:
                yield block
                block = _Block()
            block.title = Named(named.text, anchor, "栏目“项目名称”", 0.9)
            block.head.stated += [item for item in said if item is not named]
            block.rank = heading_rank(text)
        elif said and not looks_like_prose(text):
            block.head.stated += said
        elif heading is not None and _ends(heading, block):
            yield block
            weak = heading.title and not names_nothing(heading.title)
            title = Named(heading.title, anchor, "标题", 0.5) if weak else None
            block = _Block(title, rank=heading_rank(text))
        else:
            block.lines.append((text, anchor))
    yield block


def _ends(heading: Heading, block: _Block) -> bool:
    """A numbered heading of the block's own rank or above it ends the block; where the block has
    none, one that names something (a project, perhaps) begins it."""
    rank = heading_rank(heading.text)
    if not rank or parse_prose(heading.text, "", "") or opens_levels(heading.text):
        return False
    if heading.text.strip().endswith(("。", "；")) or "：" in heading.text:
        return False
    return rank <= block.rank if block.rank else bool(heading.title)


def _plan(block: _Block) -> Plan | None:
    if block.title and any(says(block.title.text, key) for key in ("evaluation", "schemes")):
        return None
    if any(is_evaluation(line) for line, _ in block.lines):
        return None  # the cells of a self-evaluation, one a line
    text = "\n".join(line for line, _ in block.lines)
    items = [
        item
        for item in parse_prose(text)
        if item.certain and len(item.value) <= _LONGEST_VALUE and not is_operator(item.name)
    ]
    proven = [item for item in items if is_valueish(item.value)]
    if len(proven) < _MIN_ITEMS or len({(i.level1, i.level2) for i in proven}) < 2:
        return None
    offsets = _offsets(block.lines)
    drafts = [_draft(item, _anchor(item.at, offsets)) for item in items]
    plan = Plan(drafts[0].places["name"], title=block.title, head=block.head, kind=block.kind)
    plan.drafts = drafts
    objective = block.head.objective
    if objective is not None:
        how = f"栏目“{objective.label.name}”"
        plan.objective = Named(objective.text, objective.anchor, how, 0.8)
    return plan


def _offsets(lines: Sequence[Line]) -> list[tuple[int, Anchor]]:
    found, at = [], 0
    for text, anchor in lines:
        found.append((at, anchor))
        at += len(text) + 1
    return found


def _anchor(at: int, offsets: Sequence[tuple[int, Anchor]]) -> Anchor:
    before = [anchor for start, anchor in offsets if start <= at]
    return before[-1] if before else offsets[0][1]


def _draft(item: Item, anchor: Anchor) -> Draft:
    draft = Draft(0, item.level1, item.level2, item.name)
    draft.texts = {"value": item.value}
    draft.places = {"name": anchor, "value": anchor}
    draft.how = dict.fromkeys(("level1", "level2", "name", "value"), ("自正文段落中拆分", 0.6))
    return draft
