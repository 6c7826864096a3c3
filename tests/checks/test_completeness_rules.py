"""Bases, formulas, placeholders, measurable benefits, weights and the department's own target."""

from __future__ import annotations

import pytest
from project_cases import found, hits, project, row

from perflint.checks.form.department import target_figures
from perflint.checks.value.bases import is_generic


@pytest.mark.parametrize(
    "basis",
    [
        "文件要求",
        "按照上级文件精神",
        "根据工作需要",
        "相关政策规定",
        "部门工作安排",
        "政策、法规要求",
        "按规定",
    ],
)
def test_generic_bases(basis: str) -> None:
    assert is_generic(basis)


@pytest.mark.parametrize(
    "basis",
    [
        "", "合同约定", "行业标准", "国家标准", "工作计划", "年度工作计划", "财农〔2023〕36号", "《管理办法》要求",
        "编制文件、合同", "系统提取", "预算批复", "问卷调查", "上年实际数据", "林规发12号文件",
    ],
)  # fmt: skip
def test_specific_bases(basis: str) -> None:
    assert not is_generic(basis)


def test_half_of_the_rows_weighs_more() -> None:
    vague = row("数|人数|≥9人", basis="文件要求")
    exact = row("质|合格率|100%", basis="施工合同")
    assert [hit.variant for hit in hits("C012", project("示例", vague, exact))] == ["half"]
    assert [hit.variant for hit in hits("C012", project("示例", vague, exact, exact))] == [""]


def test_bases_are_not_asked_of_a_form_without_the_column() -> None:
    assert hits("C012", project("示例", "数|人数|≥9人")) == []


@pytest.mark.parametrize(
    ("name", "description", "silent"),
    [
        ("更换完成率", "更换完成率", False),
        ("抽检合格率（%）", "", False),
        ("考核合格率", "合格人数占总人数的比例", True),
        ("完好率", "完好台数÷总台数", True),
        ("巩固率", "巩固率", True),
        ("合格率=合格数/总数", "合格率", True),
        ("准确率", "准确人数*100%", True),
        ("完成时间", "完成时间", True),
    ],
)
def test_rates_need_a_formula(name: str, description: str, silent: bool) -> None:
    case = project("示例", row(f"质|{name}|≥95%", description=description))
    assert (found("C014", case) == set()) is silent


def test_rates_of_a_form_without_descriptions_are_left_alone() -> None:
    assert found("C014", project("示例", "质|亮灯率|≥98%")) == set()


@pytest.mark.parametrize(
    ("name", "description", "vacuous"),
    [
        ("工程验收合格率", "反映工程验收合格情况", True),
        ("工程验收合格率", "工程验收合格率", False),
        ("造林面积", "反映当年完成栽植并经县级自查合格的面积情况", False),
        ("修复率", "反映修复情况：修复次数/报障次数", False),
        ("讲座场次", "以签到表为准", False),
    ],
)
def test_vacuous_descriptions(name: str, description: str, vacuous: bool) -> None:
    case = project("示例", row(f"质|{name}|≥95%", description=description))
    assert bool(found("C019", case)) is vacuous


@pytest.mark.parametrize(
    "item",
    [
        "数|新建公园|≥**个", "质|指标1：|≥95%", "时|采购时间|待定", "数|××数量|≥9个", "数|培训人数|≥个",
        "经|产值|____万元", "社|……|提升", "数|XX村受益人数|≥9人", "社|影响（150字以内）|提升",
    ],
)  # fmt: skip
def test_placeholders(item: str) -> None:
    assert [hit.variant for hit in hits("C007", project("示例", item))] == [""]


@pytest.mark.parametrize(
    "item",
    [
        "数|X光机数量|≥2台", "数|XXL号手套数量|≥90副", "质|差错率|≤0.5%", "社|安全事故|无", "数|指标1：人数|≥9人",
        "时|完成时间|2024年6月1日前", "质|长宽比|1×2", "数|接待定点医院数量|≥2家", "数|巡查次数|≥12次",
    ],
)  # fmt: skip
def test_no_placeholders(item: str) -> None:
    assert hits("C007", project("示例", item)) == []


def test_none_as_a_value_is_only_asked() -> None:
    assert [hit.variant for hit in hits("C007", project("示例", "经|带动产值|无"))] == ["none"]


def test_placeholders_in_title_and_objective() -> None:
    case = project("××村道路", "数|里程|≥9公里", objective="待补充")
    assert [hit.field for hit in hits("C007", case)] == ["title", "objective"]


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        (["社|身体素质|逐步增强", "持|氛围|浓厚"], True),
        (["社|普及率|≥85%", "持|氛围|浓厚"], False),
        (["社|改善程度|优/良/中/差"], False),
        (["数|人数|≥9人"], False),
        (["持|使用年限|≥15年"], False),
    ],
)
def test_measurable_benefits(rows: list[str], reported: bool) -> None:
    assert bool(found("C008", project("示例", *rows))) is reported


def _weights(*weights: str | None, local: str = "generic") -> list[str]:
    rows = [row("数|人数|≥9人", **({"weight": w} if w else {})) for w in weights]
    return [
        hit.values.get("total", hit.variant)
        for hit in hits("C018", project("示例", *rows), local=local)
    ]


def test_weight_sums() -> None:
    assert _weights("60", "40") == []
    assert _weights("50", "40") == []
    assert _weights("60", "50") == ["110"]
    assert _weights("0.6", "0.4") == []
    assert _weights("0.5", "0.3") == ["0.8"]


def test_weight_sum_of_the_local_form() -> None:
    assert _weights("50", "40", local="hebei-2023") == ["90"]


def test_weights_of_merged_cells_and_zero() -> None:
    assert _weights(None, None) == []
    assert _weights("50", None) == []
    assert _weights("100", "0") == ["zero"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("优良路率达到85%以上。", 1),
        ("结案率98%以上，满意度不低于90%。", 2),
        ("上年接种率96%。", 0),
        ("根据2024年要点和林规发〔2021〕12号文件。", 0),
        ("造林不少于900亩。", 1),
        ("截至目前已建成236个。", 0),
    ],
)
def test_target_figures(text: str, count: int) -> None:
    assert len(target_figures(text)) == count


PROSE = "围绕办人民满意的教育，深化教育综合改革，促进教育公平，提升教育质量，推动全县教育事业高质量发展。"


def _department(*projects: dict[str, object], text: str = PROSE) -> int:
    passage = {"section": "部门整体绩效目标", "text": text}
    return len(hits("C016", project("示例", "数|人数|≥9人"), *projects, passages=[passage]))


def test_department_target_in_prose() -> None:
    assert _department() == 1
    assert _department(text="详见附表。") == 0
    assert _department(text=f"{PROSE}巩固率达到96%以上，入园率不低于90%。") == 0
    assert _department(project("某局", "数|学校数|≥9所", kind="department")) == 0


def test_budget_not_shown_is_one_fact_of_the_form() -> None:
    bare = project("甲", "数|人数|≥9人")
    assert found("C015", bare, bare) == {(None, None)}
    assert found("C015", bare, project("乙", "数|人数|≥9人", amount="12")) == set()
