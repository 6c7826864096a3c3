"""The second level that a name and a value speak for, in several policy fields."""

from __future__ import annotations

import pytest

from perflint.language.category import CategoryEvidence, evidence
from perflint.language.levels import Category
from perflint.records.values import parse_target

# name, value, the category that a careful reader would choose
ROWS: list[tuple[str, str, Category]] = [
    ("培训教师人次", "≥300人次", "数量"), ("造林面积", "≥2000亩", "数量"), ("购置设备台数", "10台", "数量"),
    ("实际帮助讨薪农民工人数", "≥62人", "数量"), ("抽检批次", "≥400批次", "数量"),
    ("工程验收合格率", "100%", "质量"), ("数据准确率", "≥98%", "质量"), ("系统故障率", "≤1%", "质量"),
    ("造林成活率", "≥85%", "质量"), ("设备完好率", "≥95%", "质量"),
    ("补贴发放及时率", "100%", "时效"), ("项目完成时间", "2024年12月底前", "时效"),
    ("故障响应时间", "≤30分钟", "时效"), ("工程按期完工率", "100%", "时效"), ("工期", "≤180天", "时效"),
    ("补贴资金在规定时间内支付到位率", "≥96%", "时效"), ("婚姻登记当日办结率", "≥99%", "时效"),
    ("项目总成本", "≤120万元", "成本"), ("每公里养护成本", "≤2万元", "成本"),
    ("公益性岗位补贴标准", "1800元/人·月", "成本"), ("会议费支出", "≤5万元", "成本"),
    ("带动农户户均增收", "≥3000元", "经济效益"), ("游客消费收入增长率", "≥8%", "经济效益"),
    ("降低企业用电成本", "显著降低", "经济效益"),
    ("维护社会稳定", "有效维护", "社会效益"), ("城镇登记失业率", "≤4.5%", "社会效益"),
    ("惠民政策知晓率", "≥90%", "社会效益"), ("方便群众办事", "明显改善", "社会效益"),
    ("生产安全事故起数", "≤2起", "社会效益"),
    ("单位GDP能耗", "下降3%", "生态效益"), ("森林覆盖率增长", "0.4个百分点", "生态效益"),
    ("改善河道水质", "明显改善", "生态效益"), ("减少扬尘污染", "有效减少", "生态效益"),
    ("建立长效管护机制", "健全", "可持续影响"), ("设备使用年限", "≥5年", "可持续影响"),
    ("持续提升队伍业务水平", "长期", "可持续影响"),
    ("服务对象满意度", "≥90%", "满意度"), ("家长满意率", "≥95%", "满意度"),
]  # fmt: skip


def _evidence(name: str, value: str) -> CategoryEvidence:
    return evidence(name, name, parse_target(value))


@pytest.mark.parametrize(("name", "value", "category"), ROWS)
def test_likely_category(name: str, value: str, category: Category) -> None:
    assert _evidence(name, value).likely == category


@pytest.mark.parametrize(("name", "value", "category"), ROWS)
def test_never_against_the_right_category(name: str, value: str, category: Category) -> None:
    assert not _evidence(name, value).speaks_against(category)


AGAINST: list[tuple[str, str, Category]] = [
    ("资金发放及时率", "100%", "质量"), ("群众满意度", "≥90%", "社会效益"), ("项目总成本", "≤10万元", "数量"),
    ("工程验收合格率", "100%", "时效"), ("培训人次", "≥300人次", "成本"), ("完成时间", "2024年12月", "质量"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "printed"), AGAINST)
def test_against_the_printed_category(name: str, value: str, printed: Category) -> None:
    assert _evidence(name, value).speaks_against(printed)


# Benefits may be counted, and quality and time overlap: these must stay silent.
QUIET: list[tuple[str, str, Category]] = [
    ("受益群众人数", "≥9600人", "社会效益"), ("带动就业人数", "300人", "社会效益"),
    ("火灾事故起数", "≤150起", "社会效益"), ("救援成功率", "≥95%", "社会效益"),
    ("二氧化碳减排量", "≥1400吨", "生态效益"), ("粮食增产量", "≥60万公斤", "经济效益"),
    ("事件平均处置时长", "≤60分钟", "社会效益"), ("任务完成率", "100%", "时效"),
    ("任务完成率", "100%", "数量"), ("节约财政资金", "≥100万元", "经济效益"),
    ("贴息贷款金额", "≥6500万元", "数量"), ("追回拖欠工资金额", "≥313万元", "数量"),
    ("游客投诉率", "≤1%", "满意度"), ("政策知晓率", "≥90%", "满意度"), ("机构稳定运行", "长期", "可持续影响"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "printed"), QUIET)
def test_silent_where_both_are_possible(name: str, value: str, printed: Category) -> None:
    assert not _evidence(name, value).speaks_against(printed)


def test_the_evidence_names_what_spoke() -> None:
    found = _evidence("资金发放及时率", "100%")
    assert (found.likely, found.cue) == ("时效", "及时率")
    found = _evidence("实施情况", "2024年12月31日")
    assert (found.likely, found.value_type, found.cue) == ("时效", "date", "")
    assert 0.0 < found.strength <= 1.0


def test_nothing_speaks() -> None:
    assert _evidence("", "") == CategoryEvidence()
    assert not CategoryEvidence().speaks_against("质量")


def test_a_description_speaks_softly() -> None:
    with_words = evidence("运转情况", "是否按时完成", parse_target("100%"))
    assert with_words.score("时效") == 1.0
    assert _evidence("运转情况", "100%").score("时效") == 0.0
