"""``perflint extract``: the records of one document."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, name="extract")
@click.argument("path", metavar="文件")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="格式",
    help="text（默认）或 json",
)
@click.option("--explain", is_flag=True, help="说明每张表、每一栏读成了什么，哪些未读及原因")
def command(path: str, form: str, explain: bool) -> int:
    """读取目标表，输出结构化记录（项目、指标、预算行及其位置）。"""
    from perflint.api import extract
    from perflint.cli.lint import page_progress
    from perflint.cli.settings import find_settings

    limits = find_settings(Path(path)).limits()
    submission = extract(path, limits=limits, progress=page_progress(Path(path)))
    if form == "json":
        from perflint.reports.jsonout import dumps

        click.echo(dumps(submission.to_json()))
        return 0
    from perflint.reports.records import explain_text, records_text

    click.echo(explain_text(submission) if explain else records_text(submission), nl=False)
    return 0
