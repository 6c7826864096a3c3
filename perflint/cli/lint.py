"""``perflint lint``: check documents and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options
from perflint.errors import NoTargetTable, PerflintError, UsageError

if TYPE_CHECKING:
    from perflint.linting.linter import Linter
    from perflint.linting.report import Report
    from perflint.reading.limits import Limits
    from perflint.reports.run import Run, Unread

PATIENCE = 2.0  # seconds
SEVERITIES = ("error", "warning", "info", "never")


@click.command(cls=ChineseCommand, name="lint")
@click.argument("paths", nargs=-1, required=True, metavar="文件或目录…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    metavar="格式",
    help="屏幕输出的格式：text（默认）、json、jsonl",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="格式=文件",
    help="另存结果，可多次使用，如 -o json=结果.json -o memo=审核意见.docx；只写文件名时按扩展名定格式；文件写 - 为标准输出",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    metavar="程度",
    help="有达到该程度的问题时退出码为1：error、warning（默认）、info、never",
)
@rule_options
@click.option("--color/--no-color", default=None, help="是否使用颜色，默认由终端决定")
def command(
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    fail_on: str | None,
    color: bool | None,
    chosen: RuleOptions,
) -> int:
    """审查绩效目标表，列出问题。

    可以给出文件、目录或通配符；多个文件依次审查，一个文件出错不影响其他文件。
    """
    from perflint.cli.inputs import find_inputs
    from perflint.cli.outputs import parse_outputs, save, spare_folders, spare_inputs
    from perflint.cli.settings import find_settings
    from perflint.reports.run import Run

    wanted = parse_outputs(outputs)
    files = find_inputs(paths)
    spare_inputs((output.path for output in wanted), files)
    spare_folders(wanted, paths, files)
    loaded = find_settings(files[0])
    linter = build_linter(chosen, loaded)
    reports, unread, code = _lint_all(files, linter, chosen.budget, loaded.limits())
    whole = Run(tuple(unread), many=len(files) > 1)
    written = save(wanted, reports, loaded, files, whole)
    if not any(output.shown for output in wanted):
        _show(reports, form, use_color(color), whole)
    for paper in written:
        click.echo(f"已生成 {paper}", err=True)
    least = fail_on or loaded.settings.fail_on
    return code or (1 if any(_fails(report, least) for report in reports) else 0)


def use_color(chosen: bool | None) -> bool:
    """What was asked for; else NO_COLOR and FORCE_COLOR; else whether a person is looking."""
    if chosen is not None:
        return chosen
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _lint_all(
    files: list[Path], linter: Linter, budget: str | None, limits: Limits
) -> tuple[list[Report], list[Unread], int]:
    """The reports, what could not be read, and its exit code; one bad file stops no other."""
    from perflint.api import extract
    from perflint.cli.inputs import shown_path
    from perflint.cli.main import unexpected
    from perflint.reports.run import Unread

    reports: list[Report] = []
    unread: list[Unread] = []
    code = 0
    for count, path in enumerate(files, start=1):
        _progress(count, len(files), path)
        try:
            pages = page_progress(path)
            report = linter.lint(extract(path, budget=budget, limits=limits, progress=pages))
            reports.append(report.model_copy(update={"path": shown_path(path)}))
        except UsageError:
            raise
        except PerflintError as error:
            click.echo(f"错误：{error}", err=True)
            unread.append(Unread(shown_path(path), str(error)))
            code = 2 if not isinstance(error, NoTargetTable) or code == 2 else 3
        except Exception as error:
            if os.environ.get("PERFLINT_DEBUG") or len(files) == 1:
                raise
            click.echo(f"错误：{path.name}：{unexpected(error)}", err=True)
            unread.append(Unread(shown_path(path), unexpected(error)))
            code = 2
    return reports, unread, code


def page_progress(path: Path) -> Callable[[int, int], None]:
    """Tells on stderr which page is done, once a file has taken longer than a moment."""
    started = monotonic()

    def tell(done: int, total: int) -> None:
        if total > 1 and monotonic() - started > PATIENCE:
            click.echo(f"{path.name}：已读取第{done}/{total}页", err=True)

    return tell


def _progress(count: int, total: int, path: Path) -> None:
    if total > 1 and sys.stderr.isatty():
        click.echo(f"[{count}/{total}] {path.name}", err=True)


def _show(reports: list[Report], form: str, color: bool, whole: Run) -> None:
    if form == "text":
        from perflint.reports.text import text_report

        text = "\n".join(text_report(report, color=color) for report in reports)
        click.echo(text, nl=False, color=color)
    elif reports or whole.many:
        from perflint.reports.jsonout import json_lines, json_text

        click.echo(json_text(reports, whole) if form == "json" else json_lines(reports), nl=False)


def _fails(report: Report, fail_on: str) -> bool:
    worst = report.worst()
    return worst is not None and SEVERITIES.index(worst) <= SEVERITIES.index(fail_on) != 3
