"""What a project is called: by its form's head, by a line in the table, before it, or by its sheet."""

from __future__ import annotations

from perflint.extraction.build import Named, Plan
from perflint.extraction.head import Head
from perflint.extraction.lexicon import head_of, header_of
from perflint.extraction.tables import Caption, Reading
from perflint.extraction.titles import (
    Heading,
    is_department,
    is_empty,
    is_noise,
    is_numbered,
    read_heading,
)
from perflint.reading.document import Paragraph

LONGEST_HEADING = 80
_DEFAULT_SHEETS = ("sheet", "工作表")


def may_title(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return paragraph.level > 0 or not text.endswith(("。", "；", "：", ":", ";", "，"))


def goes_on(paragraph: Paragraph) -> bool:
    """Whether a line goes on with the objective above it: no heading, title or label of the form."""
    text = paragraph.text
    if paragraph.level or head_of(text) or header_of(text):
        return False
    return not (read_heading(text).form or is_noise(text))


def parts_projects(paragraph: Paragraph, named: bool) -> bool:
    """Whether a line begins what is about one project, so that what was said above it is not: the
    project's title, or, where no project has been named yet, a heading."""
    text = paragraph.text.strip()
    if len(text) > LONGEST_HEADING or not may_title(paragraph):
        return False
    heading = read_heading(text)
    if heading.form and heading.title and heading.kind == "project":
        return True
    return not named and (paragraph.level > 0 or is_numbered(text))


def kind_of(head: Head, heading: Heading | None, captions: list[Caption]) -> str:
    if head.first("project"):
        return "project"
    texts = [caption.text for caption in captions if len(caption.text) <= LONGEST_HEADING]
    if any(is_department(text) for text in texts):
        return "department"
    return heading.kind if heading else "project"


def title_of(
    plan: Plan,
    head: Head,
    heading: Heading | None,
    captions: list[Caption],
    reading: Reading,
    anchor_of: object,
) -> Named | None:
    stated = head.first("project")
    if stated is None and plan.kind == "department":
        stated = head.first("department")
    if stated is not None:
        return Named(stated.text, stated.anchor, f"栏目“{stated.label.name}”")
    assert callable(anchor_of)
    weak: Named | None = None
    for caption in reversed(captions):
        if len(caption.text) > LONGEST_HEADING or is_noise(caption.text):
            continue
        found = read_heading(caption.text)
        if found.title and (found.form or found.kind == "department"):
            return Named(found.title, caption.anchor, "表内标题")
        if found.title and weak is None and not caption.text.endswith("。"):
            weak = Named(found.title, caption.anchor, "表内标题", 0.7)
    if heading is not None and heading.title:
        anchor = anchor_of(heading) or reading.table.anchor()
        sure = 1.0 if heading.form else 0.8
        return Named(heading.title, anchor, "表前标题", sure)
    if weak is not None:
        return weak
    sheet = reading.table.sheet
    if sheet and not sheet.lower().startswith(_DEFAULT_SHEETS):
        found = read_heading(sheet)
        if found.title and not is_empty(found.title):
            return Named(found.title, reading.table.anchor(), "工作表名称", 0.7)
    if heading is not None:
        rest = heading.text.strip()
        return Named(rest, anchor_of(heading) or reading.table.anchor(), "表前标题", 0.3)
    return None
