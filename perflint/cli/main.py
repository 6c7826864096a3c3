"""The entry: a group whose commands are imported when they are called."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from perflint._version import __version__
from perflint.cli.chinese import ChineseContext, say

# name: (module, one line of help), in the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "lint": ("perflint.cli.lint", "审查绩效目标表，列出问题"),
    "memo": ("perflint.cli.memo", "生成审核意见"),
    "reconcile": ("perflint.cli.reconcile", "核对项目成本与预算科目（勾稽表）"),
    "annotate": ("perflint.cli.annotate", "在原件的单元格上加批注和修订"),
    "diff": ("perflint.cli.diff", "比较两稿，列出整改情况"),
    "extract": ("perflint.cli.extract", "读取目标表，输出结构化记录"),
    "rules": ("perflint.cli.rules", "列出全部规则"),
    "explain": ("perflint.cli.explain", "说明一条规则：理由、依据、示例、改法"),
    "baseline": ("perflint.cli.baseline", "把现有问题记为基线"),
    "eval": ("perflint.cli.evaluate", "在人工标注的文件上测量规则质量（修改规则时用）"),
    "config": ("perflint.cli.config", "显示生效的配置及其来源"),
}


class LazyGroup(click.Group):
    """Lists commands from a table and imports a command's module only to run it."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    epilog="退出码：0 无问题；1 有达到 --fail-on 的问题；2 用法、配置错误或文件无法读取；3 未识别出目标表。",
    add_help_option=False,
    no_args_is_help=False,
)
@click.version_option(
    __version__, prog_name="perflint", message="%(prog)s %(version)s", help="显示版本号"
)
@click.help_option("--help", "-h", help="显示帮助")
def cli() -> None:
    """绩效目标表质量审查工具：读取部门报送的绩效目标表，找出问题，提出改法，出具审核意见。

    全程离线，不联网，不留存文件内容。
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; every error is one line in Chinese."""
    code = run(args)
    # The interpreter searches all that is left for cycles before it ends, twice: all for nothing.
    gc.freeze()
    sys.exit(code)


def unexpected(error: Exception) -> str:
    """One line for a fault of our own: nothing of the document is shown."""
    kind = (
        "内存不足" if isinstance(error, MemoryError) else f"程序内部错误（{type(error).__name__}）"
    )
    return f"{kind}，未能完成；请反馈所用命令和文件类型，设置环境变量 PERFLINT_DEBUG=1 可查看详情"


def run(args: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    from perflint.errors import PerflintError

    # No plug-in may look into drafts, and looking for plug-ins costs a tenth of a quick run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A run builds many small records and drops few: collecting every 700 of them finds nothing.
    gc.set_threshold(200_000, 20, 50)
    try:
        result: Any = cli.main(args=args, prog_name="perflint", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("已中断", err=True)
        return 130
    except click.ClickException as error:
        click.echo(f"错误：{say(error)}", err=True)
        return 2
    except PerflintError as error:
        click.echo(f"错误：{error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _fault(error)
        click.echo("错误：输出写不下：磁盘空间不足，请清理后再试或换一个位置", err=True)
        return 2
    except Exception as error:
        return _fault(error)
    return result if isinstance(result, int) else 0


def _fault(error: Exception) -> int:
    if os.environ.get("PERFLINT_DEBUG"):
        raise error
    click.echo(f"错误：{unexpected(error)}", err=True)
    return 2
