"""Names with two statements, own resources as outputs, and rows of another matter."""

from __future__ import annotations

import pytest
from project_cases import hits, project, row


def _reported(code: str, text: str, title: str = "示例工作", **more: str) -> bool:
    return bool(hits(code, project(title, row(text), **more)))


@pytest.mark.parametrize(
    "name",
    [
        "减轻渔民转产负担并带动沿海旅游",
        "方便侨胞办事、讲好侨乡故事",
        "图件要素齐全，坐标数据准确",
        "师生满意度和家长满意度",
        "建档率和随访率",
        "培训社工人数、发放手册份数",
        "优化营商环境且激发市场活力",
    ],
)
def test_two_statements(name: str) -> None:
    assert _reported("R034", f"社|{name}|良")


@pytest.mark.parametrize(
    "name",
    [
        "保障和改善牧区民生",
        "保护和传承老字号数量",
        "学生、家长满意度",
        "增强防灾意识和自救能力",
        "提高管理和服务水平",
        "报表填报准确、及时",
        "修复堤岸、培育湿地植被面积",
        "发放准确率及时率",
        "培训人数、人次",
        "",
    ],
)
def test_one_statement(name: str) -> None:
    assert not _reported("R034", f"社|{name}|良")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("户政大厅运行", "户政窗口数量"),
        ("渔政监管", "渔政船艇数量"),
        ("农残检测", "检测实验室数量"),
        ("储备肉管理", "自有冷库数量"),
        ("森林消防大队运行", "消防车数量"),
        ("值守经费", "值班室面积"),
    ],
)
def test_own_resources(title: str, name: str) -> None:
    assert _reported("R030", f"数|{name}|6个", title)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("户政大厅运行", "新增户政窗口数量"),
        ("渔政船艇建造", "渔政船艇数量"),
        ("路面治超", "检测货运车辆数量"),
        ("实验室建设", "实验室数量"),
        ("老旧车淘汰补贴", "补贴老旧车辆数量"),
        ("冷库改造", "改造自有冷库数量"),
    ],
)
def test_outputs(title: str, name: str) -> None:
    assert not _reported("R030", f"数|{name}|6个", title)


def _unrelated(title: str, output: str, benefit: str) -> bool:
    return bool(hits("R022", project(title, row(output), row(benefit), objective=title)))


def test_a_benefit_of_another_matter() -> None:
    assert _unrelated("古塔文物安防", "数|安装处数|≥12处", "持|应急广播覆盖水平|提升")
    assert _unrelated("渔港清淤", "数|渔港清淤方量|≥6万立方米", "社|纳税人税法遵从程度|提高")


def test_one_matter_of_its_own_is_enough() -> None:
    assert not _unrelated("校园网运维", "数|运维节点数|≥60个", "社|保障教学科研开展|保障")
    assert not _unrelated("渔港清淤", "数|渔港清淤方量|≥6万立方米", "社|渔民出海便利程度|提高")


def test_labels_are_judged_only_where_there_are_some() -> None:
    flat = {"level1": "产出指标", "name": "公告按时发布率", "value": "100%"}
    assert hits("R027", project("招标", flat)) == []
    assert hits("R027", project("招标", {**flat, "level2": "质量指标"})) != []
