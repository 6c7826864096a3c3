"""Linting every labelled document of some folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from perflint.evaluation.labels import find_labels, load_labels
from perflint.evaluation.score import Score, Tally, score
from perflint.linting.report import Report


def evaluate(folders: Iterable[Path], lint: Callable[[Path], Report]) -> Iterator[Score]:
    """The score of each labelled document, in the order of the names."""
    for folder in folders:
        for label_path, document in find_labels(folder):
            labels = load_labels(label_path)
            yield score(label_path.stem, labels, lint(document).findings)


def by_rule(scores: Iterable[Score]) -> dict[str, Tally]:
    """The tallies of all documents added up by rule."""
    total: dict[str, Tally] = {}
    for item in scores:
        for code, tally in item.rules.items():
            total[code] = total.get(code, Tally()) + tally
    return dict(sorted(total.items()))


def mean_recall(rules: dict[str, Tally]) -> float | None:
    """The mean of the rules' recalls, over rules that have a must."""
    recalls = [tally.recall for tally in rules.values() if tally.recall is not None]
    return sum(recalls) / len(recalls) if recalls else None
