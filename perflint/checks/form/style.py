"""Vague words, probable slips, and wording that official documents put another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.lexicons import Slip, found_terms, slips
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.checks.whereabouts import passage_with
from perflint.patterns import pattern


@check("vague-term", scope="indicator")
def vague_term(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """A word in the name of an output that promises without saying how much."""
    if row.group not in ("产出", ""):
        return
    found = found_terms("vague", row.name)
    if found:
        yield row.hit("name", word="、".join(term.term for term in found))


@check("slip", scope="submission")
def slip(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Probable slips: one hit a row, one an objective, one for the prose."""
    prose = [item for passage in context.submission.passages for item in slips(passage.text)]
    if prose:
        yield Hit(
            field="passages",
            quote=_written(prose),
            values=_meant(prose),
            anchor=passage_with(context, [prose[0].written]),
        )
    for view in context.only_projects:
        found = slips(view.title) + slips(view.record.objective)
        if found:
            yield view.hit("objective", _variant(found), quote=_written(found), **_meant(found))
        for row in view.rows:
            yield from _in_row(row)


def _in_row(row: Row) -> Iterator[Hit]:
    for field in ("name", "value", "description", "basis"):
        found = slips(row.text(field))
        if found:
            yield row.hit(field, _variant(found), quote=_written(found), **_meant(found))
            return


def _variant(found: Sequence[Slip]) -> str:
    return "particle" if all(item.particle for item in found) else ""


def _written(found: Sequence[Slip]) -> str:
    return "、".join(dict.fromkeys(item.written for item in found))


def _meant(found: Sequence[Slip]) -> dict[str, str]:
    pairs = dict.fromkeys(
        f"“{item.written}”应为“{item.right}”" for item in found if not item.particle
    )
    pairs |= dict.fromkeys(f"“{item.written}”应用“{item.right}”" for item in found if item.particle)
    return {"meant": "，".join(pairs), "example": "，".join(pairs)}


_PREFIX = pattern(r"^\s*[\[【（(]\s*\d{2,6}\s*[\]】）)]\s?")
_OPENS_WITH_NUMBER = pattern(r"^[\u4e00-\u9fff]{2,8}[〔\[【（(]\d{4}")
_SATISFACTION = ("满意度", "满意率", "满意程度")
LEAST_PROJECTS = 3


@check("style", scope="submission")
def style(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Terms by row and project; and one hit where titles or names follow different patterns."""
    mixed = [*_mixed_prefixes(context), *_mixed_satisfaction(context)]
    if mixed:
        first = context.only_projects[0].record
        yield Hit(field="title", quote="；".join(mixed), variant="mixed", anchor=first.anchor)
    for view in context.only_projects:
        found = found_terms("style", f"{view.title}\n{view.record.objective}")
        if found:
            yield view.hit("objective", quote=found[0].term, better=found[0].better)
        for row in view.rows:
            terms = found_terms("style", row.name)
            if terms:
                yield row.hit("name", quote=terms[0].term, better=terms[0].better)


def _mixed_prefixes(context: Context) -> list[str]:
    titles = [
        view.title for view in context.only_projects if not _OPENS_WITH_NUMBER.match(view.title)
    ]
    if len(titles) < LEAST_PROJECTS:
        return []
    kinds = Counter(match[0] if (match := _PREFIX.match(title)) else "" for title in titles)
    return ["部分项目名称带部门代码前缀，部分不带"] if len(kinds) > 1 and "" in kinds else []


def _mixed_satisfaction(context: Context) -> list[str]:
    used = [
        word
        for word in _SATISFACTION
        if any(row.name.strip().endswith(word) for row in context.rows if row.category == "满意度")
    ]
    return [f"满意度指标的称谓不一（{'、'.join(used)}）"] if len(used) > 1 else []
