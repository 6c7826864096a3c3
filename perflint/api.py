"""The library: what the commands use, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from perflint.linting.report import Report
from perflint.records.submission import Submission


def extract(path: str | Path) -> Submission:
    raise NotImplementedError


def lint(
    path: str | Path,
    *,
    profile: str = "review",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules_dir: str | Path | None = None,
) -> Report:
    raise NotImplementedError
