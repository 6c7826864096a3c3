"""``perflint eval``: measure the rules on labelled documents."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options


@click.command(cls=ChineseCommand, name="eval")
@click.argument("folders", nargs=-1, required=True, metavar="目录…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    metavar="格式",
    help="text（默认）、json 或 markdown",
)
@click.option("--verbose", is_flag=True, help="列出每一处漏报、多报和误入陷阱")
@rule_options
def command(folders: tuple[str, ...], form: str, verbose: bool, chosen: RuleOptions) -> int:
    """在标注文件上测量规则质量：召回率、准确率、误入陷阱。"""
    from perflint.api import extract
    from perflint.cli.settings import Loaded, Settings
    from perflint.evaluation.run import evaluate
    from perflint.reports.evaluation import evaluation_json, evaluation_page, evaluation_text
    from perflint.reports.jsonout import dumps

    linter = build_linter(chosen, Loaded(Settings()))
    scores = list(evaluate(map(Path, folders), lambda path: linter.lint(extract(path))))
    if form == "json":
        click.echo(dumps(evaluation_json(scores)))
    elif form == "markdown":
        click.echo(evaluation_page(scores), nl=False)
    else:
        click.echo(evaluation_text(scores, verbose=verbose), nl=False)
    return 0
