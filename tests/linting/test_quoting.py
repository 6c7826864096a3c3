"""Quotations that touch stand side by side; what has brackets behind it keeps the mark between."""

from __future__ import annotations

from typing import Any

import pytest

from perflint.api import lint
from perflint.checks.context import Context
from perflint.checks.local import local_profile
from perflint.linting.engine import run_rules
from perflint.linting.examples import example_submission
from perflint.linting.rules import load_rules
from perflint.linting.wording import side_by_side


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (["“甲”", "“乙”"], "“甲”“乙”"),
        (["“甲”（3人）", "“乙”（4人）"], "“甲”（3人）、“乙”（4人）"),
        (["“甲”", "“乙”（4人）"], "“甲”、“乙”（4人）"),
        (["“费信”应为“费”", "“得原则”应用“的原则”"], "“费信”应为“费”、“得原则”应用“的原则”"),
        (["“甲”"], "“甲”"),
        ([], ""),
    ],
)
def test_side_by_side(parts: list[str], shown: str) -> None:
    assert side_by_side(parts) == shown


def messages(code: str, example: dict[str, Any]) -> list[str]:
    context = Context(example_submission(example), local_profile("generic"))
    return [finding.message for finding in run_rules(context, [load_rules()[code]])[0]]


def test_outdated_terms_stand_side_by_side() -> None:
    said = messages("F071", {
        "year": 2024, "projects": [],
        "passages": ["深入贯彻党的十九大精神。", "做好新冠肺炎防治。"],
    })  # fmt: skip
    assert len(said) == 1
    assert "”“" in said[0]
    assert "”、“" not in said[0]


def test_mixed_styles_are_asked_to_be_made_one_only_once() -> None:
    titles = ["[205] 校园安保", "[205] 营养改善", "校舍维修"]
    rows = [{"name": "保安人数", "value": "≥12人"}]
    body = {"projects": [{"title": title, "indicators": rows} for title in titles]}
    context = Context(example_submission(body), local_profile("generic"))
    (found,) = run_rules(context, [load_rules()["T088"]])[0]
    assert f"{found.message}；{found.suggestion}".count("统一") == 1


def test_the_real_submission_has_no_mark_between_plain_quotations(seed: Any) -> None:
    for finding in lint(seed).findings:
        example = finding.message.split("如“")[-1].split("，")[0]
        if "（" not in example and "应" not in example and "｜" not in example:
            assert "”、“" not in example, finding.message
