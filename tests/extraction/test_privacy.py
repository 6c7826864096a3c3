"""Contact names and telephone numbers leave no trace; figures and people as such stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.api import extract
from perflint.extraction.privacy import masked

DRAFT = """\
# 清源县交通运输局2024年部门预算

联系人：欧阳明，联系电话：0999-2123456，手机13900001111。

| 项目名称 | 农村公路养护 | 联系人 | 欧阳明 |
|---|---|---|---|
| 主管部门 | 交通局 | 联系电话 | 13900001111 |
| 年度目标 | 养护120公里，联系人欧阳明13900001111 |  |  |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 养护里程 | ≥120公里 |
| 产出指标 | 成本指标 | 养护成本 | ≤60万元 |
| 效益指标 | 社会效益指标 | 受益村数 | ≥36个 |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系人：王小明", "联系人：（姓名略）"),
        ("联系人：王小明，电话：0999-2123456", "联系人：（姓名略），电话：（号码略）"),
        ("填报人: 李四 联系电话: 2123456", "填报人: （姓名略） 联系电话: （号码略）"),
        ("请与王科长联系，13900001111", "请与王科长联系，（号码略）"),
        ("负责人：欧阳明（办公电话0999 2123456）", "负责人：（姓名略）（办公电话（号码略））"),
        ("身份证号110101199001011234", "身份证号（号码略）"),
    ],
)
def test_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "组织人大代表、政协委员视察，联系人大代表120人次",
        "负责人员培训300人次",
        "项目负责人责任制落实率100%",
        "补助资金1800000元",
        "13812345678元",
        "12345政务服务便民热线接通率≥95%",
        "2080799其他就业补助支出",
        "2023年12月31日前完成",
        "预算15089.34万元",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert masked(text) == text


def test_nothing_of_it_in_a_submission(tmp_path: Path) -> None:
    path = tmp_path / "申报表.md"
    path.write_text(DRAFT, encoding="utf-8")
    shown = extract(path).model_dump_json()
    assert "欧阳明" not in shown
    assert "13900001111" not in shown
    assert "2123456" not in shown
    assert "养护120公里" in shown
