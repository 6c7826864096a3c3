"""The rules reach their floors on the labelled documents, and clean documents stay quiet."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from perflint.api import extract
from perflint.evaluation.labels import find_labels, load_labels
from perflint.evaluation.run import by_rule, mean_recall
from perflint.evaluation.score import Score, Tally, score
from perflint.linting.linter import Linter
from perflint.reports.evaluation import evaluation_json, evaluation_page, evaluation_text

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "corpora" / "labelled"
FLOORS: dict[str, Any] = tomllib.loads((LABELLED / "floors.toml").read_text(encoding="utf-8"))
PAIRS = list(find_labels(LABELLED))
CLEAN = [pair for pair in PAIRS if load_labels(pair[0]).clean]


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    linter = Linter()
    return [
        score(path.stem, load_labels(path), linter.lint(extract(document)).findings)
        for path, document in PAIRS
    ]


def test_the_set_is_large_and_varied() -> None:
    labels = [load_labels(path) for path, _ in PAIRS]
    rows = sum(len(p["indicators"]) for item in labels for p in item.projects)
    musts = sum(label.expect == "must" for item in labels for label in item.findings)
    assert len(labels) >= 12
    assert len({item.layout for item in labels}) >= 6
    assert rows >= 700
    assert musts >= 250
    assert sum(len(item.never) for item in labels) >= 200
    assert len(CLEAN) >= 2


def test_totals(scores: list[Score]) -> None:
    rules = by_rule(scores)
    total = sum(rules.values(), Tally())
    floor = FLOORS["total"]
    assert (total.recall or 0) >= floor["recall"]
    assert (total.precision or 0) >= floor["precision"]
    assert (mean_recall(rules) or 0) >= floor["mean_recall"]
    assert total.trapped <= floor["trapped"] * total.traps


def test_every_rule_reaches_its_floor(scores: list[Score]) -> None:
    below = {}
    for code, tally in by_rule(scores).items():
        floor = {**FLOORS["rule"], **FLOORS.get("rules", {}).get(code, {})}
        if tally.recall is not None and tally.recall < floor["recall"]:
            below[code] = f"recall {tally.recall:.2f}"
        if tally.precision is not None and tally.precision < floor["precision"]:
            below[code] = f"precision {tally.precision:.2f}"
    assert below == {}


@pytest.mark.parametrize("pair", CLEAN, ids=lambda pair: pair[0].stem)
def test_clean_documents_stay_quiet(pair: tuple[Path, Path]) -> None:
    submission = extract(pair[1])
    assert Linter(profile="basic").lint(submission).findings == []
    report = Linter(profile="review").lint(submission)
    most = FLOORS["clean"]["review_per_100"] * report.read.indicators / 100
    assert len(report.findings) <= most, [f.message for f in report.findings]


def test_the_page_is_up_to_date(scores: list[Score]) -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert page == evaluation_page(scores), "run: make docs"


def test_text_and_json_agree(scores: list[Score]) -> None:
    body = json.loads(json.dumps(evaluation_json(scores)))
    assert set(body["documents"]) == {path.stem for path, _ in PAIRS}
    assert body["total"]["must"] == sum(item["must"] for item in body["rules"].values())
    text = evaluation_text(scores, verbose=True)
    assert text.splitlines()[-1].startswith("合计  召回 ")
    assert all(f"漏报 {key[0]}" in text for item in scores for key in item.missed)
