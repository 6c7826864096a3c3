from __future__ import annotations

import pytest
from budgetforms import document, table

from perflint.extraction.facts import document_facts
from perflint.extraction.narrative import passages


def test_facts_of_a_county_office() -> None:
    doc = document(
        "部门预算收支总表",
        table(
            """
            517承德市双滦区水务局 | 预算年度：2025 | 单位：万元
            序号 | 科目编码 | 合计
            1 | 2130301 | 5
            """
        ),
        "2024年比上年增加3万元。",
    )
    facts = document_facts(doc)
    assert facts.department == "承德市双滦区水务局"
    assert facts.place == "河北省承德市双滦区"
    assert (facts.year, facts.unit) == (2025, "万元")


@pytest.mark.parametrize(
    ("title", "department", "place", "year"),
    [
        (
            "昆明市五华区教育体育局2024年部门预算公开说明",
            "昆明市五华区教育体育局",
            "云南省昆明市五华区",
            2024,
        ),
        ("四川省自然资源厅2026年部门预算", "四川省自然资源厅", "四川省", 2026),
        ("关于阳朔县林业局2023年度部门预算的说明", "阳朔县林业局", "阳朔县", 2023),
        ("上海市静安区财政局2025年预算", "上海市静安区财政局", "上海市静安区", 2025),
        (
            "恩施土家族苗族自治州民政局2022年部门预算",
            "恩施土家族苗族自治州民政局",
            "湖北省恩施土家族苗族自治州",
            2022,
        ),
    ],
)
def test_facts_from_a_title(title: str, department: str, place: str, year: int) -> None:
    facts = document_facts(document(title, "本年度工作顺利开展，任务如期完成。"))
    assert (facts.department, facts.place, facts.year) == (department, place, year)


def test_labelled_head_in_yuan() -> None:
    doc = document(
        table(
            """
            项目支出绩效目标申报表 | < | <
            填报单位：某市图书馆 | （2024年度） | 金额单位：元
            项目名称 | 古籍修复 | <
            """
        )
    )
    facts = document_facts(doc)
    assert (facts.department, facts.year, facts.unit) == ("某市图书馆", 2024, "元")


def test_nothing_known() -> None:
    facts = document_facts(document("说明。"))
    assert (facts.department, facts.place, facts.year, facts.unit) == ("", "", None, "")


def test_passages_know_their_heading() -> None:
    doc = document(
        "三、机关运行经费安排情况",
        "2024年，我部门机关运行经费共计安排46.58万元。",
        "单位：万元",
        "部门支出总表",
        table("a | b"),
        "（一）收入说明",
        "本年收入12万元，其中：财政拨款12万元。",
        "12",
    )
    found = passages(doc)
    assert [(p.section, p.text) for p in found] == [
        ("三、机关运行经费安排情况", "2024年，我部门机关运行经费共计安排46.58万元。"),
        ("（一）收入说明", "本年收入12万元，其中：财政拨款12万元。"),
    ]


def test_a_layout_frame_is_prose() -> None:
    text = "本部门严格执行中央八项规定精神，从严控制一般性支出。" * 4
    assert [p.text for p in passages(document(table(text)))] == [text]


def test_real_submission(seed: object) -> None:
    from pathlib import Path

    from perflint.reading import read

    assert isinstance(seed, Path)
    doc = read(seed)
    facts = document_facts(doc)
    assert (facts.department, facts.year) == ("承德市双桥区人力资源和社会保障局", 2023)
    texts = [p.text for p in passages(doc)]
    assert any("公务用车购置及运行维护费支出0万元" in text for text in texts)
    assert not any(text.endswith("绩效目标表") for text in texts)
