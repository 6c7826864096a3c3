"""What an objective promises, and which rows take it up."""

from __future__ import annotations

import pytest
from project_cases import found, hits, project


def uncovered(objective: str, *rows: str, title: str = "社区服务") -> str:
    """The words of R035 for one project, or ""."""
    reported = hits("R035", project(title, *rows, objective=objective))
    return reported[0].values["words"] if reported else ""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # So many rates stand at 100 % that the number alone covers nothing.
        (("质|矫正对象建档率|100%",), "“衔接率”"),
        (("质|入矫对象衔接率|100%",), ""),
    ],
)
def test_a_rate_of_one_hundred(rows: tuple[str, ...], said: str) -> None:
    assert uncovered("入矫对象衔接率达到100%", *rows) == said


def test_one_number_promised_twice_needs_two_rows() -> None:
    text = "为38名儿童提供康复训练，建立心理档案38份"
    children = "数|康复训练儿童人数|≥38人"
    assert uncovered(text, children, title="儿童康复训练") == "“建立心理档案38份”"
    assert not uncovered(text, children, "数|心理档案份数|≥38份", title="儿童康复训练")


def test_those_who_are_paid_are_no_payments() -> None:
    text = "对特困人员、低保对象等困难群众资助参保"
    assert not uncovered(text, "数|困难群众参保人数|≥900人")


def test_ordinals_count_nothing() -> None:
    assert not uncovered("委托第三方机构开展失能评估", "数|评估人次|≥900人次")


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("数|开展培训期数|≥4期", True),
        ("数|参加人员|≥60人次", False),
        ("质|考核合格率|≥95%", False),
    ],
)
def test_training_is_judged_by_people_or_results(row: str, missing: bool) -> None:
    assert bool(found("R037", project("协管员业务培训", row))) is missing
