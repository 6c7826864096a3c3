"""Near copies, and the content words of titles and objectives."""

from __future__ import annotations

import pytest

from perflint.language.content import content_words
from perflint.language.similar import near_copy, similarity

COPIES = [
    ("完成审核录入工作质量", "提高完成审核录入工作质量"),
    ("保证社保工作顺利开展", "保证社保工作顺利开展。"),
    ("协办人员享受工作补贴极高工作积极性，更好的服务群众", "协办人员享受工作补贴极高工作积极性"),
    ("改善河道两岸水环境质量", "河道两岸水环境质量改善"),
    ("按参保档次享受不同补贴资金", "城乡居民养老保险参保人按参保档次享受不同补贴资金"),
]  # fmt: skip
NO_COPIES = [
    ("补贴发放准确率", "补贴发放及时率达到要求"), ("参保率", "提高参保率"), ("满意度", "≥95%"),
    ("维护社会稳定", "减少信访案件"), ("", ""), ("造林面积", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_near_copies(one: str, other: str) -> None:
    assert near_copy(one, other)
    assert near_copy(other, one)


@pytest.mark.parametrize(("one", "other"), NO_COPIES)
def test_no_copies(one: str, other: str) -> None:
    assert not near_copy(one, other)


def test_similarity() -> None:
    assert similarity("参保率", " 参保率。") == 100.0
    assert similarity("参保率", "") == 0.0


def test_content_words_leave_out_what_any_project_has() -> None:
    words = content_words("2023年森林草原防火专项工作经费补助资金")
    assert {"森林"} <= words
    assert not words & {"专项", "工作", "经费", "补助", "资金", "工作经费"}


def test_synonyms_have_one_form() -> None:
    assert content_words("社会保险补贴") & content_words("社补")
    assert content_words("") == frozenset()


def test_different_matters_share_nothing() -> None:
    assert not content_words("流动人员档案管理") & content_words("社保专项业务办公")
