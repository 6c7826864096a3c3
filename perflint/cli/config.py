"""``perflint config``: what is in force, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import click

from perflint.cli.chinese import ChineseCommand
from perflint.errors import UsageError


@click.command(cls=ChineseCommand, name="config")
@click.argument("path", default=".", metavar="[文件或目录]")
@click.option("--schema", is_flag=True, help="输出配置文件的 JSON Schema")
def command(path: str, schema: bool) -> int:
    """显示对该文件或目录生效的配置及其来源。"""
    from perflint.cli.settings import SECTIONS, Settings, find_settings

    if schema:
        from perflint.reports.jsonout import dumps

        click.echo(dumps(Settings.model_json_schema(by_alias=True)))
        return 0
    if not Path(path).exists():
        raise UsageError(f"找不到“{path}”，请检查路径")
    loaded = find_settings(Path(path))
    click.echo(f"配置文件：{loaded.path or '未找到，全部为默认值'}")
    sections = [(loaded.settings, ""), *((getattr(loaded.settings, n), f"{n}.") for n in SECTIONS)]
    for section, prefix in sections:
        for name, info in type(section).model_fields.items():
            if name in SECTIONS:
                continue
            origin = "配置文件" if name in section.model_fields_set else "默认"
            value = getattr(section, name)
            shown = "（未设置）" if value in (None, "", []) else value
            click.echo(f"  {prefix}{info.alias or name} = {shown}　[{origin}] {info.description}")
    return 0
