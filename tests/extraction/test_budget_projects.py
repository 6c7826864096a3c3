from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from budgetforms import document, table

from perflint.api import extract
from perflint.errors import UnreadableFile
from perflint.extraction.budget import is_list, read_budget
from perflint.extraction.budget_projects import add_budget, join_amounts, project_key
from perflint.records.anchor import Anchor
from perflint.records.submission import Project, Source, Submission

PROJECTS = """
项目名称 | 功能科目编码 | 功能科目名称 | 经济科目编码 | 经济科目名称 | 合计
河道保洁经费 | 2130305 | 水利工程建设 | 30227 | 委托业务费 | 125000.00
^ | ^ | ^ | 30226 | 劳务费 | 25000.00
水质检测 | 2130312 | 水质监测 | 30227 | 委托业务费 | 80000.00
"""


def project(title: str, **more: object) -> Project:
    return Project(number=1, title=title, anchor=Anchor("text"), **more)  # type: ignore[arg-type]


def test_amounts_are_joined_by_name_and_added_up() -> None:
    lines, tables = read_budget(document("部门项目支出预算表", "金额单位：元", table(PROJECTS)))
    projects = [
        project("[517] 河道保洁经费"),
        project("水质检测", amount=Decimal("9")),
        project("其他"),
    ]
    join_amounts(projects, lines, tables)
    assert [p.amount for p in projects] == [Decimal("15.00"), Decimal(9), None]
    assert "部门项目支出预算表" in projects[0].found["amount"].how
    assert "amount" not in projects[1].found


PREFIXED = """
科目编码 | 科目名称 | 项目名称 | 金额
2130305 | 水利工程建设 | 水利工程建设—河道保洁经费 | 15.00
2130312 | 水质监测 | 水质监测—水质—生物监测 | 8.00
2130312 | 水质监测 | 采样—送检 | 2.00
"""
LEAVES = """
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2130305 | 水利工程建设 | 15.00 | | 15.00
2130312 | 水质监测 | 10.00 | | 10.00
"""


def test_a_name_may_follow_that_of_its_line() -> None:
    page = document(
        "部门支出总表", table(LEAVES), "一般公共预算项目支出预算表", "单位：万元", table(PREFIXED)
    )
    lines, tables = read_budget(page)
    projects = [project("河道保洁经费"), project("水质—生物监测"), project("采样—送检")]
    join_amounts(projects, lines, tables)
    assert [p.amount for p in projects] == [Decimal("15.00"), Decimal("8.00"), Decimal("2.00")]


def test_a_list_of_projects_with_codes_is_no_head_of_a_form() -> None:
    listed = document("部门项目支出预算表05-1", "金额单位：元", table(PROJECTS))
    assert [is_list(one) for one in listed.tables] == [True]
    head = document("项目", table("项目名称 | 河道保洁经费 | 功能科目编码 | 2130305"))
    assert [is_list(one) for one in head.tables] == [False]


def test_department_tables_take_no_project_amount() -> None:
    lines, tables = read_budget(document("部门项目支出预算表", table(PROJECTS)))
    whole = project("河道保洁经费", kind="department")
    join_amounts([whole], lines, tables)
    assert whole.amount is None


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("[323] 2023年招聘", "2023年招聘"),
        ("301001-校园 安保", "校园安保"),
        ("2024年防汛", "2024年防汛"),
        ("设备购置（本级）", "设备购置(本级)"),
    ],
)
def test_project_key(title: str, key: str) -> None:
    assert project_key(title) == key


def test_a_table_of_the_same_title_takes_the_old_ones_place() -> None:
    head = "科目编码 | 科目名称 | 合计 | 项目支出\n"
    old, old_tables = read_budget(
        document("部门支出总表", table(head + "2130312 | 水质监测 | 5 | 5"))
    )
    new, new_tables = read_budget(
        document("部门支出总表", table(head + "2130312 | 水质监测 | 8 | 8"))
    )
    submission = Submission(
        source=Source(name="x", format="text"), budget_lines=old, budget_tables=old_tables
    )
    add_budget(submission, new, new_tables)
    assert [line.project_expenditure for line in submission.budget_lines] == [Decimal(8)]
    assert len(submission.budget_tables) == 1


def test_a_budget_file_without_budget_is_refused(tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "corpora" / "samples" / "qingyuan.docx"
    other = tmp_path / "说明.txt"
    other.write_text("一、说明\n本部门职责如下，详见附件。\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="没有可识别的部门预算表"):
        extract(sample, budget=other)


def test_the_budget_of_the_sample_from_a_separate_file() -> None:
    folder = Path(__file__).resolve().parents[2] / "corpora" / "samples"
    both = extract(folder / "qingyuan.docx", budget=folder / "qingyuan.txt")
    assert len(both.budget_lines) == len(extract(folder / "qingyuan.docx").budget_lines)


def test_a_list_of_projects_without_codes_is_no_head_of_a_form() -> None:
    rows = "序号 | 项目名称 | 合计 | 财政拨款\n1 | 教育督导 | 11.00 | 11.00\n2 | 招生考试 | 15.00 | 15.00\n3 | 校舍维修 | 175.00 | 175.00"
    listed = document("部门项目支出表", "单位：万元", table(rows))
    assert [is_list(one) for one in listed.tables] == [True]
    lines, tables = read_budget(listed)
    assert [found.kind for found in tables] == ["projects"]
    assert [line.project_expenditure for line in lines] == [
        Decimal("11.00"),
        Decimal("15.00"),
        Decimal("175.00"),
    ]
