"""Cues that do not straddle a word, their exceptions, and their places."""

from __future__ import annotations

import pytest

from perflint.language.cues import cue_table, find_cues
from perflint.language.levels import group_of

FOUND = [
    ("总成本", "成本", ["成本"]), ("降低企业成本", "成本", []), ("完成本年度工作", "成本", []),
    ("资金发放及时率", "时效", ["及时率"]), ("故障响应时间", "时效", ["响应时间"]),
    ("平均无故障时间", "时效", []), ("提前下达资金", "时效", []),
    ("群众满意度", "满意度", ["满意度"]), ("满意度调查次数", "满意度", []),
    ("营商环境", "生态效益", []), ("水环境质量", "生态效益", ["环境"]),
    ("空气质量优良天数", "质量", []), ("工程质量合格率", "质量", ["质量", "合格率"]),
    ("低收入家庭", "经济效益", []), ("农民增收", "经济效益", ["增收"]),
    ("带动就业人数", "社会效益", ["带动就业"]), ("协办员人数量", "数量", ["数量"]),
    ("持续改善人居环境", "可持续影响", ["持续"]), ("", "成本", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "phrases"), FOUND)
def test_cues_of_a_category(text: str, category: str, phrases: list[str]) -> None:
    hits = find_cues(text)
    assert [hit.cue.phrase for hit in hits if hit.cue.category == category] == phrases


def test_places_count_in_the_text_as_given() -> None:
    text = " 群众 满 意度（%）"
    (hit,) = [hit for hit in find_cues(text) if hit.cue.category == "满意度"]
    assert text[hit.start : hit.end] == "满 意度"
    assert not hit.at_end


def test_every_cue_has_a_source_and_a_known_category() -> None:
    for cues in cue_table().values():
        for cue in cues:
            assert cue.source
            assert group_of("", cue.category), cue
            assert all(cue.phrase in outer for outer in cue.not_in)


def test_both_backends_find_the_same_cues() -> None:
    pytest.importorskip("rjieba")
    for text, _, _ in FOUND:
        assert find_cues(text) == find_cues(text, "rjieba")
