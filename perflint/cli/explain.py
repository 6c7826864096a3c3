"""``perflint explain``: one rule in full."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, name="explain")
@click.argument("code", metavar="编号或名称")
@click.option("--rules", "rules_dir", metavar="目录", help="另加本单位的规则目录")
def command(code: str, rules_dir: str | None) -> int:
    """说明一条规则：理由、政策依据、应报和不应报的示例、改法。"""
    from perflint.linting.rules import read_rules
    from perflint.linting.selection import find_rule
    from perflint.reports.rule_page import rule_text

    rules = read_rules(Path(rules_dir) if rules_dir else None, examples=True)
    click.echo(rule_text(find_rule(code, list(rules.values()))), nl=False)
    return 0
