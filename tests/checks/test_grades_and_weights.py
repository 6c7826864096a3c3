"""Scales beside qualitative targets, and weights that are blank, wrong or not the row's own."""

from __future__ import annotations

from typing import Any

import pytest
from project_cases import hits, project, row

STEPS = {"优": "显著", "良": "较显著", "中": "一般", "差": "不显著"}


def _ungraded(value: str, **more: Any) -> bool:
    return bool(hits("A047", project("渔家书屋", row(f"社|渔民阅读习惯|{value}", **more))))


@pytest.mark.parametrize(
    "value",
    [
        "优/良/中/差",
        "A档：无投诉；B档：3起以内；C档：3起以上",
        "高（九成以上）、中（七成以上）、低（七成以下）",
        "好、较好、一般、差",
        "显著、较显著、一般",
        "每季度末月25日前",
    ],
)
def test_a_scale_in_the_value(value: str) -> None:
    assert not _ungraded(value)


@pytest.mark.parametrize("value", ["显著", "有所提高", "长期", "A级以上水平的环境"])
def test_no_scale_in_the_value(value: str) -> None:
    assert _ungraded(value)


def test_a_scale_in_columns_of_its_own() -> None:
    other = {f"评价标准／{step}": text for step, text in STEPS.items()}
    assert not _ungraded("显著", other=other)
    assert not _ungraded("健全", other={"评分标准": "制度健全得满分，缺一项扣2分"})


def test_columns_that_are_no_scale() -> None:
    assert _ungraded("显著", other={"备注": "优先安排", "责任科室": "办公室"})
    assert _ungraded("显著", other={f"评价标准／{step}": "同左" for step in STEPS})
    assert _ungraded("显著", other={f"评价标准／{step}": "" for step in STEPS})


def _weighted(*weights: str) -> list[tuple[str, str]]:
    rows = [
        row(f"数|修复城墙第{number}段长度|≥{number}公里", **({"weight": weight} if weight else {}))
        for number, weight in enumerate(weights, 1)
    ]
    return [(hit.variant, hit.quote) for hit in hits("C018", project("城墙修复", *rows))]


def test_weights() -> None:
    assert _weighted("50", "50") == []
    assert _weighted("50", "40") == []
    assert _weighted("50", "45") == [("", "95")]
    assert _weighted("100", "0") == [("zero", "0")]


def test_one_blank_among_many_is_an_omission() -> None:
    assert _weighted("20", "20", "20", "20", "10", "") == [("blank", "90")]


def test_many_blanks_are_weights_of_groups() -> None:
    assert _weighted("50", "", "40", "") == []
    assert _weighted("", "") == []
