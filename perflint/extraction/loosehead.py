"""What stands before the header in text without a table: labels alone, before a space, glued on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflint.extraction.build import Named, Plan
from perflint.extraction.head import AMOUNTS, OBJECTIVES, Head, Stated, read_lines
from perflint.extraction.lexicon import HeadLabel, head_of
from perflint.extraction.sums import amount_of, declared_unit, unit_in
from perflint.patterns import pattern
from perflint.records.anchor import Anchor

_LINES = 60
_SHORTEST_LABEL, _LONGEST_LABEL = 4, 12
_SHORTEST_TEXT = 4
_BESIDE = ("fact", "fund", "department", "project", "private", *AMOUNTS)
_CUT_BEFORE = pattern(r"[(（]?(?:万元|元|亿元)[)）]")


def read_before(plan: Plan, lines: Sequence[tuple[str, Anchor]]) -> None:
    """Title, objective and amounts from the lines above a project's header."""
    stated: list[Stated] = []
    unit = ""
    for text, anchor in lines[-_LINES:]:
        unit = declared_unit(text) or unit
        found = read_lines(text, anchor, unit)
        found = found or [
            Stated(label, value, anchor, unit_in(written) or unit)
            for label, written, value in pairs_of(text)
        ]
        if found:
            stated += found
        elif stated:
            _go_on(stated[-1], text.strip(), anchor)
    plan.head = Head([item for item in stated if item.label.role not in ("private", "group")])
    project = plan.head.first("project")
    if project is not None:
        plan.title = Named(project.text, project.anchor, "栏目“项目名称”", 0.9)
    objective = plan.head.objective
    if objective is not None:
        plan.objective = Named(objective.text, objective.anchor, "文本中“绩效目标”之后", 0.7)


def _go_on(last: Stated, text: str, anchor: Anchor) -> None:
    """A line without a label: the value of the label above it, or more of an objective."""
    if last.label.role in OBJECTIVES:
        last.text = f"{last.text}\n{text}".strip()
    elif not last.text:
        last.text, last.anchor = text, anchor


def opens_project(text: str, anchor: Anchor) -> bool:
    """Whether a line begins with the label of a project's name."""
    said = read_lines(text, anchor)
    roles = [item.label.role for item in said] or [label.role for label, _, _ in pairs_of(text)]
    return roles[:1] == ["project"]


def pairs_of(text: str) -> list[tuple[HeadLabel, str, str]]:
    """(label, as written, value) of a line without colons that begins with a label; [] else."""
    line = text.strip().replace("\t", " ")
    label = head_of(line)
    if label is not None:
        return [(label, line, "")]
    first, _, rest = line.partition(" ")
    label = head_of(first) if rest else None
    if label is None:
        return list(_glued(line))
    if label.role not in _BESIDE:
        return [(label, first, rest.strip())]
    return _side_by_side(line.split())


def _side_by_side(words: Sequence[str]) -> list[tuple[HeadLabel, str, str]]:
    """Labels with their values behind them, parted by spaces."""
    found: list[tuple[HeadLabel, str, list[str]]] = []
    for word in words:
        label = head_of(word)
        named = bool(found) and found[-1][0].role == "project" and not found[-1][2]
        if label is not None and label.role in (*_BESIDE, *OBJECTIVES) and not named:
            found.append((label, word, []))
        else:
            found[-1][2].append(word)
    return [(label, word, " ".join(values)) for label, word, values in found]


def _glued(line: str) -> Iterator[tuple[HeadLabel, str, str]]:
    """A label and its value with nothing between (项目名称河道清淤, 资金总额12万元)."""
    unit = _CUT_BEFORE.match(line, next((i for i, c in enumerate(line[:20]) if c in "(（"), 0))
    longest = unit.end() if unit else _LONGEST_LABEL
    for length in range(min(longest, len(line) - 1), _SHORTEST_LABEL - 1, -1):
        label = head_of(line[:length])
        if label is None:
            continue
        value = line[length:].strip()
        wanted = label.role in (*OBJECTIVES, "project") and len(value) >= _SHORTEST_TEXT
        if wanted or (label.role in AMOUNTS and amount_of(value) is not None):
            yield label, line[:length], value
            return
