"""Comparison signs that point the wrong way, bind nothing, or are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.fixing import shown, with_operator
from perflint.checks.hit import Fix, Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.language.heads import BARE
from perflint.patterns import pattern
from perflint.records.target import Operator

UPWARD: tuple[Operator, ...] = ("≥", ">")
DOWNWARD: tuple[Operator, ...] = ("≤", "<")


class Heads(Params):
    """Heads or words in a name that exempt a row."""

    unless: list[str] = []


def _exempt(row: Row, params: Heads) -> bool:
    return any(word in row.name for word in params.unless)


def _turned(row: Row, operator: Operator, variant: str = "") -> Hit:
    fix = with_operator(row, operator, certain=True)
    return row.hit(variant=variant, fix=fix, fixed=shown(fix), operator=row.target.operator or "")


@check("cost-lower-bound", scope="indicator", params=Heads)
def cost_lower_bound(_: Context, row: Row, params: Heads) -> Iterator[Hit]:
    """A cost with a lower bound: spending more would be better."""
    if row.target.operator not in UPWARD or not row.is_cost or _exempt(row, params):
        return
    if row.target.is_money or (row.head.cost and row.head.kind != "rate"):
        yield _turned(row, "≤")


@check("positive-upper-bound", scope="indicator", params=Heads)
def positive_upper_bound(_: Context, row: Row, params: Heads) -> Iterator[Hit]:
    """A rate that should be high with an upper bound, and bounds that hold for every value."""
    target = row.target
    if target.number is None or row.is_cost or _exempt(row, params):
        return
    if target.operator in DOWNWARD and target.is_percent:
        if row.head.polarity == "positive" and not row.head.cost and not _doubtful(row):
            better: Operator = "=" if target.number == 100 else "≥"
            if _by_ending_alone(row):
                fix = with_operator(row, better)
                yield row.hit("value", "likely", fix=fix, fixed=shown(fix))
            else:
                yield _turned(row, better)
        elif target.number >= 100 and row.head.bounded and not row.head.may_exceed:
            yield row.hit(variant="vacuous")
    elif target.operator == "≥" and target.number == 0 and row.head.polarity != "negative":
        yield row.hit(variant="vacuous")


def _by_ending_alone(row: Row) -> bool:
    """Whether only 率 says that the share should be high: no list knows what it is a rate of."""
    if row.head.text not in BARE or row.target.number == 100:
        return False
    return not _aimed_at(row.project.record.objective, row.shown)


LEAST_TO_BE_SURE = 60


def _doubtful(row: Row) -> bool:
    number = row.target.number
    if row.head.text not in BARE or number is None or number >= LEAST_TO_BE_SURE:
        return False
    return not _aimed_at(row.project.record.objective, row.shown)


def _aimed_at(objective: str, shown: str) -> bool:
    """Whether the objective says 达到55%以上 or 不低于55% of the number that is bounded from above."""
    found = re.search(r"\d[\d.]*", shown)
    if found is None:
        return False
    number = re.escape(found[0])
    return (
        re.search(rf"(?<![\d.]){number}\s*[%％]以上|不[低少]于\s*{number}\s*[%％]", objective)
        is not None
    )


class Limits(Heads):
    """``limits`` are words of a name that speak of a time to be kept short.

    ``turned`` are verbs that make less of something bad: their object may be large.
    ``handled`` are verbs that open or close the name of a workload: ``cases`` that come in from
    outside are handled (受理投诉件数, 事故处理起数), which is no merit, but no fault either. Faults of the
    office's own (受理差错数), and what it brings about (``caused``), are to be kept low.
    ``incidents`` are words of names that count what comes from outside among the outputs.
    """

    limits: list[str] = []
    turned: list[str] = []
    handled: list[str] = []
    cases: list[str] = []
    caused: list[str] = []
    incidents: list[str] = []


_COUNTED = pattern(
    r"^(?:年度?|全年|依法|及时|共|预计)|(?:案件)?(?:总?数量?|[起件次宗例批]次?数|量)$"
)
_TIMES = ("时间", "时限", "时效", "用时", "时长", "周期", "期限")


def _less(row: Row, params: Limits) -> bool:
    if any(verb in row.name for verb in params.turned):
        return True
    if row.target.is_percent:
        return False
    if row.category == "数量" and any(word in row.name for word in params.incidents):
        return True
    if any(word in row.name for word in params.caused):
        return False
    if not any(word in row.head.text for word in params.cases):
        return False
    name = _COUNTED.sub("", row.name.strip())
    verbs = tuple(params.handled)
    return name.startswith(verbs) or name.endswith(verbs)


@check("negative-lower-bound", scope="indicator", params=Limits)
def negative_lower_bound(_: Context, row: Row, params: Limits) -> Iterator[Hit]:
    """Something that should be low, or a time limit, with a lower bound."""
    target = row.target
    if target.operator not in UPWARD or row.is_cost:
        return
    timed = target.dimension == "duration" or target.kind == "date"
    # 播出时长 should be long; 播出事故次数 is a count like any other.
    if (timed or row.head.kind != "count") and _exempt(row, params):
        return
    late = row.category == "时效" and row.name.rstrip().endswith(_TIMES)
    if timed and any(verb in row.name for verb in params.turned):
        return  # 缩短候诊时间: the more, the better
    if timed and (late or any(word in row.name for word in params.limits)):
        yield _turned(row, "≤", "deadline")
    elif row.head.polarity == "negative" and target.number is not None and not _less(row, params):
        yield _turned(row, "≤" if target.number else "=")


@check("rate-over-100", scope="indicator", params=Heads)
def rate_over_100(context: Context, row: Row, params: Heads) -> Iterator[Hit]:
    """A share of a whole that is asked to reach or pass more than the whole."""
    target = row.target
    if not target.is_percent or target.number is None or row.category == "满意度":
        return
    if not row.head.bounded or row.head.may_exceed or row.is_cost or _exempt(row, params):
        return
    if context.local.is_preset(row.name):
        return
    if target.number > 100:
        yield row.hit(variant="above")
    elif target.number == 100 and target.operator in UPWARD:
        fix = Fix(operator="=", value="100", unit="%", certain=True)
        yield row.hit(fix=fix, fixed="=100%")


class MissingOperator(Params):
    """``own`` are words of the basis or name that mark an exact count of one's own."""

    own: list[str] = []


@check("missing-operator", scope="indicator", params=MissingOperator)
def missing_operator(context: Context, row: Row, params: MissingOperator) -> Iterator[Hit]:
    """A cost or an output quantity without a comparison sign: no one can tell when it is met."""
    target = row.target
    if target.kind != "number" or context.local.is_preset(row.name):
        return
    if target.operator not in (None, "≈"):  # 约8.2万户 leaves open when it is met
        return
    if row.is_cost and (target.is_money or target.is_percent):
        fix = with_operator(row, "≤")
        yield row.hit(variant="cost", fix=fix, fixed=shown(fix))
    elif row.category == "数量" and not target.is_percent:
        own = any(word in row.indicator.basis + row.name for word in params.own)
        fix = with_operator(row, "=" if own else "≥")
        yield row.hit(variant="own-count" if own else "quantity", fix=fix, fixed=shown(fix))
