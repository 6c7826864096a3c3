"""``perflint reconcile``: which project's money stands on which budget line."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, name="reconcile")
@click.argument("path", metavar="文件")
@click.option("--budget", metavar="文件", help="另附的部门预算表（目标表中没有预算表时）")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="格式",
    help="text（默认）或 json",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="文件",
    help="另存勾稽表（.xlsx、.json、.txt）或资金流向图（.svg），可多次使用",
)
def command(path: str, budget: str | None, form: str, outputs: tuple[str, ...]) -> int:
    """核对项目成本与预算科目：逐科目列出对应项目、差额和结论。

    只断言在全部最优组合中都成立的对应关系，其余列为“可能”。
    """
    from perflint.api import extract
    from perflint.cli.outputs import check_folder, spare_inputs
    from perflint.cli.settings import find_settings
    from perflint.reconciliation import reconcile
    from perflint.reports.reconciliation import reconciliation_text

    targets = [check_folder(Path(output)) for output in outputs]
    spare_inputs(targets, [path, *([budget] if budget else [])])
    found = reconcile(extract(path, budget=budget, limits=find_settings(Path(path)).limits()))
    if targets:
        from perflint.reports.money_files import write_reconciliation

        for target in targets:
            write_reconciliation(found, target)
            click.echo(f"已生成 {target}")
        return 0
    if form == "json":
        from perflint.reports.jsonout import dumps

        click.echo(dumps(found.to_json()))
    else:
        click.echo(reconciliation_text(found), nl=False)
    return 0
