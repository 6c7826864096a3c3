"""The library: what the commands use, for programs.

>>> from perflint import extract, lint
>>> submission = extract("清源县水利局2024年部门预算.docx")  # doctest: +SKIP
>>> len(submission.projects)  # doctest: +SKIP
19
>>> report = lint("清源县水利局2024年部门预算.docx", profile="basic")  # doctest: +SKIP
>>> [finding.code for finding in report.findings if finding.severity == "error"]  # doctest: +SKIP
['A041', 'C004']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perflint.errors import UnreadableFile
from perflint.linting.report import Report
from perflint.records.submission import Submission

if TYPE_CHECKING:
    from perflint.reading.limits import Limits


def extract(
    path: str | Path,
    *,
    budget: str | Path | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Submission:
    """Read a file into records.

    ``budget`` is a separate file with the department's budget tables, for targets that come without
    them. ``limits`` are what each file may cost (None: the usual). ``progress`` is called with the
    pages done and the pages in all where a file has pages; recognising a scanned page takes
    seconds. Raises UnreadableFile for a file that cannot be read, and NoTargetTable where the file
    holds no target table.
    """
    from perflint.extraction import extract_submission, require_targets
    from perflint.reading import Limits, read

    limits = limits or Limits()
    submission = extract_submission(read(Path(path), limits=limits, progress=progress))
    require_targets(submission)
    if budget is not None:
        from perflint.extraction.budget import budget_from
        from perflint.extraction.budget_projects import add_budget

        lines, tables = budget_from(read(Path(budget), limits=limits))
        if not tables:
            raise UnreadableFile(
                f"“{Path(budget).name}”中没有可识别的部门预算表，请核对 --budget 文件"
            )
        add_budget(submission, lines, tables)
    return submission


def lint(
    path: str | Path,
    *,
    profile: str = "review",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules_dir: str | Path | None = None,
    local: str | None = None,
    preview: bool = False,
    limits: Limits | None = None,
) -> Report:
    """Read a file and check it.

    ``profile`` is the depth (basic, review, strict); ``select`` and ``ignore`` are codes, prefixes
    or names of rules; ``rules_dir`` is a folder with a bureau's own rules; ``local`` names the
    place-and-year profile, found from the document when None; ``limits`` as in `extract`. Raises what `extract` raises, and
    UsageError for a wrong option or rule file.
    """
    from perflint.linting.linter import Linter

    linter = Linter(
        profile=profile,
        select=select,
        ignore=ignore,
        rules_dir=Path(rules_dir) if rules_dir is not None else None,
        local=local,
        preview=preview,
    )
    return linter.lint(extract(path, limits=limits))
