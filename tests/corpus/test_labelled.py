"""The labelled documents: built from their content, with labels that can be trusted."""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
LABELLED = CORPORA / "labelled"
sys.path[:0] = [str(CORPORA), str(LABELLED)]

import definitions  # noqa: E402
import labelled.build as builder  # noqa: E402
from rendering import content  # noqa: E402

SOURCES = builder.sources()
CODES = {
    *(f"C{n:03d}" for n in range(1, 20)),
    *(f"R{n:03d}" for n in range(20, 40)),
    *(f"A{n:03d}" for n in range(40, 65)),
    *(f"F{n:03d}" for n in range(66, 73)),
    *(f"T{n:03d}" for n in range(76, 90)),
    *(f"B{n:03d}" for n in range(91, 106)),
}


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.stem)
def item(request: pytest.FixtureRequest) -> content.Content:
    return content.load(request.param)


@pytest.fixture(scope="module")
def golds() -> list[dict[str, Any]]:
    return [builder.gold(content.load(path)) for path in SOURCES]


def test_label_file_is_what_the_builder_gives(item: content.Content) -> None:
    path = LABELLED / f"{Path(item.raw['file']).stem}.json"
    assert path.read_text(encoding="utf-8") == builder.dump(builder.gold(item))


def test_document_is_what_the_builder_gives(item: content.Content, tmp_path: Path) -> None:
    if item.raw["file"].startswith("../"):
        pytest.skip("the sample submission is tested in test_samples.py")
    builder.write(item, tmp_path)
    made, kept = tmp_path / item.raw["file"], LABELLED / item.raw["file"]
    assert substance(made) == substance(kept)


def substance(path: Path) -> dict[str, bytes]:
    """What a file says; how well its zip is compressed depends on the machine."""
    if path.suffix not in (".docx", ".xlsx"):
        return {path.name: path.read_bytes()}
    wanted = ("word/document.xml", "xl/worksheets/", "xl/sharedStrings.xml")
    with zipfile.ZipFile(path) as package:
        return {n: package.read(n) for n in package.namelist() if n.startswith(wanted)}


def test_label_file_is_json_of_the_known_form(item: content.Content) -> None:
    data = json.loads(builder.dump(builder.gold(item)))
    assert {"file", "layout", "year", "profile_hint", "projects", "findings", "never"} <= set(data)
    assert [p["number"] for p in data["projects"]] == list(range(1, len(data["projects"]) + 1))
    for project in data["projects"]:
        rows = [indicator["row"] for indicator in project["indicators"]]
        assert rows == list(range(1, len(rows) + 1))


def test_labels_name_rules_and_places_that_exist(item: content.Content) -> None:
    data = builder.gold(item)
    places: set[tuple[int | None, int | None]] = {(None, None)}
    for project in data["projects"]:
        places.add((project["number"], None))
        places |= {(project["number"], row["row"]) for row in project["indicators"]}
    for label in data["findings"] + data["never"]:
        assert label["code"] in CODES
        assert (label["project"], label["row"]) in places


def test_no_label_contradicts_another(item: content.Content) -> None:
    data = builder.gold(item)
    found = [(f["code"], f["project"], f["row"]) for f in data["findings"]]
    twice = [key for key, count in Counter(found).items() if count > 1]
    assert twice == []
    traps = {(n["code"], n["project"], n["row"]) for n in data["never"] if not n.get("contains")}
    assert traps & set(found) == set()


def test_groups_have_at_least_two_members(item: content.Content) -> None:
    groups = Counter(f["group"] for f in builder.gold(item)["findings"] if "group" in f)
    assert [name for name, count in groups.items() if count == 1] == []


def test_expectations_and_severities_are_known(item: content.Content) -> None:
    for finding in builder.gold(item)["findings"]:
        assert finding["expect"] in {"must", "may"}
        assert finding.get("severity", "info") in {"error", "warning", "info"}


def test_clean_documents_have_no_defects(golds: list[dict[str, Any]]) -> None:
    clean = [data for data in golds if data.get("clean")]
    assert len(clean) >= 2
    assert [data["findings"] for data in clean] == [[]] * len(clean)


def test_the_set_is_large_enough(golds: list[dict[str, Any]]) -> None:
    indicators = sum(len(p["indicators"]) for g in golds for p in g["projects"])
    must = sum(f["expect"] == "must" for g in golds for f in g["findings"])
    assert len(golds) >= 12
    assert indicators >= 700
    assert must >= 250
    assert sum(len(g["never"]) for g in golds) >= 200


def test_layouts_formats_and_years_differ(golds: list[dict[str, Any]]) -> None:
    assert len({g["layout"][:1] for g in golds}) >= 6
    assert len({Path(g["file"]).suffix for g in golds}) >= 4
    assert len({g["year"] for g in golds}) >= 5


def test_hand_written_traps_are_many(golds: list[dict[str, Any]]) -> None:
    """Traps that follow from a definition do not count."""
    hand = 0
    for path in SOURCES:
        item = content.load(path)
        every = [*item.labels, *(x for p in item.projects for x in p.labels)]
        every += [x for p in item.projects for row in p.rows for x in row.labels]
        hand += sum(label.kind == "never" for label in every)
    assert hand >= 200


def test_most_rules_have_an_example(golds: list[dict[str, Any]]) -> None:
    must = {f["code"] for g in golds for f in g["findings"] if f["expect"] == "must"}
    assert len(must) >= 55


@pytest.mark.parametrize(
    ("name", "same"), [("聘用人数 ", "聘用人数"), ("Ａ级", "A级"), ("完成。", "完成")]
)
def test_norm_ignores_what_does_not_matter(name: str, same: str) -> None:
    assert definitions.norm(name) == same


def test_kind_of_a_row_follows_its_levels() -> None:
    def row(first: str, second: str) -> content.Row:
        return content.Row(1, {"level1": first, "level2": second}, {})

    assert definitions.kind(row("成本指标", "经济成本指标")) == "成"
    assert definitions.kind(row("效益指标", "可持续影响指标")) == "效"
    assert definitions.kind(row("产出指标", "时效指标")) == "时"
    assert definitions.kind(row("", "")) == ""
