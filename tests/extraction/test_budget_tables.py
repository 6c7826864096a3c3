from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from budgetforms import document, table

from perflint.extraction.budget import budget_from, read_budget
from perflint.reading import read
from perflint.records.submission import BudgetLine


def line(lines: list[BudgetLine], code: str, name: str = "") -> BudgetLine:
    return next(x for x in lines if x.code == code and name in x.name)


def test_two_sided_table_gives_a_line_a_side() -> None:
    doc = document(
        "部门收支总表",
        "单位：万元",
        table(
            """
            收入 | < | 支出 | <
            项目 | 预算数 | 项目（按功能分类） | 预算数
            一、一般公共预算拨款收入 | 1,234.50 | 一、一般公共服务支出 | 1,000.00
            二、政府性基金预算拨款收入 | | 二、外交支出 |
             | | 三、国防支出 | 234.50
            本年收入合计 | 1,234.50 | 本年支出合计 | 1,234.50
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert [t.kind for t in tables] == ["income-expenditure"]
    assert [(x.row_no, x.name) for x in lines] == [
        (1, "一、一般公共预算拨款收入"),
        (1, "一、一般公共服务支出"),
        (2, "二、政府性基金预算拨款收入"),
        (2, "二、外交支出"),
        (3, "三、国防支出"),
        (4, "本年收入合计"),
        (4, "本年支出合计"),
    ]
    assert lines[0].columns["收入/预算数"] == Decimal("1234.50")
    assert not any(x.leaf for x in lines)


def test_codes_over_three_columns_and_units_between() -> None:
    doc = document(
        "表1-2",
        "部门支出总表",
        "金额单位：万元",
        table(
            """
            项目 | < | < | < | < | 合计 | 基本支出 | 项目支出
            科目编码 | < | < | 单位代码 | 单位名称（科目） | ^ | ^ | ^
            类 | 款 | 项 | ^ | ^ | ^ | ^ | ^
             | | | | 合计 | 230.00 | 100.00 | 130.00
            205 | | | | 教育支出 | 230.00 | 100.00 | 130.00
            205 | 02 | | | 普通教育 | 230.00 | 100.00 | 130.00
            205 | 02 | 01 | 301001 | 学前教育 | 80.00 | 50.00 | 30.00
             | | 02 | 301001 | 小学教育 | 150.00 | 50.00 | 100.00
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert tables[0].title == "部门支出总表"
    assert [(x.code, x.name, x.leaf) for x in lines] == [
        ("", "合计", False),
        ("205", "教育支出", False),
        ("20502", "普通教育", False),
        ("2050201", "学前教育", True),
        ("2050202", "小学教育", True),
    ]
    assert line(lines, "2050202").project_expenditure == Decimal("100.00")
    assert line(lines, "2050202").carry_over is None


def test_yuan_becomes_wan_exactly() -> None:
    doc = document(
        table(
            """
            部门支出预算表 | < | < | < | <
            部门：某县民政局 | < | < | 单位：元 | <
            科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
            1 | 2 | 3=4+5 | 4 | 5
            208 | 社会保障和就业支出 | 1,283,456.78 | 283,456.78 | 1,000,000.00
            20810 | 社会福利 | 1000000.01 | 0.01 | 1000000
            2081004 | 殡葬 | 1000000.01 | 0.01 | 1000000
            """,
            sheet="支出",
        )
    )
    lines, tables = read_budget(doc)
    assert tables[0].unit == "元"
    assert line(lines, "208").columns["合计"] == Decimal("128.345678")
    assert line(lines, "2081004").project_expenditure == Decimal("100.00")
    assert str(line(lines, "2081004").columns["基本支出"]) == "0.000001"


@pytest.mark.parametrize(
    "cell",
    [
        "2080102 一般行政管理事务",
        "2080102-一般行政管理事务",
        "[2080102]一般行政管理事务",
        "　　2080102一般行政管理事务",
    ],
)
def test_code_and_name_in_one_cell(cell: str) -> None:
    doc = document(
        "一般公共预算支出表",
        table(
            f"""
            功能分类科目 | 合计 | 基本支出 | 项目支出
            208 社会保障和就业支出 | 25 | | 25
            {cell} | 25 | | 25
            """
        ),
    )
    lines, _ = read_budget(doc)
    found = line(lines, "2080102")
    assert (found.name, found.leaf, found.project_expenditure) == (
        "一般行政管理事务",
        True,
        Decimal(25),
    )


def test_carry_over_is_joined_by_code() -> None:
    doc = document(
        "收入预算总表",
        table(
            """
            科目编码 | 科目名称 | 总计 | 上年结转 | < | 本年收入
            ^ | ^ | ^ | 小计 | 一般公共预算 | 小计
            2120501 | 城乡社区环境卫生 | 150 | 30 | 30 | 120
            2120102 | 一般行政管理事务 | 60 | — | — | 60
            """
        ),
        "支出预算总表",
        table(
            """
            科目编码 | 科目名称 | 总计 | 基本支出 | 项目支出
            212 | 城乡社区支出 | 210 | | 210
            2120501 | 城乡社区环境卫生 | 150 | | 150
            2120102 | 一般行政管理事务 | 60 | | 60
            """
        ),
    )
    lines, _ = read_budget(doc)
    spent = {x.code: x for x in lines if x.project_expenditure is not None}
    assert spent["2120501"].carry_over == Decimal(30)
    assert spent["2120102"].carry_over == 0
    assert spent["212"].carry_over is None


def test_current_and_carry_over_in_one_table() -> None:
    doc = document(
        "部门支出总表",
        table(
            """
            科目编码 | 科目名称 | 合计 | 本年预算 | < | 上年结转 | <
            ^ | ^ | ^ | 基本支出 | 项目支出 | 基本支出 | 项目支出
            2110301 | 大气 | 90 | 10 | 50 | | 30
            """
        ),
    )
    lines, _ = read_budget(doc)
    assert lines[0].project_expenditure == Decimal(80)
    assert lines[0].carry_over == Decimal(30)


def test_year_end_balance_is_no_carry_over() -> None:
    doc = document(
        "部门支出总表",
        table(
            """
            科目编码 | 科目名称 | 合计 | 项目支出 | 结转下年
            2110301 | 大气 | 90 | 80 | 10
            """
        ),
    )
    lines, _ = read_budget(doc)
    assert lines[0].carry_over is None


def test_basic_expenditure_by_economic_classification_has_no_leaves() -> None:
    doc = document(
        "一般公共预算基本支出表",
        table(
            """
            支出部门经济分类科目 | < | 本年一般公共预算基本支出 | < | <
            科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
            301 | 工资福利支出 | 80 | 80 |
            30101 | 基本工资 | 80 | 80 |
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert tables[0].kind == "basic"
    assert [(x.code, x.leaf) for x in lines] == [("301", False), ("30101", False)]


def test_project_table_gives_names_codes_and_amounts() -> None:
    doc = document(
        "部门项目支出预算表05-1",
        "单位：万元",
        table(
            """
            项目分类 | 项目名称 | 功能科目编码 | 功能科目名称 | 经济科目编码 | 经济科目名称 | 合计 | 本年拨款
            专项业务类 | 河道保洁经费 | 2130305 | 水利工程建设 | 30227 | 委托业务费 | 12.50 | 12.50
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert tables[0].kind == "projects"
    found = lines[0]
    assert (found.name, found.code, found.leaf) == ("河道保洁经费", "2130305", False)
    assert found.project_expenditure == Decimal("12.50")


def test_a_table_that_goes_on_after_a_page_break() -> None:
    head = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
    doc = document(
        "部门支出总表",
        table(head + "2110301 | 大气 | 90 | 10 | 80"),
        table("2110302 | 水体 | 70 | | 70"),
        table(head + "2110303 | 噪声 | 60 | | 60"),
    )
    lines, tables = read_budget(doc)
    assert len(tables) == 1
    assert [(x.row_no, x.code) for x in lines] == [(1, "2110301"), (2, "2110302"), (3, "2110303")]


def test_two_tables_on_one_sheet() -> None:
    doc = document(
        table(
            """
            部门收入总表 | < | <
            科目编码 | 科目名称 | 合计
            2110301 | 大气 | 90
            部门支出总表 | < | <
            科目编码 | 科目名称 | 合计
            2110301 | 大气 | 90
            """,
            sheet="附表",
        )
    )
    _, tables = read_budget(doc)
    assert [t.kind for t in tables] == ["income", "expenditure"]


@pytest.mark.parametrize(
    "title",
    [
        "政府采购预算表",
        "固定资产占用情况表",
        "项目支出绩效目标表",
        "项目支出绩效自评表",
        "2022年收入支出决算总表",
    ],
)
def test_other_tables_are_left_out(title: str) -> None:
    doc = document(title, table("科目编码 | 科目名称 | 合计\n2110301 | 大气 | 90"))
    assert read_budget(doc) == ([], [])


def test_empty_table_counts_as_a_table_and_notes_are_no_lines() -> None:
    doc = document(
        "政府性基金预算支出表",
        table(
            """
            序号 | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
            栏次 | 1 | 2 | 3 | 4 | 5
             | | | | |
            注：本部门无政府性基金预算，空表列示。 | < | < | < | < | <
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert lines == []
    assert [t.kind for t in tables] == ["fund"]


def test_prose_and_target_tables_are_no_budget() -> None:
    doc = document(
        "收支预算总表支出栏、基本支出表、项目支出表按功能分类编制，反映本部门预算的总体情况。",
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 指标值
            产出指标 | 数量指标 | 检测次数 | ≥12次
            """
        ),
    )
    assert budget_from(doc) == ([], [])


def test_real_submission(seed: Path, gold: dict[str, Any]) -> None:
    lines, tables = read_budget(read(seed))
    assert (len(lines), len(tables)) == (214, 9)
    wanted = {
        g["code"]: (g["name"], g["project_expenditure"], g["carry_over"])
        for g in gold["budget_lines"]
    }
    found = {
        x.code: (x.name, float(x.project_expenditure), float(x.carry_over or 0))
        for x in lines
        if x.leaf and x.project_expenditure
    }
    assert found == wanted
    shown = line(lines, "2080102").model_dump(mode="json")["columns"]
    assert shown["功能分类科目/科目编码"] == "2080102"
    assert shown["合计"] == 25.0


def test_forms_of_names_and_values_are_no_budget() -> None:
    doc = document(
        "项目支出预算申报表",
        table(
            """
            项目名称 | 河道保洁 | 主管部门 | 某县水利局
            项目金额 | 12.5 | 其中：财政拨款 | 12.5
            """
        ),
    )
    assert read_budget(doc) == ([], [])


def test_a_heading_of_the_explanations_names_no_table() -> None:
    doc = document(
        "（一）收支预算总体情况",
        table("单位名称 | 金额 | 人数\n某中心 | 3 | 4"),
    )
    assert read_budget(doc) == ([], [])


def test_three_public_in_one_row() -> None:
    doc = document(
        "一般公共预算“三公”经费支出表",
        table(
            """
            单位名称 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
            ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
            某市体育局 | 21.50 | 5.00 | 12.50 | | 12.50 | 4.00
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert tables[0].kind == "three-public"
    assert lines[0].name == "某市体育局"
    assert lines[0].columns["公务用车购置及运行费/公务用车运行费"] == Decimal("12.50")


def test_three_public_without_a_column_of_names() -> None:
    doc = document(
        "一般公共预算“三公”经费支出预算表",
        "单位：元",
        table(
            """
            “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
            ^ | ^ | 合计 | 公务用车购置费 | 公务用车运行费 | ^
            126000 | 0 | 90000 | 0 | 90000 | 36000
            """
        ),
    )
    lines, tables = read_budget(doc)
    assert tables[0].kind == "three-public"
    assert [line.columns["公务接待费"] for line in lines] == [Decimal("3.6")]


def test_other_names_of_project_money() -> None:
    doc = document(
        "部门综合预算支出总表",
        table(
            """
            功能科目编码 | 功能科目名称 | 合计 | 人员经费和公用经费 | 专项业务经费支出
            2080801 | 死亡抚恤 | 46.20 | 0.00 | 46.20
            2080802 | 伤残抚恤 | 118.80 | 0.00 | 118.80
            """
        ),
    )
    lines, _ = read_budget(doc)
    assert [line.project_expenditure for line in lines] == [Decimal("46.20"), Decimal("118.80")]
