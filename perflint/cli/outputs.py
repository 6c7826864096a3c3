"""``-o FORMAT=FILE``: which papers to write, and writing them without losing what was there."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from perflint.errors import UsageError

if TYPE_CHECKING:
    from perflint.linting.report import Report


@dataclass(frozen=True, slots=True)
class Output:
    form: str
    path: Path


def parse_outputs(values: tuple[str, ...]) -> list[Output]:
    """The wanted papers. Raises UsageError for an unknown format or a folder that is not there."""
    return [_parse(value) for value in values]


def save(outputs: list[Output], reports: list[Report]) -> None:
    """Write each paper; with several reports, one file a department in the folder of that name."""
    from perflint.reports import FORMATS

    for output in outputs:
        form = FORMATS[output.form]
        if len(reports) == 1:
            form.write(reports[0], output.path)
        elif reports:
            form.write_many(reports, output.path)


def _parse(value: str) -> Output:
    from perflint.reports import FORMATS

    name, equals, path = value.partition("=")
    if not equals or not path:
        raise UsageError(f"-o 应写成“格式=文件”，如 -o json=结果.json，现为“{value}”")
    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, n=1)
        hint = f"，是否想写“{near[0]}”" if near else f"，可选：{'、'.join(FORMATS)}"
        raise UsageError(f"没有名为“{name}”的输出格式{hint}")
    place = Path(path)
    if not place.parent.is_dir():
        raise UsageError(f"目录“{place.parent}”不存在，请先建立")
    return Output(name, place)
