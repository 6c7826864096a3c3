"""Borrowed rows, impossible measures, stock, posts and sides of a scope."""

from __future__ import annotations

import pytest
from project_cases import found, hits, project, row

from perflint.checks.matter.objective_text import bare_objective, has_figure
from perflint.checks.matter.promises import promises
from perflint.checks.matter.scope import _mixed_level
from perflint.checks.matter.words import telling_pairs
from perflint.extraction.narrative import _is_heading
from perflint.language.roles import drifted_role, near_roles


@pytest.mark.parametrize(
    ("text", "bare", "figure"),
    [
        ("提供岗位2000个以上", "提供岗位2000个以上", True),
        ("惠及2024人", "惠及2024人", True),
        ("落实2024年各项任务", "落实各项任务", False),
        ("2023-2025年持续管护", "-持续管护", False),
        ("2024 年管护", "管护", False),
    ],
)
def test_years_are_told_from_round_figures(text: str, bare: str, figure: bool) -> None:
    assert bare_objective(text) == bare
    assert has_figure(text) is figure


def test_how_often_is_an_output_wherever_it_stands() -> None:
    (often,) = promises("组织3次照护评估")
    assert often.behind
    (scope,) = promises("对18座水库开展看护")
    assert not scope.behind
    (bound,) = promises("提供岗位900个以上")
    assert (bound.noun, bound.behind) == ("提供岗位"[2:], True)


def test_words_of_any_row_tell_nothing() -> None:
    assert telling_pairs("设施设备故障处理及时率") == frozenset()
    assert telling_pairs("渡船倾覆责任事故") == {"渡船", "船倾", "倾覆"}
    assert "系统" in telling_pairs("票务系统", title=False)
    assert "系统" not in telling_pairs("票务系统")


SHIP = project(
    "渡船安全检验",
    "数|检验渡船艘数|=36艘",
    "社|渡船倾覆责任事故|0起",
    "质|设施完好率|≥98%",
    objective="检验渡船36艘，船上设施设备完好",
)


def test_borrowed_rows_name_their_origin() -> None:
    kitchen = project("食堂灶具更新", "社|渡船倾覆责任事故|0起", objective="更新灶具14台")
    (hit,) = hits("R022", SHIP, kitchen)
    assert (hit.project, hit.row, hit.variant) == (2, 1, "borrowed")
    assert hit.values["other"] == "渡船安全检验"


def test_plain_rows_are_borrowed_only_in_company() -> None:
    alone = project("食堂灶具更新", "质|设施完好率|≥98%", objective="更新灶具14台")
    assert found("R022", SHIP, alone) == set()


@pytest.mark.parametrize(
    ("title", "name", "alien"),
    [
        ("消防安全宣传月", "工程质量验收合格率", True),
        ("消防站改造", "工程质量验收合格率", False),
        ("消防安全宣传月", "交通事故死亡人数下降率", True),
        ("公路安全设施养护", "交通事故死亡人数下降率", False),
        ("老旧小区供热管网", "供热室温合格率", False),
    ],
)
def test_measures_need_a_word_that_bears_them(title: str, name: str, alien: bool) -> None:
    case = project(title, f"质|{name}|≥95%", objective=title)
    assert bool(found("R022", case)) is alien


@pytest.mark.parametrize(
    ("title", "item", "own"),
    [
        ("防雷检测业务费", row("数|监测装置数量|=26套", description="站点现有装备保有量"), True),
        ("防雷装置更新", row("数|更新监测装置数量|=26套", description="现有装备更新"), False),
        ("市场改造补助", row("数|专班工作人员数|=9人", description="抽调专班人员"), True),
        ("技能比武", row("数|参赛职工人数|≥900人次"), False),
        ("民情通平台运行维护", row("数|服务器数量|=12台"), True),
        ("民情通平台运行维护", row("数|维护服务器数量|=12台"), False),
    ],
)
def test_stock_is_told_by_what_the_row_says(title: str, item: dict[str, object], own: bool) -> None:
    assert bool(found("R030", project(title, item))) is own


def test_longer_posts_have_the_near_ones_of_the_shorter() -> None:
    assert "清扫员" in near_roles("保洁员")
    assert drifted_role("警务辅助人员工资", "辅警人数") is None
    assert drifted_role("警务辅助人员工资", "协警人数") == ("警务辅助人员", "协警")


def test_those_counted_drift_though_another_row_is_right() -> None:
    case = project("速报员补助", "数|联络员人数|≥340人", "数|速报员培训人次|≥340人次")
    assert found("R026", case) == {(1, None)}


@pytest.mark.parametrize(
    ("office", "level"),
    [("云岭州林业局", "州级"), ("青岭县林业局", ""), ("", "")],
)
def test_rank_of_the_office_decides_whose_money_it_is(office: str, level: str) -> None:
    assert _mixed_level("提前下达州级配套资金", office) == level


def test_objective_for_other_people() -> None:
    case = project("离休干部服务", "数|走访人次|≥90人次", objective="选派驻村干部6名开展帮扶")
    assert [hit.variant for hit in hits("R021", case)][:1] != []
    same = project("离休干部服务", "数|走访人次|≥90人次", objective="走访离休干部90人次")
    assert hits("R021", same) == []


def test_boilerplate_needs_no_slogan() -> None:
    one = project("流动图书车", "社|公共文化服务能力|提升")
    other = project("古籍修复", "社|公共文化服务能力|提升")
    assert len(hits("R023", one, other)) == 1
    counted = [project(title, "社|公共文化服务能力|≥90%") for title in ("流动图书车", "古籍修复")]
    assert hits("R023", *counted) == []


@pytest.mark.parametrize(
    ("text", "heading"),
    [("部门整体绩效目标", True), ("单位整体支出绩效目标", True), ("做好各项工作", False)],
)
def test_headings_known_by_what_they_say(text: str, heading: bool) -> None:
    assert _is_heading(text, 0) is heading
