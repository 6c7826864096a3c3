"""A linter: rules chosen and loaded once, used on any number of submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from perflint.checks.context import Context
from perflint.checks.local import LocalProfile, choose_local, local_profile
from perflint.linting.engine import run_rules
from perflint.linting.report import ReadCounts, Report
from perflint.linting.rules import BoundRule, bind, read_rules
from perflint.linting.selection import choose
from perflint.records.submission import Submission

if TYPE_CHECKING:
    from perflint.linting.baseline import Baseline
    from perflint.linting.ignoring import IgnoreList


class Linter:
    """Raises UsageError for an unknown profile, selector, local profile or a wrong rule file."""

    def __init__(
        self,
        *,
        profile: str = "review",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        rules_dir: Path | None = None,
        local: str | None = None,
        preview: bool = False,
        ignore_list: IgnoreList | None = None,
        baseline: Baseline | None = None,
    ) -> None:
        chosen = choose(
            read_rules(rules_dir, profile=None if select or ignore else profile).values(),
            profile=profile,
            select=select,
            ignore=ignore,
            preview=preview,
        )
        self.profile = profile
        self.rules: list[BoundRule] = [bind(rule) for rule in chosen]
        self._local = local_profile(local) if local else None
        self._ignore_list = ignore_list
        self._baseline = baseline

    def lint(self, submission: Submission) -> Report:
        """The report on a submission."""
        local: LocalProfile = self._local or choose_local(submission)
        ignore_list = replace(self._ignore_list, used=set()) if self._ignore_list else None
        findings, ignored = run_rules(Context(submission, local), self.rules, ignore_list)
        notices = list(submission.source.notes)
        if ignore_list is not None:
            notices += ignore_list.notices()
        if self._baseline is not None:
            findings, known, gone = self._baseline.split(findings)
            ignored, notices = ignored + known, notices + gone
        return Report(
            source=submission.source,
            read=read_counts(submission),
            profile=self.profile,
            local=local.name,
            findings=findings,
            ignored=ignored,
            notices=notices,
            submission=submission,
        )


def read_counts(submission: Submission) -> ReadCounts:
    """How much of the document was read as what."""
    return ReadCounts(
        tables=len(submission.tables),
        projects=len(submission.projects),
        indicators=sum(len(project.indicators) for project in submission.projects),
        budget_lines=len(submission.budget_lines),
    )
