"""Target values that cannot be right, bind the wrong thing, or were taken from last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.fixing import shown, with_operator
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.checks.value.baseline import equals_last
from perflint.patterns import pattern


class Words(Params):
    """``words`` mark the rows that are meant, ``unless`` those that are not."""

    words: list[str] = []
    unless: list[str] = []


def _marked(text: str, params: Words) -> bool:
    return any(word in text for word in params.words) and not any(
        word in text for word in params.unless
    )


@check("self-referential", scope="indicator", params=Words)
def self_referential(_: Context, row: Row, params: Words) -> Iterator[Hit]:
    """The name is the name of a category."""
    if row.category == "满意度":
        return
    category = row.indicator.level2.replace("\n", "").removesuffix("指标")
    if row.name_key in params.words or (
        row.group != "成本" and row.name_key and row.name_key.removesuffix("指标") == category
    ):
        yield row.hit("name")


class Reference(Params):
    """``basis`` are words of a basis that point at last year without a figure; ``last_year`` those
    that take a cost from last year's."""

    basis: list[str] = []
    last_year: list[str] = []


@check("standard-by-reference", scope="indicator", params=Reference)
def standard_by_reference(_: Context, row: Row, params: Reference) -> Iterator[Hit]:
    """A standard is named but not stated."""
    if row.target.kind == "reference" and row.target.number is None:
        yield row.hit()
    elif row.target.kind == "text" and any(word in row.indicator.basis for word in params.basis):
        yield row.hit("basis", "basis")
    elif row.is_cost and any(word in row.indicator.basis for word in params.last_year):
        yield row.hit("basis", "last-year")


class Served(Words):
    """``people`` are units of those who are served, ``counted`` the endings of a name that counts them."""

    people: list[str] = []
    counted: list[str] = []


@check("beneficiary-upper-bound", scope="indicator", params=Served)
def beneficiary_upper_bound(_: Context, row: Row, params: Served) -> Iterator[Hit]:
    """People who are to be served, counted with an upper bound."""
    target = row.target
    if target.operator not in ("≤", "<") or target.kind != "number" or target.dimension != "count":
        return
    if row.category not in ("数量", "社会效益", "") or row.is_cost:
        return
    if row.head.polarity in ("negative", "exact") or target.per:
        return
    if any(word in row.name for word in params.unless):
        return
    people = target.unit.removeprefix("万") in params.people and row.name.rstrip().endswith(
        tuple(params.counted)
    )
    if people or any(word in row.name for word in params.words):
        fix = with_operator(row, "≥")
        yield row.hit(fix=fix, fixed=shown(fix))


class Demand(Params):
    """``basis`` are bases that show a count of the past; ``unless`` words of the name exempt.

    ``words`` mark counts that others decide, beside those that the head nouns mark. ``described``
    are words of a description that say the same as such a basis.
    """

    basis: list[str] = []
    words: list[str] = []
    unless: list[str] = []
    described: list[str] = []


def _from_the_past(row: Row, params: Demand) -> bool:
    """Whether basis or description say that the number is one of the past."""
    if any(word in row.indicator.basis for word in params.basis):
        return True
    return any(word in row.indicator.description for word in params.described)


# A count that ends in two noughts was planned, not found in last year's books.
PLANNED = 100


@check("demand-driven-target", scope="indicator", params=Demand)
def demand_driven_target(_: Context, row: Row, params: Demand) -> Iterator[Hit]:
    """A count that others decide (cases, complaints, arrears) with a lower bound."""
    target = row.target
    if target.operator not in ("≥", ">") or target.kind != "number" or target.is_percent:
        return
    if row.is_cost or any(word in row.name for word in params.unless):
        return
    counted = target.dimension in ("count", "money") and any(w in row.name for w in params.words)
    if not (row.head.demand_driven or counted):
        return
    past = _from_the_past(row, params)
    if row.category in ("数量", "") and "basis" not in row.project.columns:
        planned = target.number is not None and target.number % PLANNED == 0
        past = past or counted or not planned
    if past and (row.category in ("数量", "") or row.group == "效益"):
        yield row.hit()


LEAST_ODD, EVEN = 20, 5


@check("last-actual", scope="indicator", params=Demand)
def last_actual(context: Context, row: Row, params: Demand) -> Iterator[Hit]:
    """An odd number that can only be last year's result."""
    number = row.target.number
    if row.target.kind != "number" or number is None or row.target.is_percent:
        return
    if row.category != "数量" and not (row.group == "效益" and row.head.kind in ("count", "money")):
        return
    if number < LEAST_ODD or (number.denominator == 1 and number % EVEN == 0):
        return
    if any(word in row.indicator.basis for word in params.basis):
        yield row.hit()
    elif _from_the_past(row, params):
        yield row.hit(variant="described")
    elif equals_last(context, row):
        yield row.hit(variant="same")


class Satisfaction(Params):
    """``low`` is the lowest percent that needs no explanation."""

    low: int = 80


def _digits_in_tenths(row: Row) -> bool:
    """“≥9成” mixes a sign and figures with a spoken share; 九成以上 reads as it stands."""
    return row.target.unit == "成" and re.search(r"\d", row.indicator.value) is not None


@check("satisfaction-value", scope="indicator", params=Satisfaction)
def satisfaction_value(_: Context, row: Row, params: Satisfaction) -> Iterator[Hit]:
    """A satisfaction target that no survey can give, or that asks for too little."""
    target = row.target
    graded = target.kind == "grades" and "single-grade" not in target.marks
    if row.category != "满意度" or graded or target.kind in ("empty", "interval"):
        return
    if not target.is_percent or target.number is None or _digits_in_tenths(row):
        if target.kind != "number" or target.unit:
            yield row.hit(variant="not-percent")
    elif target.number < params.low and target.operator not in ("≤", "<"):
        yield row.hit(variant="low")
    elif target.number >= 100:
        yield row.hit(variant="above" if target.number > 100 else "full")


# 单位治理成本 is a unit cost, 单位人员经费 the spending of an office; 每剂次, 单车, 床均 name their unit.
_UNIT_COST = pattern(
    r"^单位(?!人员|职工|机关|内部|日常|运转|运行|办公|公用)[^，、]{0,6}(?:成本|造价|投资)"
    r"|每(?!年|月|季|周|日)[\u4e00-\u9fff]{1,4}?(?:补助|补贴|成本|费用|标准|投入|经费|造价)"
    r"|^单[车人户床件台亩座井站校村栋班次][\u4e00-\u9fff]{0,8}(?:成本|费用?|造价|投入|补贴|补助|价格|经费|投资)"
    r"|[年次床车班村校站座户亩生人台件]均[\u4e00-\u9fff]{0,8}(?:成本|费用|造价|投入|标准|补助|支出)"
)


@check("unit-denominator", scope="indicator", params=Words)
def unit_denominator(_: Context, row: Row, params: Words) -> Iterator[Hit]:
    """A unit cost without the thing it is counted by."""
    target = row.target
    if not row.is_cost or not target.is_money or target.per or target.kind != "number":
        return
    if _marked(row.name, params) or _UNIT_COST.search(row.name.strip()):
        yield row.hit()


@check("strict-operator", scope="indicator")
def strict_operator(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """“＜” or “＞” with a percent or money, where the source usually says 以内 or 以上."""
    target = row.target
    if target.kind != "number" or target.operator not in ("<", ">"):
        return
    statistic = target.is_percent or target.is_money or row.head.polarity == "negative"
    if statistic and target.dimension != "duration" and "verbal-operator" not in target.marks:
        fix = with_operator(row, "≤" if target.operator == "<" else "≥")
        yield row.hit(fix=fix, fixed=shown(fix))
