"""``perflint baseline``: note today's findings, so that later runs show only new ones."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options

DEFAULT = "基线.json"


@click.command(cls=ChineseCommand, name="baseline")
@click.argument("path", metavar="文件")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="文件",
    help=f"基线文件名，默认“{DEFAULT}”；已有同名文件时另加序号",
)
@rule_options
def command(path: str, outputs: tuple[str, ...], chosen: RuleOptions) -> int:
    """把文件现有的问题记为基线；以后用 --baseline 审查时只列新问题。"""
    from perflint.api import extract
    from perflint.cli.outputs import check_folder, named_output, spare_inputs
    from perflint.cli.settings import find_settings
    from perflint.linting.baseline import baseline_text
    from perflint.reports.registry import put

    output, note = named_output(outputs, DEFAULT)
    place = check_folder(output)
    spare_inputs([place], [path])
    loaded = find_settings(Path(path))
    report = build_linter(chosen, loaded).lint(
        extract(path, budget=chosen.budget, limits=loaded.limits())
    )
    put(baseline_text(report.findings).encode(), place)
    click.echo(f"已生成 {output}（{len(report.findings)} 条问题{note}）")
    return 0
