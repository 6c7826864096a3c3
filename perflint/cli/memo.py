"""``perflint memo``: the opinion that the bureau hands back."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options

DEFAULT = "审核意见.docx"


@click.command(cls=ChineseCommand, name="memo")
@click.argument("path", metavar="文件")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="文件",
    help=f"审核意见的文件名（.docx、.md 或 .html），默认“{DEFAULT}”；已有同名文件时另加序号",
)
@rule_options
def command(path: str, outputs: tuple[str, ...], chosen: RuleOptions) -> int:
    """生成审核意见：总体评价、主要问题、分项目意见和附件。"""
    from perflint.api import extract
    from perflint.cli.outputs import named_output, parse_outputs, save, spare_inputs
    from perflint.cli.settings import find_settings

    output, note = named_output(outputs, DEFAULT)
    wanted = parse_outputs((f"memo={output}",))
    spare_inputs((paper.path for paper in wanted), [path])
    loaded = find_settings(Path(path))
    report = build_linter(chosen, loaded).lint(
        extract(path, budget=chosen.budget, limits=loaded.limits())
    )
    save(wanted, [report], loaded)
    click.echo(f"已生成 {output}（{len(report.findings)} 条问题{note}）")
    return 0
