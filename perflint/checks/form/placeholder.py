"""What a template leaves behind when nobody fills it in."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.patterns import pattern

_BLANK = pattern(
    r"[*＊]{2,}|[×✕╳]{2,}|(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|[_＿]{2,}|[…⋯]{2,}|\.{4,}"
    r"|[〇○●□■△]{2,}|[?？]{2,}"
)
_TO_FILL = pattern(
    r"(?<![招接等期])待定(?![点向期级岗])|待填|待补充|待明确|请填写|请输入|请选择|此处填|填写说明|可自行增加|示例[:：]|样例|[（(]\s*\d{2,3}\s*字(?:以内|内|左右)\s*[)）]|限\d{2,3}字"
    r"|点击此处|单击此处|#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)"
)
# A sign and a unit with nothing between them.
_NO_NUMBER = pattern(
    r"^\s*(?:[≥≤＞＜><=＝]|大于等于|小于等于)\s*(?:[个人次%％户台套项件万元公里亩平方米]{0,3})\s*$"
)
_UNNAMED = pattern(r"^\s*(?:指标|项目|内容)?\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、]?\s*$")

_NONE = ("无", "暂无", "/", "／", "-", "—", "——", "不适用")


class Placeholder(Params):
    """``none_is_right`` are words of a name for which “无” is a good target (事故, 投诉)."""

    none_is_right: list[str] = []


@check("placeholder-left", scope="project", params=Placeholder)
def placeholder_left(_: Context, view: ProjectView, params: Placeholder) -> Iterator[Hit]:
    """Blanks, instructions and sample text in title, objective, names and target values."""
    for field in ("title", "objective"):
        if left := _left(getattr(view.record, field)):
            yield view.hit(field, quote=left, left=left)
    for row in view.rows:
        yield from _in_row(row, params)


def _in_row(row: Row, params: Placeholder) -> Iterator[Hit]:
    name, value = row.name.replace("\n", ""), row.indicator.value.replace("\n", "")
    if left := _left(name):
        yield row.hit("name", left=left)
    elif name and _UNNAMED.match(name):
        yield row.hit("name", left=name)
    elif left := _left(value):
        yield row.hit("value", "formula" if left.startswith("#") else "", left=left)
    elif row.shown and _NO_NUMBER.match(row.shown):
        yield row.hit("value", left=row.shown)
    elif value in _NONE and not any(word in name for word in params.none_is_right):
        yield row.hit("value", "none", left=value)


def _left(text: str) -> str:
    match = _BLANK.search(text) or _TO_FILL.search(text)
    return match[0] if match else ""
