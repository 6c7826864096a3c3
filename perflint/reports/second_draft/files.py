"""A comparison of two drafts as a file, by the suffix."""

from __future__ import annotations

from perflint.errors import UsageError
from perflint.reports.second_draft.compare import Diff
from perflint.reports.second_draft.text import diff_json, diff_text


def diff_bytes(diff: Diff, suffix: str) -> bytes:
    """The content of .xlsx, .json or .txt. Raises UsageError for another suffix."""
    if suffix == ".xlsx":
        from perflint.reports.second_draft.ledger import diff_workbook

        return diff_workbook(diff)
    if suffix == ".json":
        return diff_json(diff).encode()
    if suffix == ".txt":
        return diff_text(diff).encode()
    raise UsageError(
        f"比较结果只能存为 .xlsx、.json、.txt，或审核意见 .docx、.md、.html，现为“{suffix or '无扩展名'}”"
    )
