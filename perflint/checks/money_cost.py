"""A project's cost against its own form, its title, its unit cost and its budget line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money import TOLERANCE, costs, lines, reconciliation, shown, well_matched
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.checks.slips import slip
from perflint.extraction.functional import is_known_section
from perflint.reconciliation.costs import is_cost_row, is_total_name, is_unit_cost, money_of
from perflint.reconciliation.model import LineResult, ProjectCost, ProjectResult, Reconciliation
from perflint.reconciliation.words import shared_piece

_LEAST_SHARE = Fraction(6, 10)


@check("cost-against-form", scope="submission")
def cost_against_form(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """The cost indicators say another total than the form's head, or than the budget line."""
    found = reconciliation(context)
    views = {view.number: view for view in context.only_projects}
    told = set()
    for result in found.projects:
        cost = result.cost
        if _differs_from_form(cost, views[cost.number]):
            told.add(cost.number)
            a, b = shown(cost.indicator_fen), shown(cost.form_fen)
            yield _cost_hit(views[cost.number], "form", cost=a, amount=b)
    for number, line in _mismatched(found):
        if number not in told:
            yield _line_hit(views[number], found, line)


def _differs_from_form(cost: ProjectCost, view: ProjectView) -> bool:
    stated, form = cost.indicator_fen, cost.form_fen
    if stated is None or not form or abs(stated - form) <= TOLERANCE:
        return False
    parts = {int(amount * 1_000_000) for amount in view.record.funds.values()}
    if any(abs(stated - part) <= TOLERANCE for part in parts):
        return False
    if stated > form:
        return True
    kinds = {item.source for item in cost.evidence if item.row is not None}
    named = any(is_total_name(item.text) for item in cost.evidence if item.row)
    return kinds == {"cost-total"} and (named or Fraction(stated, form) >= _LEAST_SHARE)


def _cost_hit(view: ProjectView, variant: str, **values: str) -> Hit:
    rows = [row for row in view.rows if is_cost_row(row.indicator) and row.target.is_money]
    quote = "；".join(f"{row.name} {row.shown}" for row in rows) or view.title
    return view.hit("title", variant, quote=quote, **values)


def _mismatched(found: Reconciliation) -> Iterator[tuple[int, LineResult]]:
    """(project, line) that words, codes or elimination tie together although the sums differ."""
    if not found.complete:
        return
    strays = [r for r in found.projects if r.verdict == "unmatched" and r.cost.fen]
    for line in found.lines:
        if line.verdict != "mismatch":
            continue
        over = line.difference < 0
        alone = not line.possible and not strays and well_matched(found)
        if over or alone:
            yield from ((number, line) for number in _to_blame(found, line))
    pair = _left_alone(found)
    if pair is not None:
        yield pair


def _to_blame(found: Reconciliation, line: LineResult) -> list[int]:
    """The projects of a line that does not come out: the one with a slip, where there is one."""
    numbers = [number for number in line.projects if _not_above(found, number)]
    slips = [number for number in numbers if _slip(found, number, line)]
    return slips if len(slips) == 1 else numbers


def _slip(found: Reconciliation, number: int, line: LineResult) -> str:
    """How a project's cost could be a slip for what the line leaves to it."""
    result = found.project(number)
    stated = result.cost.fen if result is not None and result.cost.fen else 0
    return slip(stated, stated + line.difference)


def _not_above(found: Reconciliation, number: int) -> bool:
    """A cost above the whole line is another rule's."""
    result = found.project(number)
    return result is not None and result.verdict != "exceeds-line"


def _left_alone(found: Reconciliation) -> tuple[int, LineResult] | None:
    """The one project and the one line left over when all others come out exactly.

    Of several projects left over, the one whose cost is a plain slip for what is missing.
    """
    open_lines = [line for line in found.lines if line.verdict != "matched"]
    open_projects = [result for result in found.projects if result.verdict != "matched"]
    matched = len(found.lines) - len(open_lines)
    if len(open_lines) != 1 or not open_projects or matched < 3 or not found.unique:
        return None
    line = open_lines[0]
    loose = all(result.verdict == "unmatched" for result in open_projects)
    if line.verdict != "not-covered" or not loose:
        return None
    if len(open_projects) == 1:
        stated = open_projects[0].cost.fen or 0
        near = line.line.total <= stated * 2 and stated <= line.line.total * 2
        told = near or slip(stated, line.line.total)
        return (open_projects[0].cost.number, line) if told else None
    gap = line.line.total - sum(result.cost.fen or 0 for result in open_projects)
    slips = [r for r in open_projects if slip(r.cost.fen or 0, (r.cost.fen or 0) + gap)]
    return (slips[0].cost.number, line) if len(slips) == 1 else None


def _line_hit(view: ProjectView, found: Reconciliation, line: LineResult) -> Hit:
    open_projects = [r for r in found.projects if r.verdict == "unmatched"]
    members = line.projects or tuple(result.cost.number for result in open_projects)
    others = [number for number in members if number != view.number]
    total = sum((result.cost.fen or 0) for n in members if (result := found.project(n)))
    own = found.project(view.number)
    stated = own.cost.fen if own is not None and own.cost.fen else 0
    how = slip(stated, stated + line.line.total - total)
    variant = "shared" if others else "" if line.projects else "eliminated"
    return _cost_hit(
        view,
        variant,
        cost=shown(stated),
        sum=shown(total),
        code=line.line.code,
        line=line.line.name,
        amount=shown(line.line.total),
        others="、".join(str(number) for number in others),
        how=f"，{how}" if how else "",
    )


@check("cost-exceeds-line", scope="submission")
def cost_exceeds_line(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """A cost above everything the line tied to the project has, or above all project money."""
    found = reconciliation(context)
    views = {view.number: view for view in context.only_projects}
    for result in found.projects:
        line = found.line(result.code) if result.code else None
        if result.verdict == "exceeds-line" and line is not None:
            yield _exceeds(views[result.cost.number], result, line)
        elif found.lines and (result.cost.fen or 0) > found.budget + TOLERANCE:
            cost, amount = shown(result.cost.fen), shown(found.budget)
            yield _cost_hit(views[result.cost.number], "all", cost=cost, amount=amount)


def _exceeds(view: ProjectView, result: ProjectResult, line: LineResult) -> Hit:
    carry = line.line.carry_over
    return _cost_hit(
        view,
        "",
        cost=shown(result.cost.fen),
        code=line.line.code,
        line=line.line.name,
        amount=shown(line.line.total),
        carried=f"（其中上年结转{shown(carry)}万元）" if carry else "",
    )


class UnitCost(Params):
    """``people`` are units that count the same persons; ``times`` turn a period into a year."""

    people: list[str] = []
    times: dict[str, int] = {}


@check("unit-times-quantity", scope="project", params=UnitCost)
def unit_times_quantity(context: Context, view: ProjectView, params: UnitCost) -> Iterator[Hit]:
    """Unit cost × quantity against the total, where all three are stated and belong together."""
    cost = costs(context).get(view.number)
    total = _named_total(cost) if cost else None
    prices = [row for row in view.rows if _is_price(row)]
    if not total or len(prices) != 1:
        return
    price = prices[0]
    found = _quantity(view, price, params)
    unit_fen = Fraction(price.target.fen or 0)
    if found is None or not unit_fen:
        return
    counted, times = found
    quantity = counted.target.number or Fraction(0)
    product = unit_fen * quantity * times
    if not quantity or not _off(product, total) or _is_form(product, cost):
        return
    yield price.hit(
        price=price.shown,
        count=counted.shown.lstrip("≥≤=＝"),
        times=f"×{times}月" if times > 1 else "",
        product=shown(int(product)),
        total=shown(total),
        fixed=_unit_value(price, Fraction(total) / quantity / times),
    )


def _named_total(cost: ProjectCost) -> int | None:
    """A total that says it is one; else the form's amount. A lone part is no total to divide."""
    rows = [item for item in cost.evidence if item.row is not None]
    if len(rows) == 1 and rows[0].source == "cost-total" and is_total_name(rows[0].text):
        return rows[0].fen
    return cost.form_fen


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
            times *= params.times[unit]
        else:
            per.append(_same(unit, params))
    if not per:
        whole = len(counts) == 1 and counts[0].target.dimension == "count" and not price.target.per
        return (counts[0], 1) if whole else None
    fitting = [row for row in counts if [_same(row.target.unit, params)] == per]
    return (fitting[0], times) if len(fitting) == 1 else None


def _same(unit: str, params: UnitCost) -> str:
    return "人" if unit in params.people else unit


def _off(product: Fraction, total: int) -> bool:
    """Off by more than a thousandth; a total well above the product holds other costs too."""
    share = product / total
    return share > Fraction(1001, 1000) or Fraction(9, 10) <= share < Fraction(999, 1000)


def _unit_value(price: Row, fen: Fraction) -> str:
    target = price.target
    factor = Fraction(target.fen or 1) / (target.number or 1)
    value = fen / factor
    digits = next((n for n in range(5) if (value * 10**n).denominator == 1), 2)
    number = f"{float(round(value, digits)):.{digits}f}"
    per = "/" + "·".join(target.per) if target.per else ""
    return f"≤{number}{target.unit}{per}"


@check("title-amount-or-code", scope="project")
def title_amount_or_code(context: Context, view: ProjectView, _: Params) -> Iterator[Hit]:
    """The amount or the code in a title against the table; money the objective names elsewhere."""
    cost = costs(context).get(view.number)
    if cost is None:
        return
    stated = cost.indicator_fen or cost.form_fen
    if cost.title_fen and stated and abs(cost.title_fen - stated) > TOLERANCE:
        yield view.hit("title", "amount", title=shown(cost.title_fen), cost=shown(stated))
    known = {line.code for line in context.submission.budget_lines if line.code}
    leaves = lines(context)
    if len(leaves) >= 3:
        for code in cost.title_codes:
            if code not in known and is_known_section(code):
                yield view.hit("title", "code", code=code)
    yield from _named_elsewhere(context, view, cost)


def _named_elsewhere(context: Context, view: ProjectView, cost: ProjectCost) -> Iterator[Hit]:
    """The objective names the matter of a line of the same 款 that no project fills."""
    own = next((code for code in cost.title_codes), "")
    here = next((line for line in lines(context) if line.code == own), None)
    if here is None:
        return
    for result in reconciliation(context).lines:
        line = result.line
        if result.verdict != "not-covered" or line.code == own or line.code[:5] != own[:5]:
            continue
        word = shared_piece(line.name, view.record.objective)
        if len(word) >= 4 and word not in view.title and word not in here.name:
            values = {"word": word, "code": line.code, "line": line.name, "own": own}
            yield view.hit("objective", "elsewhere", amount=shown(line.total), **values)


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
    each = f"{float(round(yuan, 2)):.2f}"
    month = f"{float(round(yuan / 12, 2)):.2f}"
    yield view.hit("title", cost=shown(cost.fen), heads=count, each=each, month=month)


def _shared_heads(context: Context, heads: Row) -> bool:
    """Several funds pay the same persons: no one fund shows what each person gets."""
    key = (heads.name_key, heads.target.number)
    return any(
        (row.name_key, row.target.number) == key and row.project is not heads.project
        for row in context.rows
    )
