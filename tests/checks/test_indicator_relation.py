"""Whether a row belongs to its project and stands under the right label."""

from __future__ import annotations

import pytest
from project_cases import context, found, hits, project, row

from perflint.checks.form.phrases import name_length
from perflint.checks.matter.labels import bare_name, has_time, speaks_of_quality, speaks_of_time
from perflint.checks.matter.scope import _mixed_level

ROAD = ["数|养护公路里程|≥900公里"]


@pytest.mark.parametrize(
    ("title", "extra", "alien"),
    [
        ("农村公路养护", "社|提高义务教育教学质量|提高", True),
        ("农村公路养护", "满|就诊患者满意度|≥90%", True),
        ("农村公路养护", "满|服务对象满意度|≥90%", False),
        ("农村公路养护", "经|带动景区门票收入|≥9万元", False),
        ("农村公路养护", "生|减少扬尘|减少", False),
        ("农村公路养护", "社|减少交通事故|减少", False),
        ("农村公路养护", "社|减少信访|减少", False),
        ("农村公路养护", "社|公路通行条件|改善", False),
        ("暖心行动", "社|提高义务教育教学质量|提高", True),
    ],
)
def test_alien_rows(title: str, extra: str, alien: bool) -> None:
    assert bool(found("R022", project(title, *ROAD, extra))) is alien


def test_unknown_project_matter_accuses_no_row() -> None:
    case = project("暖心行动", "数|走访次数|≥9次", "社|提高义务教育教学质量|提高")
    assert found("R022", case) == set()


def test_survey_description_counts_where_it_differs() -> None:
    survey = row("满|服务对象满意度|≥90%", description="参保人员对经办服务的满意程度")
    (hit,) = hits("R022", project("送戏下乡演出", "数|演出场次|≥60场", survey))
    assert (hit.field, hit.variant) == ("description", "surveyed")


def test_support_projects_may_speak_of_the_whole_office() -> None:
    window = project("窗口劳务派遣", "数|派遣人数|≥9人", "社|保障参保业务办理|保障")
    office = project("社会保险经办", "数|办理件数|≥90件")
    assert found("R022", window, office) == set()


def test_pairs_that_do_not_go_together() -> None:
    case = project("平台网络运维", "数|网点数量|≥9个", "质|数据录入质量|提高")
    assert found("R022", case) == {(1, 2)}


@pytest.mark.parametrize(
    ("title", "name", "contradicts"),
    [
        ("住院医疗救助", "数|门诊救助人次|≥9人次", True),
        ("住院和门诊医疗救助", "数|门诊救助人次|≥9人次", False),
        ("住院医疗救助", "数|门诊住院救助人次|≥9人次", False),
        ("城镇污水处理", "生|农村水环境|改善", False),
        ("城镇污水处理", "数|农村管网长度|≥9公里", True),
        ("智慧城市平台", "数|农村点位数量|≥9个", False),
    ],
)
def test_scope_contradictions(title: str, name: str, contradicts: bool) -> None:
    assert bool(found("R024", project(title, name))) is contradicts


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("提前下达幼儿资助县级补助资金", "县级"),
        ("提前下达省级补助县级配套资金", ""),
        ("提前下达中央县级配套补贴资金", "县级"),
        ("提前下达中央及县级配套资金", ""),
        ("县级补助资金", ""),
        ("提前下达县级护林员岗位", ""),
    ],
)
def test_level_of_money(text: str, level: str) -> None:
    assert _mixed_level(text) == level


def test_role_drift_in_title_and_objective() -> None:
    by_title = project("护林员补助", "数|管护员人数|≥9人")
    by_objective = project("森林防火", "数|管护员人数|≥9人", objective="聘用护林员9名")
    survey_only = project("护林员补助", "数|发放人数|≥9人", "满|管护员满意度|≥90%")
    assert found("R026", by_title) == {(1, None)}
    assert found("R026", by_objective) == {(1, None)}
    assert found("R026", survey_only) == set()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("发放准确率（%）", "发放准确率"),
        ("结案率=结案数/立案数", "结案率"),
        ("改造数量： ", "改造数量"),
        ("完好率。", "完好率"),
    ],
)
def test_bare_name(text: str, bare: str) -> None:
    assert bare_name(text) == bare


def _only(item: dict[str, object]) -> object:
    return context(project("示例", item)).projects[0].rows[0]


@pytest.mark.parametrize(
    "item",
    [
        row("时|春季造林|5月底前"),
        row("时|到达现场|≤10分钟"),
        row("时|按期办结率|100%"),
        row("时|病案归档率|≥95%", description="出院后3日内归档的比例"),
        row("时|业务办理|即时办理"),
        row("时|机制运行|长期"),
    ],
)
def test_has_time(item: dict[str, object]) -> None:
    assert has_time(_only(item))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["时|竣工率|100%", "时|2024年开工率|≥90%", "时|签订率|≥95%"])
def test_has_no_time(text: str) -> None:
    assert not has_time(_only(row(text)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("质|排涝及时率|≥95%", True),
        ("质|活动按时开展率|≥95%", True),
        ("质|及时完成验收率|≥90%", True),
        ("质|准确及时上报率|≥95%", False),
        ("质|验收合格率|100%", False),
    ],
)
def test_speaks_of_time(text: str, time: bool) -> None:
    assert speaks_of_time(_only(row(text))) is time  # type: ignore[arg-type]


def test_speaks_of_quality_only_without_time() -> None:
    assert speaks_of_quality(_only(row("时|堤防达标率|≥90%")))  # type: ignore[arg-type]
    assert not speaks_of_quality(_only(row("时|按期达标率|≥90%")))  # type: ignore[arg-type]


def test_a_swapped_pair_is_one_finding() -> None:
    (hit,) = hits("R027", project("泵站", "质|排涝及时率|≥95%", "时|堤防达标率|≥90%"))
    assert (hit.variant, hit.rows) == ("pair", ((1, 1), (1, 2)))


def test_swapped_benefits_leave_common_names_to_the_other_rule() -> None:
    swapped = project("矫正", "持|减少重新犯罪|减少", "社|持续帮助融入社会|融入")
    assert found("R032", swapped) == {(1, 1), (1, 2)}
    usual = project("帮教", "社|减少重新犯罪|减少")
    assert found("R032", swapped, usual) == set()


@pytest.mark.parametrize(
    ("title", "name", "own"),
    [
        ("业务费", "数|办公用房面积|≥9平方米", True),
        ("用房维修", "数|办公用房面积|≥9平方米", False),
        ("业务费", "数|维修办公用房面积|≥9平方米", False),
        ("业务费", "数|工作人员数量|26人", True),
        ("编外人员工资", "数|工作人员数量|26人", False),
        ("业务费", "数|服务工作人员数量|26人", False),
        ("业务费", "质|在编人数达标率|100%", False),
    ],
)
def test_inputs(title: str, name: str, own: bool) -> None:
    assert bool(found("R030", project(title, name))) is own


@pytest.mark.parametrize(
    ("title", "name", "process"),
    [
        ("灌区改造", "时|工程资金下达及时率|≥95%", True),
        ("灌区改造", "质|工程资金到位率|100%", True),
        ("养老补助", "质|养老资金到位率|100%", False),
        ("灌区改造", "质|物资到位率|100%", False),
        ("灌区改造", "时|任务执行率|100%", False),
        ("残疾人补贴", "时|补贴资金发放及时率|100%", False),
    ],
)
def test_fund_process(title: str, name: str, process: bool) -> None:
    assert bool(found("R031", project(title, name))) is process


def test_rows_of_the_scoring_system_are_left_alone() -> None:
    case = {"level1": "预算执行率", "level2": "预算执行率", "name": "预算执行率", "value": "100%"}
    assert found("R031", project("公园改造", case)) == set()


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("质|校舍工程按时完工|100%", True),
        ("时|主体工程竣工|2024年10月底前", False),
        ("时|2024年12月底前完工|2024年12月底前", False),
        ("时|清明节前完成陵园修缮|2024年4月4日", True),
        ("时|确保物资储备到位|2024年6月1日前", True),
        ("数|完成人工造林|≥5000亩", False),
        ("数|完成全年工作任务|≥5项", True),
        ("数|进一步加大宣传力度|≥12次", True),
        ("数|完成普查件数|≥1200件", False),
        ("社|保障饮水安全|保障", False),
        ("质|按时完成|100%", False),
    ],
)
def test_tasks(text: str, task: bool) -> None:
    assert bool(found("R033", project("示例", text))) is task


def test_long_names_are_counted_without_brackets_and_number() -> None:
    assert name_length("指标1：补助卫生室数量（含分院）") == 7
    long = "社|全县农村留守儿童和困境儿童得到关爱服务并健康成长|提升"
    (hit,) = hits("R033", project("示例", long))
    assert (hit.variant, hit.values["length"]) == ("long", "24")


@pytest.mark.parametrize(
    ("name", "compound"),
    [
        ("改善办学条件，消除安全隐患", True),
        ("疫苗接种率、建卡率", True),
        ("对程序满意、对态度满意", True),
        ("建立健全检测机制，持续提升水质", True),
        ("学生、家长满意度", False),
        ("提高道路、桥梁通行能力", False),
        ("交通安全、消防安全", False),
        ("服务质量、服务态度评分", False),
        ("就业、社保工作", False),
        ("新增停车位（含路内、路外）", False),
    ],
)
def test_compound_names(name: str, compound: bool) -> None:
    assert bool(found("R034", project("示例", f"社|{name}|提升"))) is compound
