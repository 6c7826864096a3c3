"""Whatever stands in a table: extraction answers, and invents no text."""

from __future__ import annotations

import random

import pytest
from targetforms import Spec, Table, document, table

from perflint.extraction import extract_submission

WORDS = [
    "一级指标", "二级指标", "三级指标", "指标值", "指标性质", "度量单位", "实际完成值", "评分标准", "产出指标",
    "数量指标", "满意度指标", "服务对象满意度", "指标1：", "……", "≥10人", "95%", "项目名称", "年度目标", "绩效指标",
    "项目资金（万元）", "其中：财政拨款", "联系人", "合计", "优", "良", "中期目标", "公共图书馆免费开放", "开放天数",
    "【产出指标-数量指标】指标1：场次（3场）", "数量指标：人数≥3人；场次4场", "项目支出绩效目标表", "1", "2", "", "", "",
]  # fmt: skip


def random_table(chance: random.Random) -> Table:
    rows: list[list[Spec]] = []
    for _ in range(chance.randint(1, 8)):
        row: list[Spec] = []
        for _ in range(chance.randint(1, 7)):
            word = chance.choice(WORDS)
            merged = chance.random() < 0.2
            row.append((word, chance.randint(1, 3), chance.randint(1, 3)) if merged else word)
        rows.append(row)
    return table(rows)


@pytest.mark.parametrize("seed", range(40))
def test_random_documents(seed: int) -> None:
    chance = random.Random(seed)
    blocks: list[str | Table] = []
    for _ in range(chance.randint(1, 4)):
        if chance.random() < 0.5:
            blocks.append(chance.choice(WORDS) or "正文")
        blocks.append(random_table(chance))
    kind = "text" if seed % 2 else "docx"
    found = extract_submission(document(*blocks, format=kind))
    count = sum(not isinstance(block, str) for block in blocks)
    assert {note.anchor.table for note in found.tables} == set(range(1, count + 1))
    assert [p.number for p in found.projects] == list(range(1, len(found.projects) + 1))
    written = "".join(WORDS)
    for project in found.projects:
        assert [row.row for row in project.indicators] == list(
            range(1, len(project.indicators) + 1)
        )
        for row in project.indicators:
            assert row.name or row.value
            assert row.name in written.replace("指标1：", "")
            assert "联系人" not in project.facts


def test_a_table_without_cells() -> None:
    found = extract_submission(document(Table(0, "word", [], 0, 0), Table(0, "pdf", [], 3, 2)))
    assert not found.projects
    assert [note.taken_as for note in found.tables] == ["other", "other"]
