"""Projects with targets that the department's own table of projects does not list."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.matter.words import pairs
from perflint.checks.rows import ProjectView
from perflint.extraction.budget_projects import listed_projects, project_key

# The table must list most of the projects by name before a missing one says anything.
_FEWEST, _TENTHS = 3, 7
# So many shared pairs may be another name for the same project.
_ALIKE = 2


def unlisted(context: Context) -> Iterator[tuple[ProjectView, str]]:
    """(project, title of the table) for each project that the tables of projects leave out."""
    submission = context.submission
    listed = listed_projects(submission.budget_lines, submission.budget_tables)
    views = context.only_projects
    known = [view for view in views if project_key(view.title) in listed]
    if len(known) < _FEWEST or len(known) * 10 < len(views) * _TENTHS:
        return
    used = {project_key(view.title) for view in known}
    spare = [pairs(name) for name in listed if name not in used]
    tables = list(dict.fromkeys(listed[key].table for key in used))
    for view in views:
        own = pairs(view.title)
        if view in known or not own or any(len(own & other) >= _ALIKE for other in spare):
            continue
        yield view, tables[0]
