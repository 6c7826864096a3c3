"""click in Chinese: headings of help pages and messages of usage errors."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix="用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")


class ChineseContext(click.Context):
    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help page is in Chinese."""

    context_class = ChineseContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("add_help_option", False)
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(
                ["--help", "-h"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help="显示帮助",
                callback=_show_help,
            )
        )


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def say(error: click.ClickException) -> str:
    """What is wrong and what to do, in one line."""
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities or get_close_matches(error.option_name, _options(error), n=1)
        hint = f"，是否想写 {near[0]}" if near else "，可用 --help 查看全部选项"
        return f"没有选项 {error.option_name}{hint}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"缺少参数 {name}，可用 --help 查看用法"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 用法不正确，可用 --help 查看用法"
    if isinstance(error, click.BadParameter):
        return _bad_parameter(error)
    if isinstance(error, click.UsageError):
        return _usage(error)
    return error.format_message()


def _options(error: click.UsageError) -> list[str]:
    command = error.ctx.command if error.ctx else None
    return [opt for param in command.params for opt in param.opts] if command else []


def _bad_parameter(error: click.BadParameter) -> str:
    param = error.param
    name = param.opts[0] if isinstance(param, click.Option) else "参数"
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return f"{name} 的取值不正确，可选：{'、'.join(str(choice) for choice in kind.choices)}"
    return f"{name}：{error.message}"


def _usage(error: click.UsageError) -> str:
    if "No such command" in error.message:
        from perflint.cli.main import COMMANDS

        word = error.message.split("'")[1] if "'" in error.message else ""
        near = get_close_matches(word, COMMANDS, n=1)
        hint = f"是否想写 {near[0]}" if near else f"可选：{'、'.join(COMMANDS)}"
        return f"没有命令 {word}，{hint}"
    if "Missing command" in error.message:
        return "请指定命令，可用 --help 查看"
    if "unexpected extra argument" in error.message:
        return "参数过多，可用 --help 查看用法"
    return error.format_message()
