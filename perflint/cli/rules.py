"""``perflint rules``: all rules, one a line."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand

LABELS = {"error": "必改", "warning": "请核实", "info": "提示"}


@click.command(cls=ChineseCommand, name="rules")
@click.option("--rules", "rules_dir", metavar="目录", help="另加本单位的规则目录")
def command(rules_dir: str | None) -> int:
    """列出全部规则：编号、名称、程度、审查深度。"""
    from perflint.linting.rules import read_rules

    question = ""
    for rule in read_rules(Path(rules_dir) if rules_dir else None).values():
        if rule.question != question:
            question = rule.question
            click.echo(f"{question}")
        status = "" if rule.status == "stable" else f"（{rule.status}）"
        click.echo(
            f"  {rule.code} {rule.title}{status}　{LABELS[rule.severity]}　{rule.profile}　{rule.name}"
        )
    return 0
