"""The generated pages of ``docs/``: rules, JSON schemas. ``python -m perflint.reports.pages``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from perflint.linting.report import FINDINGS_SCHEMA, Report
from perflint.linting.rule import FAMILIES, Rule
from perflint.linting.rules import load_rules
from perflint.records.submission import SUBMISSION_SCHEMA, Submission
from perflint.reports.jsonout import dumps
from perflint.reports.rule_page import LABELS, rule_text

HEAD = "<!-- 由规则文件生成（make docs），请勿手工修改 -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page: its path below ``docs/`` and its text."""
    rules = [bound.rule for bound in load_rules(examples=True).values()]
    made = {f"rules/{rule.code}.md": HEAD + rule_text(rule) for rule in rules}
    made["rules/README.md"] = HEAD + "\n".join(_index(rules)) + "\n"
    made["submission.schema.json"] = dumps(submission_schema(), indent=2) + "\n"
    made["findings.schema.json"] = dumps(findings_schema(), indent=2) + "\n"
    return made


def submission_schema() -> dict[str, Any]:
    """The JSON Schema of ``perflint extract --format json``."""
    return _named(Submission.model_json_schema(mode="serialization"), SUBMISSION_SCHEMA)


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of ``perflint lint --format json`` for one file."""
    schema = Report.model_json_schema(mode="serialization")
    del schema["properties"]["submission"]
    schema["required"].remove("submission")
    schema["$defs"] = _reachable(schema)
    return _named(schema, FINDINGS_SCHEMA)


def _named(schema: dict[str, Any], name: str) -> dict[str, Any]:
    schema["properties"] = {"schema": {"const": name}, **schema["properties"]}
    schema["required"] = ["schema", *schema.get("required", [])]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _reachable(schema: dict[str, Any]) -> dict[str, Any]:
    """The definitions that the properties still need."""
    known, wanted = schema["$defs"], set(_refs(schema["properties"]))
    done: set[str] = set()
    while wanted - done:
        name = min(wanted - done)
        done.add(name)
        wanted |= set(_refs(known[name]))
    return {name: known[name] for name in sorted(done)}


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.rsplit("/", 1)[-1]
            else:
                yield from _refs(value)
    elif isinstance(node, list):
        for item in node:
            yield from _refs(item)


def _index(rules: list[Rule]) -> Iterator[str]:
    yield "# 规则索引"
    yield ""
    yield "按审查内容排列；程度可由地方口径调整。"
    for letter, question in FAMILIES.items():
        family = [rule for rule in rules if rule.code.startswith(letter)]
        if not family:
            continue
        yield ""
        yield f"## {question}"
        yield ""
        yield "| 编号 | 规则 | 程度 | 深度 | 名称 |"
        yield "|---|---|---|---|---|"
        for rule in family:
            yield (
                f"| [{rule.code}]({rule.code}.md) | {rule.title} | {LABELS[rule.severity]} "
                f"| {rule.profile} | `{rule.name}` |"
            )


def stale(docs: Path) -> list[str]:
    """Pages that differ from what the rules say now, and pages without a rule."""
    made = pages()
    differing = [
        name
        for name, text in made.items()
        if not (docs / name).is_file() or (docs / name).read_text(encoding="utf-8") != text
    ]
    left_over = [
        f"rules/{path.name}"
        for path in (docs / "rules").glob("*.md")
        if f"rules/{path.name}" not in made
    ]
    return differing + left_over


def write(docs: Path) -> None:
    """Write every page, and take away pages whose rule is gone."""
    made = pages()
    for name, text in made.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    for path in (docs / "rules").glob("*.md"):
        if f"rules/{path.name}" not in made:
            path.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
