"""Whether title, objective and indicators call the same people by the same name."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.language.roles import drifted_role

# 家庭经济困难学生 and 资助对象 are kinds of people, which may well be named in two ways; posts are not.
_KINDS_OF_PEOPLE = ("对象", "户", "家庭", "学生", "儿童", "人员", "群众", "老人", "孤儿")


@check("role-term-drift", scope="project")
def role_term_drift(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """A post named in title or objective, and only a near one in the indicators."""
    # Who answers a survey is often named more widely than who is paid.
    rows = [row for row in view.rows if row.category != "满意度"]
    names = "，".join(f"{row.name}，{row.indicator.description}" for row in rows)
    for field, text in (("title", view.title), ("objective", view.record.objective)):
        found = drifted_role(text, names)
        if found and not any(word.endswith(_KINDS_OF_PEOPLE) for word in found):
            yield view.hit(field, own=found[0], other=found[1])
            return
