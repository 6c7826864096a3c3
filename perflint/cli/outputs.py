"""``-o FORMAT=FILE``: which papers to write, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from perflint.errors import UsageError

if TYPE_CHECKING:
    from perflint.cli.settings import Loaded
    from perflint.linting.report import Report
    from perflint.reports.memo.model import MemoOptions


@dataclass(frozen=True, slots=True)
class Output:
    """One wanted paper."""

    form: str
    path: Path


def parse_outputs(values: Sequence[str]) -> list[Output]:
    """The wanted papers. Raises UsageError for an unknown format or a folder that is not there."""
    return [_parse(value) for value in values]


def save(outputs: Sequence[Output], reports: Sequence[Report], loaded: Loaded) -> None:
    """Write each paper; of several reports, one file a department where the format is a letter."""
    from perflint.reports import FORMATS

    for output in outputs if reports else ():
        if output.form == "memo":
            _save_memos(reports, output.path, memo_options(loaded))
        elif len(reports) == 1:
            FORMATS[output.form].write(reports[0], output.path)
        else:
            FORMATS[output.form].write_many(reports, output.path)


def memo_options(loaded: Loaded) -> MemoOptions:
    """Who signs and who is addressed, as the configuration states it.

    Raises UsageError for a date that is none.
    """
    import datetime as dt

    from perflint.reports.memo.model import MemoOptions

    memo = loaded.settings.memo
    try:
        date = dt.date.fromisoformat(memo.date) if memo.date else None
    except ValueError:
        raise UsageError(f"配置 memo.date 应写成 2024-01-15 的形式，现为“{memo.date}”") from None
    return MemoOptions(
        bureau=memo.bureau,
        addressee=memo.addressee,
        contact=memo.contact,
        deadline=memo.deadline,
        date=date,
        template=loaded.place(memo.template),
    )


def check_folder(path: Path) -> Path:
    """The path, when its folder is there. Raises UsageError otherwise, before any work is done."""
    if not path.parent.is_dir():
        raise UsageError(f"目录“{path.parent}”不存在，请先建立")
    return path


def spare_inputs(targets: Iterable[Path], inputs: Iterable[str | Path]) -> None:
    """Raises UsageError where a paper would be written over a submitted file."""
    sources = {Path(path).resolve() for path in inputs}
    for target in targets:
        if target.resolve() in sources:
            raise UsageError(f"“{target}”是报送的原件，不能覆盖，请换一个文件名")


def _save_memos(reports: Sequence[Report], path: Path, options: MemoOptions) -> None:
    from perflint.reports.memo.write import write_memo
    from perflint.reports.money_files import report_sheet

    if len(reports) == 1:
        write_memo(reports[0], path, options, report_sheet(reports[0]))
        return
    from perflint.reports.names import file_names

    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    for report, stem in zip(reports, file_names(reports), strict=True):
        target = folder / f"{stem}{path.suffix or '.docx'}"
        write_memo(report, target, options, report_sheet(report))


def _parse(value: str) -> Output:
    from perflint.reports import FORMATS

    name, equals, path = value.partition("=")
    if not equals or not path:
        raise UsageError(f"-o 应写成“格式=文件”，如 -o json=结果.json，现为“{value}”")
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, n=1)
        hint = f"，是否想写“{near[0]}”" if near else f"，可选：{'、'.join(FORMATS)}"
        raise UsageError(f"没有名为“{name}”的输出格式{hint}")
    return Output(name, check_folder(Path(path)))
