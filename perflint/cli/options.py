"""Options that several commands share, and the linter that they and the configuration ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from perflint.cli.settings import Loaded
    from perflint.linting.linter import Linter

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_RULE_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--profile",
        type=click.Choice(["basic", "review", "strict"]),
        metavar="深度",
        help="审查深度：basic 自查、review 审核（默认）、strict 评审",
    ),
    click.option("--local", metavar="口径", help="地方口径，默认按文件中的地区和年度选择"),
    click.option(
        "--select", multiple=True, metavar="规则", help="只用这些规则（编号、前缀或名称）"
    ),
    click.option(
        "--ignore", multiple=True, metavar="规则", help="不用这些规则（编号、前缀或名称）"
    ),
    click.option("--rules", "rules_dir", metavar="目录", help="另加本单位的规则目录"),
    click.option("--preview", is_flag=True, help="同时使用试行规则"),
    click.option("--ignore-file", metavar="文件", help="忽略清单（[[ignore]]，须写明理由）"),
)
_FILE_OPTIONS: tuple[Decorator, ...] = (
    click.option("--baseline", metavar="文件", help="基线文件，其中已有的问题不再列出"),
    click.option("--budget", metavar="文件", help="另附的部门预算表，用于核对金额"),
)
# Of two drafts, what a baseline holds is left out of both.
_DRAFT_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--baseline",
        metavar="文件",
        help="基线文件（由 perflint baseline 生成）；其中已有的问题在两稿中都不计入",
    ),
    click.option("--budget", metavar="文件", help="另附的部门预算表，核对两稿的金额都用它"),
)


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """What the command line said; None and () where it said nothing."""

    profile: str | None
    local: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rules_dir: str | None
    preview: bool
    ignore_file: str | None
    baseline: str | None
    budget: str | None


def rule_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the shared options; the command receives them as one ``chosen`` argument."""
    return _with_options(function, (*_RULE_OPTIONS, *_FILE_OPTIONS))


def draft_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a command that compares two drafts."""
    return _with_options(function, (*_RULE_OPTIONS, *_DRAFT_OPTIONS))


def measure_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a command that measures rules: nothing that belongs to one submission."""
    return _with_options(function, _RULE_OPTIONS)


def _with_options(
    function: Callable[..., Any], options: tuple[Decorator, ...]
) -> Callable[..., Any]:
    from functools import wraps

    @wraps(function)
    def wrapper(*args: Any, **values: Any) -> Any:
        chosen = {name: values.pop(name, None) for name in RuleOptions.__dataclass_fields__}
        return function(*args, chosen=RuleOptions(**chosen), **values)

    decorated: Callable[..., Any] = wrapper
    for decorate in reversed(options):
        decorated = decorate(decorated)
    return decorated


def build_linter(chosen: RuleOptions, loaded: Loaded) -> Linter:
    """The linter in force: the command line beats the configuration file."""
    from perflint.linting.linter import Linter

    settings = loaded.settings
    return Linter(
        profile=chosen.profile or settings.profile,
        select=_flat(chosen.select) or settings.select,
        ignore=_flat(chosen.ignore) or settings.ignore,
        rules_dir=_path(chosen.rules_dir, loaded.place(settings.rules)),
        local=chosen.local or settings.local,
        preview=chosen.preview or settings.preview,
        ignore_list=_ignore_list(_path(chosen.ignore_file, loaded.place(settings.ignore_file))),
        baseline=_baseline(_path(chosen.baseline, loaded.place(settings.baseline))),
    )


def _ignore_list(path: Path | None) -> Any:
    if path is None:
        return None
    from perflint.linting.ignoring import load_ignore_list

    return load_ignore_list(path)


def _baseline(path: Path | None) -> Any:
    if path is None:
        return None
    from perflint.linting.baseline import load_baseline

    return load_baseline(path)


def _path(said: str | None, configured: Path | None) -> Path | None:
    return Path(said) if said else configured


def _flat(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for value in values for part in value.replace("，", ",").split(",") if part)
