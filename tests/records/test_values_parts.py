"""Marks, spans, columns and money of target values; numerals and units against other sources."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.records.target import TargetValue
from perflint.records.values import parse_target
from perflint.records.values.numerals import chinese_number
from perflint.records.values.units import unit_table

MARKS = [
    ("≥90百分比", "percent-word"), ("≥９５％", "fullwidth"), ("≧95%", "lookalike-operator"),
    (">=95%", "lookalike-operator"), ("1,000人", "thousands"), ("贰拾万元", "chinese-numeral"),
    ("不低于95%", "verbal-operator"), ("95%以上", "verbal-operator"), ("≥95", "bare-number"),
    ("<4.5%", "strict"), ("≤95%以上", "operator-conflict"), ("250万", "cut-unit"),
    ("合格率100%", "named"), ("较上年增长5%", "relative"), ("收到申请后5日内", "relative"),
    ("44,561", "excel-serial"), ("$90%", "ocr-suspect"), ("^95%", "ocr-suspect"),
    ("工95%", "ocr-suspect"), ("292%", "ocr-suspect"), ("2100%", "ocr-suspect"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "mark"), MARKS)
def test_mark(raw: str, mark: str) -> None:
    assert mark in parse_target(raw).marks


@pytest.mark.parametrize(
    "raw", ["≥95%", "10人", "≤47.43万元", "2280次", "基本保障", "2023年12月31日"]
)
def test_plain_values_have_no_marks(raw: str) -> None:
    assert parse_target(raw).marks == frozenset()


FEN = [
    ("≤47.43万元", 47_430_000), ("18000000元", 1_800_000_000), ("0.1元", 10), ("5角", 50),
    ("250万", 250_000_000), ("1.2亿元", 12_000_000_000), ("28.405元", Fraction(5681, 2)),
    ("10美元", None), ("95分", None), ("≥95%", None),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "fen"), FEN)
def test_money_in_exact_fen(raw: str, fen: int | Fraction | None) -> None:
    assert parse_target(raw).fen == fen


SPANS = [
    ("≥95%", {"operator": "≥", "number": "95", "unit": "%"}),
    (" ≤ 1,234.5 万元/人·年 ", {"operator": "≤", "number": "1,234.5", "unit": "万元", "per": "/人·年"}),
    ("95％以上", {"operator": "以上", "number": "95", "unit": "％", "suffix": "以上"}),
    ("控制在5%以内", {"operator": "控制在", "number": "5", "unit": "%", "suffix": "以内"}),
    ("85%-90%", {"number": "85", "upper": "90", "unit": "%"}),
    ("2023年12月底前完成", {"date": "2023年12月底前"}),
    ("10名教师", {"number": "10", "unit": "名", "noun": "教师"}),
    ("合格率≥98%", {"name": "合格率", "operator": "≥", "number": "98", "unit": "%"}),
    ("不超过实际缴费的2/3", {"operator": "不超过", "number": "2/3"}),
    ("500㎡", {"number": "500", "unit": "㎡"}),
    ("(≥**株)>=17600株", {"operator": ">=", "number": "17600", "unit": "株"}),
    ("九成", {"number": "九", "unit": "成"}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "parts"), SPANS)
def test_spans_point_into_the_raw_text(raw: str, parts: dict[str, str]) -> None:
    target = parse_target(raw)
    assert {name: raw[start:end] for name, (start, end) in target.spans.items()} == parts


COLUMNS: list[tuple[tuple[str, str, str], str | None, str, str, str]] = [
    (("95", "≥", "%"), "≥", "95", "%", "percent"),
    (("95", "大于等于", "%"), "≥", "95", "%", "percent"),
    (("95", "≧", "百分比"), "≥", "95", "百分比", "percent"),
    (("100", "等于", "元/人·年"), "=", "100", "元", "money"),
    (("9", "≤", "万元"), "≤", "9", "万元", "money"),
    (("3", "≥", "万人"), "≥", "30000", "人", "count"),
    (("10", "正向", "人/次"), None, "10", "人", "count"),
    (("10", "定性", "个（套）"), None, "10", "个", "count"),
    (("5", "=", "千米"), "=", "5", "千米", "length"),
    (("8", ">=", "标准孔"), "≥", "8", "标准孔", "other"),
    (("2023.12", "", "万元"), None, "2023.12", "万元", "money"),
    (("95%", "≥", "%"), "≥", "95", "%", "percent"),
    (("≥95%", "≥", "%"), "≥", "95", "%", "percent"),
    (("10人", "≥", "个"), "≥", "10", "人", "count"),
    (("0.97", "≥", "比例"), "≥", "0.97", "比例", "ratio"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "operator", "number", "unit", "dimension"), COLUMNS)
def test_columns(
    cells: tuple[str, str, str], operator: str | None, number: str, unit: str, dimension: str
) -> None:
    target = parse_target(*cells)
    assert target.kind == "number"
    assert (target.operator, target.number) == (operator, Fraction(number))
    assert (target.unit, target.dimension) == (unit, dimension)
    assert "bare-number" not in target.marks


def test_columns_leave_their_marks() -> None:
    assert parse_target("95", "≥", "%").marks == {"operator-column", "unit-column"}
    assert "operator-conflict" in parse_target("≤95%", "≥", "").marks
    assert "unit-conflict" in parse_target("10万元", "", "元").marks
    assert "unit-conflict" not in parse_target("10人", "", "个").marks
    assert "ambiguous-month" in parse_target("12", "≤", "月").marks
    assert parse_target("优", "定性", "").operator is None
    assert parse_target("2023年12月31日", "小于等于", "").date.bound == "before"  # type: ignore[union-attr]


def test_size_before_the_money_unit_of_a_column() -> None:
    target = parse_target("10", "", "万")
    assert (target.unit, target.fen) == ("万元", 10_000_000)


def test_same_object_for_the_same_cells() -> None:
    assert parse_target("≥95%", "", "") is parse_target("≥95%", "", "")


def test_json_does_not_depend_on_the_run() -> None:
    """A set of marks in JSON keeps one order, whatever the hash seed."""
    code = (
        "from perflint.records.values import parse_target;"
        "print(parse_target('＞＝九成五以上').model_dump_json())"
    )
    outputs = set()
    for seed in ("0", "1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["number"] == "95"


@pytest.mark.parametrize("case", ["low", "up"])
def test_numerals_against_cn2an(case: str) -> None:
    cn2an = pytest.importorskip("cn2an")
    edges = [10**n + d for n in range(4, 13) for d in (-1, 0, 1, 10, 1001)] + [1050, 12_0001_0001]
    step = 1 if case == "low" else 7
    wrong = [
        number
        for number in [*range(0, 20_001, step), *edges]
        if chinese_number(cn2an.an2cn(number, case)) != number
    ]
    assert wrong == []


SPOKEN = [
    ("一万五", 15000), ("一百二", 120), ("一万零五", 10005), ("十二", 12), ("廿五", 25), ("两千", 2000),
    ("二〇二三", 2023), ("三点五", Fraction(7, 2)), ("一万亿", 10**12), ("两万三千", 23000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SPOKEN)
def test_spoken_numerals(text: str, number: int | Fraction) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "百", "万", "一二三十", "人", "点五", "三点", "一千一千个"])
def test_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


def test_unit_table() -> None:
    table = unit_table()
    assert len(table) >= 150
    assert table["亿元"].factor == 10**8
    assert table["亩"].factor == Fraction(2000, 3)
    assert table["工作日"].factor is None
    dimensions = {unit.dimension for unit in table.values()}
    assert {"percent", "money", "count", "duration", "length", "area", "volume"} <= dimensions


_CHARS = st.sampled_from(
    "0123456789.,%％万亿千百十元人次个年月日号季度一二三两零半成分之点贰拾以上内下不低于超过控制在约"
    "≥≤><=±≧〉＞＝-—~～至到/·*（）()[]【】:：;；、。优良中差较好每T+$^ \n\t①½²㎡①Ⅲ"
)


def _check(target: TargetValue, raw: str) -> None:
    assert target.raw == raw
    for start, end in target.spans.values():
        assert 0 <= start <= end <= len(raw)
    assert isinstance(target.number, Fraction | None)
    if target.kind == "number":
        assert target.number is not None
    if target.kind == "interval":
        assert target.upper is not None
    if target.kind == "date":
        assert target.date is not None


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=_CHARS, max_size=18), st.text(max_size=4), st.text(max_size=4))
def test_no_likely_string_raises(raw: str, operator: str, unit: str) -> None:
    _check(parse_target(raw, operator, unit), raw)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80), st.sampled_from(["", "≥", "定性"]), st.sampled_from(["", "%", "月", "万"])
)
def test_no_string_raises(raw: str, operator: str, unit: str) -> None:
    _check(parse_target(raw, operator, unit), raw)
