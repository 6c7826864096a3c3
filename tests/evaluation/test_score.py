"""Scoring, on small cases worked out by hand."""

from __future__ import annotations

import pytest

from perflint.evaluation.labels import Label, Labels, Trap
from perflint.evaluation.run import by_rule, mean_recall
from perflint.evaluation.score import Tally, score
from perflint.linting.report import Finding, Position

Place = tuple[int | None, int | None]


def finding(code: str, *places: Place, message: str = "") -> Finding:
    return Finding(
        code=code,
        name="x",
        title="x",
        severity="error",
        question="完整性",
        message=message,
        rows=[Position(project=project, row=row) for project, row in places],
    )


def labels(*expected: Label, never: tuple[Trap, ...] = ()) -> Labels:
    return Labels(file="x.docx", findings=list(expected), never=list(never))


def must(code: str, project: int | None = None, row: int | None = None, group: str = "") -> Label:
    return Label(code=code, project=project, row=row, expect="must", group=group)


def may(code: str, project: int | None = None, row: int | None = None) -> Label:
    return Label(code=code, project=project, row=row, expect="may")


def test_recall_counts_musts_and_precision_counts_musts_and_mays() -> None:
    result = score(
        "x",
        labels(must("A041", 1, 1), must("A041", 1, 2), may("A041", 1, 3)),
        [finding("A041", (1, 1), (1, 3)), finding("A041", (2, 1))],
    )
    assert result.rules["A041"] == Tally(found=1, must=2, right=2, reported=3)
    assert result.missed == [("A041", 1, 2)]
    assert result.unexpected == [("A041", 2, 1)]
    assert result.total.recall == pytest.approx(0.5)
    assert result.total.precision == pytest.approx(2 / 3)


def test_of_a_group_one_member_is_enough() -> None:
    result = score(
        "x",
        labels(must("R027", 1, 2, "swap"), must("R027", 1, 3, "swap")),
        [finding("R027", (1, 3))],
    )
    assert (result.total.found, result.total.must, result.total.right) == (1, 1, 1)


def test_a_row_counts_for_its_project_where_labels_know_projects_only() -> None:
    by_project = labels(must("C004", 1))
    assert score("x", by_project, [finding("C004", (1, 3))]).total.found == 1
    by_row = labels(must("A041", 1, 1), may("A041", 1))
    assert score("x", by_row, [finding("A041", (1, 3))]).total.found == 0


@pytest.mark.parametrize(
    ("trap", "place", "message", "sprung"),
    [
        (Trap(code="A041", project=1, row=2), (1, 2), "", 1),
        (Trap(code="A041", project=1, row=2), (1, 3), "", 0),
        (Trap(code="A041", project=1), (1, 3), "", 1),
        (Trap(code="A041"), (1, 3), "", 0),
        (Trap(code="A041"), (None, None), "", 1),
        (Trap(code="A041", contains="236"), (None, None), "上年培训236人", 1),
        (Trap(code="A041", contains="236"), (None, None), "结案率98%", 0),
    ],
)
def test_traps(trap: Trap, place: Place, message: str, sprung: int) -> None:
    result = score("x", labels(never=(trap,)), [finding("A041", place, message=message)])
    assert result.total.trapped == sprung
    assert result.total.traps == 1


def test_a_trap_on_a_project_spares_the_rows_that_are_expected() -> None:
    result = score(
        "x",
        labels(must("A041", 1, 3), never=(Trap(code="A041", project=1),)),
        [finding("A041", (1, 3))],
    )
    assert result.total.trapped == 0


def test_a_place_reported_twice_counts_once() -> None:
    result = score("x", labels(must("A041", 1, 1)), [finding("A041", (1, 1))] * 2)
    assert result.total.reported == 1


def test_documents_add_up_and_the_mean_is_over_rules() -> None:
    one = score("x", labels(must("A041", 1, 1)), [finding("A041", (1, 1))])
    two = score("y", labels(must("C001", 1), must("C001", 2)), [])
    rules = by_rule([one, two])
    assert rules["A041"].recall == 1
    assert rules["C001"].recall == 0
    assert mean_recall(rules) == pytest.approx(0.5)
    assert mean_recall({}) is None
