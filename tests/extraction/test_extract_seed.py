"""The real submission, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perflint.extraction import extract_submission
from perflint.reading import read
from perflint.records.submission import Submission

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED = SHARED / "seeds" / "000_ac86b56080898b78.txt"
GOLD = SHARED / "gold" / "seed.json"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed submission is not here")


@pytest.fixture(scope="module")
def submission() -> Submission:
    return extract_submission(read(SEED))


def test_every_field_equals_the_labels(submission: Submission) -> None:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["projects"]
    assert len(submission.projects) == len(gold) == 19
    for expected, project in zip(gold, submission.projects, strict=True):
        for key in ("number", "title", "objective", "amount"):
            assert getattr(project, key) == expected[key], (project.number, key)
        assert len(project.indicators) == len(expected["indicators"])
        for row, indicator in zip(expected["indicators"], project.indicators, strict=True):
            found = {key: getattr(indicator, key) for key in row}
            assert found == row, (project.number, row["row"])


def test_every_table_is_accounted_for(submission: Submission) -> None:
    kinds = [note.taken_as for note in submission.tables]
    assert len(kinds) == 50
    assert kinds.count("indicators") == kinds.count("objective") == 19
    assert kinds.count("budget") == 9


def test_anchors_name_the_line_of_the_dump(submission: Submission) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    for project in submission.projects:
        assert project.title in lines[project.anchors["title"].line - 1]
        for indicator in project.indicators:
            line = indicator.anchors["value"].line
            assert indicator.value.split("\n")[0] in lines[line - 1]
            assert indicator.found["value"].confidence == 1.0
            assert indicator.found["value"].how == "表头“指标值”"
