"""Numbers of official documents, and titles that are no names of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.patterns import pattern

# An agency's mark, a year in brackets of any kind, a number, 号: 承财社〔2021〕274号.
_NUMBER = pattern(
    r"(?P<mark>[\u4e00-\u9fff]{1,6}?)\s*(?P<open>[〔\[【（(［〖])\s*(?P<year>(?:19|20)\d{2})\s*"
    r"(?P<close>[〕\]】）)］〗])\s*(?P<extra>年|第)?\s*(?P<no>\d{1,4})(?P<end>号)?(?=(?P<next>.?))"
)
_CODE = pattern(r"(?<!\d)2\d{6}(?!\d)")


def wrong_document_numbers(text: str) -> list[tuple[str, str]]:
    """(as written, as it should be) for each document number that breaks GB/T 9704."""
    wrong = []
    for match in _NUMBER.finditer(text.replace("\n", "")):
        if not match["end"] and re.match(r"[\u4e00-\u9fff\d]", match["next"] or ""):
            continue
        right = f"〔{match['year']}〕{match['no']}号"
        written = match[0][len(match["mark"]) :].strip()
        if written != right:
            wrong.append((f"{match['mark']}{written}", f"{match['mark']}{right}"))
    return wrong


@check("document-number", scope="project")
def document_number(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """A document number with the wrong brackets, a stray 年 or 第, or without 号."""
    for field in ("title", "objective"):
        for written, right in wrong_document_numbers(getattr(view.record, field))[:1]:
            yield view.hit(field, quote=written, right=right)
    for row in view.rows:
        for field in ("basis", "name", "description", "value"):
            wrong = wrong_document_numbers(row.text(field))
            if wrong:
                written, right = wrong[0]
                yield row.hit(field, quote=written, right=right)
                break


class Title(Params):
    """``phrases`` are words that belong to a notice, not to a project."""

    phrases: list[str] = []


@check("title-not-a-name", scope="project", params=Title)
def title_not_a_name(_: Context, view: ProjectView, params: Title) -> Iterator[Hit]:
    """A title that holds a document number, a functional code or the title of a notice."""
    title = view.title.replace("\n", "")
    parts = []
    if _NUMBER.search(title):
        parts.append("文号")
    if _CODE.search(title):
        parts.append("科目代码")
    if re.search(r"关于.{2,40}的(?:通知|函|批复|请示|报告|意见)", title) or any(
        phrase in title for phrase in params.phrases
    ):
        parts.append("公文标题")
    if parts:
        yield view.hit("title", what="、".join(parts))
