"""A rule as a page: for ``perflint explain`` and for ``docs/rules/``, from the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perflint.linting.rule import Example, Rule

LABELS = {"error": "必改", "warning": "请核实", "info": "提示"}
_PROFILES = {"basic": "自查（basic）", "review": "审核（review）", "strict": "评审（strict）"}
_KEYS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "描述",
    "operator": "符号",
    "value": "指标值",
    "unit": "单位",
    "weight": "权重",
    "basis": "依据",
    "title": "项目",
    "objective": "目标",
    "amount": "金额（万元）",
}


def rule_text(rule: Rule) -> str:
    """The page as Markdown, ending in a newline."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.title}"
    yield ""
    yield f"名称：`{rule.name}`　审查内容：{rule.question}　程度：{LABELS[rule.severity]}　" + (
        f"深度：{_PROFILES[rule.profile]}"
    )
    if rule.status != "stable":
        yield f"状态：{rule.status}"
    yield ""
    yield "## 理由"
    yield ""
    yield rule.doc.why
    if rule.doc.notes:
        yield ""
        yield rule.doc.notes
    yield from _basis(rule)
    yield from _words(rule)
    yield from _examples("应当报出", rule.bad)
    yield from _examples("不应报出", rule.good)
    yield from _examples("尚不能识别", rule.todo)


def _basis(rule: Rule) -> Iterator[str]:
    if not rule.doc.basis:
        return
    yield ""
    yield "## 依据"
    yield ""
    for basis in rule.doc.basis:
        state = "" if basis.verified else "（条款待核对原文）"
        yield f"- {basis.document}{basis.clause}{state}"


def _words(rule: Rule) -> Iterator[str]:
    yield ""
    yield "## 问题与改法"
    yield ""
    yield f"- 问题：{rule.message}"
    if rule.suggest:
        yield f"- 改法：{rule.suggest}"
    for variant in rule.variants.values():
        if variant.message or variant.severity:
            severity = LABELS[variant.severity or rule.severity]
            yield f"- 另一种情形（{severity}）：{variant.message or rule.message}"


def _examples(title: str, examples: list[Example]) -> Iterator[str]:
    if not examples:
        return
    yield ""
    yield f"## {title}"
    yield ""
    for example in examples:
        note = f"（{example.note}）" if example.note else ""
        yield f"- {_record(example)}{note}"


def _record(example: Example) -> str:
    if example.indicator is not None:
        return _pairs(example.indicator)
    if example.project is not None:
        return _project(example.project)
    projects = (example.submission or {}).get("projects", [])
    return "；".join(_project(project) for project in projects) or _pairs(example.submission or {})


def _project(project: dict[str, Any]) -> str:
    rows = "；".join(_pairs(row) for row in project.get("indicators", []))
    head = _pairs({key: value for key, value in project.items() if key != "indicators"})
    return "：".join(part for part in (head, rows) if part)


def _pairs(record: dict[str, Any]) -> str:
    pairs = (
        f"{_KEYS[key]}“{str(value).strip()}”"
        for key, value in record.items()
        if key in _KEYS and str(value).strip()
    )
    return "，".join(pairs)
