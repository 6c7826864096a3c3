"""Figures and rates that an objective promises, and what counts as taking them up."""

from __future__ import annotations

import pytest
from project_cases import found, hits, project

from perflint.checks.matter.promises import promises
from perflint.checks.matter.rates import same_measure


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("购置12台消防车", ["购置，消防车"]),
        ("对珍贵档案实施仿真复制80件", ["仿真复制"]),
        ("购买安保岗位16个", ["购买安保岗位"]),
        ("培训教练4期200人", ["培训教练"]),
        ("覆盖17个乡镇", []),
        ("11月底前通过初步验收", []),
        ("每人每月500元", []),
        ("现有路灯6800盏", []),
        ("总投资860万元", []),
    ],
)
def test_what_is_counted(text: str, nouns: list[str]) -> None:
    assert [promise.noun for promise in promises(text)] == nouns


@pytest.mark.parametrize(
    ("text", "head", "percent"),
    [
        ("免疫密度常年保持90%以上", "密度", True),
        ("新增排涝能力12立方米每秒", "能力", False),
        ("网上办理占比达到80%", "占比", True),
        ("道路尘土残留量不高于10克/平方米", "残留量", False),
    ],
)
def test_what_is_measured(text: str, head: str, percent: bool) -> None:
    (promise,) = promises(text)
    assert (promise.head, promise.percent) == (head, percent)
    assert head in promise.measured_by


def test_a_percent_without_a_measure_is_no_promise() -> None:
    assert promises("游客增长8%以上") == ()


def test_a_measure_goes_by_other_names_and_by_its_reverse() -> None:
    assert "差错" in same_measure("准确")
    assert same_measure("早诊") == ("早诊",)


def _uncovered(objective: str, *rows: str) -> bool:
    return bool(hits("R035", project("示例事项", *rows, objective=objective)))


@pytest.mark.parametrize(
    ("objective", "rows"),
    [
        ("犬类免疫率达到90%", ["数|办理犬证个数|≥6000个", "满|养犬居民满意度|≥90%"]),
        ("新增淡化能力2万吨/日", ["数|扩建厂房座数|≥1座", "质|出厂水合格率|100%"]),
        ("新装路灯90盏，维护路灯700盏", ["数|新装路灯盏数|≥90盏"]),
        ("违法占地及时发现率98%以上", ["数|巡查地块次数|≥96次", "社|违法占地发生数|≤1起"]),
        ("实现垃圾机械化清扫占比75%", ["数|清扫面积|≥62万平方米", "满|市民满意度|≥75%"]),
    ],
)
def test_not_taken_up(objective: str, rows: list[str]) -> None:
    assert _uncovered(objective, *rows)


@pytest.mark.parametrize(
    ("objective", "rows"),
    [
        ("对18座小型水库开展看护", ["数|水库巡库次数|≥6000次"]),
        ("购置呼吸机3台、监护仪5台", ["数|购置医疗设备台数|≥8台"]),
        ("死亡个案上报率不低于97%", ["质|死亡个案漏报率|≤3%"]),
        ("案件审结率95%以上", ["质|案件办结率|≥96%"]),
        ("补助发放及时率100%", ["时|补助发放时间|每月10日前"]),
        ("光纤普及率达到80%", ["数|新建光纤端口数|≥3000个"]),
        ("埋设界桩1200根", ["数|预计埋设标志1200个|≥1250个"]),
        ("改造公厕12座", ["数|改造公厕数量|≥10座"]),
    ],
)
def test_taken_up(objective: str, rows: list[str]) -> None:
    assert not _uncovered(objective, *rows)


def test_the_finding_quotes_the_clause() -> None:
    (hit,) = hits(
        "R035", project("家谱", "数|征集家谱册数|≥400册", objective="征集家谱400册，影印出版20种册")
    )
    assert "影印出版20种册" in hit.values["words"]
    assert (
        found("R035", project("家谱", "数|征集家谱册数|≥400册", objective="征集家谱400册")) == set()
    )
