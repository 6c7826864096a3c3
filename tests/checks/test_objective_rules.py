"""Objectives: thin, without a figure, of another matter, or promising what no row measures."""

from __future__ import annotations

import pytest
from project_cases import found, hits, project

from perflint.checks.matter.objective_text import bare_objective, has_figure


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1.改造校舍", "改造校舍"),
        ("1.1、改造校舍", "改造校舍"),
        ("（一）改造校舍\n（二）更新课桌", "改造校舍\n更新课桌"),
        ("目标1：改造校舍", "改造校舍"),
        ("2024年改造校舍", "改造校舍"),
        ("1.5万亩造林", "1.5万亩造林"),
        ("财农〔2023〕36号安排", "财农安排"),
    ],
)
def test_bare_objective(text: str, bare: str) -> None:
    assert bare_objective(text) == bare


@pytest.mark.parametrize(
    "text",
    ["改造6所", "达标率95%", "送戏六十场", "百分之九十", "1.造林2.4万亩", "零投诉，办结30件"],
)
def test_a_figure(text: str) -> None:
    assert has_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024年改造校舍",
        "1.改造校舍",
        "8月底前完工",
        "贯彻二十大精神",
        "第一季度启动",
        "12月31日前完成",
    ],
)
def test_no_figure(text: str) -> None:
    assert not has_figure(text)


@pytest.mark.parametrize(
    ("objective", "thin"),
    [
        ("巩固治理成果", True),
        ("保障县图书馆夜间延时开放运行经费", True),
        ("完成造林5000亩", False),
        ("更新乡镇文化站设施，丰富群众文化活动，缩小城乡差距", False),
        ("", False),
        ("1.", False),
    ],
)
def test_thin_objectives(objective: str, thin: bool) -> None:
    case = project("示例", "数|数量|≥9个", objective=objective)
    assert bool(found("C003", case)) is thin


def test_an_echo_of_the_title_is_thin() -> None:
    case = project("小额贷款贴息", "数|人数|≥9人", objective="按时足额拨付小额贷款贴息资金补助")
    assert found("C003", case) == {(1, None)}


def test_unquantified_objectives_are_told_once() -> None:
    bare = project("造林", "数|面积|≥9亩", objective="扩大造林")
    told = project("护林", "数|人数|≥9人", objective="聘用护林员180名")
    (hit,) = hits("C017", bare, bare | {"title": "造林二"}, told)
    assert (hit.project, hit.row) == (None, None)
    assert hit.values["listed"] == "第1个、第2个"
    assert hits("C017", bare, told, told | {"title": "护林二"}) == []


def test_objective_of_another_matter() -> None:
    case = project("中小学课桌椅更新", "数|更新套数|≥9套", objective="提升家庭医生签约服务质量")
    (hit,) = hits("R021", case)
    assert hit.values["about"] == "中小学课桌椅更新"


def test_title_frame_is_left_out_of_the_suggestion() -> None:
    title = "[517]2024年中小学课桌椅更新专项经费"
    case = project(title, "数|更新套数|≥9套", objective="提升家庭医生签约服务质量")
    assert hits("R021", case)[0].values["about"] == "中小学课桌椅更新"


def test_unknown_matter_is_no_mismatch() -> None:
    case = project("暖心工程", "数|送餐份数|≥9份", objective="为独居老人送午餐")
    assert found("R021", case) == set()


def test_a_copied_objective_needs_no_lexicon() -> None:
    origin = project("松鼠观测", "数|松鼠数量|≥90只", objective="记录松鼠越冬过程")
    copy = project("围墙粉刷", "数|粉刷长度|≥90米", objective="记录松鼠越冬过程")
    assert found("R021", origin, copy) == {(2, None)}


def test_paid_role_must_be_named() -> None:
    silent = project("护林员补助", "数|管护面积|≥9万亩", objective="加强森林管护")
    named = project("护林员补助", "数|管护面积|≥9万亩", objective="聘用护林员加强管护")
    assert [hit.values.get("role") for hit in hits("R021", silent)] == ["护林员"]
    assert hits("R021", named) == []


def _words(objective: str, *rows: str) -> str:
    found_hits = hits("R035", project("示例", *rows, objective=objective))
    return found_hits[0].values["words"] if found_hits else ""


@pytest.mark.parametrize(
    ("objective", "rows", "words"),
    [
        ("巩固参保率", ["数|参保人数|≥9人", "社|提高参保率|提高"], "“参保率”"),
        ("巩固参保率", ["质|城乡参保率|≥95%"], ""),
        ("户厕普及率达到85%", ["数|新建户厕数量|≥9座"], ""),
        ("提高工作效率", ["数|系统个数|≥1个"], ""),
        ("接收档案，做好档案接收", ["数|库房数量|≥1间"], "“档案接收”"),
        ("做好档案接收", ["数|接收档案册数|≥90册"], ""),
        ("购置彩超仪6台", ["数|维修用房面积|≥90平方米"], "“购置彩超仪6台”"),
        ("购置彩超仪6台", ["数|购置仪器台数|≥6台"], ""),
        (
            "发放优待金、立功受奖和家属补助",
            ["数|发放优待金人数|≥9人"],
            "“立功受奖补助”“家属补助”",
        ),
        ("发放生活补贴和护理补贴", ["质|发放准确率|100%"], ""),
        ("推进节能型机关、学校、医院建设", ["数|宣传场次|≥9场"], "“节能型机关、学校、医院建设”"),
        ("推进信息化、标准化、规范化建设", ["数|宣传场次|≥9场"], ""),
        ("每生每天补助5元", ["数|学生人数|≥9人"], ""),
        ("（150字以内）", ["数|学生人数|≥9人"], ""),
    ],
)
def test_objective_coverage(objective: str, rows: list[str], words: str) -> None:
    assert _words(objective, *rows).endswith(words)
    assert bool(_words(objective, *rows)) is bool(words)


@pytest.mark.parametrize(
    ("title", "rows", "missing"),
    [
        ("政务外网运维服务", ["数|接入单位|≥9个"], True),
        ("政务外网运维服务", ["质|网络可用率|≥99%"], False),
        ("教师公开招聘", ["数|考试次数|≥2次"], True),
        ("大型招聘会", ["数|举办场次|≥2场"], True),
        ("大型招聘会", ["数|举办场次|≥2场", "数|提供岗位数|≥900个"], False),
        ("农机购置补贴", ["数|补贴机具|≥9台"], True),
        ("农机购置补贴", ["数|补贴机具|≥9台", "质|补贴发放准确率|100%"], False),
        ("农机购置补贴", ["数|补贴机具|≥9台", "成|单台补贴|≤2000元/台"], False),
        ("农机购置补贴", ["成|补贴总额|≤9万元"], True),
        ("河堤治理工程", ["数|加固长度|≥3公里"], True),
    ],
)
def test_core_indicators_by_kind_of_project(title: str, rows: list[str], missing: bool) -> None:
    assert bool(found("R037", project(title, *rows))) is missing
