"""``perflint annotate``: the submitted file with comments at the very cells."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, rule_options

# So many places that were not found are named.
LISTED = 10


@click.command(cls=ChineseCommand, name="annotate")
@click.argument("path", metavar="文件")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="文件",
    help="批注稿的文件名；默认在原文件名后加“-批注”，已有同名文件时另加序号（Word、Excel、PDF 保持原格式，其他存为 .docx）",
)
@click.option(
    "--suggest-changes", is_flag=True, help="把确定的更正写成修订，可在 Word 中逐条接受或拒绝"
)
@click.option(
    "--author",
    metavar="名称",
    help="批注人；默认取配置 memo.bureau（落款单位），未配置时为 perflint",
)
@rule_options
def command(
    path: str,
    outputs: tuple[str, ...],
    suggest_changes: bool,
    author: str | None,
    chosen: RuleOptions,
) -> int:
    """在原件的相应单元格加批注，其余内容不变。"""
    from perflint.api import extract
    from perflint.cli.outputs import check_folder, memo_options, named_output, spare_inputs
    from perflint.cli.settings import find_settings
    from perflint.reports.annotate import AUTHOR, annotate, default_name

    loaded = find_settings(Path(path))
    report = build_linter(chosen, loaded).lint(
        extract(path, budget=chosen.budget, limits=loaded.limits())
    )
    place, note = named_output(outputs, default_name(Path(path), report))
    target = check_folder(place)
    spare_inputs([target], [path])
    signing = memo_options(loaded)
    by = author or signing.bureau or AUTHOR
    done = annotate(path, report, target, suggest_changes, by, signing.date)
    parts = [f"批注 {done.comments} 处"]
    parts += [f"修订 {done.changes} 处"] if suggest_changes else []
    parts += ["按读取的表格重新排版"] if done.rebuilt else []
    click.echo(f"已生成 {done.path}（{'，'.join(parts)}{note}）")
    if done.missed:
        listed = "、".join(done.missed_places[:LISTED]) + ("等" if done.missed > LISTED else "")
        click.echo(
            f"注意：{done.missed} 处未找到确切位置（{listed}），合并批注在文件或页面开头", err=True
        )
    return 0
