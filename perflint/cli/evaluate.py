"""``perflint eval``: measure the rules on labelled documents."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, measure_options


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
@measure_options
def command(folders: tuple[str, ...], form: str, verbose: bool, chosen: RuleOptions) -> int:
    """在人工标注的文件上测量规则质量。

    目录中每份报送文件配一个标注文件（.json，写明文件名、应当报出和不得报出的问题）。

    召回率是应当报出而报出的比例，准确率是报出的问题中属实的比例，
    误入陷阱是不得报出而报出的次数。

    用于修改规则或新增规则后检验效果，不是审查文件。
    """
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
