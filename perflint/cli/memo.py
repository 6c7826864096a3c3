"""``perflint memo``: the opinion that the bureau hands back."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options


@click.command(cls=ChineseCommand, name="memo")
@click.argument("path", metavar="文件")
@click.option(
    "-o",
    "--output",
    default="审核意见.docx",
    metavar="文件",
    help="审核意见的文件名（.docx、.md 或 .html）",
)
@rule_options
def command(path: str, output: str, chosen: RuleOptions) -> int:
    """生成审核意见：总体评价、主要问题、分项目意见和附件。"""
    from perflint.api import extract
    from perflint.cli.outputs import parse_outputs, save, spare_inputs
    from perflint.cli.settings import find_settings

    wanted = parse_outputs((f"memo={output}",))
    spare_inputs((output.path for output in wanted), [path])
    loaded = find_settings(Path(path))
    report = build_linter(chosen, loaded).lint(extract(path, budget=chosen.budget))
    save(wanted, [report], loaded)
    click.echo(f"已生成 {output}（{len(report.findings)} 条问题）")
    return 0
