"""``-o FORMAT=FILE``: which papers to write, and writing them."""

from __future__ import annotations

import sys
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
    from perflint.reports.run import Run

FOR_PEOPLE = frozenset(("text", "memo", "xlsx", "html"))
# What is no text, or several files, cannot go to the standard output.
NEVER_SHOWN = frozenset(("memo", "xlsx"))
STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class Output:
    """One wanted paper; ``STDOUT`` as path means the standard output."""

    form: str
    path: Path

    @property
    def shown(self) -> bool:
        return self.path == STDOUT


def parse_outputs(values: Sequence[str]) -> list[Output]:
    """The wanted papers.

    Raises UsageError for an unknown format, a folder that is not there, and for what cannot go to
    the standard output.
    """
    wanted = [_parse(value) for value in values]
    if sum(output.shown for output in wanted) > 1:
        raise UsageError("只能有一种结果写到标准输出（-），其余请写文件名")
    return wanted


def save(
    outputs: Sequence[Output],
    reports: Sequence[Report],
    loaded: Loaded,
    inputs: Sequence[str | Path] = (),
    run: Run | None = None,
) -> list[str]:
    """Write each paper; of several files, one file a department where the format is a letter.

    Gives the files and folders that were written. Of a single file that could not be read only the
    outputs for programs are written. Raises UsageError before a letter would replace one of the
    ``inputs``.
    """
    from perflint.reports import FORMATS
    from perflint.reports.run import COMPLETE

    run, written = run or COMPLETE, []
    for output in outputs:
        if output.form == "memo":
            if reports:
                options = memo_options(loaded)
                written.append(_save_memos(reports, output.path, options, inputs, run.many))
        elif reports or run.many or output.form not in FOR_PEOPLE:
            target = sys.stdout.buffer if output.shown else output.path
            FORMATS[output.form].write_many(reports, target, run)
            written += [] if output.shown else [str(output.path)]
    return written


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
    sources = [Path(path) for path in inputs]
    for target in targets:
        if any(_same(target, source) for source in sources):
            raise UsageError(f"“{target}”是报送的原件，不能覆盖，请换一个文件名")


def spare_folders(
    outputs: Sequence[Output], paths: Sequence[str | Path], files: Sequence[Path]
) -> None:
    """Raises UsageError where the letters of a batch would land among the submitted files.

    ``paths`` are the paths as given, ``files`` the documents they mean.
    """
    given = {Path(path).resolve() for path in paths if Path(path).is_dir()}
    holding = {file.resolve().parent for file in files}
    for output in outputs if len(files) > 1 else ():
        folder = output.path.with_suffix("").resolve()
        if output.form == "memo" and (
            folder in holding or not given.isdisjoint((folder, *folder.parents))
        ):
            raise UsageError(
                f"审核意见将存入“{output.path.with_suffix('')}”，与报送的原件混在一起，"
                "请换到报送目录以外"
            )


def free_name(path: Path) -> Path:
    """The path, or where a file is there, the first of ``name-2``, ``name-3``… that is free."""
    from itertools import count

    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(name for name in names if not name.exists()) if path.exists() else path


def named_output(values: Sequence[str], default: str | Path) -> tuple[Path, str]:
    """The file asked for, or the default one where that is free, and what to say of it.

    Raises UsageError for several.
    """
    asked = only_output(values)
    if asked:
        return Path(asked), ""
    free = free_name(Path(default))
    return free, "" if free == Path(default) else f"；“{default}”已存在，未覆盖"


def only_output(values: Sequence[str]) -> str | None:
    """The one file asked for, or None. Raises UsageError for several, so that none is dropped."""
    if len(values) > 1:
        raise UsageError(f"-o 只能使用一次，现有 {len(values)} 个：{'、'.join(values)}")
    return values[0] if values else None


def _same(target: Path, source: Path) -> bool:
    """Whether two paths mean one file, also by a hard link."""
    try:
        return target.resolve() == source.resolve() or target.samefile(source)
    except OSError:
        return False


def _save_memos(
    reports: Sequence[Report],
    path: Path,
    options: MemoOptions,
    inputs: Sequence[str | Path],
    many: bool,
) -> str:
    """Write one letter, or a folder with one a department; gives what was written."""
    from perflint.reports.memo.write import write_memo
    from perflint.reports.money_files import report_sheet

    if len(reports) == 1 and not many:
        write_memo(reports[0], path, options, report_sheet(reports[0]))
        return str(path)
    from perflint.reports.names import file_names

    folder = path.with_suffix("")
    targets = [folder / f"{stem}{path.suffix or '.docx'}" for stem in file_names(reports)]
    spare_inputs(targets, inputs)
    folder.mkdir(exist_ok=True)
    for report, target in zip(reports, targets, strict=True):
        write_memo(report, target, options, report_sheet(report))
    return f"{folder}（{len(targets)}份审核意见）"


def _parse(value: str) -> Output:
    from perflint.reports import FORMATS

    name, equals, path = value.partition("=")
    if not equals:
        name, path = _by_suffix(value), value
    if not path:
        raise UsageError(f"-o 应写成“格式=文件”，如 -o json=结果.json，现为“{value}”")
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, n=1)
        hint = f"，是否想写“{near[0]}”" if near else f"，可选：{'、'.join(FORMATS)}"
        raise UsageError(f"没有名为“{name}”的输出格式{hint}")
    if path == "-" and name in NEVER_SHOWN:
        raise UsageError(
            f"{FORMATS[name].title}不能写到标准输出，请写文件名，如 -o {name}=结果{FORMATS[name].suffix}"
        )
    return Output(name, check_folder(Path(path)))


def _by_suffix(path: str) -> str:
    """The format that a file's name asks for; of several with one suffix, the first of the list."""
    from perflint.reports import FORMATS

    suffix = Path(path).suffix.lower()
    for form in FORMATS.values():
        if form.suffix == suffix:
            return form.name
    raise UsageError(
        f"-o 应写成“格式=文件”，如 -o json=结果.json；从文件名“{path}”看不出格式，"
        f"可用的格式：{'、'.join(FORMATS)}"
    )
