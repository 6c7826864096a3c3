"""The register of check functions: a small function, its scope and its validated parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from perflint.checks.hit import Hit, Scope
from perflint.errors import UsageError
from perflint.tomlfile import fault


class Params(BaseModel):
    """Base of a check's parameters; a name it does not know is an error when the rule is loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)


CheckFunction = Callable[..., Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check. ``function`` takes (context, record, params) and yields hits.

    The record is what ``scope`` says: a row (`perflint.checks.rows.Row`), a project
    (`perflint.checks.rows.ProjectView`) or the whole submission.
    """

    name: str
    scope: Scope
    params: type[Params]
    function: CheckFunction

    def parse(self, raw: dict[str, Any], rule: str) -> Params:
        """The parameters of a rule file. Raises UsageError that names the nearest right one."""
        try:
            return self.params(**raw)
        except ValidationError as error:
            raise UsageError(_explain(error, self, rule)) from None


_CHECKS: dict[str, Check] = {}


def check(
    name: str, *, scope: Scope, params: type[Params] = Params
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check function under the name that rule files use."""

    def register(function: CheckFunction) -> CheckFunction:
        if name in _CHECKS:
            raise ValueError(f"check {name!r} is registered twice")
        _CHECKS[name] = Check(name, scope, params, function)
        return function

    return register


def _load(module: str) -> None:
    """Import a module of the checks; a name that is none imports nothing."""
    try:
        import_module(f"perflint.checks.{module}")
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("perflint.checks."):
            raise


@cache
def _load_all() -> None:
    from pkgutil import walk_packages

    package = import_module("perflint.checks")
    for module in sorted(m.name for m in walk_packages(package.__path__, "perflint.checks.")):
        import_module(module)


def find_check(name: str, rule: str) -> Check:
    """The check that a rule names, as “module.name” or by its name alone.

    The module is given so that a run imports only what its rules need; a name alone is found by
    importing all. Raises UsageError where there is none.
    """
    module, _, short = name.rpartition(".")
    if module:
        _load(module)
    if short not in _CHECKS:
        _load_all()
    if short not in _CHECKS:
        raise UsageError(f"规则 {rule}：没有名为“{short}”的检查函数{_nearest(short, _CHECKS)}")
    return _CHECKS[short]


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是否想写“{close[0]}”" if close else ""


def _explain(error: ValidationError, check: Check, rule: str) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        hint = _nearest(where, check.params.model_fields)
        return f"规则 {rule}：检查函数“{check.name}”没有参数“{where}”{hint}"
    return f"规则 {rule}：检查函数“{check.name}”的参数{fault(first)}"
