"""Builds the labelled documents and their label files from ``content/*.toml``.

python corpora/labelled/build.py           # write everything
python corpora/labelled/build.py --figures # how many indicators, defects and traps there are
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "samples")]

import definitions  # noqa: E402
import templates  # noqa: E402
from rendering import budget, content, sheet, text, web, word  # noqa: E402
from rendering.blocks import Block  # noqa: E402

SAMPLE = HERE.parent / "samples" / "content.toml"


def sources() -> list[Path]:
    return [SAMPLE, *sorted((HERE / "content").glob("*.toml"))]


def gold(item: content.Content) -> dict[str, Any]:
    """The label file of one document."""
    labels = definitions.all_labels(item)
    out: dict[str, Any] = {
        "file": item.raw["file"],
        "layout": item.raw["layout"],
        "year": item.raw["year"],
        "profile_hint": item.raw["profile_hint"],
    }
    if item.raw.get("clean"):
        out["clean"] = True
    out["projects"] = [_project(p) for p in item.projects]
    if "budget" in item.raw:
        out["budget_lines"] = _lines(item)
    out["findings"] = [_finding(key, x) for key, x in labels if x.kind in ("must", "may")]
    out["never"] = [_never(key, x) for key, x in labels if x.kind == "never"]
    return out


def _project(project: content.Project) -> dict[str, Any]:
    out: dict[str, Any] = {
        "number": project.number,
        "title": project.title,
        "objective": project.objective,
        "amount": float(project.amount) if project.amount else None,
        "indicators": [_indicator(row) for row in project.rows],
    }
    if project.kind != "project":
        out["kind"] = project.kind
    return out


def _indicator(row: content.Row) -> dict[str, Any]:
    weight = row.weight
    return {
        "row": row.number,
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "description": row.description,
        "operator": row.operator,
        "value": row.value,
        "unit": row.unit,
        "weight": float(weight) if weight else None,
        "basis": row.basis,
    }


def _lines(item: content.Content) -> list[dict[str, Any]]:
    return [
        {
            "code": line.code,
            "name": line.name,
            "project_expenditure": float(line.projects),
            "carry_over": float(line.carry),
        }
        for line in budget.load(item.raw).lines
        if line.projects
    ]


def _finding(key: definitions.Key, label: content.Label) -> dict[str, Any]:
    out = {"code": label.code, "project": key[0], "row": key[1], "expect": label.kind}
    for name in ("severity", "group", "note"):
        if getattr(label, name):
            out[name] = getattr(label, name)
    return out


def _never(key: definitions.Key, label: content.Label) -> dict[str, Any]:
    out = {"code": label.code, "project": key[0], "row": key[1]}
    for name in ("contains", "note"):
        if getattr(label, name):
            out[name] = getattr(label, name)
    return out


def dump(data: dict[str, Any]) -> str:
    """Readable and compact: one indicator, one finding, one trap a line."""
    lines = ["{"]
    for name, value in data.items():
        if isinstance(value, list) and name != "projects":
            body = ",\n".join("  " + json.dumps(v, ensure_ascii=False) for v in value)
            lines.append(f' "{name}": [\n{body}\n ],')
        elif name == "projects":
            lines.append(f' "projects": [\n{_projects(value)}\n ],')
        else:
            lines.append(f' "{name}": {json.dumps(value, ensure_ascii=False)},')
    lines[-1] = lines[-1].rstrip(",")
    return "\n".join([*lines, "}"]) + "\n"


def _projects(projects: list[dict[str, Any]]) -> str:
    parts = []
    for project in projects:
        rows = ",\n".join("   " + json.dumps(r, ensure_ascii=False) for r in project["indicators"])
        head = {k: v for k, v in project.items() if k != "indicators"}
        opened = json.dumps(head, ensure_ascii=False)[:-1]
        parts.append(f'  {opened}, "indicators": [\n{rows}\n  ]}}')
    return ",\n".join(parts)


def write(item: content.Content, folder: Path) -> None:
    name = Path(item.raw["file"]).stem
    (folder / f"{name}.json").write_text(dump(gold(item)), encoding="utf-8")
    if item.raw["file"].startswith("../"):
        return  # the sample submission has a builder of its own
    blocks = templates.compose(item)
    render(blocks, folder / item.raw["file"], item.raw.get("title", item.raw["department"]), item)


def render(blocks: Sequence[Block], path: Path, title: str, item: content.Content) -> None:
    shape = item.raw.get("shape", "tika")
    match path.suffix:
        case ".docx":
            word.save(blocks, path, title, item.raw["department"])
        case ".xlsx":
            sheet.save(blocks, path, title)
        case ".html":
            path.write_bytes(web.html(blocks, title, item.raw.get("encoding", "utf-8")))
        case ".csv":
            path.write_bytes(web.comma(blocks).encode("utf-8"))
        case ".md":
            path.write_bytes(text.markdown(blocks).encode("utf-8"))
        case ".txt":
            path.write_bytes(getattr(text, shape)(blocks).encode("utf-8"))
        case _:
            raise ValueError(f"没有这种格式：{path.name}")


def figures(items: Sequence[content.Content]) -> str:
    total: Counter[str] = Counter()
    lines = []
    for item in items:
        data = gold(item)
        counts = Counter(f["expect"] for f in data["findings"])
        counts["never"] = len(data["never"])
        counts["indicators"] = sum(len(p["indicators"]) for p in data["projects"])
        counts["projects"] = len(data["projects"])
        total += counts
        lines.append(f"{item.raw['file']:28} {dict(counts)}")
    return "\n".join([*lines, f"{len(items)} documents {dict(total)}"])


def main(argv: Sequence[str]) -> None:
    items = [content.load(path) for path in sources()]
    if "--figures" in argv:
        print(figures(items))
        return
    for item in items:
        write(item, HERE)


if __name__ == "__main__":
    main(sys.argv[1:])
