"""Objectives that stand word for word in several projects, and where they came from."""

from __future__ import annotations

from collections import defaultdict

from perflint.checks.context import Context
from perflint.checks.cross.programme import distinct_projects
from perflint.checks.matter.objective_text import bare_objective
from perflint.checks.matter.words import output_pairs, pairs
from perflint.checks.once import once
from perflint.checks.rows import ProjectView
from perflint.language.normal import normal

FEWEST_CHARACTERS = 4


def objective_origins(context: Context) -> dict[int, ProjectView]:
    """Number of a project with a copied objective → the project it fits best, its origin."""
    return once(context, "objective-origins", lambda: _origins(context))


def _origins(context: Context) -> dict[int, ProjectView]:
    groups: dict[str, list[ProjectView]] = defaultdict(list)
    for view in distinct_projects(context):
        key = normal(bare_objective(view.record.objective))
        if len(key) >= FEWEST_CHARACTERS:
            groups[key].append(view)
    found: dict[int, ProjectView] = {}
    for views in groups.values():
        origin = max(views, key=lambda view: (_fit(view), -view.number))
        found |= {
            view.number: origin
            for view in views
            if view is not origin and view.title != origin.title
        }
    return found


def _fit(view: ProjectView) -> int:
    """How many pairs of the objective stand in the project's own title and outputs."""
    return len(pairs(view.record.objective) & (pairs(view.title) | output_pairs(view)))
