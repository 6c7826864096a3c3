"""Prices, standards and rates: times a quantity, instead of a total, and per head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.prices import several_prices
from perflint.checks.money.shared import TOLERANCE, costs, reconciliation, shown
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.reconciliation.costs import is_cost_row, is_total_name, is_unit_cost, money_of
from perflint.reconciliation.model import ProjectCost
from perflint.reconciliation.slips import slip
from perflint.resources import corpus

_UP_TO, _FROM = ("≤", "<"), ("≥", ">")
_ROUNDING = Fraction(1, 1000)
# From what share of the total on a price × quantity is meant to be all of it: where the project
# does one thing, and where it does several.
_LEAST_OF_ONE, _LEAST_OF_MANY = Fraction(6, 10), Fraction(17, 20)
# A price and a quantity that come to far more than the total are paid by others as well.
_MOST = 2
_NEAR_ABOVE = Fraction(105, 100)
_TENS = (10, 100, 1000, 10_000)
_MOST_EXACT = Fraction(3, 2)
_FEE = ("费", "费用")
_PIECES = ("个", "处", "座", "家", "所")
_MEASURES = (
    (("面积", "平方米", "平米"), ("平方米", "㎡", "m²", "平方公里", "亩", "公顷")),
    (("里程", "长度", "每公里", "单位公里"), ("公里", "千米", "米")),
)
_JOINED = ("及", "和", "与", "、")


class UnitCost(Params):
    """``people`` are units that count the same persons; ``times`` turn a period into a year."""

    people: list[str] = []
    times: dict[str, int] = {}


@check("unit-times-quantity", scope="project", params=UnitCost)
def unit_times_quantity(context: Context, view: ProjectView, params: UnitCost) -> Iterator[Hit]:
    """Unit cost × quantity against the total, where all three are stated and belong together."""
    cost = costs(context).get(view.number)
    total, stated = _named_total(cost, view) if cost else (None, None)
    prices = [row for row in view.rows if _is_price(row)]
    price = _one_price(prices)
    if not total:
        return
    if price is None:
        yield from several_prices(view, prices, total)
        return
    found = _quantity(view, price, params)
    unit_fen = Fraction(price.target.fen or 0)
    if found is None or not unit_fen:
        return
    counted, times = found
    quantity = counted.target.number or Fraction(0)
    product = unit_fen * quantity * times
    if not quantity or _is_form(product, cost):
        return
    rest = _other_parts(view, price, total)
    dear = _too_dear(price, product + rest, total, _holds_more(view)) and not _made_of(stated)
    other = _another_price(price, counted, Fraction(total) / quantity / times)
    near = other and not rest and not _holds_more(view) and product <= total * _NEAR_ABOVE
    slipped = not rest and _is_slip(product, total)
    much = _too_much(price, counted, stated, product, total) or _exact(
        counted, stated, product, total
    )
    if not (dear or near or slipped or much):
        return
    # Three rows contradict one another: the finding is the project's, and begins at the price.
    yield view.hit(
        "title",
        anchor=price.indicator.anchors.get("value"),
        quote=f"{price.name} {price.shown}",
        price=price.name.strip(),
        value=price.shown,
        count=counted.shown.lstrip("≥≤=＝"),
        times=f"×{times}月" if times > 1 else "",
        product=shown(int(product)),
        total=shown(total),
        fixed=_unit_value(price, Fraction(total) / quantity / times),
    )


def _is_slip(product: Fraction, total: int) -> bool:
    """165人 × 960元 is 15.84万元, not 158.40万元: a nought too many somewhere."""
    return product.denominator == 1 and any(
        product * factor == total or total * factor == product for factor in _TENS
    )


def _exact(counted: Row, stated: Row | None, product: Fraction, total: int) -> bool:
    """Whether quantity and total are exact, so that a price well above what they give is wrong, even
    as an upper bound."""
    if (
        stated is None
        or stated.target.operator != "="
        or counted.target.operator not in ("=", None)
    ):
        return False
    return 1 + _ROUNDING < product / total <= _MOST_EXACT


def _one_price(prices: Sequence[Row]) -> Row | None:
    """The price of the whole: the only one, or the only one that is not a single fee beside it."""
    if len(prices) > 1 and len({row.target.per for row in prices}) == 1:
        prices = [row for row in prices if not row.name.endswith(_FEE)]
    return prices[0] if len(prices) == 1 else None


def _another_price(price: Row, counted: Row, each: Fraction) -> bool:
    """Whether an exact count leads to a price as round as the stated one, and below it: then that was
    meant, although neither upper bound is broken."""
    number, fen = price.target.number or Fraction(0), Fraction(price.target.fen or 0)
    if not fen or counted.target.operator in _UP_TO or price.target.operator in _FROM:
        return False
    return each < fen and (each / (fen / number) / _last_digit(number)).denominator == 1


def _last_digit(number: Fraction) -> Fraction:
    """The place of a number's last digit that is no nought: 310 → 10, 5.9 → 1/10."""
    digit = Fraction(1)
    while (number / digit).denominator != 1 and digit > Fraction(1, 10**6):
        digit /= 10
    while number and (number / digit / 10).denominator == 1:
        digit *= 10
    return digit


def _named_total(cost: ProjectCost, view: ProjectView) -> tuple[int | None, Row | None]:
    """A total that says it is one, and its row; else the form's amount. A lone part is no total to
    divide."""
    rows = [item for item in cost.evidence if item.row is not None]
    if len(rows) == 1 and rows[0].source == "cost-total" and is_total_name(rows[0].text):
        row = next((row for row in view.rows if row.indicator.row == rows[0].row), None)
        return rows[0].fen, row
    return cost.form_fen, None


def _is_form(product: Fraction, cost: ProjectCost | None) -> bool:
    """The product is what the form states: then the total is wrong, which another rule says."""
    return (
        cost is not None and cost.form_fen is not None and abs(product - cost.form_fen) <= TOLERANCE
    )


def _is_price(row: Row) -> bool:
    return (
        is_cost_row(row.indicator)
        and is_unit_cost(row.indicator)
        and money_of(row.indicator) is not None
    )


def _quantity(view: ProjectView, price: Row, params: UnitCost) -> tuple[Row, int] | None:
    """The one quantity that counts the price's unit, and how often a year the price is paid."""
    counts = [row for row in view.rows if row.category == "数量" and row.target.kind == "number"]
    per, times = [], 1
    for unit in price.target.per:
        if unit in params.times:
            times *= _periods(unit, counts, params)
        else:
            per.append(_same(unit, params))
    if not per:
        one = None if price.target.per else _unnamed(price, counts)
        return (one, 1) if one is not None else None
    fitting = [row for row in counts if [_same(row.target.unit, params)] == per]
    if not fitting and len(per) == 1:
        fitting = [row for row in counts if row.target.unit in _PIECES and per[0] in row.name]
    return (fitting[0], times) if len(fitting) == 1 else None


def _periods(unit: str, counts: Sequence[Row], params: UnitCost) -> int:
    """How often a year a price is paid: as many months as the project states, else twelve."""
    stated = [row.target.number for row in counts if row.target.unit in (unit, f"个{unit}")]
    if len(stated) == 1 and stated[0] and stated[0].denominator == 1:
        return int(stated[0])
    return params.times[unit]


def _unnamed(price: Row, counts: Sequence[Row]) -> Row | None:
    """The quantity of a price that does not say what it is per: of what its name names (每个驿站 …),
    of the measure it names (单位面积 …), or the only one that is a count."""
    each = re.search(corpus("money.toml")["cost"]["each"], price.name)
    named = [row for row in counts if each and each["what"] in row.name]
    if len(named) == 1:
        return named[0]
    if len(counts) != 1:
        return None
    measured = any(
        any(word in price.name for word in words) and counts[0].target.unit in units
        for words, units in _MEASURES
    )
    return counts[0] if measured or counts[0].target.dimension == "count" else None


def _same(unit: str, params: UnitCost) -> str:
    return "人" if unit in params.people else unit


def _too_dear(price: Row, product: Fraction, total: int, others: bool) -> bool:
    """Whether spending the total breaks the price: by more than a thousandth, and by less than what
    other things that the total pays for would explain."""
    least = _LEAST_OF_MANY if others else _LEAST_OF_ONE
    return price.target.operator not in _FROM and least <= product / total < 1 - _ROUNDING


def _too_much(price: Row, counted: Row, stated: Row | None, product: Fraction, total: int) -> bool:
    """Whether the price must be paid, for that many, and comes to more than the total allows."""
    fixed = price.target.operator not in _UP_TO and counted.target.operator not in _UP_TO
    open_above = stated is not None and stated.target.operator in _FROM
    ratio = product / total
    plain = ratio <= _MOST or bool(slip(total, int(product)))
    return fixed and not open_above and ratio > 1 + _ROUNDING and plain


def _made_of(stated: Row | None) -> bool:
    """Whether the total says that it holds several things."""
    pattern = corpus("money.toml")["cost"]["made_of"]
    return stated is not None and bool(re.search(pattern, stated.indicator.description))


def _other_parts(view: ProjectView, price: Row, total: int) -> int:
    """The money of the cost rows beside the price and the total."""
    rows = [row.indicator for row in view.rows if row is not price and is_cost_row(row.indicator)]
    parts = {(row.name, money_of(row)) for row in rows if not is_unit_cost(row)}
    return sum(fen for _, fen in parts if fen and fen != total)


def _holds_more(view: ProjectView) -> bool:
    """Whether the total plainly pays for more than what the price is for."""
    counts = [row for row in view.rows if row.category == "数量"]
    return len(counts) > 1 or any(word in view.title for word in _JOINED)


def _unit_value(price: Row, fen: Fraction) -> str:
    target = price.target
    factor = Fraction(target.fen or 1) / (target.number or 1)
    value = fen / factor
    digits = next((n for n in range(5) if (value * 10**n).denominator == 1), 2)
    number = _rounded(value, digits)
    per = "/" + "·".join(target.per) if target.per else ""
    return f"≤{number}{target.unit}{per}"


def _rounded(value: Fraction, digits: int) -> str:
    return str(Decimal(round(value * 10**digits)).scaleb(-digits))


class TotalAbsent(Params):
    """``rates`` are words in the name of a control rate, which is no total."""

    rates: list[str] = []


@check("total-cost-absent", scope="project", params=TotalAbsent)
def total_cost_absent(context: Context, view: ProjectView, params: TotalAbsent) -> Iterator[Hit]:
    """Cost rows that are all prices, standards or control rates."""
    rows = [row for row in view.rows if is_cost_row(row.indicator)]
    cost = costs(context).get(view.number)
    if not rows or cost is None or cost.indicator_fen is not None:
        return
    if all(context.local.is_preset(row.name) for row in rows):
        return
    if not all(_no_total(row, params) for row in rows):
        return
    found = reconciliation(context)
    inferred = next((i for i in found.inferences if i.project == view.number), None)
    amount = cost.form_fen or cost.title_fen or (inferred.fen if inferred else None)
    variant = "" if amount else "open"
    quote = "；".join(f"{row.name} {row.shown}" for row in rows)
    yield view.hit("title", variant, quote=quote, amount=shown(amount))


def _no_total(row: Row, params: TotalAbsent) -> bool:
    rate = any(word in row.name for word in params.rates) or row.target.is_percent
    return rate or is_unit_cost(row.indicator)


class PerCapita(Params):
    """``paid`` mark money paid to persons, ``unless`` entitlements that differ by person."""

    paid: list[str] = []
    unless: list[str] = []
    people: list[str] = []


@check("per-capita-outlier", scope="project", params=PerCapita)
def per_capita_outlier(context: Context, view: ProjectView, params: PerCapita) -> Iterator[Hit]:
    """Money per head that is no whole sum a year nor a month."""
    text = view.title
    if not any(word in text for word in params.paid) or any(word in text for word in params.unless):
        return
    cost = costs(context).get(view.number)
    heads = [
        row
        for row in view.rows
        if row.category == "数量"
        and row.target.kind == "number"
        and row.target.unit in params.people
    ]
    rows = [row for row in view.rows if is_cost_row(row.indicator) and is_unit_cost(row.indicator)]
    if cost is None or not cost.firm or len(heads) != 1 or rows or not heads[0].target.number:
        return
    if _shared_heads(context, heads[0]):
        return
    yuan = Fraction(cost.fen or 0) / heads[0].target.number / 100
    if yuan.denominator == 1 or (yuan / 12).denominator == 1:
        return
    count = heads[0].shown.lstrip("≥≤=＝")
    each, month = _rounded(yuan, 2), _rounded(yuan / 12, 2)
    yield view.hit("title", cost=shown(cost.fen), heads=count, each=each, month=month)


def _shared_heads(context: Context, heads: Row) -> bool:
    """Several funds pay the same persons: no one fund shows what each person gets."""
    key = (heads.name_key, heads.target.number)
    return any(
        (row.name_key, row.target.number) == key and row.project is not heads.project
        for row in context.rows
    )
