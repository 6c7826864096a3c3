"""Proposed values keep the number and the unit as written and change only the operator."""

from __future__ import annotations

import pytest

from perflint.checks.fixing import shown, with_operator
from perflint.checks.rows import ProjectView
from perflint.linting.examples import example_submission


def fixed(value: str, operator: str = "", unit: str = "") -> str:
    indicator = {"name": "成本", "value": value, "operator": operator, "unit": unit}
    submission = example_submission({"projects": [{"indicators": [indicator]}]})
    return shown(with_operator(ProjectView(submission.projects[0]).rows[0], "≤"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("≥9万元",), "≤9万元"),
        (("大于等于9万元",), "≤9万元"),
        (("9万元以上",), "≤9万元"),
        (("控制在5%以内",), "≤5%"),
        (("＞1,200.50元/人·年",), "≤1,200.50元/人·年"),
        (("25", "≥", "万元"), "≤25万元"),
        (("≥ 4.5 万元",), "≤4.5万元"),
        (("12次/月",), "≤12次/月"),
    ],
)
def test_with_operator(cell: tuple[str, ...], expected: str) -> None:
    assert fixed(*cell) == expected
