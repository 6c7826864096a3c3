"""Measured quality as text, JSON and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from perflint.evaluation.run import by_rule, mean_recall
from perflint.evaluation.score import Score, Tally

EVALUATION_SCHEMA = "perflint.evaluation/1"


def evaluation_json(scores: Sequence[Score]) -> dict[str, Any]:
    """Totals, per rule and per document, JSON-ready."""
    rules = by_rule(scores)
    return {
        "schema": EVALUATION_SCHEMA,
        "total": _tally(sum(rules.values(), Tally())),
        "mean_recall_by_rule": mean_recall(rules),
        "rules": {code: _tally(tally) for code, tally in rules.items()},
        "documents": {
            item.name: {
                **_tally(item.total),
                "missed": item.missed,
                "unexpected": item.unexpected,
                "never": item.trapped,
            }
            for item in scores
        },
    }


def evaluation_text(scores: Sequence[Score], *, verbose: bool = False) -> str:
    """The measured quality for a terminal; ``verbose`` lists every miss and false alarm."""
    return "\n".join(_text(scores, verbose)) + "\n"


def evaluation_page(scores: Sequence[Score]) -> str:
    """The page for ``docs/``, in Markdown."""
    rules = by_rule(scores)
    lines = [
        "# 规则质量",
        "",
        "由 `perflint eval corpora/labelled` 在本项目自有的标注文件上测得，测试会核对本页是否最新。",
        "召回率只计“必报”；准确率为报出位置中属于“必报”或“可报”的比例；陷阱为“不得报”的位置。",
        "",
        "| 文件 | 召回率 | 准确率 | 误入陷阱 |",
        "|---|---|---|---|",
        *(f"| {item.name} | {_cells(item.total)} |" for item in scores),
        f"| 合计 | {_cells(sum(rules.values(), Tally()))} |",
        "",
        f"各规则召回率的平均值：{_share(mean_recall(rules))}",
        "",
        "| 规则 | 召回率 | 准确率 | 误入陷阱 |",
        "|---|---|---|---|",
        *(f"| {code} | {_cells(tally)} |" for code, tally in rules.items()),
    ]
    return "\n".join(lines) + "\n"


def _text(scores: Sequence[Score], verbose: bool) -> Iterator[str]:
    rules = by_rule(scores)
    for code, tally in rules.items():
        yield f"{code}  {_line(tally)}"
    yield ""
    for item in scores:
        yield f"{item.name}  {_line(item.total)}"
        if verbose:
            for label, keys in (
                ("漏报", item.missed),
                ("多报", item.unexpected),
                ("误入陷阱", item.trapped),
            ):
                for key in keys:
                    yield f"    {label} {_place(*key)}"
    yield ""
    yield f"合计  {_line(sum(rules.values(), Tally()))}  各规则平均召回率 {_share(mean_recall(rules))}"


def _line(tally: Tally) -> str:
    return (
        f"召回 {_share(tally.recall)}（{tally.found}/{tally.must}）"
        f"  准确 {_share(tally.precision)}（{tally.right}/{tally.reported}）"
        f"  陷阱 {tally.trapped}/{tally.traps}"
    )


def _cells(tally: Tally) -> str:
    return (
        f"{_share(tally.recall)}（{tally.found}/{tally.must}） | "
        f"{_share(tally.precision)}（{tally.right}/{tally.reported}） | {tally.trapped}/{tally.traps}"
    )


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "recall": tally.recall, "precision": tally.precision}


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _place(code: str, project: int | None, row: int | None) -> str:
    where = "全文" if project is None else f"项目{project}"
    return f"{code} {where}" + (f" 第{row}个指标" if row is not None else "")
