"""The ignore file: findings a bureau has decided to live with, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pydantic import Field, ValidationError

from perflint.errors import UsageError
from perflint.language.normal import normal
from perflint.linting.report import Model
from perflint.linting.rule import Rule
from perflint.tomlfile import fault, read_toml


class Entry(Model):
    """One ``[[ignore]]``: a rule (code, prefix or name), and where it may be left out.

    ``project`` and ``indicator`` are found in the title and the name, white space and punctuation
    apart; without them the entry holds for the whole document. After ``until`` it no longer holds.
    """

    rule: str = Field(min_length=1)
    reason: str = Field(min_length=2)
    project: str = ""
    indicator: str = ""
    until: date | None = None

    def covers(self, rule: Rule, project: str, indicator: str) -> bool:
        if self.rule != rule.name and not rule.code.startswith(self.rule.upper()):
            return False
        if self.project and normal(self.project) not in normal(project):
            return False
        return not self.indicator or normal(self.indicator) in normal(indicator)

    def __str__(self) -> str:
        parts = (self.rule, self.project, self.indicator)
        return "／".join(part for part in parts if part)


@dataclass(slots=True)
class IgnoreList:
    """The entries of a file, and which of them were of use in this run."""

    entries: Sequence[Entry] = ()
    today: date = field(default_factory=date.today)
    used: set[int] = field(default_factory=set)

    def reason(self, rule: Rule, project: str, indicator: str) -> str | None:
        """Why a place is left out, or None. An expired entry leaves nothing out."""
        for index, entry in enumerate(self.entries):
            if entry.covers(rule, project, indicator):
                self.used.add(index)
                if not self._expired(entry):
                    return entry.reason
        return None

    def notices(self) -> list[str]:
        """Entries that expired or matched nothing, one line each."""
        lines = []
        for index, entry in enumerate(self.entries):
            if self._expired(entry):
                lines.append(f"忽略清单中“{entry}”已于{entry.until}到期，不再忽略")
            elif index not in self.used:
                lines.append(f"忽略清单中“{entry}”没有对应的问题，可以删去")
        return lines

    def _expired(self, entry: Entry) -> bool:
        return entry.until is not None and entry.until < self.today


def load_ignore_list(path: Path) -> IgnoreList:
    """Read an ignore file. Raises UsageError for a file that is not valid."""
    raw = read_toml(path, "忽略清单")
    unknown = set(raw) - {"ignore"}
    if unknown:
        raise UsageError(
            f"忽略清单“{path.name}”有不认识的键“{sorted(unknown)[0]}”，应为 [[ignore]]"
        )
    entries = []
    for number, item in enumerate(raw.get("ignore", []), start=1):
        try:
            entries.append(Entry(**item))
        except (ValidationError, TypeError) as error:
            raise UsageError(f"忽略清单“{path.name}”第{number}条不正确：{_why(error)}") from None
    return IgnoreList(tuple(entries))


def _why(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "应为键值对"
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"缺少“{where}”" + ("（忽略须写明理由）" if where == "reason" else "")
    if first["type"] == "extra_forbidden":
        near = get_close_matches(where, Entry.model_fields, n=1, cutoff=0.5)
        return f"不认识的键“{where}”" + (f"，是否想写“{near[0]}”" if near else "")
    if first["type"] == "string_too_short" and where == "reason":
        return "“reason”的值不正确，请写明忽略的理由，至少2个字"
    return fault(first)
