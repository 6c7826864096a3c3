"""Sentences as explanations all over the country are written: those that agree, and one slip each."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.checks.context import Context
from perflint.checks.local import local_profile
from perflint.checks.money.prose import narrative_against_table
from perflint.checks.money.stated import breakdowns
from perflint.checks.money.tables import table_arithmetic
from perflint.checks.registry import Params
from perflint.extraction import extract_submission
from perflint.reading import read

PAGE = """
部门收支总表

单位：万元

|收入|预算数|支出|预算数|
|---|---|---|---|
|一、一般公共预算拨款收入|900.00|一、教育支出|880.00|
|二、政府性基金预算拨款收入|100.00|二、社会保障和就业支出|150.00|
|本年收入合计|1000.00|本年支出合计|1030.00|
|上年结转|30.00|年终结转结余||
|收入总计|1030.00|支出总计|1030.00|

部门支出总表

单位：万元

|科目编码|科目名称|合计|基本支出|项目支出|
|---|---|---|---|---|
||合计|1030.00|600.00|430.00|
|205|教育支出|880.00|500.00|380.00|
|2050202|小学教育|880.00|500.00|380.00|
|208|社会保障和就业支出|150.00|100.00|50.00|
|2080505|机关事业单位基本养老保险缴费支出|150.00|100.00|50.00|

一般公共预算支出表

单位：万元

|科目编码|科目名称|合计|基本支出|项目支出|
|---|---|---|---|---|
||合计|930.00|600.00|330.00|

财政拨款“三公”经费支出表

单位：万元

|项目|2023年预算数|2024年预算数|
|---|---|---|
|合计|12.00|10.00|
|1.因公出国（境）费|||
|2.公务接待费|3.00|2.00|
|3.公务用车购置及运行费|9.00|8.00|
|（1）公务用车购置费|||
|（2）公务用车运行费|9.00|8.00|
"""

SENTENCES = [
    "2024年收入预算1030万元，其中：一般公共预算900万元，占87.38%；政府性基金100万元，占9.71%；上年结转30万元，占2.91%。",
    "2024年支出预算1030万元，其中：基本支出600万元，占58.25%；项目支出430万元，占41.75%。",
    "某局2024年收支总预算1030万元。",
    "2024年财政拨款支出预算1030万元。一般公共预算支出930万元，其中：基本支出600万元，项目支出330万元。",
    "2024年一般公共预算基本支出600万元，其中：人员经费550万元，主要包括：基本工资200万元、津贴补贴100万元；公用经费50万元，主要包括：办公费10万元。",
    "2024年“三公”经费财政拨款预算数10万元，其中：因公出国（境）费0万元，公务用车购置及运行费8万元，公务接待费2万元。2024年“三公”经费预算比2023年预算减少2万元。",
    "（一）因公出国（境）经费0万元。较2023年预算持平。（二）公务接待费2万元，较2023年预算下降33%。（三）公务用车购置及运行维护费8万元。其中：公务用车购置费0万元，公务用车运行维护费8万元。较2023年预算减少1万元。",
    "2023年度公务接待费3万元，2024年度公务接待费2万元。",
    "2024年政府性基金预算支出100万元，其中：基本支出0万元，项目支出100万元。",
    "教育支出（类）普通教育（款）小学教育（项）2024年预算数为880万元，比2023年预算数增加20万元。",
    "2024年本部门收入总计1030万元，支出总计1030万元。与2023年相比，收、支总计各增加50万元，增长5.1%。",
    "公务用车运行费8万元，用于2辆公务用车的燃料费、维修费、过路过桥费、保险费等支出。",
    "人员经费主要包括基本工资、津贴补贴；公用经费主要包括办公费、印刷费。",
    "机关运行经费2024年预算50万元，比上年增加5万元。其中：办公费10万元、印刷费5万元、差旅费8万元。",
]


def found(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "预算.md"
    path.write_text(f"某县某局2024年部门预算\n\n{PAGE}\n\n{text}", encoding="utf-8")
    context = Context(extract_submission(read(path)), local_profile("generic"))
    hits = [
        *narrative_against_table(context, context, Params()),
        *table_arithmetic(context, context, Params()),
    ]
    return [hit.quote for hit in hits]


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_that_agree(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("right", "wrong", "quote"),
    [
        ("收入预算1030万元", "收入预算1300万元", "1300"),
        ("项目支出430万元", "项目支出403万元", "403"),
        ("公务用车购置及运行费8万元", "公务用车购置及运行费9万元", "9万元"),
        ("公务接待费2万元，较", "公务接待费20万元，较", "20万元"),
        ("公务用车运行维护费8万元", "公务用车运行维护费0.8万元", "0.8"),
        ("收入总计1030万元", "收入总计1003万元", "1003"),
    ],
)
def test_one_slip_each(tmp_path: Path, right: str, wrong: str, quote: str) -> None:
    text = next(text for text in SENTENCES if right in text)
    assert any(quote in told for told in found(tmp_path, text.replace(right, wrong)))


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("安排46.5万元，其中：办公费7.5万元、差旅费39万元。", "46.5", 2),
        ("增加了100万元，其中：基本支出增加了120万元；项目支出减少了20万元。", "100", 2),
        ("共计3亿元，其中：公路2亿元、桥梁1亿元。", "30000", 2),
        (
            "支出600万元，其中：人员经费550万元，主要包括：基本工资200万元；公用经费50万元。",
            "600",
            2,
        ),
    ],
)
def test_breakdowns_add_up(text: str, total: str, parts: int) -> None:
    made = list(breakdowns(text))
    assert len(made) == 1
    assert str(made[0].total.amount.normalize().__format__("f")) == total
    assert len(made[0].parts) == parts
    assert abs(made[0].sum - made[0].total.amount) <= made[0].tolerance


@pytest.mark.parametrize(
    "text", ["其中：办公费3万元。", "共3万元。", "安排3万元，其中主要是办公费。"]
)
def test_no_breakdown_without_a_total_and_two_parts(text: str) -> None:
    assert list(breakdowns(text)) == []
