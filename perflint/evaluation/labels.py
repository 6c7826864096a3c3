"""The label file of a document: what must, may and must never be found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from perflint.errors import UsageError
from perflint.tomlfile import fault

Key = tuple[str, int | None, int | None]


class Label(BaseModel):
    """A defect a reviewer must or may name; of a ``group`` any one member is enough."""

    model_config = ConfigDict(extra="ignore")

    code: str
    project: int | None = None
    row: int | None = None
    expect: Literal["must", "may"]
    severity: str = ""
    group: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        return self.code, self.project, self.row


class Trap(BaseModel):
    """A place that must stay silent; with ``contains`` only for findings that say those words."""

    model_config = ConfigDict(extra="ignore")

    code: str
    project: int | None = None
    row: int | None = None
    contains: str = ""
    note: str = ""


class Labels(BaseModel):
    """The labels of one document. ``projects`` is what a right extraction gives."""

    model_config = ConfigDict(extra="ignore")

    file: str
    year: int | None = None
    layout: str = ""
    clean: bool = False
    projects: list[dict[str, Any]] = []
    findings: list[Label] = []
    never: list[Trap] = []


def load_labels(path: Path) -> Labels:
    """Read a label file. Raises UsageError for one that is not valid."""
    try:
        return Labels(**json.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        raise UsageError(f"标注文件“{path.name}”不正确：{fault(error.errors()[0])}") from None
    except (OSError, ValueError, TypeError):
        raise UsageError(f"标注文件“{path.name}”不正确：不是 UTF-8 的 JSON 对象") from None


def _is_label(path: Path) -> bool:
    """A JSON object that names its document and lists findings: results of a run name none."""
    try:
        body = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(body, dict) and {"file", "findings"} <= body.keys()


def find_labels(folder: Path) -> Iterator[tuple[Path, Path]]:
    """(label file, document) pairs in a folder, by name; other JSON files are passed over.

    Raises UsageError where the folder holds no label or a label's document is missing.
    """
    found = sorted(path for path in folder.rglob("*.json") if _is_label(path))
    if not found:
        raise UsageError(f"目录“{folder}”中没有标注文件（.json）")
    for path in found:
        document = path.parent / load_labels(path).file
        if not document.is_file():
            raise UsageError(f"标注文件“{path.name}”对应的文件“{document.name}”不存在")
        yield path, document
