"""Arithmetic and prose checks on budgets in the forms of other provinces, clean and planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.local import local_profile
from perflint.checks.money.prose import narrative_against_table, narrative_sums
from perflint.checks.money.tables import table_arithmetic
from perflint.checks.registry import Params
from perflint.extraction import extract_submission
from perflint.reading import read

SICHUAN = """
部门支出总表

单位：万元

|类|款|项|单位代码|单位名称（科目）|合计|基本支出|项目支出|上缴上级支出|
|---|---|---|---|---|---|---|---|---|
|||||合计|230.00|100.00|130.00||
|205||||教育支出|230.00|100.00|130.00||
|205|02|||普通教育|230.00|100.00|130.00||
|205|02|01|301001|学前教育|80.00|50.00|30.00||
|205|02|02|301001|小学教育|150.00|50.00|100.00||
"""

YUNNAN = """
部门财务收支预算总表

单位：元

|收入|预算数|支出|金额|
|---|---|---|---|
|一、一般公共预算拨款收入|12,345,678.90|一、一般公共服务支出|12,000,000.00|
|二、政府性基金预算拨款收入||二、社会保障和就业支出|345,678.90|
|三、单位资金|5,000.00|三、卫生健康支出|5,000.00|
|本年收入合计|12,350,678.90|本年支出合计|12,350,678.90|
|上年结转结余|100.00|年终结转结余|100.00|
|收入总计|12,350,778.90|支出总计|12,350,778.90|

部门收入预算表

单位：元

|部门编码|部门名称|合计|一般公共预算|政府性基金预算|单位资金|上年结转|
|---|---|---|---|---|---|---|
||合计|12,350,778.90|12,345,678.90||5,000.00|100.00|
|301001|某县档案馆|12,350,778.90|12,345,678.90||5,000.00|100.00|
"""

HUNAN_THREE = """
一般公共预算“三公”经费支出表

单位：万元

|单位名称|合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费|
|---|---|---|---|---|---|
|某市体育局|21.50|5.00||12.50|4.00|
"""

GUANGXI_BASIC = """
一般公共预算基本支出表

单位：万元

|经济分类科目编码|经济分类科目名称|合计|人员经费|公用经费|
|---|---|---|---|---|
||合计|45.87|40.67|5.20|
|301|工资福利支出|40.67|40.67||
|30101|基本工资|30.67|30.67||
|30110|职工基本医疗保险缴费|10.00|10.00||
|302|商品和服务支出|5.20||5.20|
|30201|办公费|3.20||3.20|
|30211|差旅费|2.00||2.00|
"""


def context_of(tmp_path: Path, *pages: str, year: int = 2024) -> Context:
    path = tmp_path / "预算.md"
    path.write_text(f"某县某局{year}年部门预算\n\n" + "\n\n".join(pages), encoding="utf-8")
    return Context(extract_submission(read(path)), local_profile("generic"))


def sums_of(tmp_path: Path, *pages: str) -> list[Hit]:
    context = context_of(tmp_path, *pages)
    return list(table_arithmetic(context, context, Params()))


def words_of(tmp_path: Path, *pages: str) -> list[Hit]:
    context = context_of(tmp_path, *pages)
    return list(narrative_against_table(context, context, Params()))


@pytest.mark.parametrize("page", [SICHUAN, YUNNAN, HUNAN_THREE, GUANGXI_BASIC])
def test_clean_tables_of_four_provinces(tmp_path: Path, page: str) -> None:
    context = context_of(tmp_path, page)
    assert context.submission.budget_lines
    assert sums_of(tmp_path, page) == []


@pytest.mark.parametrize(
    ("page", "right", "wrong", "said"),
    [
        (SICHUAN, "学前教育|80.00|50.00|30.00", "学前教育|80.00|50.00|33.00", "学前教育"),
        (SICHUAN, "普通教育|230.00|100.00|130.00", "普通教育|240.00|110.00|130.00", "普通教育"),
        (YUNNAN, "卫生健康支出|5,000.00", "卫生健康支出|50,000.00", "本年支出合计"),
        (YUNNAN, "支出总计|12,350,778.90", "支出总计|12,350,678.90", "支出总计"),
        (YUNNAN, "|12,345,678.90||5,000.00|100.00|", "|12,345,678.90||5,000.00|900.00|", "合计"),
        (HUNAN_THREE, "|21.50|5.00|", "|22.50|5.00|", "某市体育局"),
        (GUANGXI_BASIC, "差旅费|2.00||2.00", "差旅费|2.50||2.50", "商品和服务支出"),
    ],
)
def test_one_wrong_cell_is_found(
    tmp_path: Path, page: str, right: str, wrong: str, said: str
) -> None:
    assert right in page
    found = sums_of(tmp_path, page.replace(right, wrong, 1))
    assert found
    assert any(said in hit.values["sums"] for hit in found)


SIMPLE = """
2026年支出预算表（单位：万元）

|项目|预算数|
|---|---|
|一、基本支出|318.60|
|其中：人员经费|290.10|
|二、项目支出|77.25|
|支出合计|395.85|
"""
THREE_ROWS = """
第四部分 “三公”经费情况

|项目|2026年预算数（万元）|
|---|---|
|因公出国（境）费|0.00|
|公务接待费|2.40|
|公务用车购置及运行维护费|9.60|
|合计|12.00|
"""


@pytest.mark.parametrize(
    ("page", "old", "new", "found"),
    [
        (SIMPLE, "|318.60|", "|318.60|", 0),
        (SIMPLE, "|395.85|", "|395.58|", 1),
        (SIMPLE.replace("二、项目支出", "二、年终结转"), "|395.85|", "|395.58|", 0),
        (THREE_ROWS, "|9.60|", "|9.60|", 0),
        (THREE_ROWS, "|9.60|", "|8.60|", 1),
    ],
)
def test_tables_without_codes_add_up_by_rows(
    tmp_path: Path, page: str, old: str, new: str, found: int
) -> None:
    assert len(sums_of(tmp_path, page.replace(old, new))) == found


def test_a_part_that_is_all_of_its_item_is_not_told_twice(tmp_path: Path) -> None:
    text = "公务用车购置及运行维护费7.60万元，其中：公务用车运行维护费7.60万元。"
    page = THREE_ROWS.replace("|合计|", "|公务用车运行维护费|9.60|\n|合计|")
    assert [hit.values["item"] for hit in words_of(tmp_path, page, text)] == [
        "公务用车购置及运行维护费"
    ]


def test_rounding_is_no_error(tmp_path: Path) -> None:
    page = GUANGXI_BASIC.replace("30101|基本工资|30.67|30.67|", "30101|基本工资|30.68|30.68|")
    assert sums_of(tmp_path, page) == []


def test_repeated_codes_of_several_units_are_not_added(tmp_path: Path) -> None:
    page = SICHUAN + "|205|02|01|301002|学前教育|5.00|5.00|||\n"
    assert sums_of(tmp_path, page) == []


def test_a_total_that_differs_between_tables(tmp_path: Path) -> None:
    other = """
部门支出预算表

单位：元

|科目编码|科目名称|合计|基本支出|项目支出|
|---|---|---|---|---|
||合计|12,350,688.90|12,350,688.90||
|2012604|档案馆|12,350,688.90|12,350,688.90||
"""
    found = sums_of(tmp_path, YUNNAN, other)
    assert [hit.values["table"] for hit in found] == ["预算表之间"]
    assert sums_of(tmp_path, YUNNAN, other.replace("688.90", "678.90")) == []


def test_misread_tables_are_left_alone(tmp_path: Path) -> None:
    page = SICHUAN
    for number in ("230.00", "130.00", "100.00"):
        page = page.replace(number, f"9{number}", 3)
    assert sums_of(tmp_path, page) == []


PROSE = [
    "2024年“三公”经费预算21.5万元，其中：因公出国（境）费5万元，公务接待费4万元。",
    "2023年“三公”经费预算安排30万元，2024年压减8.5万元。",
    "公务接待费预算数比上年减少1万元，主要是厉行节约。",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_agrees_or_speaks_of_another_year(tmp_path: Path, text: str) -> None:
    page = HUNAN_THREE.replace("|公务用车购置费|公务用车运行费|", "|公务用车购置费|公务用车运行费|")
    assert words_of(tmp_path, page, text) == []


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("2024年项目支出预算310万元，主要用于校舍维修。", "项目支出"),
        ("其中：基本支出1000万元；项目支出130万元。", "基本支出"),
    ],
)
def test_prose_against_the_expenditure_table(tmp_path: Path, text: str, item: str) -> None:
    found = words_of(tmp_path, SICHUAN, text)
    assert [hit.values["item"] for hit in found] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "教育支出（类）普通教育（款）小学教育（项）150万元，其中：基本支出50万元，项目支出99万元。",
        "项目支出较上年增加12万元，增长10.2%。",
        "2024年项目支出130万元，基本支出100万元。",
        "小学教育150万元，其中：基本支出50万元，项目支出100万元。",
        "上年项目支出88万元。",
        "信息化项目支出12万元。",
    ],
)
def test_prose_on_parts_and_changes_is_left_alone(tmp_path: Path, text: str) -> None:
    assert words_of(tmp_path, SICHUAN, text) == []


def test_office_money_is_compared_with_its_own_column(tmp_path: Path) -> None:
    good = "2024年，机关运行经费共计安排5.2万元，其中：办公费3.2万元、差旅费2万元。"
    assert words_of(tmp_path, GUANGXI_BASIC, good) == []
    bad = good.replace("差旅费2万元", "差旅费2.6万元").replace("5.2万元", "5.8万元")
    found = words_of(tmp_path, GUANGXI_BASIC, bad)
    assert [hit.values["item"] for hit in found] == ["差旅费"]


def test_office_money_that_does_not_add_up_is_told_once(tmp_path: Path) -> None:
    bad = "2024年，机关运行经费共计安排5.2万元，其中：办公费3.2万元、差旅费2.6万元。"
    assert words_of(tmp_path, GUANGXI_BASIC, bad) == []
    found = list(narrative_sums(context_of(tmp_path, GUANGXI_BASIC, bad)))
    assert [(hit.variant, hit.values["gap"]) for hit in found] == [("prose", "0.6万元")]


def test_real_submission(seed: Path) -> None:
    context = Context(extract_submission(read(seed)), local_profile("hebei-2023"))
    assert list(table_arithmetic(context, context, Params())) == []
    found = list(narrative_against_table(context, context, Params()))
    assert {hit.values["item"] for hit in found if not hit.variant} == {
        "公务用车购置及运行维护费",
    }
    assert not any("印刷" in hit.quote or "15881" in hit.quote for hit in found)


UNITS = """
部门收入预算总表

单位：万元

|单位名称|合计|一般公共预算|政府性基金|
|---|---|---|---|
|合计|2507.86|2462.86|45.00|
|市文旅局（本级）|1755.86|1710.86|45.00|
|市图书馆|392.70|392.70||
|市博物馆|359.30|359.30||
"""

THREE_BY_COLUMN = """
“三公”经费支出预算表

单位：元

|“三公”经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费|
|---|---|---|---|
|126000|0|90000|36000|
"""

GENERAL_BY_CODE = """
部门收入总表

单位：万元

|科目编码|科目名称|合计|一般公共预算|上年结转|
|---|---|---|---|---|
|2130205|森林资源培育|358.80|312.00|46.80|
|2130206|技术推广|24.00|24.00||
|2130207|森林资源管理|68.50|68.50||
|2130209|森林生态效益补偿|518.40|518.40||
|2130211|动植物保护|32.00|32.00||

一般公共预算支出表

单位：万元

|科目编码|科目名称|合计|基本支出|项目支出|
|---|---|---|---|---|
|2130205|森林资源培育|358.80||358.80|
|2130206|技术推广|24.00||24.00|
|2130207|森林资源管理|68.50||68.50|
|2130209|森林生态效益补偿|518.40||518.40|
|2130211|动植物保护|32.00||32.00|
"""


@pytest.mark.parametrize("page", [UNITS, THREE_BY_COLUMN, GENERAL_BY_CODE])
def test_clean_lists_and_columns(tmp_path: Path, page: str) -> None:
    assert sums_of(tmp_path, page) == []


@pytest.mark.parametrize(
    ("page", "right", "wrong", "said"),
    [
        (UNITS, "392.70|392.70", "372.70|372.70", "2487.86"),
        (THREE_BY_COLUMN, "126000", "116000", "11.6"),
        (GENERAL_BY_CODE, "32.00||32.00", "23.00||23.00", "2130211"),
    ],
)
def test_wrong_cells_of_lists_and_columns(
    tmp_path: Path, page: str, right: str, wrong: str, said: str
) -> None:
    (hit,) = sums_of(tmp_path, page.replace(right, wrong))
    assert said in hit.values["sums"]


def test_prose_against_a_table_of_columns(tmp_path: Path) -> None:
    (hit,) = words_of(tmp_path, THREE_BY_COLUMN, "公务接待费3.50万元。")
    assert "3.6万元" in hit.values["other"]
    assert words_of(tmp_path, THREE_BY_COLUMN, "公务接待费3.60万元。") == []
