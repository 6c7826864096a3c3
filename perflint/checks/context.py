"""What a check may ask beside its record: the whole submission, the local profile, the money."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from perflint.checks.local import LocalProfile
from perflint.checks.rows import ProjectView, Row
from perflint.records.submission import Submission


class Context:
    """One lint run over one submission; shared by all checks, so that work is done once."""

    def __init__(self, submission: Submission, local: LocalProfile) -> None:
        self.submission = submission
        self.local = local
        self.projects = tuple(ProjectView(project) for project in submission.projects)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows of projects, in document order; department-level tables left out."""
        return tuple(row for view in self.only_projects for row in view.rows)

    @cached_property
    def only_projects(self) -> tuple[ProjectView, ...]:
        return tuple(view for view in self.projects if view.record.kind == "project")

    @cached_property
    def has_objectives(self) -> bool:
        """Whether the document states objectives at all (some published layouts leave them out)."""
        return any(
            view.record.objective or "objective" in view.record.anchors for view in self.projects
        )

    def rows_with(self, column: str) -> int:
        """How many rows have that column in their layout."""
        return self._columns[column]

    @cached_property
    def _columns(self) -> Counter[str]:
        return Counter(column for row in self.rows for column in row.project.columns)
