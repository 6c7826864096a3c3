"""The spaCy pipeline: round trip, spans, extensions, batches, memory, and when it is loaded."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.language import pipeline as room
from perflint.language.category import evidence
from perflint.language.cues import find_cues
from perflint.language.heads import head_of
from perflint.language.pipeline import Analysis, analyse, pipeline
from perflint.language.quantities import find_quantities
from perflint.records.values import parse_target

TEXTS = [
    "资金发放及时率", "总成本", "完成本年度各项工作", "", " ", "群众　满意度\n（％）", "≥９５％", "𠮷野家🙂",
    "受益群众3万人，每人每年补助500元", "森林覆盖率增长0.4个百分点",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_the_document_keeps_the_text(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert "".join(token.text for token in doc) == text


@pytest.mark.parametrize("text", TEXTS)
def test_the_pipeline_says_what_the_parts_say(text: str) -> None:
    found = analyse([text])[text]
    assert found.head == head_of(text)
    assert found.cues == find_cues(text)
    assert found.quantities == find_quantities(text)
    assert "".join(found.words) == text


def test_spans_cover_whole_tokens() -> None:
    doc = pipeline()("补贴资金发放及时率")
    (cue,) = [span for span in doc.spans["cues"] if span.label_ == "时效"]
    assert cue.text == "及时率"
    assert cue._.cue.phrase == "及时率"
    (head,) = doc.spans["head"]
    assert (head.text, head.label_) == ("及时率", "rate")
    doc = pipeline()("每人每年补助500元")
    (quantity,) = doc.spans["quantities"]
    assert (quantity.text, quantity.label_) == ("500元", "money")
    assert quantity._.quantity.number == 500


def test_evidence_as_an_extension() -> None:
    target = parse_target("100%")
    doc = pipeline()("资金发放及时率")
    assert doc._.evidence(target) == evidence("资金发放及时率", "", target)


def test_evidence_of_an_analysis() -> None:
    texts = analyse(["运转情况", "是否按时完成"])
    target = parse_target("100%")
    found = texts["运转情况"].evidence(target, texts["是否按时完成"])
    assert found == evidence("运转情况", "是否按时完成", target)
    assert texts["运转情况"].evidence(target, texts["运转情况"]) == evidence("运转情况", "", target)


def test_distinct_strings_in_order() -> None:
    texts = ["乙率", "甲率", "乙率"]
    assert list(analyse(texts)) == ["乙率", "甲率"]
    assert analyse([]) == {}


def test_known_strings_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse(["只读一遍率"])

    def fail(_: object) -> object:
        raise AssertionError("read twice")

    monkeypatch.setattr(room, "pipeline", fail)
    assert isinstance(analyse(["只读一遍率"])["只读一遍率"], Analysis)


def test_memory_is_bounded() -> None:
    memory = room._Memory(2)
    for text, found in analyse(["一率", "二率", "三率"]).items():
        memory.keep(found, "jieba")
        assert memory.take(text, "jieba") == found
    assert len(memory.known) == 2
    assert memory.take("一率", "jieba") is None


def test_one_pipeline_a_process() -> None:
    assert pipeline() is pipeline()
    assert pipeline().pipe_names == ["perflint_quantities", "perflint_cues", "perflint_head"]


def test_both_backends_say_the_same() -> None:
    pytest.importorskip("rjieba")
    for text, found in analyse(TEXTS).items():
        assert analyse([text], "rjieba")[text] == found


def test_heads_and_values_load_neither_spacy_nor_jieba() -> None:
    code = (
        "import sys; from perflint.language.heads import head_of;"
        "from perflint.language import pipeline, cues, category, content, roles, similar;"
        "head_of('总成本'); from perflint.records.values import parse_target; parse_target('≥95%');"
        "print([name for name in ('spacy', 'jieba', 'rapidfuzz') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_passes(text: str) -> None:
    found = analyse([text])[text]
    assert "".join(found.words) == text
    for hit in found.cues:
        assert 0 <= hit.start < hit.end <= len(text)


QUANTITIES: list[tuple[str, list[tuple[str, str]]]] = [
    ("受益群众3万人，每人每年补助500元", [("30000", "人"), ("500", "元")]),
    ("改造道路12.5公里、桥梁2座", [("12.5", "公里"), ("2", "座")]),
    ("2023年12月底前完成3个村整治", [("3", "个")]),
    ("满意度达到百分之九十五", [("95", "%")]),
    ("两会期间值守", []),
    ("四级公共服务平台", []),
    ("十四五规划", []),
    ("委托第三方评估，第12批购置8台", [("8", "台")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities_within_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(item.quantity.number, item.quantity.unit) for item in find_quantities(text)]
    assert found == [(Fraction(number), unit) for number, unit in expected]


def test_quantity_places() -> None:
    text = "补助 １，２００ 元"
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == "１，２００ 元"
