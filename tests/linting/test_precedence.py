"""One root cause, one finding."""

from __future__ import annotations

from perflint.checks.hit import Hit
from perflint.checks.registry import Check, Params
from perflint.linting.engine import RuleHit
from perflint.linting.precedence import hiding_order, places, settle
from perflint.linting.rule import Doc, Rule
from perflint.linting.rules import BoundRule


def bound(code: str, **hides: list[str]) -> BoundRule:
    rule = Rule(
        code=code,
        name=code.lower(),
        title=code,
        severity="error",
        profile="basic",
        scope="indicator",
        message="",
        check={},
        doc=Doc(why=""),
        **hides,  # type: ignore[arg-type]
    )
    return BoundRule(rule, Check("x", "indicator", Params, lambda *_: []), Params())


def kept(*pairs: tuple[BoundRule, Hit]) -> set[tuple[str, int | None, int | None]]:
    settled = settle([RuleHit(rule, hit) for rule, hit in pairs])
    return {
        (item.bound.rule.code, project, row)
        for item in settled
        for project, row in places(item.hit)
    }


def test_a_rule_silences_another_on_the_same_row_only() -> None:
    a, b = bound("A040", hides=["C010"]), bound("C010")
    assert kept((a, Hit(1, 1)), (b, Hit(1, 1)), (b, Hit(1, 2))) == {
        ("A040", 1, 1),
        ("C010", 1, 2),
    }


def test_a_rule_silences_another_in_the_whole_project() -> None:
    a, b = bound("C001", hides_project=["C003"]), bound("C003")
    assert kept((a, Hit(2)), (b, Hit(2)), (b, Hit(3))) == {("C001", 2, None), ("C003", 3, None)}


def test_a_rule_silences_another_in_the_document() -> None:
    a, b = bound("B091", hides_document=["B095"]), bound("B095")
    assert kept((a, Hit(2)), (b, Hit())) == {("B091", 2, None)}


def test_a_silenced_hit_silences_nothing() -> None:
    first = bound("A048", hides=["A046"])
    second = bound("A046", hides=["A047"])
    third = bound("A047")
    hits = [(rule, Hit(1, 1)) for rule in (third, second, first)]
    assert kept(*hits) == {("A048", 1, 1), ("A047", 1, 1)}


def test_a_hit_with_many_rows_loses_only_the_silenced_ones() -> None:
    a, b = bound("A052", hides=["R036"]), bound("R036")
    many = Hit(1, 1, rows=((1, 1), (2, 1), (3, 1)))
    assert kept((a, Hit(1, 1)), (b, many)) == {
        ("A052", 1, 1),
        ("R036", 2, 1),
        ("R036", 3, 1),
    }


def test_places_names_every_place_once() -> None:
    assert places(Hit(1, 2)) == ((1, 2),)
    assert places(Hit(1, 1, rows=((1, 1), (1, 2), (1, 1)))) == ((1, 1), (1, 2))
    assert places(Hit()) == ((None, None),)


def test_hiding_order_puts_the_silencer_first_even_in_a_circle() -> None:
    order = hiding_order({"B": {"A"}, "A": set(), "C": {"B"}})
    assert order.index("C") < order.index("B") < order.index("A")
    assert sorted(hiding_order({"A": {"B"}, "B": {"A"}})) == ["A", "B"]
