"""The output formats by name; each module is imported when its format is first written."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perflint.linting.report import Report
    from perflint.reports.run import Run

Target = str | Path | IO[bytes]


@dataclass(frozen=True)
class Format:
    """One output format.

    ``module`` has a function ``function`` that takes the reports and gives the whole file as text
    or bytes. With ``folder`` set, several reports make one file a department in a folder, each by
    that function; otherwise they make one file together. With ``whole`` set, the function also
    takes the run, and says which files could not be read.
    """

    name: str
    title: str
    suffix: str
    module: str
    function: str
    folder: bool = False
    whole: bool = False

    def render(self, reports: Sequence[Report], suffix: str = "", run: Run | None = None) -> bytes:
        """The file's content. ``suffix`` chooses among the forms of a paper that has several."""
        make: Any = getattr(import_module(f"perflint.reports.{self.module}"), self.function)
        if self.folder:
            made = make(reports, suffix or self.suffix)
        else:
            made = make(reports, run) if self.whole and run is not None else make(reports)
        return made if isinstance(made, bytes) else str(made).encode(errors="replace")

    def write(self, report: Report, target: Target) -> None:
        """Write one report to a path or an open binary file."""
        put(self.render([report], _suffix(target)), target)

    def write_many(self, reports: Sequence[Report], target: Target, run: Run | None = None) -> None:
        """Write several reports: one file, or one a department in the folder ``target``."""
        if not self.folder or not isinstance(target, str | Path):
            put(self.render(reports, _suffix(target), run), target)
            return
        from perflint.reports.names import file_names

        suffix = _suffix(target) or self.suffix
        folder = Path(target).with_suffix("")
        folder.mkdir(exist_ok=True)
        for report, stem in zip(reports, file_names(reports), strict=True):
            put(self.render([report], suffix), folder / f"{stem}{suffix}")


def put(data: bytes, target: Target) -> None:
    """Write a whole file at once: what was there is replaced only by something complete.

    Raises UsageError where the place cannot be written.
    """
    if not isinstance(target, str | Path):
        target.write(data)
        return
    from perflint.errors import UsageError

    path = Path(target)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"无法写入“{path}”：{_why(error, path)}") from error


def _why(error: OSError, path: Path) -> str:
    """What is in the way, and what to do about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足，请清理后再试或换一个位置"
    if path.is_dir():
        return "这是一个目录，请写明文件名"
    reason = "文件被占用或没有写入权限" if path.parent.is_dir() else "目录不存在"
    return f"{reason}，请关闭已打开的文件或换一个位置"


def _suffix(target: Target) -> str:
    return Path(target).suffix.lower() if isinstance(target, str | Path) else ""


_FORMATS = (
    Format("text", "文本报告", ".txt", "files", "text_file", whole=True),
    Format("json", "JSON", ".json", "jsonout", "json_text", whole=True),
    Format("jsonl", "逐行 JSON", ".jsonl", "jsonout", "json_lines"),
    Format("csv", "CSV 表格", ".csv", "machine.csv_rows", "csv_text"),
    Format("memo", "审核意见", ".docx", "files", "memo_file", folder=True),
    Format("xlsx", "问题清单", ".xlsx", "files", "workbook_file", whole=True),
    Format("html", "网页报告", ".html", "files", "page_file", whole=True),
    Format("sarif", "SARIF 2.1.0", ".sarif", "machine.sarif", "sarif_text", whole=True),
    Format("junit", "JUnit XML", ".xml", "machine.junit", "junit_text", whole=True),
    Format("github", "GitHub 注释", ".txt", "machine.github", "github_text", whole=True),
    Format("gitlab", "GitLab 代码质量", ".json", "machine.gitlab", "gitlab_text", whole=True),
)
FORMATS: dict[str, Format] = {form.name: form for form in _FORMATS}
