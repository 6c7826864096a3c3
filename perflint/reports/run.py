"""What a run was besides its reports: how many files it was given, and which it could not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perflint.linting.report import Report

UNREAD = "未能读取"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: its path with forward slashes, and why, in one line."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """``many`` is whether several files were given, however few of them could be read."""

    unread: tuple[Unread, ...] = ()
    many: bool = False

    def is_batch(self, reports: Sequence[Report]) -> bool:
        """Whether the paper is the summary of a batch rather than the paper of one report."""
        return self.many or len(reports) != 1


COMPLETE = Run()
