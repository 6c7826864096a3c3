"""Short ways to build a submission and to run one rule over it."""

from __future__ import annotations

from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.local import local_profile
from perflint.linting.engine import hits_of
from perflint.linting.examples import example_submission
from perflint.linting.precedence import places
from perflint.linting.rules import BoundRule, load_rules

LABELS = {
    "数": "数量指标",
    "质": "质量指标",
    "时": "时效指标",
    "成": "成本指标",
    "经": "经济效益指标",
    "社": "社会效益指标",
    "生": "生态效益指标",
    "持": "可持续影响指标",
    "满": "服务对象满意度指标",
}


def row(text: str, **more: Any) -> dict[str, Any]:
    """“数|造林面积|≥2万亩” as an indicator of a rule file's example."""
    label, name, value = text.split("|")
    return {"level2": LABELS[label], "name": name, "value": value, **more}


def project(title: str, *rows: str | dict[str, Any], **more: Any) -> dict[str, Any]:
    indicators = [row(item) if isinstance(item, str) else item for item in rows]
    return {"title": title, "indicators": indicators, **more}


def context(*projects: dict[str, Any], local: str = "generic", **more: Any) -> Context:
    submission = example_submission({"projects": list(projects), **more})
    return Context(submission, local_profile(local))


@cache
def _rules() -> dict[str, BoundRule]:
    return load_rules()


def hits(code: str, *projects: dict[str, Any], local: str = "generic", **more: Any) -> list[Hit]:
    """What one rule reports, before precedence and roll-up."""
    return list(hits_of(context(*projects, local=local, **more), _rules()[code]))


def found(code: str, *projects: dict[str, Any], **more: Any) -> set[tuple[int | None, int | None]]:
    """The (project, row) places of one rule's hits."""
    return {place for hit in hits(code, *projects, **more) for place in places(hit)}
