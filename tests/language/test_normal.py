"""The form in which names are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflint.language.normal import normal

SAME = [
    ("参保率", " 参 保\n率 "), ("参保率（％）", "参保率(%)"), ("巩固稳定、保障生活", "巩固稳定，保障生活。"),
    ("ＰＭ2.5浓度", "pm2.5浓度"), ("≧95%", "≥95％"), ("“双随机”抽查", "双随机抽查"), ("Wi－Fi", "wi-fi"),
]  # fmt: skip
DIFFERENT = [("1.5万元", "15万元"), ("≥95%", "≤95%"), ("参保率", "参保人数"), ("-5%", "5%")]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_same(one: str, two: str) -> None:
    assert normal(one) == normal(two)


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different(one: str, two: str) -> None:
    assert normal(one) != normal(two)


def test_empty() -> None:
    assert normal("") == normal(" 。，\n") == ""


@given(st.text())
def test_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)
