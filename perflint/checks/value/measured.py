"""Projects whose benefits no one can measure."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.checks.value.grading import is_graded


class Benefits(Params):
    """``graded`` are words of a value or description that show grades to judge by."""

    graded: list[str] = []


@check("no-measurable-benefit", scope="project", params=Benefits)
def no_measurable_benefit(_: Context, view: ProjectView, params: Benefits) -> Iterator[Hit]:
    """Every benefit row has a text that is neither a number nor graded."""
    benefits = [row for row in view.rows if row.group == "效益"]
    if benefits and not any(_measurable(row, params) for row in benefits):
        names = "".join(f"“{row.name.strip()}”" for row in benefits[:2])
        yield view.hit("indicators", quote=view.title, benefits=str(len(benefits)), names=names)


def _measurable(row: Row, params: Benefits) -> bool:
    target = row.target
    # 良好 alone is one grade of no scale.
    lone = target.kind == "grades" and "single-grade" in target.marks
    if target.kind not in ("text", "empty") and not lone:
        return True
    return is_graded(row, params.graded)
