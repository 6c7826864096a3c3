"""Title, objective and amount above the header of a table that a dump lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from perflint.extraction import extract_submission
from perflint.extraction.loosehead import pairs_of
from perflint.extraction.loosenumbers import numbered_rows
from perflint.reading import read
from perflint.records.submission import Submission

SPACED = """项目支出绩效目标表
项目名称 {title}
主管部门 石桥区水务局 金额（万元） {amount}
年度目标 {objective}
一级指标 二级指标 三级指标 指标值
产出指标 数量指标 清淤河道长度 ≥{length}公里
质量指标 清淤验收合格率 =100%
效益指标 生态效益指标 河道行洪能力 提升
满意度指标 服务对象满意度指标 沿岸居民满意度 ≥90%

第 {page} 页 共 2 页
"""
FIRST = {
    "title": "东河清淤",
    "amount": "56.4",
    "objective": "清淤东河4公里，行洪畅通。",
    "length": 4,
    "page": 1,
}
SECOND = {
    "title": "西河清淤 二期",
    "amount": "130",
    "objective": "清淤西河9公里。",
    "length": 9,
    "page": 2,
}


def of_text(tmp_path: Path, text: str) -> Submission:
    path = tmp_path / "转存.txt"
    path.write_text(text, encoding="utf-8")
    return extract_submission(read(path))


def facts(found: Submission) -> list[tuple[str, str, Decimal | None, int]]:
    return [(p.title, p.objective, p.amount, len(p.indicators)) for p in found.projects]


WANTED = [
    ("东河清淤", "清淤东河4公里，行洪畅通。", Decimal("56.4"), 4),
    ("西河清淤 二期", "清淤西河9公里。", Decimal(130), 4),
]


def test_the_next_project_begins_with_its_name_before_a_space(tmp_path: Path) -> None:
    second = SPACED.format(**SECOND).split("\n", 1)[1]  # without a title of its own
    assert facts(of_text(tmp_path, SPACED.format(**FIRST) + "\n" + second)) == WANTED


def test_labels_on_lines_of_their_own(tmp_path: Path) -> None:
    text = "\n\n".join(
        line
        for number, block in enumerate((FIRST, SECOND))
        for line in [
            *(["项目绩效目标表"] if not number else []),
            "项目名称", str(block["title"]), "资金总额", f"{block['amount']}万元",
            "绩效目标", str(block["objective"]),
            "一级指标", "二级指标", "三级指标", "指标值",
            "产出指标", "数量指标", "清淤河道长度", f"≥{block['length']}公里",
            "质量指标", "清淤验收合格率", "=100%",
            "效益指标", "生态效益指标", "河道行洪能力", "提升",
            "满意度指标", "服务对象满意度指标", "沿岸居民满意度", "≥90%",
        ]
    )  # fmt: skip
    assert facts(of_text(tmp_path, text)) == WANTED


def test_labels_glued_to_their_values(tmp_path: Path) -> None:
    text = "\n".join(
        line
        for block in (FIRST, SECOND)
        for line in [
            f"项目名称{block['title']}河段", f"资金总额{block['amount']}万元",
            f"年度目标{block['objective']}",
            "一级指标二级指标三级指标指标值",
            f"产出指标数量指标清淤河道长度≥{block['length']}公里",
            "质量指标清淤验收合格率=100%",
            "满意度指标服务对象满意度指标沿岸居民满意度≥90%",
        ]
    )  # fmt: skip
    wanted = [(f"{title}河段", goal, amount, 3) for title, goal, amount, _ in WANTED]
    assert facts(of_text(tmp_path, text)) == wanted


def test_cells_cut_in_two_are_told_by_a_broken_label(tmp_path: Path) -> None:
    lines = [
        "项目支出绩效目标表", "项目名称", "东河清淤", "年度目标", "清淤东河4公里。",
        "一级指标", "二级指标", "三级指标", "指标值",
        "产出", "指标", "数量指标", "清淤河道长", "度", "≥4公里", "清理垃圾点", "≥6处",
        "满意度指标", "服务对象满意度", "指标", "居民满意度", "≥90%",
    ]  # fmt: skip
    (found,) = of_text(tmp_path, "\n".join(lines)).projects
    assert [(i.level1, i.level2, i.name, i.value) for i in found.indicators] == [
        ("产出指标", "数量指标", "清淤河道长度", "≥4公里"),
        ("产出指标", "数量指标", "清理垃圾点", "≥6处"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
    ]


def test_people_beside_other_labels_are_not_kept(tmp_path: Path) -> None:
    text = SPACED.format(**FIRST).replace("金额", "联系人 陈某某 金额")
    (found,) = of_text(tmp_path, text).projects
    assert found.amount == Decimal("56.4")
    assert "陈某某" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("项目资金（万元）650", [("amount", "650")]),
        ("项目名称 项目资金 管理", [("project", "项目资金 管理")]),
        ("年度绩效目标 完成 全部任务", [("objective_year", "完成 全部任务")]),
        ("资金总额度控制严格", []),
        ("清淤河道长度 ≥4公里", []),
    ],
)
def test_a_line_as_labels_and_values(line: str, wanted: list[tuple[str, str]]) -> None:
    assert [(label.role, value) for label, _, value in pairs_of(line)] == wanted


def test_the_cells_of_a_self_evaluation_are_no_targets(tmp_path: Path) -> None:
    lines = [
        "项目支出自评表", "项目名称", "东河清淤",
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分",
        "产出指标", "数量指标", "清淤河道长度", "≥4公里", "4公里", "10",
        "质量指标", "验收合格率", "≥95%", "96%", "10",
        "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "92%", "10",
    ]  # fmt: skip
    assert not of_text(tmp_path, "\n".join(lines)).projects


def test_a_glued_blank_form_is_no_target(tmp_path: Path) -> None:
    lines = [
        "一级指标二级指标三级指标指标值",
        "产出指标数量指标指标1：",
        "指标2：",
        "效益指标社会效益指标指标1：",
        "满意度指标服务对象满意度指标指标1：",
        "项目名称：＿＿＿＿",
    ]
    assert not of_text(tmp_path, "\n".join(lines)).projects


def test_numbers_of_rows_part_the_cells(tmp_path: Path) -> None:
    lines = [
        "东河清淤绩效目标表", "序号", "一级指标", "二级指标", "三级指标", "指标解释", "指标值", "依据",
        "1", "产出指标", "数量指标", "清淤河道长度", "验收里程", "≥4公里", "实施方案",
        "2", "清理垃圾点", "现场核销", "≥6处", "实施方案",
        "3", "质量指标", "验收合格率", "一次验收", "≥95%", "合同约定",
        "4", "满意度指标", "服务对象满意度指标", "居民满意度", "问卷", "≥90%", "上年水平",
    ]  # fmt: skip
    (found,) = of_text(tmp_path, "\n".join(lines)).projects
    assert [(i.level1, i.level2, i.name, i.description, i.value) for i in found.indicators] == [
        ("产出指标", "数量指标", "清淤河道长度", "验收里程", "≥4公里"),
        ("产出指标", "数量指标", "清理垃圾点", "现场核销", "≥6处"),
        ("产出指标", "质量指标", "验收合格率", "一次验收", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "问卷", "≥90%"),
    ]
    assert found.indicators[3].basis == "上年水平"


@pytest.mark.parametrize(
    "texts",
    [
        ["2", "清淤长度", "≥4公里"],
        ["1", "清淤长度", "≥4公里", "2", "垃圾点数", "≥6处"],  # too few rows to be sure
        ["1", *["清淤长度"] * 9, "2", "垃圾点数", "≥6处", "3", "合格率高", "≥95%"],  # too wide
    ],
)
def test_numbers_that_do_not_run_through_part_nothing(texts: list[str]) -> None:
    assert numbered_rows(texts, ["index", "level1", "level2", "name", "value"]) is None


def test_a_number_behind_a_comparator_begins_no_row() -> None:
    texts = [
        "1",
        "清淤长度",
        "=",
        "4",
        "公里",
        "2",
        "垃圾点数",
        "=",
        "3",
        "处所数",
        "3",
        "合格率高",
        "=",
        "95",
    ]
    rows = numbered_rows(texts, ["index", "name", "operator", "value", "unit"])
    assert rows is not None
    assert [texts[row[0]] for row in rows] == ["清淤长度", "垃圾点数", "合格率高"]


def test_second_levels_may_do_without_the_word_indicator(tmp_path: Path) -> None:
    lines = [
        "东河清淤绩效目标表", "一级指标", "二级指标", "绩效标准", "当年预期实现值",
        "产出指标", "数量", "清淤河道长度", "4公里", "质量", "验收合格率", "≥95%",
        "时效", "完工时间", "10月底", "效益指标", "社会效益", "受益人口", "≥2万人",
    ]  # fmt: skip
    (found,) = of_text(tmp_path, "\n".join(lines)).projects
    assert [(i.level2, i.name, i.value) for i in found.indicators] == [
        ("数量", "清淤河道长度", "4公里"),
        ("质量", "验收合格率", "≥95%"),
        ("时效", "完工时间", "10月底"),
        ("社会效益", "受益人口", "≥2万人"),
    ]


def test_direction_and_comparator_are_told_by_their_order(tmp_path: Path) -> None:
    lines = [
        "东河清淤绩效目标表", "一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "目标值", "计量单位",
        "产出指标", "数量指标", "清淤河道长度", "正向", "大于等于", "4", "公里",
        "质量指标", "验收合格率", "正向", "大于等于", "95", "%",
        "满意度指标", "服务对象满意度指标", "投诉件数", "反向", "小于等于", "3", "件",
    ]  # fmt: skip
    (found,) = of_text(tmp_path, "\n".join(lines)).projects
    assert [(i.direction, i.operator, i.value, i.unit) for i in found.indicators] == [
        ("正向", "大于等于", "4", "公里"),
        ("正向", "大于等于", "95", "%"),
        ("反向", "小于等于", "3", "件"),
    ]
