"""Which rules run: a pure decision over selectors, apart from running them.

A selector is a family letter, any prefix of a code, a code, a rule name or ``ALL``. Explicit beats
implicit (the profile), and of two explicit selectors the longer one wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from perflint.errors import UsageError
from perflint.linting.rule import PROFILES, Profile, Rule

ALL = "ALL"
# So many codes are named where a selector matches nothing.
MOST_CODES = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """The choice of a run."""

    profile: Profile = "review"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False

    def wants(self, rule: Rule) -> bool:
        """Whether the rule runs."""
        chosen = _strength(rule, self.select)
        refused = _strength(rule, self.ignore)
        if chosen or refused:
            return chosen > refused if self.select else not refused and self._by_profile(rule)
        return not self.select and self._by_profile(rule)

    def _by_profile(self, rule: Rule) -> bool:
        if rule.status == "deprecated" or (rule.status == "preview" and not self.preview):
            return False
        return PROFILES.index(rule.profile) <= PROFILES.index(self.profile)


def choose(
    rules: Iterable[Rule],
    *,
    profile: str = "review",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
) -> list[Rule]:
    """The rules that run. Raises UsageError for a profile or a selector that matches nothing."""
    known = list(rules)
    if profile not in PROFILES:
        raise UsageError(f"没有名为“{profile}”的审查深度，可选：{'、'.join(PROFILES)}")
    for selector in (*select, *ignore):
        if not any(_matches(rule, selector) for rule in known):
            raise UsageError(f"没有与“{selector}”相符的规则{_nearest_codes(selector, known)}")
    selection = Selection(profile, tuple(select), tuple(ignore), preview)
    return [rule for rule in known if selection.wants(rule)]


def nearest_rule(word: str, rules: Iterable[Rule]) -> str:
    """A hint that names the rule nearest to a misspelt code or name, or ""."""
    names = {key: rule for rule in rules for key in (rule.code, rule.name, *rule.aliases)}
    close = get_close_matches(word.upper(), names, n=1) or get_close_matches(word, names, n=1)
    return f"，是否想写“{close[0]}”（{names[close[0]].title}）" if close else ""


def _nearest_codes(selector: str, rules: Sequence[Rule]) -> str:
    """The codes that begin as a misspelt selector does, or the nearest rule, or how to find one."""
    for size in range(len(selector) - 1, 0, -1):
        begun = [rule.code for rule in rules if rule.code.startswith(selector[:size].upper())]
        if begun and size > 1:
            more = "等" if len(begun) > MOST_CODES else ""
            return f"，相近的有：{'、'.join(sorted(begun)[:MOST_CODES])}{more}"
    named = [rule for rule in rules if selector in (rule.question, rule.question.rstrip("性"))]
    if named:
        return f"，{named[0].question}类规则写“{named[0].code[0]}”"
    return nearest_rule(selector, rules) or "，可用 perflint rules 查看全部"


def _strength(rule: Rule, selectors: tuple[str, ...]) -> int:
    return max((_weight(selector) for selector in selectors if _matches(rule, selector)), default=0)


def _weight(selector: str) -> int:
    # A name is as exact as a whole code; ALL is the weakest selector there is.
    return 1 if selector == ALL else min(len(selector), 4) + 1


def _matches(rule: Rule, selector: str) -> bool:
    if selector == ALL:
        return True
    if selector in (rule.name, *rule.aliases):
        return True
    return bool(selector) and rule.code.startswith(selector.upper())


def find_rule(word: str, rules: Sequence[Rule]) -> Rule:
    """The rule of that code, name or alias. Raises UsageError that names the nearest one."""
    for rule in rules:
        if word.upper() == rule.code or word in (rule.name, *rule.aliases):
            return rule
    raise UsageError(
        f"没有名为“{word}”的规则{nearest_rule(word, rules)}，可用 perflint rules 查看全部"
    )
