"""Written forms of the target value, each with what a person reads in it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from perflint.records.target import DateValue
from perflint.records.values import parse_target

P, M, C, D = "percent", "money", "count", "duration"

# raw, operator, number, unit, dimension
NUMBERS: list[tuple[str, str | None, str, str, str | None]] = [
    ("≥95%", "≥", "95", "%", P),
    ("=100%", "=", "100", "%", P),
    ("＝100%", "=", "100", "%", P),
    ("═100%", "=", "100", "%", P),
    ("100%", None, "100", "%", P),
    ("100.0%", None, "100", "%", P),
    ("１００％", None, "100", "%", P),
    ("≥９５％", "≥", "95", "%", P),
    ("≥ 95 %", "≥", "95", "%", P),
    ("=100.00(%)", "=", "100", "%", P),
    ("≥98百分比", "≥", "98", "百分比", P),
    ("100百分比", None, "100", "百分比", P),
    ("95百分之", None, "95", "百分之", P),
    ("≥0.97比例", "≥", "97/100", "比例", "ratio"),
    (">=85", "≥", "85", "", None),
    ("1", None, "1", "", None),
    ("0%", None, "0", "%", P),
    ("<4.5%", "<", "9/2", "%", P),
    ("＜4.5％", "<", "9/2", "%", P),
    ("≧95%", "≥", "95", "%", P),
    ("⩾95%", "≥", "95", "%", P),
    ("≦5%", "≤", "5", "%", P),
    ("〉=95%", "≥", "95", "%", P),
    ("〈5%", "<", "5", "%", P),
    ("＞＝95%", "≥", "95", "%", P),
    ("=>90%", "≥", "90", "%", P),
    ("≯5%", "≤", "5", "%", P),
    ("≮95%", "≥", "95", "%", P),
    ("95%以上", "≥", "95", "%", P),
    ("95%及以上", "≥", "95", "%", P),
    ("95%（含）以上", "≥", "95", "%", P),
    ("95％(含95％)以上", "≥", "95", "%", P),
    ("5%以下", "≤", "5", "%", P),
    ("±3%以内", "±", "3", "%", P),
    ("误差±3%", "±", "3", "%", P),
    ("不低于95%", "≥", "95", "%", P),
    ("不少于2次", "≥", "2", "次", C),
    ("不小于90%", "≥", "90", "%", P),
    ("不得低于95%", "≥", "95", "%", P),
    ("至少1次", "≥", "1", "次", C),
    ("大于等于90%", "≥", "90", "%", P),
    ("大于或等于90%", "≥", "90", "%", P),
    ("不超过100万元", "≤", "100", "万元", M),
    ("不高于3%", "≤", "3", "%", P),
    ("不大于3%", "≤", "3", "%", P),
    ("不多于5人", "≤", "5", "人", C),
    ("至多5人", "≤", "5", "人", C),
    ("小于等于5%", "≤", "5", "%", P),
    ("控制在5%以内", "≤", "5", "%", P),
    ("严格控制在100万元以内", "≤", "100", "万元", M),
    ("控制在100万元", "≤", "100", "万元", M),
    ("降至5%以下", "≤", "5", "%", P),
    ("超过100人", ">", "100", "人", C),
    ("大于95%", ">", "95", "%", P),
    ("高于95%", ">", "95", "%", P),
    ("多于3次", ">", "3", "次", C),
    ("低于5%", "<", "5", "%", P),
    ("小于5%", "<", "5", "%", P),
    ("少于3起", "<", "3", "起", C),
    ("不足5%", "<", "5", "%", P),
    ("等于100%", "=", "100", "%", P),
    ("约10人", "≈", "10", "人", C),
    ("10人左右", "≈", "10", "人", C),
    ("100余人", "≈", "100", "人", C),
    ("达到95%以上", "≥", "95", "%", P),
    ("力争达到95%", None, "95", "%", P),
    ("共计10人", None, "10", "人", C),
    ("各1次", None, "1", "次", C),
    ("100%（每月）", None, "100", "%", P),
    ("100%(历史标准)", None, "100", "%", P),
    ("九成", None, "90", "成", P),
    ("八成以上", "≥", "80", "成", P),
    ("九成五", None, "95", "成", P),
    ("百分之九十五", None, "95", "%", P),
    ("百分之八十以上", "≥", "80", "%", P),
    ("百分之百", None, "100", "%", P),
    ("千分之五", None, "1/2", "%", P),
    ("≤5‰", "≤", "1/2", "‰", P),
    ("1.5个百分点", None, "3/2", "个百分点", P),
    ("2/3", None, "2/3", "", "ratio"),
    ("三分之二", None, "2/3", "", "ratio"),
    ("三分之二以上", "≥", "2/3", "", "ratio"),
    ("1:3", None, "1/3", ":", "ratio"),
    ("3倍", None, "3", "倍", "ratio"),
    ("≤65万元", "≤", "65", "万元", M),
    ("250万", None, "250", "万元", M),
    ("≤620万/月", "≤", "620", "万元", M),
    ("≤1125万元", "≤", "1125", "万元", M),
    ("1 万元", None, "1", "万元", M),
    ("≥1050元", "≥", "1050", "元", M),
    ("12000000元", None, "12000000", "元", M),
    ("1,234.56万元", None, "1234.56", "万元", M),
    ("1，234元", None, "1234", "元", M),
    ("≥1.2亿元", "≥", "1.2", "亿元", M),
    ("3千元", None, "3", "千元", M),
    ("贰拾万元", None, "20", "万元", M),
    ("壹拾万元整", None, "10", "万元整", M),
    ("人民币10万元", None, "10", "万元", M),
    ("￥1000", None, "1000", "元", M),
    ("5角", None, "5", "角", M),
    ("1元5角", None, "15", "角", M),
    ("(<1681680元)", "<", "1681680", "元", M),
    ("【≤10万元】", "≤", "10", "万元", M),
    ("10辆", None, "10", "辆", C),
    ("1种", None, "1", "种", C),
    ("=22个", "=", "22", "个", C),
    ("63人", None, "63", "人", C),
    ("735 人次", None, "735", "人次", C),
    ("3万人", None, "30000", "人", C),
    ("100万人次", None, "1000000", "人次", C),
    ("≥1 000人", "≥", "1000", "人", C),
    ("20个村", None, "20", "个", C),
    ("10名教师", None, "10", "名", C),
    ("12期培训班", None, "12", "期", C),
    ("一百二十人", None, "120", "人", C),
    ("两次", None, "2", "次", C),
    ("0起", None, "0", "起", C),
    ("零投诉", None, "0", "投诉", C),
    ("0事故", None, "0", "事故", C),
    ("无安全事故", None, "0", "安全事故", C),
    ("10(人)", None, "10", "人", C),
    ("10（人次）", None, "10", "人次", C),
    ("≥17600株", "≥", "17600", "株", C),
    ("300头", None, "300", "头", C),
    ("3晚", None, "3", "晚", "other"),
    ("5年", None, "5", "年", D),
    ("≤7工作日", "≤", "7", "工作日", D),
    ("12个月", None, "12", "个月", D),
    ("18月", None, "18", "月", D),
    ("≤24月", "≤", "24", "月", D),
    ("<24小时", "<", "24", "小时", D),
    ("24小时内", "≤", "24", "小时", D),
    ("15日内", "≤", "15", "日", D),
    ("5个工作日内办结", "≤", "5", "个工作日", D),
    ("一个工作日内", "≤", "1", "个工作日", D),
    ("半年", None, "1/2", "年", D),
    ("三年", None, "3", "年", D),
    ("2小时30分钟", None, "150", "分钟", D),
    ("T+1日", None, "1", "日", D),
    ("工期≤180天", "≤", "180", "天", D),
    ("95分", None, "95", "分", "score"),
    ("90分及以上", "≥", "90", "分", "score"),
    ("985米", None, "985", "米", "length"),
    ("2km", None, "2", "km", "length"),
    ("3千米", None, "3", "千米", "length"),
    ("12.5公里", None, "12.5", "公里", "length"),
    ("≥400平方米", "≥", "400", "平方米", "area"),
    ("500㎡", None, "500", "m2", "area"),
    ("5.2万亩", None, "52000", "亩", "area"),
    ("3万立方米", None, "30000", "立方米", "volume"),
    ("2.5万吨", None, "25000", "吨", "weight"),
    ("1200万千瓦时", None, "12000000", "千瓦时", "energy"),
    ("≥80M", "≥", "80", "M", "data"),
    ("500GB", None, "500", "GB", "data"),
    ("-20℃", None, "-20", "°C", "temperature"),
    ("60km/h", None, "60", "km/h", "speed"),
    ("80dB", None, "80", "dB", "other"),
    ("合格率100%", None, "100", "%", P),
    ("群众满意度95%以上", "≥", "95", "%", P),
    ("总成本≤10万元", "≤", "10", "万元", M),
    ("≥-3%", "≥", "-3", "%", P),
    ("100%；", None, "100", "%", P),
    ("“95%”", None, "95", "%", P),
    ("指标1:10人", None, "10", "人", C),
    ("★≥95%", "≥", "95", "%", P),
    ("其中：10人", None, "10", "人", C),
    ("①10人", None, "10", "人", C),
    ("≥95%\n", "≥", "95", "%", P),
    ("\t≥\u30009\n5 %", "≥", "95", "%", P),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "operator", "number", "unit", "dimension"), NUMBERS)
def test_number(
    raw: str, operator: str | None, number: str, unit: str, dimension: str | None
) -> None:
    target = parse_target(raw)
    assert target.kind == "number"
    assert (target.operator, target.number) == (operator, Fraction(number))
    assert (target.unit, target.dimension) == (unit, dimension)


PER: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("1130元/月/人", "1130", "元", ("月", "人")),
    ("780元/生/年", "780", "元", ("生", "年")),
    ("530元/人*月", "530", "元", ("人", "月")),
    ("530元/人·年", "530", "元", ("人", "年")),
    ("530元/（人·月）", "530", "元", ("人", "月")),
    ("=23万元/个", "23", "万元", ("个",)),
    ("1600元/亩", "1600", "元", ("亩",)),
    ("28.40/株", "28.4", "", ("株",)),
    ("≤5.6万元／公里", "5.6", "万元", ("公里",)),
    ("100元每人每年", "100", "元", ("人", "年")),
    ("每人每月100元", "100", "元", ("人", "月")),
    ("人均500元", "500", "元", ("人",)),
    ("101人/次", "101", "人", ("次",)),
    ("≥1次/月", "1", "次", ("月",)),
    ("4次/每年", "4", "次", ("年",)),
    ("1次/3个月", "1", "次", ("3个月",)),
    ("一年4次", "4", "次", ("年",)),
    ("三年一次", "1", "次", ("三年",)),
    ("每月一次", "1", "次", ("月",)),
    ("每年不少于2次", "2", "次", ("年",)),
    ("每季度1次", "1", "次", ("季度",)),
    ("每村1名", "1", "名", ("村",)),
    ("≤35μg/m³", "35", "μg", ("m3",)),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "number", "unit", "per"), PER)
def test_denominators(raw: str, number: str, unit: str, per: tuple[str, ...]) -> None:
    target = parse_target(raw)
    assert target.kind == "number"
    assert (target.number, target.unit, target.per) == (Fraction(number), unit, per)


INTERVALS: list[tuple[str, str, str, str]] = [
    ("85%-90%", "85", "90", "%"),
    ("85～90%", "85", "90", "%"),
    ("85%至90%", "85", "90", "%"),
    ("85%—90%之间", "85", "90", "%"),
    ("大于等于80%且小于90%", "80", "90", "%"),
    ("≥80%，<90%", "80", "90", "%"),
    ("80%≤满意度<90%", "80", "90", "%"),
    ("1-2次", "1", "2", "次"),
    ("10人至20人", "10", "20", "人"),
    ("3-5万人", "30000", "50000", "人"),
    ("10万至20万元", "10", "20", "万元"),
    ("8000元-1万元", "4/5", "1", "万元"),
    ("100±5个", "95", "105", "个"),
    ("18-24℃", "18", "24", "°C"),
    ("10~15个工作日", "10", "15", "个工作日"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "low", "high", "unit"), INTERVALS)
def test_interval(raw: str, low: str, high: str, unit: str) -> None:
    target = parse_target(raw)
    assert target.kind == "interval"
    assert (target.number, target.upper, target.unit) == (Fraction(low), Fraction(high), unit)
    assert target.operator is None


DATES: list[tuple[str, dict[str, Any]]] = [
    ("2023年12月31日", {"year": 2023, "month": 12, "day": 31}),
    ("2023年12月31日前完成支付", {"year": 2023, "month": 12, "day": 31, "bound": "before"}),
    ("2023年12月31日（含）前", {"year": 2023, "month": 12, "day": 31, "bound": "before"}),
    ("截至2023年12月31日", {"year": 2023, "month": 12, "day": 31, "bound": "before"}),
    ("≤2023年12月31日", {"year": 2023, "month": 12, "day": 31, "bound": "before"}),
    ("2023年12月底前", {"year": 2023, "month": 12, "bound": "before"}),
    ("12月底到位", {"month": 12}),
    ("每年12月底前", {"month": 12, "bound": "before"}),
    ("11月底之前", {"month": 11, "bound": "before"}),
    ("十二月底前", {"month": 12, "bound": "before"}),
    ("2025年年底前", {"year": 2025, "month": 12, "bound": "before"}),
    ("2023年底前完成", {"year": 2023, "month": 12, "bound": "before"}),
    ("年底前", {"month": 12, "bound": "before"}),
    ("2021年全年", {"year": 2021, "bound": "within"}),
    ("全年", {"bound": "within"}),
    ("2021年7月", {"year": 2021, "month": 7}),
    ("2023-12-31", {"year": 2023, "month": 12, "day": 31}),
    ("2023/12/31", {"year": 2023, "month": 12, "day": 31}),
    ("2023.12.31", {"year": 2023, "month": 12, "day": 31}),
    ("2023.12", {"year": 2023, "month": 12}),
    ("12月份", {"month": 12}),
    ("10月中旬", {"month": 10}),
    ("12月31日前", {"month": 12, "day": 31, "bound": "before"}),
    ("每月15日前", {"day": 15, "bound": "before"}),
    ("次月10日前", {"day": 10, "bound": "before"}),
    ("15日前", {"day": 15, "bound": "before"}),
    ("第三季度", {"month": 9, "bound": "within"}),
    ("2023年1季度", {"year": 2023, "month": 3, "bound": "within"}),
    ("上半年", {"month": 6, "bound": "within"}),
    ("2023年度", {"year": 2023}),
    ("二〇二三年十二月", {"year": 2023, "month": 12}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "date"), DATES)
def test_date(raw: str, date: dict[str, Any]) -> None:
    target = parse_target(raw)
    assert target.kind == "date"
    assert target.date == DateValue(**date)
    assert "ambiguous-month" not in target.marks


RANGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("2023.07-2024.01", {"year": 2023, "month": 7}, {"year": 2024, "month": 1}),
    ("2020年1月--2020年11月", {"year": 2020, "month": 1}, {"year": 2020, "month": 11}),
    ("2021年1月-12月", {"year": 2021, "month": 1}, {"year": 2021, "month": 12}),
    ("2023年6月—2024年6月", {"year": 2023, "month": 6}, {"year": 2024, "month": 6}),
    ("1-12月", {"month": 1}, {"month": 12}),
    ("5月1日-10月1日", {"month": 5, "day": 1}, {"month": 10, "day": 1}),
    ("2023年1月1日至12月31日", {"year": 2023, "month": 1, "day": 1},
     {"year": 2023, "month": 12, "day": 31}),
    ("2023-2025年", {"year": 2023}, {"year": 2025}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "since", "until"), RANGES)
def test_range_of_dates(raw: str, since: dict[str, Any], until: dict[str, Any]) -> None:
    target = parse_target(raw)
    assert target.kind == "date"
    assert target.since == DateValue(**since)
    assert target.date == DateValue(bound="within", **until)


@pytest.mark.parametrize("raw", ["12月", "3月", "≤12月", "十二月", "3月以内", "＜6月"])
def test_bare_month_is_ambiguous(raw: str) -> None:
    target = parse_target(raw)
    assert target.kind == "date"
    assert "ambiguous-month" in target.marks


GRADES: list[tuple[str, tuple[str, ...]]] = [
    ("优良中差", ("优", "良", "中", "差")),
    ("优/良/中/差", ("优", "良", "中", "差")),
    ("优、良、中、差", ("优", "良", "中", "差")),
    ("好/较好/一般/差", ("好", "较好", "一般", "差")),
    ("显著/较好/一般", ("显著", "较好", "一般")),
    ("高中低", ("高", "中", "低")),
    ("达成预期指标/部分达成/未达成", ("达成预期指标", "部分达成", "未达成")),
    ("达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差",
     ("达成年度指标", "部分达成年度指标", "未达成年度指标")),
    ("优秀（≥90分）、良好（80-90分）、一般（60-80分）、差（<60分）",
     ("优秀", "良好", "一般", "差")),
    ("好：反映良好；一般：反映一般；差：反映较差", ("好", "一般", "差")),
    ("优", ("优",)),
    ("良好", ("良好",)),
    ("优良", ("优良",)),
    ("优（90分以上）", ("优",)),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "grades"), GRADES)
def test_grades(raw: str, grades: tuple[str, ...]) -> None:
    target = parse_target(raw)
    assert (target.kind, target.grades) == ("grades", grades)
    assert ("single-grade" in target.marks) == (len(grades) == 1)


REFERENCES: list[tuple[str, str | None, str | None]] = [
    ("参照最低工资标准", None, None),
    ("参照政府采购成本控制", None, None),
    ("不超过实际缴费的2/3", "≤", "2/3"),
    ("按规定标准", None, None),
    ("按合同约定", None, None),
    ("按文件执行", None, None),
    ("据实结算", None, None),
    ("不超预算", "≤", None),
    ("≤预算金额", "≤", None),
    ("控制在预算内", "≤", None),
    ("不低于上年", "≥", None),
    ("高于全省平均水平", ">", None),
    ("较上年增长5%", None, "5"),
    ("同比增长≥10%", "≥", "10"),
    ("比上年提高2个百分点", None, "2"),
    ("提高5%", None, "5"),
    ("不低于工程总价的百分之三", "≥", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "operator", "number"), REFERENCES)
def test_reference(raw: str, operator: str | None, number: str | None) -> None:
    target = parse_target(raw)
    assert (target.kind, target.operator) == ("reference", operator)
    assert target.number == (None if number is None else Fraction(number))
    assert target.fen is None


TEXTS = (
    """
可控|及时|减少|提升|降低|提高|健全|合理|合规|有效|增强|优化|长期|巩固提高|稳步提高|持续改善|显著改善|显著提高|持续保障
持续影响|影响可持续|经济效益良好|效果良好|有力保障|正面支撑|保障|基本建立|应改尽改|严格执行相关制度规定|是/否|是|已完成|随时|即时办理
企业所得税减按15%征收|完成3个村的整治工作|保证退休人员基本生活|按参保档次享受不同补贴资金|按时完成|按计划推进|按月足额发放
一次性|十分满意|一致好评|一人一档|三级|5A级|第一|前三名|每年|100%、95%|10人5车|2023年招聘10人|间数|人/年|7×24小时|万无一失|千方百计
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("raw", TEXTS)
def test_text(raw: str) -> None:
    target = parse_target(raw)
    assert target.kind == "text"
    assert target.number is None
    assert target.dimension is None


REMNANTS = ["(≥**个)", "(≤**万元)", "(<**元/户·年)", "**%", "XX%", "××个", "≥个", "≤万元", "≥", "%", "待定",
            "待填写", "___", "≥XX次"]  # fmt: skip


@pytest.mark.parametrize("raw", REMNANTS)
def test_template_remnant(raw: str) -> None:
    target = parse_target(raw)
    assert target.kind == "text"
    assert target.marks == {"template-remnant"}


@pytest.mark.parametrize("raw", ["(≥**株)>=17600株", ">=17600株（≥**株）"])
def test_value_beside_a_remnant(raw: str) -> None:
    target = parse_target(raw)
    assert (target.operator, target.number, target.unit) == ("≥", 17600, "株")
    assert "template-remnant" in target.marks


@pytest.mark.parametrize("raw", ["", " ", "\n\t", "\u3000", "()", "\ufeff"])
def test_empty(raw: str) -> None:
    assert parse_target(raw, "≥", "个").kind == "empty"


@pytest.mark.parametrize("raw", ["无", "/", "—", "-", "不适用"])
def test_not_applicable(raw: str) -> None:
    target = parse_target(raw)
    assert target.kind == "text"
    assert target.marks == {"not-applicable"}
