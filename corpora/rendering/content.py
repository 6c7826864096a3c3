"""Hand-written content: a TOML file of projects, their rows between bars, labels after ``##``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LEVEL1 = {"产": "产出指标", "效": "效益指标", "满": "满意度指标", "本": "成本指标"}
LEVEL2 = {
    "数": "数量指标",
    "质": "质量指标",
    "时": "时效指标",
    "成": "成本指标",
    "经": "经济效益指标",
    "社": "社会效益指标",
    "生": "生态效益指标",
    "持": "可持续影响指标",
    "满": "服务对象满意度指标",
    "经本": "经济成本指标",
    "社本": "社会成本指标",
    "生本": "生态环境成本指标",
}
FIELDS = ("name", "description", "operator", "value", "unit", "basis")
SHORT = {
    "1": "level1", "2": "level2", "n": "name", "d": "description", "o": "operator", "v": "value",
    "u": "unit", "w": "weight", "b": "basis", "t": "direction", "x": "note",
}  # fmt: skip
LABEL = re.compile(
    r"(?P<never>~)?(?P<cancel>-)?(?P<code>[A-Z]\d{3})(?P<mark>[!?])?"
    r"(?P<severity>error|warning|info)?(?:\{(?P<group>[^}]*)\})?(?:\((?P<note>[^()]*)\))?$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A judgement: ``kind`` is must, may, never or cancel (not even by a general definition)."""

    kind: str
    code: str
    severity: str = ""
    group: str = ""
    note: str = ""
    contains: str = ""


@dataclass(slots=True)
class Row:
    """An indicator as a correct extraction must give it; ``written`` are the cells as typed."""

    number: int
    cells: dict[str, str]
    written: dict[str, str]
    labels: list[Label] = field(default_factory=list)

    def __getattr__(self, name: str) -> str:
        if name in SHORT.values():
            return self.cells.get(name, "")
        raise AttributeError(name)


@dataclass(slots=True)
class Project:
    number: int
    title: str
    objective: str
    kind: str
    amount: str
    head: dict[str, str]
    rows: list[Row]
    labels: list[Label]
    extra: dict[str, Any]


@dataclass(slots=True)
class Content:
    """A whole document; ``raw`` keeps the parts that only one template understands."""

    raw: dict[str, Any]
    columns: list[str]
    projects: list[Project]
    labels: list[Label]

    @property
    def has_description(self) -> bool:
        return "description" in self.columns

    @property
    def has_basis(self) -> bool:
        return "basis" in self.columns

    @property
    def has_weight(self) -> bool:
        return "weight" in self.columns


def load(path: Path) -> Content:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = list(raw["columns"])
    projects = [_project(n, item, columns) for n, item in enumerate(raw["project"], 1)]
    return Content(raw, columns, projects, labels(raw.get("labels", "")))


def _project(number: int, item: dict[str, Any], columns: list[str]) -> Project:
    used = item.get("columns", columns)
    rows, level1 = [], ""
    for line in item["rows"].strip().splitlines():
        row = _row(len(rows) + 1, line, used, level1)
        level1 = row.cells.get("level1", "")
        rows.append(row)
    known = ("title", "objective", "kind", "amount", "head", "rows", "labels")
    return Project(
        number=number,
        title=item["title"],
        objective=item.get("objective", "").strip("\n"),
        kind=item.get("kind", "project"),
        amount=str(item.get("amount", "")),
        head=item.get("head", {}),
        rows=rows,
        labels=labels(item.get("labels", "")),
        extra={k: v for k, v in item.items() if k not in known},
    )


def _row(number: int, line: str, columns: list[str], level1: str) -> Row:
    body, _, tail = line.partition(" ## ")
    values = [v.strip(" ") for v in body.split("|")]
    if len(values) != len(columns):
        raise ValueError(f"{len(values)} 格而不是 {len(columns)} 格：{line}")
    written = dict(zip(columns, values, strict=True))
    if written.get("description") == "=":
        written["description"] = written["name"]
    written = {key: value.replace("↵", "\n") for key, value in written.items()}
    if "level1" in written:
        written["level1"] = LEVEL1.get(written["level1"], written["level1"])
    if "level2" in written:
        written["level2"] = LEVEL2.get(written["level2"], written["level2"])
    cells = {key: value.strip() for key, value in written.items()}
    if "level1" in cells and not cells["level1"]:
        cells["level1"] = level1
    return Row(number, cells, written, labels(tail))


def labels(text: str) -> list[Label]:
    found = []
    for token in _tokens(text):
        match = LABEL.match(token)
        if not match or not (match["never"] or match["cancel"] or match["mark"]):
            raise ValueError(f"看不懂的标签：{token}")
        note, _, contains = (match["note"] or "").partition("|contains=")
        kind = "never" if match["never"] else "cancel" if match["cancel"] else ""
        if not kind:
            kind = {"!": "must", "?": "may"}[match["mark"]]
        severity, group = match["severity"] or "", match["group"] or ""
        found.append(Label(kind, match["code"], severity, group, note, contains))
    return found


def _tokens(text: str) -> list[str]:
    """Split on white space outside brackets."""
    return re.findall(r"(?:\([^()]*\)|\S)+", text)
