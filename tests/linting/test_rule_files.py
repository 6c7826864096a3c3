"""Every rule file is valid, and every example in it does what the file says."""

from __future__ import annotations

import pytest

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.local import local_profile
from perflint.linting.engine import hits_of
from perflint.linting.examples import example_submission
from perflint.linting.precedence import places
from perflint.linting.rule import Example, Rule
from perflint.linting.rules import BoundRule, bind, load_rules, read_rule, rule_files
from perflint.linting.wording import Writer

RULES = load_rules(examples=True)
FEWEST_EXAMPLES = 4


def _data(example: Example) -> dict[str, object]:
    if example.indicator is not None:
        return {"projects": [{"title": "示例项目", "indicators": [example.indicator]}]}
    if example.project is not None:
        return {"projects": [example.project]}
    assert example.submission is not None
    return example.submission


def _hits(bound: BoundRule, example: Example) -> list[Hit]:
    context = Context(example_submission(_data(example)), local_profile("generic"))
    return list(hits_of(context, bound))


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(bound, example, id=f"{code}-{kind}{number}")
        for code, bound in RULES.items()
        for number, example in enumerate(getattr(bound.rule, kind), start=1)
    ]


@pytest.mark.parametrize(("bound", "example"), _cases("bad"))
def test_bad_examples_are_hit(bound: BoundRule, example: Example) -> None:
    hits = _hits(bound, example)
    assert hits, "no hit"
    if example.variant:
        assert example.variant in {hit.variant for hit in hits}
    if example.rows:
        found = {place for hit in hits for place in places(hit)}
        assert found == {(row[0], row[1]) for row in example.rows}


@pytest.mark.parametrize(("bound", "example"), _cases("bad"))
def test_bad_examples_are_worded(bound: BoundRule, example: Example) -> None:
    from perflint.linting.engine import RuleHit
    from perflint.linting.rollup import gather

    context = Context(example_submission(_data(example)), local_profile("generic"))
    writer = Writer(context)
    hits = [RuleHit(bound, hit) for hit in hits_of(context, bound)]
    findings = [writer.finding(group) for group in gather(hits, writer.severity)]
    assert findings
    for finding in findings:
        assert "{" not in finding.message + finding.suggestion
        assert "“”" not in finding.message
    if example.suggestion:
        assert example.suggestion in [finding.suggestion for finding in findings]


@pytest.mark.parametrize(("bound", "example"), _cases("good"))
def test_good_examples_are_left_alone(bound: BoundRule, example: Example) -> None:
    assert _hits(bound, example) == []


@pytest.mark.parametrize(("bound", "example"), _cases("todo"))
def test_todo_examples_are_still_missed(bound: BoundRule, example: Example) -> None:
    assert _hits(bound, example) == [], "works now: make it a [[bad]] example"


@pytest.mark.parametrize("bound", RULES.values(), ids=list(RULES))
def test_rule_is_documented(bound: BoundRule) -> None:
    rule = bound.rule
    assert len(rule.bad) >= FEWEST_EXAMPLES
    assert len(rule.good) >= FEWEST_EXAMPLES
    assert rule.doc.basis, "a finding without a policy convinces nobody"
    assert all(len(_given(example)) == 1 for example in (*rule.bad, *rule.good, *rule.todo))


def _given(example: Example) -> list[str]:
    return [key for key in ("indicator", "project", "submission") if getattr(example, key)]


@pytest.mark.parametrize("path", list(rule_files()), ids=lambda path: path.stem)
def test_examples_come_last_and_file_name_is_the_code(path) -> None:  # type: ignore[no-untyped-def]
    full, short = read_rule(path, examples=True), read_rule(path, examples=False)
    assert path.stem == full.code
    assert short == full.model_copy(update={"bad": [], "good": [], "todo": []})


def test_names_and_aliases_are_unique() -> None:
    names = [name for bound in RULES.values() for name in (bound.rule.name, *bound.rule.aliases)]
    assert len(names) == len(set(names))


def test_hidden_rules_exist_and_hiding_has_no_circle() -> None:
    hides = {
        code: {*b.rule.hides, *b.rule.hides_project, *b.rule.hides_document}
        for code, b in RULES.items()
    }

    def reaches(start: str, goal: str, seen: frozenset[str] = frozenset()) -> bool:
        return any(
            other == goal or (other not in seen and reaches(other, goal, seen | {other}))
            for other in hides.get(start, ())
        )

    for code in hides:
        assert not reaches(code, code), f"{code} silences itself"


def test_examples_are_not_the_seeds(seed_names: frozenset[str]) -> None:
    for code, bound in RULES.items():
        for example in (*bound.rule.bad, *bound.rule.good):
            if example.indicator and len(example.indicator.get("name", "")) > 12:
                assert example.indicator["name"] not in seed_names, code


def _rule(**changes: object) -> Rule:
    rule = RULES["A041"].rule
    return rule.model_copy(update=changes)


def test_unknown_parameter_names_the_nearest() -> None:
    from perflint.errors import UsageError

    check = {"function": "cost-lower-bound", "unles": ["节约率"]}
    with pytest.raises(UsageError, match="没有参数“unles”，是否想写“unless”"):
        bind(_rule(check=check))


def test_unknown_function_names_the_nearest() -> None:
    from perflint.errors import UsageError

    with pytest.raises(UsageError, match="cost-lower-bound"):
        bind(_rule(check={"function": "value.comparator.cost-lower-bond"}))


def test_scope_must_agree_with_the_function() -> None:
    from perflint.errors import UsageError

    with pytest.raises(UsageError, match="范围"):
        bind(_rule(scope="project"))
