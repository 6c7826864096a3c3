"""Role nouns and the posts they are mistaken for."""

from __future__ import annotations

import pytest

from perflint.language.roles import drifted_role, near_roles, role_nouns
from perflint.resources import corpus

DRIFTS = [
    ("村级代办员补贴", "协办员人数；协办员补贴标准", ("代办员", "协办员")),
    ("护林员补助资金", "聘用管护员人数", ("护林员", "管护员")),
    ("乡镇保洁员工资", "清扫员到岗率", ("保洁员", "清扫员")),
    ("辅警人员经费", "协警人数", ("辅警", "协警")),
    ("见习生补贴", "实习生人数", ("见习生", "实习生")),
    ("退役军人慰问", "伤残军人慰问人数", ("退役军人", "伤残军人")),
]  # fmt: skip
AGREE = [
    ("乡村医生补助", "村医人数"),
    ("村级代办员补贴", "代办员人数；协办员到位率"),
    ("生态护林员补助", "护林员人数"),
    ("办公设备购置", "护林员人数"),
    ("网格员补贴", "服务群众人次"),
    ("护林员补助", ""),
    ("", "护林员人数"),
]


@pytest.mark.parametrize(("title", "text", "expected"), DRIFTS)
def test_drift(title: str, text: str, expected: tuple[str, str]) -> None:
    assert drifted_role(title, text) == expected


@pytest.mark.parametrize(("title", "text"), AGREE)
def test_no_drift(title: str, text: str) -> None:
    assert drifted_role(title, text) is None


def test_longest_role_at_a_place() -> None:
    assert role_nouns("动物防疫员和村级防疫员补助，动物防疫员") == ("动物防疫员", "村级防疫员")
    assert role_nouns("居民参保补助") == ()


def test_near_roles_are_mutual() -> None:
    assert "协办员" in near_roles("代办员")
    assert "代办员" in near_roles("协办员")
    assert "生态护林员" not in near_roles("护林员")
    assert near_roles("群众") == frozenset()


def test_enough_roles() -> None:
    groups = corpus("roles.toml")["groups"]
    assert len({role for group in groups for role in group}) >= 60
    assert all(len(group) >= 2 for group in groups)
