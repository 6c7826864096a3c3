"""Rows whose words and value speak for another second level than the one they are filed under."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.language.category import CategoryEvidence

# Quality and timeliness, output and benefit have rules of their own.
_OWNED = ({"质量", "时效"},)
_VALUES = {
    "money": "金额",
    "date": "日期",
    "duration": "时长",
    "count": "数量",
    "percent": "百分比",
}


class Evidence(Params):
    """``strength`` is how far the likely category must lead, 0 to 1."""

    strength: float = 0.4


@check("category-evidence", scope="submission", params=Evidence)
def category_evidence(context: Context, _: Context, params: Evidence) -> Iterator[Hit]:
    """All rows at once, so that the language pipeline reads each distinct string only once."""
    from perflint.language.pipeline import analyse

    rows = [row for row in context.rows if row.category and row.name]
    texts = analyse(text for row in rows for text in (row.name, row.indicator.description) if text)
    for row in rows:
        more = texts.get(row.indicator.description)
        found = texts[row.name].evidence(row.target, more)
        if _misfiled(row, found, params):
            yield row.hit("level2", **_words(row, found))


def _misfiled(row: Row, found: CategoryEvidence, params: Evidence) -> bool:
    if {row.category, found.likely} in _OWNED:
        return False
    return found.speaks_against(row.category, params.strength)


def _words(row: Row, found: CategoryEvidence) -> dict[str, str]:
    """What spoke: the cue of the name, the kind of value, or both."""
    spoke = []
    if found.cue:
        spoke.append(f"名称中的“{found.cue}”")
    if found.value_type in _VALUES:
        spoke.append(f"取值为{_VALUES[found.value_type]}")
    return {
        "category": row.category, "likely": found.likely, "because": "、".join(spoke) or "名称",
    }  # fmt: skip
