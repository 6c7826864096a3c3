"""The sample submission gives the same records from every format it is rendered to."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from perflint import extract
from perflint.records.submission import Submission

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
sys.path[:0] = [str(CORPORA), str(CORPORA / "labelled")]

import labelled.build as labels  # noqa: E402
import samples.build as builder  # noqa: E402
from rendering import content, office  # noqa: E402

FIELDS = ("level1", "level2", "name", "description", "operator", "value", "unit", "basis")
PLAIN = [
    "qingyuan.docx",
    "qingyuan.xlsx",
    "qingyuan.txt",
    "qingyuan-piped.txt",
    "qingyuan-bars.txt",
    "qingyuan.html",
    "qingyuan-gb.html",
    "qingyuan.mht",
    "qingyuan.md",
    "qingyuan.csv",
]
CONVERTED = ["qingyuan.doc", "qingyuan.wps", "qingyuan.rtf", "qingyuan.xls", "qingyuan.pdf"]
SOURCES = labels.sources()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("formats")
    builder.write_all(builder.compose(content.load(builder.HERE / "content.toml")), made)
    return made


@pytest.fixture(scope="module")
def converted(folder: Path) -> Path:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    builder.convert_all(folder)
    return folder


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return labels.gold(content.load(labels.SAMPLE))


def flat(text: str) -> str:
    """White space is not part of a cell's meaning: dumps lose it, page breaks add it."""
    return re.sub(r"\s+", "", text)


def records(submission: Submission) -> list[tuple[str, ...]]:
    rows = []
    for project in submission.projects:
        rows.append((str(project.number), flat(project.title), flat(project.objective)))
        for item in project.indicators:
            rows.append((str(item.row), *(flat(getattr(item, name)) for name in FIELDS)))
    return rows


def wanted(data: dict[str, Any]) -> list[tuple[str, ...]]:
    rows = []
    for project in data["projects"]:
        rows.append((str(project["number"]), flat(project["title"]), flat(project["objective"])))
        for item in project["indicators"]:
            rows.append((str(item["row"]), *(flat(item[name]) for name in FIELDS)))
    return rows


def money(submission: Submission) -> set[tuple[str, float, float]]:
    """Leaves of the functional classification with project expenditure, once each."""
    return {
        (line.code, float(line.project_expenditure or 0), float(line.carry_over or 0))
        for line in submission.budget_lines
        if line.leaf and len(line.code) == 7 and line.project_expenditure
    }


@pytest.mark.parametrize("name", PLAIN)
def test_same_records_from_each_format(folder: Path, expected: dict[str, Any], name: str) -> None:
    assert records(extract(folder / name)) == wanted(expected)


@pytest.mark.parametrize("name", PLAIN)
def test_same_budget_from_each_format(folder: Path, expected: dict[str, Any], name: str) -> None:
    lines = {
        (x["code"], x["project_expenditure"], x["carry_over"]) for x in expected["budget_lines"]
    }
    assert lines <= money(extract(folder / name))


@pytest.mark.parametrize("name", CONVERTED)
def test_same_records_from_converted_formats(
    converted: Path, expected: dict[str, Any], name: str
) -> None:
    assert records(extract(converted / name)) == wanted(expected)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_labelled_documents_give_the_records_of_their_labels(path: Path) -> None:
    item = content.load(path)
    submission = extract((labels.HERE / item.raw["file"]).resolve())
    data = labels.gold(item)
    assert records(submission) == wanted(data)
    amounts = [float(p.amount) if p.amount is not None else None for p in submission.projects]
    assert amounts == [project["amount"] for project in data["projects"]]
    kinds = [project.kind for project in submission.projects]
    assert kinds == [project.get("kind", "project") for project in data["projects"]]
    weights = [
        float(x.weight) if x.weight is not None else None
        for project in submission.projects
        for x in project.indicators
    ]
    assert weights == [x["weight"] for p in data["projects"] for x in p["indicators"]]


def test_revised_draft_differs_where_it_was_corrected() -> None:
    first = records(extract(builder.HERE / "qingyuan.docx"))
    second = records(extract(builder.HERE / "qingyuan-revised.docx"))
    assert len(second) == len(first) + 1
    assert 20 <= len(set(second) - set(first)) <= 40


def test_anchors_open_the_right_cell(folder: Path) -> None:
    """The place named for a value holds that value."""
    from docx import Document

    submission = extract(folder / "qingyuan.docx")
    tables = Document(str(folder / "qingyuan.docx")).tables
    for project in submission.projects[:4]:
        for item in project.indicators:
            place = item.anchors["value"]
            assert place.table
            assert place.row
            assert place.column
            cell = tables[place.table - 1].rows[place.row - 1].cells[place.column - 1]
            assert flat(cell.text) == flat(item.value)
