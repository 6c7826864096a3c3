"""Every entry of the word lists is tested by its own example."""

from __future__ import annotations

import pytest

from perflint.checks.form.years import stale_terms
from perflint.checks.lexicons import Term, found_terms, slips, terms
from perflint.resources import corpus

TYPOS = corpus("typos.toml")["typos"]
STALE = corpus("stale.toml")["terms"]


@pytest.mark.parametrize("entry", TYPOS, ids=lambda entry: entry["bad"])
def test_typo_entry(entry: dict[str, str]) -> None:
    found = slips(entry["bad"])
    assert [item.right for item in found] == [entry["right"]]
    assert not slips(entry["good"])


@pytest.mark.parametrize(("wrong", "right"), corpus("typos.toml")["slips"].items())
def test_a_form_that_is_no_word(wrong: str, right: str) -> None:
    assert [(item.written, item.right) for item in slips(f"项目{wrong}情况")] == [(wrong, right)]
    assert not slips(f"项目{right}情况")


@pytest.mark.parametrize("phrase", [p for entry in TYPOS for p in entry.get("not_in", ())])
def test_innocent_phrases_are_left_alone(phrase: str) -> None:
    assert not slips(f"开展{phrase}统计")


@pytest.mark.parametrize("term", [*terms("vague"), *terms("style")], ids=lambda term: term.term)
def test_term_is_found_outside_its_innocent_phrases(term: Term) -> None:
    for follower in term.then or ("事",):
        assert term.within(f"某项{term.term}{follower}")
    if term.then:
        assert not term.within(f"某项{term.term}事")
    for phrase in term.not_in:
        assert not term.within(phrase), phrase


def test_a_term_beside_its_innocent_phrase_is_still_found() -> None:
    assert [t.term for t in found_terms("vague", "基本养老金基本落实到位")] == ["基本"]
    assert not found_terms("vague", "基本养老金按月发放")


@pytest.mark.parametrize("entry", STALE, ids=lambda entry: entry["term"])
def test_stale_entry_holds_from_its_year_on(entry: dict[str, object]) -> None:
    text, since = f"继续做好{entry['term']}有关工作", entry["since"]
    assert isinstance(since, int)
    assert entry["term"] in [found["term"] for found in stale_terms(text, since)]
    assert entry["term"] not in [found["term"] for found in stale_terms(text, since - 1)]
    for words in ("unless_with", "not_in"):
        for word in entry.get(words, ()):  # type: ignore[attr-defined]
            assert entry["term"] not in [f["term"] for f in stale_terms(f"{text}{word}", since)]
