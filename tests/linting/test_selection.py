"""Selection is a pure decision: explicit beats implicit, the longer selector wins."""

from __future__ import annotations

import pytest

from perflint.errors import UsageError
from perflint.linting.rule import Doc, Rule
from perflint.linting.selection import Selection, choose, find_rule, nearest_rule


def rule(code: str, *, profile: str = "basic", status: str = "stable", name: str = "") -> Rule:
    return Rule(
        code=code,
        name=name or f"rule-{code.lower()}",
        title=f"规则{code}",
        severity="error",
        profile=profile,  # type: ignore[arg-type]
        status=status,  # type: ignore[arg-type]
        scope="indicator",
        message="",
        check={},
        doc=Doc(why=""),
    )


A040 = rule("A040", name="positive-upper-bound")
A041 = rule("A041", name="cost-lower-bound")
C013 = rule("C013", profile="review")
T088 = rule("T088", profile="strict")
PREVIEW = rule("A099", status="preview")
GONE = rule("A098", status="deprecated")
RULES = [A040, A041, GONE, PREVIEW, C013, T088]


def codes(**options: object) -> list[str]:
    return [chosen.code for chosen in choose(RULES, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("basic", ["A040", "A041"]),
        ("review", ["A040", "A041", "C013"]),
        ("strict", ["A040", "A041", "C013", "T088"]),
    ],
)
def test_profiles_contain_each_other(profile: str, expected: list[str]) -> None:
    assert codes(profile=profile) == expected


def test_select_is_not_bound_by_the_profile() -> None:
    assert codes(profile="basic", select=["T"]) == ["T088"]


def test_ignore_alone_takes_away_from_the_profile() -> None:
    assert codes(profile="review", ignore=["A04"]) == ["C013"]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["A"], ["A041"], ["A040", "A098", "A099"]),
        (["A041"], ["A"], ["A041"]),
        (["A04"], ["A04"], []),
        (["ALL"], ["A", "T"], ["C013"]),
        (["cost-lower-bound"], ["A04"], ["A041"]),
        (["A04"], ["cost-lower-bound"], ["A040"]),
        (["a041"], [], ["A041"]),
    ],
)
def test_the_longer_selector_wins(
    select: list[str], ignore: list[str], expected: list[str]
) -> None:
    assert codes(select=select, ignore=ignore) == expected


def test_preview_rules_run_when_asked_for() -> None:
    assert codes(profile="basic", preview=True) == ["A040", "A041", "A099"]
    assert codes(select=["A099"]) == ["A099"]


def test_deprecated_rules_run_only_when_named() -> None:
    assert "A098" not in codes(profile="strict", preview=True)
    assert codes(select=["A098"]) == ["A098"]


@pytest.mark.parametrize("selector", ["Z", "A05", "cost-lower", ""])
def test_a_selector_that_matches_nothing_is_an_error(selector: str) -> None:
    with pytest.raises(UsageError, match="没有与"):
        codes(select=[selector])
    with pytest.raises(UsageError, match="没有与"):
        codes(ignore=[selector])


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("A04x", "“A04x”相符的规则，相近的有：A040、A041"),
        ("a049", "相近的有：A040、A041"),
        ("适当", "适当性类规则写“A”"),
        ("适当性", "适当性类规则写“A”"),
        ("cost-lower-bond", "是否想写“cost-lower-bound”"),
        ("全然不同", "可用 perflint rules 查看全部"),
    ],
)
def test_a_wrong_selector_names_what_is_near(selector: str, said: str) -> None:
    with pytest.raises(UsageError, match="没有与") as caught:
        codes(select=[selector])
    assert said in str(caught.value)


def test_many_near_codes_are_cut() -> None:
    from perflint.linting.rules import read_rules

    known = list(read_rules().values())
    with pytest.raises(UsageError, match=r"相近的有：T076(?:、T\d+){1,11}等?$"):
        choose(known, select=["T0x"])


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="basic、review、strict"):
        codes(profile="full")


def test_find_rule_by_code_name_and_nearest() -> None:
    assert find_rule("a041", RULES) is A041
    assert find_rule("positive-upper-bound", RULES) is A040
    with pytest.raises(UsageError, match="是否想写“cost-lower-bound”"):
        find_rule("cost-lower-bond", RULES)


def test_no_hint_where_nothing_is_near() -> None:
    assert nearest_rule("全然不同", RULES) == ""


def test_wants_agrees_with_choose() -> None:
    selection = Selection("review", (), ("C013",))
    assert [r.code for r in RULES if selection.wants(r)] == codes(ignore=["C013"])
