"""Several prices of one project, each with its quantity, against the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perflint.checks.hit import Hit
from perflint.checks.money.shared import shown
from perflint.checks.rows import ProjectView, Row
from perflint.reconciliation.costs import is_cost_row, is_unit_cost, money_of

_ROUNDING = Fraction(1, 1000)
# Further off, the total pays for other things, or others pay too.
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)
# Characters of a price's name that say that it is one: 标准, 单价, 成本.
_WORDS = (
    "奖补标准",
    "补助标准",
    "补贴标准",
    "奖励标准",
    "资助标准",
    "标准",
    "单价",
    "单位成本",
    "成本",
    "平均",
    "人均",
    "每",
)


def several_prices(view: ProjectView, prices: Sequence[Row], total: int) -> Iterator[Hit]:
    """4家×10万元＋2家×5万元 against 48万元, where each price plainly has a quantity of its own."""
    counts = [row for row in view.rows if row.category == "数量" and row.target.kind == "number"]
    matched = _matched(prices, counts)
    if matched is None or _other_costs(view, total):
        return
    products = [_product(price, count) for price, count in matched]
    added = sum(products, Fraction(0))
    bounded = any(row.target.operator not in ("=", None) for pair in matched for row in pair)
    if not _LEAST <= added / total <= _MOST or abs(added - total) <= total * _ROUNDING:
        return
    if bounded and added > total:
        return  # upper bounds need not be reached
    parts = "＋".join(
        f"{count.shown.lstrip('≥≤=＝')}×{price.shown.lstrip('≥≤=＝')}" for price, count in matched
    )
    yield view.hit(
        "title",
        "several",
        anchor=matched[0][0].indicator.anchors.get("value"),
        quote="；".join(f"{price.name} {price.shown}" for price, _ in matched),
        parts=parts,
        product=shown(int(added)),
        total=shown(total),
    )


def _matched(prices: Sequence[Row], counts: Sequence[Row]) -> list[tuple[Row, Row]] | None:
    """Each price with the one quantity that is counted in its unit and shares most of its name."""
    pairs: list[tuple[Row, Row]] = []
    for price in prices:
        if len(price.target.per) != 1:
            return None
        fitting = [row for row in counts if row.target.unit == price.target.per[0]]
        best = sorted(fitting, key=lambda row: -_alike(price, row))
        if not best or not _alike(price, best[0]):
            return None
        if len(best) > 1 and _alike(price, best[1]) == _alike(price, best[0]):
            return None
        pairs.append((price, best[0]))
    distinct = {row.place for _, row in pairs}
    return pairs if len(pairs) > 1 and len(distinct) == len(pairs) else None


def _alike(price: Row, count: Row) -> int:
    """The length of the longest piece that the two names share."""
    name, other = price.name, count.name
    for word in _WORDS:
        name = name.replace(word, "")
    for length in range(len(name), 1, -1):
        if any(name[at : at + length] in other for at in range(len(name) - length + 1)):
            return length
    return 0


def _product(price: Row, count: Row) -> Fraction:
    return Fraction(price.target.fen or 0) * (count.target.number or Fraction(0))


def _other_costs(view: ProjectView, total: int) -> bool:
    """Cost rows beside the prices and the total: the total pays for more."""
    rows = [row.indicator for row in view.rows if is_cost_row(row.indicator)]
    return any(
        fen and fen != total for row in rows if not is_unit_cost(row) and (fen := money_of(row))
    )
