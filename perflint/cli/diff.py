"""``perflint diff``: what became of the findings of a first draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflint.cli.chinese import ChineseCommand
from perflint.cli.options import RuleOptions, build_linter, draft_options

if TYPE_CHECKING:
    from perflint.cli.settings import Loaded
    from perflint.reports.second_draft.compare import Diff


@click.command(cls=ChineseCommand, name="diff")
@click.argument("old", metavar="初稿")
@click.argument("new", metavar="修改稿")
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
    multiple=True,
    metavar="文件",
    help="另存整改台账（.xlsx、.json、.txt），或带整改情况的审核意见（.docx、.md、.html），可多次使用",
)
@draft_options
def command(old: str, new: str, form: str, output: tuple[str, ...], chosen: RuleOptions) -> int:
    """比较两稿：已整改、部分整改、未整改、新增。

    初稿是单位上次报送的文件，修改稿是按审核意见改过的文件，两稿用同样的规则审查后逐条对应；
    项目和指标改名、移动或改写后仍能对应。全部整改且没有新增问题时退出码为0，否则为1。
    """
    from perflint.api import extract
    from perflint.cli.outputs import check_folder, spare_inputs
    from perflint.cli.settings import find_settings
    from perflint.reports.second_draft.compare import compare
    from perflint.reports.second_draft.text import diff_json, diff_text

    targets = [check_folder(Path(name)) for name in output]
    spare_inputs(targets, [old, new])
    loaded = find_settings(Path(new))
    linter = build_linter(chosen, loaded)
    first, second = (
        linter.lint(extract(path, budget=chosen.budget, limits=loaded.limits()))
        for path in (old, new)
    )
    diff = compare(first, second)
    for target in targets:
        _save(diff, target, loaded)
        click.echo(f"已生成 {target}", err=True)
    click.echo(diff_json(diff) if form == "json" else diff_text(diff), nl=False)
    return 1 if diff.counts["已整改"] < len(diff.entries) else 0


def _save(diff: Diff, target: Path, loaded: Loaded) -> None:
    from perflint.cli.outputs import memo_options
    from perflint.reports.memo.write import SUFFIXES, write_memo
    from perflint.reports.money_files import report_sheet
    from perflint.reports.registry import put
    from perflint.reports.second_draft.text import progress_lines

    if target.suffix.lower() in SUFFIXES:
        sheet = report_sheet(diff.new)
        write_memo(diff.new, target, memo_options(loaded), sheet, progress_lines(diff))
    else:
        from perflint.reports.second_draft.files import diff_bytes

        put(diff_bytes(diff, target.suffix.lower()), target)
