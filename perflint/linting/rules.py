"""Loading rule files: read, validated, and their check functions bound to parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import ValidationError

from perflint.checks.registry import Check, Params, find_check
from perflint.errors import UsageError
from perflint.linting.rule import Rule
from perflint.patterns import pattern
from perflint.resources import data_dir, parse_toml
from perflint.tomlfile import fault, read_toml

WORDS = ("message", "suggest", "rollup_message", "rollup_suggest")
_IS_BASIC = pattern(r'^profile\s*=\s*"basic"', re.MULTILINE)
# Examples stand last in a rule file, and are most of it: a lint run does not read them.
EXAMPLES = "\n[["


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its check function and parameters: ready to run."""

    rule: Rule
    check: Check
    params: Params


def rule_files(extra: Path | None = None) -> Iterator[Path]:
    """The shipped rule files, then those of a bureau's own folder.

    Raises UsageError where the folder does not exist or holds no rule file.
    """
    yield from sorted(data_dir("rules").rglob("*.toml"))
    if extra is None:
        return
    own = sorted(extra.rglob("*.toml")) if extra.is_dir() else []
    if not own:
        raise UsageError(f"规则目录“{extra}”不存在或没有 .toml 规则文件，请检查 --rules")
    yield from own


def load_rules(extra: Path | None = None, *, examples: bool = False) -> dict[str, BoundRule]:
    """All rules by code, in the order of their codes; a bureau's own rule replaces a shipped one.

    Raises UsageError for a rule file that is not valid. Examples are read only on demand.
    """
    return {code: bind(rule) for code, rule in read_rules(extra, examples=examples).items()}


def read_rules(
    extra: Path | None = None, *, examples: bool = False, profile: str | None = None
) -> dict[str, Rule]:
    """All rules by code, not yet bound to their check functions, whose modules stay unimported.

    With ``profile`` “basic”, shipped rules of the deeper profiles are passed over unread.

    A bureau's own rules are bound at once all the same: their author is to hear of a slip also
    when the rule is not selected. Raises UsageError for a rule file that is not valid.
    """
    rules = {}
    shipped = data_dir("rules")
    for path in rule_files(extra):
        own = not path.is_relative_to(shipped)
        rule = (
            read_rule(path, examples=examples)
            if own
            else _shipped(path, examples, profile == "basic")
        )
        if rule is None:
            continue
        if own:
            bind(rule)
        rules[rule.code] = rule
    return dict(sorted(rules.items()))


@cache
def _shipped(path: Path, examples: bool, basic: bool) -> Rule | None:
    """A rule of ours, read once a process; None for one of a deeper profile where ``basic``."""
    text = path.read_text(encoding="utf-8")
    if basic and not _IS_BASIC.search(text):
        return None
    return parse_rule(parse_toml(text if examples else text.partition(EXAMPLES)[0]), path.name)


def bind(rule: Rule) -> BoundRule:
    """Bind a rule to its check function.

    Raises UsageError for an unknown name or parameter, and for words with a broken placeholder.
    """
    raw = dict(rule.check)
    check = find_check(str(raw.pop("function", "")), rule.code)
    if check.scope != rule.scope:
        raise UsageError(
            f"规则 {rule.code}：检查函数“{check.name}”的范围是 {check.scope}，规则写的是 {rule.scope}"
        )
    _check_words(rule)
    return BoundRule(rule, check, check.parse(raw, rule.code))


def _check_words(rule: Rule) -> None:
    """Raises UsageError where a placeholder in the words is more than a plain name."""
    for words in (rule, *rule.variants.values()):
        for key in WORDS:
            try:
                fields = [name for _, name, _, _ in Formatter().parse(getattr(words, key))]
            except ValueError:
                raise UsageError(
                    f"规则 {rule.code}：{key} 中的花括号不成对或写法不正确，花括号本身应写成“{{{{”“}}}}”"
                ) from None
            wrong = next(
                (name for name in fields if name is not None and not name.isidentifier()), None
            )
            if wrong is not None:
                raise UsageError(f"规则 {rule.code}：{key} 中不认识的字段“{{{wrong}}}”")


def read_rule(path: Path, *, examples: bool = True) -> Rule:
    """Read one rule file. Raises UsageError with the reason in one line."""
    raw = read_toml(path, "规则文件", until="" if examples else EXAMPLES)
    return parse_rule(raw, path.name)


def parse_rule(raw: dict[str, Any], source: str) -> Rule:
    """A rule from data. Raises UsageError that names the wrong key."""
    try:
        return Rule(**raw)
    except ValidationError as error:
        said = "；".join(map(fault, error.errors()[:3]))
        raise UsageError(f"规则文件“{source}”：{said}") from None
