"""From what the search found to a verdict and a sentence for every line and every project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from perflint.reconciliation.choices import Pins
from perflint.reconciliation.leftover import PART_NAMES, Leftover, open_parts
from perflint.reconciliation.model import (
    Allocation,
    Line,
    LineResult,
    LineVerdict,
    Part,
    ProjectCost,
    ProjectResult,
    ProjectVerdict,
    Reconciliation,
    wan,
)


@dataclass(slots=True)
class Found:
    """By line code: ``fixed`` allocations (the same in every optimum), ``shared`` projects of lines
    that are filled in every optimum but not always alike (None: not always filled), and all
    ``possible`` projects of lines that are not fixed."""

    fixed: dict[str, Allocation]
    shared: dict[str, tuple[int, ...] | None]
    possible: dict[str, tuple[int, ...]]


def explain(
    costs: Sequence[ProjectCost],
    lines: Sequence[Line],
    pins: Pins,
    found: Found,
    alternatives: tuple[tuple[Allocation, ...], ...],
    unique: bool,
    complete: bool,
) -> Reconciliation:
    """Put the parts together and explain what is left over."""
    left = _leftover(costs, lines, pins, found)
    left.explain()
    return Reconciliation(
        lines=tuple(_line(line, found, left) for line in lines),
        projects=tuple(_project(cost, found, left) for cost in costs),
        allocation=tuple(found.fixed.values()),
        alternatives=alternatives,
        inferences=tuple(left.inferences),
        carry_groups=tuple(left.groups),
        unique=unique,
        complete=complete,
        notes=tuple(_notes(costs, lines, unique, complete)),
    )


def _leftover(
    costs: Sequence[ProjectCost], lines: Sequence[Line], pins: Pins, found: Found
) -> Leftover:
    placed = {number for allocation in found.fixed.values() for number in allocation.projects}
    placed |= {number for numbers in found.possible.values() for number in numbers}
    filled: dict[str, Part | None] = {code: a.part for code, a in found.fixed.items()}
    filled |= {code: "total" for code, numbers in found.possible.items() if numbers}
    return Leftover(
        lines={line.code: line for line in lines},
        open=open_parts(lines, filled),
        costed=[cost for cost in costs if cost.fen and cost.number not in placed],
        uncosted=[cost for cost in costs if not cost.fen],
        pins=pins,
        amounts={cost.number: cost.fen or 0 for cost in costs},
        off_form={cost.number: cost for cost in costs if cost.off_form},
    )


def _line(line: Line, found: Found, left: Leftover) -> LineResult:
    fixed = found.fixed.get(line.code)
    if fixed is not None:
        rest = line.total - line.part(fixed.part)
        possible = tuple(n for n in _candidates(line, left) if n not in fixed.projects)
        note = "" if not rest else f"{PART_NAMES[fixed.part]}{wan(line.part(fixed.part))}万元相符"
        off = [left.off_form[n] for n in fixed.projects if n in left.off_form]
        if off:
            rest -= sum((cost.stated or 0) - (cost.fen or 0) for cost in off)
            note = "；".join([*([note] if note else []), *map(_against_form, off)])
        verdict: LineVerdict = "mismatch" if off else "part-matched" if rest else "matched"
        return LineResult(line, fixed.projects, possible if rest else (), rest, verdict, note)
    possible = found.possible.get(line.code, ())
    if possible:
        shared = found.shared.get(line.code)
        maybe = tuple(n for n in possible if n not in (shared or ()))
        note = "金额相符，但项目组合不唯一" if shared is not None else "可能的项目组合不唯一"
        rest = line.total if shared is None else 0
        return LineResult(line, shared or (), maybe, rest, "ambiguous", note)
    return _open_line(line, left)


def _against_form(cost: ProjectCost) -> str:
    stated, form = wan(cost.indicator_fen), wan(cost.form_fen)
    return f"项目{cost.number}成本指标{stated}万元，与{cost.budgeted_by}{form}万元不符"


def _open_line(line: Line, left: Leftover) -> LineResult:
    grouped = {number for group in left.groups for number in group.projects}
    pinned = [
        cost
        for cost in left.costed
        if left.code_of(cost) == line.code and cost.number not in grouped
    ]
    if pinned:
        rest = line.total - sum(cost.fen or 0 for cost in pinned)
        numbers = tuple(cost.number for cost in pinned)
        possible = tuple(n for n in _candidates(line, left) if n not in numbers)
        note = f"对应项目成本合计{wan(line.total - rest)}万元，与科目预算不符"
        return LineResult(line, numbers, possible, rest, "mismatch", note)
    reasons = [inference.reason for inference in left.inferences if inference.code == line.code]
    groups = [
        f"项目{'、'.join(map(str, group.projects))}成本合计{wan(group.cost)}万元，"
        f"上年结转仅{wan(group.carry_over)}万元"
        for group in left.groups
        if line.code in group.codes
    ]
    note = "；".join([*reasons, *groups]) or "未见对应项目成本"
    return LineResult(line, (), _candidates(line, left), line.total, "not-covered", note)


def _candidates(line: Line, left: Leftover) -> tuple[int, ...]:
    """Projects left over that words, codes or elimination tie to a line."""
    inferred = {i.project: i.code for i in left.inferences}
    numbers = [n for group in left.groups if line.code in group.codes for n in group.projects]
    for cost in left.costed:
        if left.code_of(cost) == line.code:
            numbers.append(cost.number)
    for cost in left.uncosted:
        code = inferred.get(cost.number)
        if code == line.code or (code is None and left.related(cost, line.code)):
            numbers.append(cost.number)
    return tuple(sorted(set(numbers)))


def _project(cost: ProjectCost, found: Found, left: Leftover) -> ProjectResult:
    for code, allocation in found.fixed.items():
        if cost.number in allocation.projects:
            part = _part(cost, allocation, left.lines[code], left)
            if cost.off_form:
                note = f"{_against_form(cost)}（{code}按{cost.budgeted_by}对应）"
                return ProjectResult(cost, code, part, "mismatch", note)
            return ProjectResult(cost, code, part, "matched", f"与{code}{_shown(part)}相符")
    for code, shared in found.shared.items():
        if shared and cost.number in shared:
            return ProjectResult(cost, code, None, "ambiguous", "所在科目确定，组合不唯一")
    maybe = [code for code, numbers in found.possible.items() if cost.number in numbers]
    if maybe:
        return ProjectResult(cost, "", None, "ambiguous", f"可能对应{'、'.join(maybe)}")
    if not cost.fen:
        return _uncosted(cost, left)
    return _unplaced(cost, left)


def _shown(part: Part | None) -> str:
    return PART_NAMES[part] if part else ""


def _part(cost: ProjectCost, allocation: Allocation, line: Line, left: Leftover) -> Part | None:
    """Which part of a fully matched line a project fills, where only one split comes out."""
    if allocation.part != "total":
        return allocation.part
    if not line.carry_over:
        return "current" if line.carry_over == 0 else None
    if not line.current:
        return "carry-over"
    splits = [
        chosen
        for size in range(1, len(allocation.projects))
        for chosen in combinations(allocation.projects, size)
        if sum(left.amounts[number] for number in chosen) == line.carry_over
    ]
    if len(splits) != 1:
        return None
    return "carry-over" if cost.number in splits[0] else "current"


def _uncosted(cost: ProjectCost, left: Leftover) -> ProjectResult:
    inference = next((i for i in left.inferences if i.project == cost.number), None)
    if inference is not None:
        return ProjectResult(cost, inference.code, inference.part, "no-total", inference.reason)
    code = left.code_of(cost)
    return ProjectResult(cost, code, None, "no-total", f"项目{cost.number}未列总成本")


def _unplaced(cost: ProjectCost, left: Leftover) -> ProjectResult:
    group = next((g for g in left.groups if cost.number in g.projects), None)
    code = left.code_of(cost)
    if not code and group is not None and len(group.codes) == 1:
        code = group.codes[0]
    line = left.lines.get(code)
    verdict: ProjectVerdict = "unmatched"
    note = f"成本{wan(cost.fen)}万元未找到对应科目"
    if cost.off_form:
        note = f"{_against_form(cost)}；{cost.budgeted_by}{wan(cost.fen)}万元未找到对应科目"
    if line is not None:
        above = (cost.fen or 0) > line.total
        verdict = "exceeds-line" if above else "mismatch"
        word = "超过" if verdict == "exceeds-line" else "不等于"
        what = f"{_against_form(cost)}；{cost.budgeted_by}" if cost.off_form else "成本"
        note = f"{what}{wan(cost.fen)}万元{word}{code}预算{wan(line.total)}万元"
    if group is not None:
        verdict = verdict if verdict == "exceeds-line" else "original-amount"
        note += f"；与{'、'.join(group.codes)}上年结转合计{wan(group.carry_over)}万元不符，疑按原下达额填列"
    return ProjectResult(cost, code, None, verdict, note)


def _notes(
    costs: Sequence[ProjectCost], lines: Sequence[Line], unique: bool, complete: bool
) -> list[str]:
    if not lines:
        return ["未读到列明项目支出的预算科目，无法勾稽"]
    if not any(cost.fen for cost in costs):
        return ["各项目均未列明成本总额，无法勾稽"]
    if not complete:
        return ["项目与科目组合过多，搜索未能穷尽，只列可能对应关系"]
    return [] if unique else ["金额组合不唯一，不唯一处只列可能对应关系"]
