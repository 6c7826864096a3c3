"""The total cost of each project, in exact fen, each with the evidence for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from perflint.extraction.budget_projects import Listed, project_key
from perflint.reconciliation.model import Evidence, ProjectCost
from perflint.reconciliation.objective import Told, own_share, told
from perflint.reconciliation.slips import slip
from perflint.records.submission import Indicator, Project
from perflint.resources import corpus

# Half a hundredth of 万元.
ROUNDING = 5_000
# A lone cost row of six tenths of the form's amount or more is meant as all of it.
_NEAR_TENTHS = 6
# Several parts that leave less than a tenth of it are all the parts.
_NEAR_PARTS = 10
_FEN = {"元": 100, "万": 1_000_000, "万元": 1_000_000, "亿": 10**10, "亿元": 10**10}

# A cost row and the fen it states.
Amount = tuple[Indicator, int]


def project_costs(
    projects: Sequence[Project], year: int | None, listed: Mapping[str, Listed] | None = None
) -> tuple[ProjectCost, ...]:
    """The costs of all projects of kind ``project``, in document order; ``listed`` is what tables of
    projects have for them."""
    known = listed or {}
    return tuple(
        project_cost(project, year, known.get(project_key(project.title)))
        for project in projects
        if project.kind == "project"
    )


def project_cost(project: Project, year: int | None, listed: Listed | None = None) -> ProjectCost:
    """What a project says it costs: the table of projects, the form, the cost indicators, the title,
    in that order.

    A unit cost × the one quantity that counts its unit is the last resort. Control rates, prices
    and per-capita standards are never totals.
    """
    head = fen_of_wan(project.amount)
    known = fen_of_wan(listed.amount) if listed else None
    funds = [fen_of_wan(amount) for amount in project.funds.values()]
    # A fund of the form's may be all that this department's budget has: the rest is others' money.
    apart = known and head and all(abs(known - (fen or 0)) > ROUNDING for fen in (head, *funds))
    form = known if apart else head
    rows = [row for row in project.indicators if is_cost_row(row)]
    stated = _from_rows(rows, _quantities(project.indicators))
    own = sum(item.fen for item in stated) if stated else None
    share = _share(told(project.objective, year), form, own)
    titled = title_amount(project.title)
    old = is_prior_year(project, year)
    evidence = _ranked(project, form or 0, stated, share, old)
    if apart and listed:
        text = f"《{listed.table}》列{listed.amount.normalize():f}万元"
        evidence.insert(0, Evidence("listed", text, known or 0))
    if titled is not None:
        evidence.append(Evidence("title", f"项目名称“{project.title}”", titled))
    if not evidence:
        evidence += _unit_times_quantity(rows, project.indicators)
    return ProjectCost(
        number=project.number,
        title=project.title,
        fen=_taken(evidence),
        evidence=tuple(evidence),
        indicator_fen=share.fen if share and own else own,
        title_fen=titled,
        form_fen=form,
        title_codes=tuple(re.findall(_words("title")["code"], project.title)),
        prior_year=old,
        has_cost_rows=bool(rows),
        matter=f"{project.title}\n{project.objective}",
        off_form=bool(form and not share)
        and _contradicts(stated, form or 0, () if apart else funds),
        share_fen=share.fen if share else None,
        budgeted_by=f"《{listed.table}》所列金额" if apart and listed else "项目资金",
        head_fen=head if apart else None,
    )


def _ranked(
    project: Project, budgeted: int, stated: Sequence[Evidence], share: Told | None, old: bool
) -> list[Evidence]:
    """The objective's share, the form, the cost indicators.

    Indicators above the form of an earlier year's project come before it: they still state what
    was first handed down, and must not pass for what is left of it.
    """
    form = fen_of_wan(project.amount) or 0
    found = list(stated)
    original = old and sum(item.fen for item in stated) > form == budgeted
    if form:
        text = f"项目资金总额{project.amount}万元"
        found.insert(len(found) if original else 0, Evidence("form", text, form))
    if share is not None:
        found.insert(0, Evidence("objective", f"总体目标写明“{share.quote}”", share.fen))
    return found


def _taken(evidence: Sequence[Evidence]) -> int | None:
    """The first of the evidence; of parts their sum."""
    if not evidence:
        return None
    parts = [item.fen for item in evidence if item.source == "cost-sum"]
    return sum(parts) if evidence[0].source == "cost-sum" else evidence[0].fen


def _share(amounts: Sequence[Told], form: int | None, own: int | None) -> Told | None:
    """What the objective says is this year's and the department's of the form's amount; else of the
    cost indicators' total, where the form has none or the same."""
    share = own_share(amounts, form) if form else None
    if (
        share is None
        and own
        and (share := own_share(amounts, own))
        and form not in (None, share.fen)
    ):
        return None
    return share


def _contradicts(stated: Sequence[Evidence], form: int, funds: Sequence[int | None]) -> bool:
    """Whether the cost indicators state another total than the form.

    They do not where they state one of its funds, or less without saying that it is all.
    """
    own = sum(item.fen for item in stated)
    known = [form, *(part for part in funds if part)]
    if not stated or any(abs(own - amount) <= ROUNDING for amount in known):
        return False
    if _rounds_to(own, form):
        return False
    if own > form:
        return True
    if len(stated) > 1 and own * _NEAR_PARTS >= form * (_NEAR_PARTS - 1):
        return True  # 96、54、32万元 of 186万元: parts so near to it are meant as all of it
    whole = all(item.source == "cost-total" for item in stated)
    named = any(is_total_name(item.text) for item in stated)
    near = own * 10 >= form * _NEAR_TENTHS
    return whole and (named or near or bool(slip(own, form)))


def _rounds_to(own: int, form: int) -> bool:
    """Whether a form in whole 万元 is the cost rounded: 138.4万元 stands as 138万元."""
    gap = abs(own - form)
    return form % _FEN["万元"] == 0 and gap * 2 < _FEN["万元"] and gap * 200 <= form


def fen_of_wan(amount: Decimal | None) -> int | None:
    """万元 as fen, or None where there is no amount or no whole number of fen."""
    if amount is None:
        return None
    fen = amount * 1_000_000
    return int(fen) if fen == fen.to_integral_value() else None


@cache
def _words(section: str) -> dict[str, Any]:
    return dict(corpus("money.toml")[section])


def _has(text: str, key: str) -> bool:
    return any(word in text for word in _words("cost")[key])


def is_cost_row(row: Indicator) -> bool:
    """An economic-cost indicator by its levels; without a second level by its name."""
    labels = f"{row.level1}/{row.level2}"
    if _has(labels, "not_level"):
        return False
    if row.level2 or _has(labels, "level"):
        return _has(labels, "level")
    named = row.name.endswith(tuple(_words("cost")["flat"])) or "成本" in row.name
    return named and (not row.level1 or "产出" in row.level1 or "完成" in row.level1)


def is_unit_cost(row: Indicator) -> bool:
    """A price, an average or a standard: money per something."""
    if row.target.per:
        return True
    if _has(row.name, "total"):
        return False
    return _has(row.name, "unit") or bool(re.search(_words("cost")["unit_pattern"], row.name))


def is_total_name(text: str) -> bool:
    """Whether a name (or the evidence that quotes it) says that the amount is a total."""
    return _has(text, "total")


def money_of(row: Indicator) -> int | None:
    """The fen a row's value states, where it states one whole amount."""
    target = row.target
    if target.kind != "number" or not target.is_money or target.fen is None:
        return None
    fen = Fraction(target.fen)
    return int(fen) if fen.denominator == 1 else None


def _quantities(indicators: Sequence[Indicator]) -> list[Fraction]:
    """The quantities a project counts (数量指标)."""
    return [
        row.target.number
        for row in indicators
        if "数量" in row.level2 and row.target.kind == "number" and row.target.number
    ]


def _from_rows(rows: Sequence[Indicator], quantities: Sequence[Fraction]) -> list[Evidence]:
    """The total row; else the row that equals the sum of the others; else all distinct parts.

    A row that times a quantity of the project makes another row is a price without saying so.
    """
    amounts = _distinct(rows)
    amounts = _without_prices(_this_year(amounts) or amounts, quantities)
    totals = [(row, fen) for row, fen in amounts if _has(row.name, "total")]
    if totals:
        return _one_total(totals, amounts)
    if len(amounts) > 2:
        for row, fen in amounts:
            if fen * 2 == sum(other for _, other in amounts):
                return [_evidence("cost-total", row, fen)]
    kind = "cost-total" if len(amounts) == 1 else "cost-sum"
    return [_evidence(kind, row, fen) for row, fen in amounts]


def _without_prices(amounts: list[Amount], quantities: Sequence[Fraction]) -> list[Amount]:
    every = [fen for _, fen in amounts]
    return [
        (row, fen)
        for row, fen in amounts
        if not any(fen * quantity in every for quantity in quantities if quantity > 1)
    ]


def cost_parts(project: Project) -> tuple[Amount, list[Amount]] | None:
    """The one cost row that says it is the total, and the two or more rows beside it; None where the
    rows are not of that build."""
    rows = [row for row in project.indicators if is_cost_row(row)]
    every = _distinct(rows)
    amounts = _without_prices(every, _quantities(project.indicators))
    totals = [pair for pair in amounts if _has(pair[0].name, "total")]
    parts = [pair for pair in amounts if pair not in totals]
    if len(totals) != 1 or len(parts) < 2 or _this_year(every):
        return None
    return totals[0], parts


def _this_year(amounts: list[Amount]) -> list[Amount]:
    """The rows for this year, where another states more for all years or all payers; else none."""
    words = corpus("money.toml")["span"]
    ours = [pair for pair in amounts if any(word in pair[0].name for word in words["this_year"])]
    rest = [pair for pair in amounts if pair not in ours]
    spent = sum(fen for _, fen in ours)
    wider = [
        fen for row, fen in rest if any(word in row.name for word in words["whole"]) and fen > spent
    ]
    # A total of this year and of parts beside it is this year's own.
    if not wider or any(fen * 2 == sum(other for _, other in amounts) for fen in wider):
        return []
    return ours


def _one_total(totals: list[Amount], amounts: list[Amount]) -> list[Evidence]:
    """One of several total rows: the one that says the same as all, or covers the others."""
    row, fen = max(totals, key=lambda pair: pair[1])
    rest = sum(other for _, other in totals) - fen
    plain = [
        pair for pair in totals if pair[0].name.strip() in ("总成本", "项目总成本", "成本总额")
    ]
    if len(totals) == 1 or rest == fen or len({f for _, f in totals}) == 1:
        return [_evidence("cost-total", row, fen)]
    if len(plain) == 1:
        return [_evidence("cost-total", *plain[0])]
    return [_evidence("cost-sum", one, amount) for one, amount in totals]


def _distinct(rows: Sequence[Indicator]) -> list[Amount]:
    seen: set[tuple[str, int]] = set()
    result = []
    for row in rows:
        fen = money_of(row)
        if fen is None or is_unit_cost(row) or row.name.startswith(tuple(_words("cost")["part"])):
            continue
        if (row.name, fen) not in seen:
            seen.add((row.name, fen))
            result.append((row, fen))
    return result


def _evidence(source: Any, row: Indicator, fen: int) -> Evidence:
    value = f"{row.operator}{row.value}" if row.operator not in row.value else row.value
    unit = "" if row.unit and row.value.endswith(row.unit) else row.unit
    return Evidence(source, f"成本指标“{row.name}”为“{value}{unit}”", fen, row.row)


def _unit_times_quantity(
    rows: Sequence[Indicator], indicators: Sequence[Indicator]
) -> list[Evidence]:
    """One unit cost and the one quantity that counts the unit it is per."""
    prices = [row for row in rows if row.target.per and money_of(row) is not None]
    if len(prices) != 1 or len(prices[0].target.per) > 2:
        return []
    price, per = prices[0], [unit for unit in prices[0].target.per if unit != "年"]
    counts = [
        row
        for row in indicators
        if row is not price
        and row.target.kind == "number"
        and row.target.number
        and per == [row.target.unit]
        and ("数量" in row.level2 or not row.level2)
    ]
    fen = money_of(price)
    if len(counts) != 1 or fen is None or counts[0].target.number is None:
        return []
    total = counts[0].target.number * fen
    if total.denominator != 1:
        return []
    text = f"“{price.name}”{price.value}×“{counts[0].name}”{counts[0].value}"
    return [Evidence("unit-times-quantity", text, int(total), price.row)]


def title_amount(title: str) -> int | None:
    """The one amount a title states, in fen; None where it states none or several."""
    found = {
        int(fen)
        for number, unit in re.findall(_words("title")["amount"], title)
        if (fen := Decimal(number.replace(",", "")) * _FEN[unit]) == fen.to_integral_value()
    }
    return found.pop() if len(found) == 1 else None


def is_prior_year(project: Project, year: int | None) -> bool:
    """Whether the title (or the form's funds) says that the money is of an earlier year."""
    words = _words("title")
    if any(word in project.title for word in words["carried"]):
        return True
    carried = [amount for name, amount in project.funds.items() if "结转" in name and amount]
    if carried and project.amount and sum(carried) == project.amount:
        return True
    bare = re.sub(words["bracketed"], "", project.title)
    years = [int(found) for found in re.findall(words["year"], bare)]
    return bool(year and years and max(years) < year)
