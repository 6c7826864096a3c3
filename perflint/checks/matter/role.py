"""Whether title, objective and indicators call the same people by the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.language.roles import drifted_role

# 家庭经济困难学生 and 资助对象 are kinds of people, which may well be named in two ways; posts are not.
_KINDS_OF_PEOPLE = ("对象", "户", "家庭", "学生", "儿童", "人员", "群众", "老人", "孤儿")
_POSTS = ("警务辅助人员",)
_HEADS = ("人", "名")


@check("role-term-drift", scope="project")
def role_term_drift(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """A post named in title or objective, and only a near one in the indicators."""
    # Who answers a survey is often named more widely than who is paid.
    rows = [row for row in view.rows if row.category != "满意度"]
    names = _names(rows)
    # Those who are counted come first: another row may well name the post rightly.
    counted = _names([row for row in rows if row.category == "数量" and row.target.unit in _HEADS])
    for field, text in (("title", view.title), ("objective", view.record.objective)):
        found = drifted_role(text, names) or drifted_role(text, counted)
        if found and not any(_is_kind(word) for word in found):
            yield view.hit(field, own=found[0], other=found[1])
            return


def _names(rows: Sequence[Row]) -> str:
    return "，".join(f"{row.name}，{row.indicator.description}" for row in rows)


def _is_kind(word: str) -> bool:
    return word.endswith(_KINDS_OF_PEOPLE) and word not in _POSTS
