"""Label files: found beside their documents, refused in one line when wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perflint.errors import UsageError
from perflint.evaluation.labels import find_labels, load_labels


def label(folder: Path, name: str, **body: object) -> Path:
    path = folder / f"{name}.json"
    text = json.dumps({"file": f"{name}.md", "findings": [], **body})
    path.write_text(text, encoding="utf-8")
    (folder / f"{name}.md").write_text("x", encoding="utf-8")
    return path


def test_pairs_in_order_and_other_json_passed_over(tmp_path: Path) -> None:
    second, first = label(tmp_path, "b"), label(tmp_path, "a")
    (tmp_path / "result.json").write_text('{"schema": "perflint.findings/1"}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert list(find_labels(tmp_path)) == [
        (first, tmp_path / "a.md"),
        (second, tmp_path / "b.md"),
    ]


def test_a_folder_without_labels_and_a_missing_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有标注文件"):
        list(find_labels(tmp_path))
    label(tmp_path, "a", file="none.docx")
    with pytest.raises(UsageError, match=r"none\.docx"):
        list(find_labels(tmp_path))


def test_a_wrong_label_is_named(tmp_path: Path) -> None:
    path = label(tmp_path, "a", findings=[{"code": "A041", "expect": "perhaps"}])
    with pytest.raises(UsageError, match=r"a\.json"):
        load_labels(path)
