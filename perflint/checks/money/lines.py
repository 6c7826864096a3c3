"""Budget lines that no project fills, carry-over at its original amount, and the grand total."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.cost import left_alone
from perflint.checks.money.shared import TOLERANCE, costs, reconciliation, shown, well_matched
from perflint.checks.registry import Params, check
from perflint.checks.whereabouts import line_of, project_expenditure
from perflint.reconciliation.model import LineResult, Reconciliation


@check("carry-over-at-original-amount", scope="submission")
def carry_over_at_original(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Projects of an earlier transfer still state it in full although only a rest was carried over."""
    by_number = costs(context)
    for group in reconciliation(context).carry_groups:
        members = [by_number[number] for number in group.projects]
        stated = [cost for cost in members if cost.title_fen is not None]
        if any(cost.title_fen != cost.fen for cost in stated):
            continue
        numbers = "、".join(str(number) for number in group.projects)
        first = group.projects[0]
        yield Hit(
            project=first,
            field="title",
            quote="；".join(cost.title for cost in members),
            values={
                "numbers": numbers,
                "cost": shown(group.cost),
                "carry": shown(group.carry_over),
                "codes": "、".join(group.codes),
                "budget": str(context.submission.year or "本"),
            },
            variant="" if stated else "unsure",
            rows=tuple((number, None) for number in group.projects),
        )


@check("line-not-covered", scope="submission")
def line_not_covered(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Lines with project expenditure that no project's cost fills."""
    found = reconciliation(context)
    if not well_matched(found):
        return
    alone = left_alone(found)
    told = alone[1].line.code if alone else ""
    open_lines = [
        result for result in found.lines if _is_open(result, found) and result.line.code != told
    ]
    if not open_lines:
        return
    words = [_described(result, found) for result in open_lines]
    total = sum(_left(result, found) for result in open_lines)
    yield Hit(
        field="budget_lines",
        quote="；".join(f"{r.line.code} {r.line.name}" for r in open_lines),
        values={"lines": "；".join(words), "total": shown(total), "count": str(len(words))},
        anchor=line_of(context, open_lines[0].line.code),
    )


def _is_open(result: LineResult, found: Reconciliation) -> bool:
    """Not covered, and not plainly the line of a project that only lacks its total."""
    if result.verdict not in ("not-covered", "part-matched"):
        return False
    named = [i for i in found.inferences if i.code == result.line.code and "名称" in i.reason]
    return sum(inference.fen for inference in named) < _left(result, found)


def _left(result: LineResult, found: Reconciliation) -> int:
    """What no project fills, without the carry-over that a project of the line itself overstates:
    that is another rule's."""
    code = result.line.code
    members = [n for group in found.carry_groups if code in group.codes for n in group.projects]
    alone = any(group.codes == (code,) for group in found.carry_groups)
    own = alone or any(one is not None and one.code == code for one in map(found.project, members))
    return result.difference - (min(result.line.carry_over or 0, result.difference) if own else 0)


def _described(result: LineResult, found: Reconciliation) -> str:
    line, left = result.line, _left(result, found)
    carry = f"（其中上年结转{shown(line.carry_over)}万元）" if line.carry_over else ""
    if line.carry_over == line.total:
        carry = "（全部为上年结转）"
    amount = shown(line.total)
    if left != line.total:
        amount, carry = f"{shown(line.total)}万元中的{shown(left)}", ""
    return f"{line.code}{line.name}{amount}万元{carry}"


@check("total-not-reconciled", scope="submission")
def total_not_reconciled(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """All stated total costs against the project expenditure of the tables, with the gap explained."""
    found = reconciliation(context)
    stated = [r.cost.indicator_fen for r in found.projects if r.cost.indicator_fen is not None]
    gap = sum(stated) - found.budget
    if not well_matched(found) or abs(gap) <= TOLERANCE * 2:
        return
    if not found.carry_groups and not _unexplained(found):
        return
    yield Hit(
        field="budget_lines",
        quote=f"成本指标合计{shown(sum(stated))}万元",
        values={
            "cost": shown(sum(stated)),
            "budget": shown(found.budget),
            "gap": f"{'多' if gap > 0 else '少'}{shown(abs(gap))}",
            "why": "；".join(_reasons(found)) or "请逐项核对",
        },
        anchor=project_expenditure(context),
    )


def _unexplained(found: Reconciliation) -> bool:
    """Whether the tables hold money that no stated, titled or inferred cost accounts for."""
    return found.costs + sum(i.fen for i in found.inferences) != found.budget


def _reasons(found: Reconciliation) -> list[str]:
    reasons = [
        f"项目{'、'.join(map(str, group.projects))}按原下达额{shown(group.cost)}万元填列，"
        f"实际结转{shown(group.carry_over)}万元"
        for group in found.carry_groups
    ]
    for result in found.projects:
        cost = result.cost
        if cost.indicator_fen is None:
            inferred = next((i for i in found.inferences if i.project == cost.number), None)
            known = cost.fen or (inferred.fen if inferred else None)
            amount = f"（应为{shown(known)}万元）" if known else ""
            reasons.append(f"项目{cost.number}成本指标未列总额{amount}")
        elif cost.off_form:
            reasons.append(
                f"项目{cost.number}成本指标{shown(cost.indicator_fen)}万元，"
                f"{cost.budgeted_by}{shown(cost.form_fen)}万元"
            )
        elif result.verdict == "unmatched":
            reasons.append(f"项目{cost.number}“{cost.title}”成本{shown(cost.fen)}万元无相符科目")
        elif result.verdict in ("mismatch", "exceeds-line") and not _grouped(found, cost.number):
            reasons.append(f"项目{cost.number}成本{shown(cost.fen)}万元与{result.code}不符")
    for line in found.lines:
        if line.verdict == "not-covered" and not line.possible:
            reasons.append(
                f"{line.line.code}“{line.line.name}”{shown(line.line.total)}万元无对应项目"
            )
    return reasons


def _grouped(found: Reconciliation, number: int) -> bool:
    return any(number in group.projects for group in found.carry_groups)
