"""perflint: a quality linter for Chinese performance-target tables (绩效目标表).

>>> import perflint
>>> report = perflint.lint("corpora/samples/qingyuan.docx")  # doctest: +SKIP
>>> report.findings[0].code  # doctest: +SKIP
'A041'

The names below are imported on first use, so that ``perflint --help`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from perflint._version import __version__

if TYPE_CHECKING:
    from perflint.api import extract, lint
    from perflint.errors import NoTargetTable, PerflintError, UnreadableFile, UsageError
    from perflint.linting.report import Finding, Report
    from perflint.records.submission import Submission

_HOME = {
    "extract": "perflint.api",
    "lint": "perflint.api",
    "Finding": "perflint.linting.report",
    "Report": "perflint.linting.report",
    "Submission": "perflint.records.submission",
    "NoTargetTable": "perflint.errors",
    "PerflintError": "perflint.errors",
    "UnreadableFile": "perflint.errors",
    "UsageError": "perflint.errors",
}

__all__ = [
    "Finding",
    "NoTargetTable",
    "PerflintError",
    "Report",
    "Submission",
    "UnreadableFile",
    "UsageError",
    "__version__",
    "extract",
    "lint",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'perflint' has no attribute {name!r}")
