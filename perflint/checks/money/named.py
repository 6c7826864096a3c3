"""Budget lines and projects that the explanations name with an amount."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from perflint.checks.context import Context
from perflint.checks.money.ledger import ledgers
from perflint.checks.money.shared import costs
from perflint.checks.money.stated import AMOUNT, Stated, prose_words, stated, told_passages
from perflint.extraction.budget_text import squash
from perflint.patterns import pattern

_BRACKETS = pattern(r"[（(][^（()）]*[)）]")
_SHORTEST_LINE, _SHORTEST_TITLE = 4, 6
_LONGEST = 40


def named_amounts(context: Context) -> Iterator[tuple[Stated, set[Decimal]]]:
    """Amounts that prose binds to the name of a line or a project, none of which the tables, the forms
    or the cost indicators state for it: what is said, and what is known."""
    known = _known(context)
    if not known or not context.submission.budget_lines:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    words = prose_words()["named"]
    found = re.compile(rf"(?<![一-龥\d])(?P<item>{names}){words['tail']}{words['link']}\s*{AMOUNT}")
    for _, text in told_passages(context):
        for one in stated(text, found, "", context.submission.year):
            match = found.match(one.quote)
            item = match["item"] if match is not None else ""
            if item and not any(one.agrees(value) for value in known[item]):
                yield Stated(item, one.amount, one.slack, one.quote), known[item]


def _known(context: Context) -> dict[str, set[Decimal]]:
    """Every amount stated for a name, in any column of any table, by its form or its cost rows."""
    known: dict[str, set[Decimal]] = defaultdict(set)
    skip = re.compile(prose_words()["named"]["skip"])
    for ledger in ledgers(context):
        for row in ledger.rows:
            values = {value for value in row.columns.values() if isinstance(value, Decimal)}
            name = squash(row.name)
            if row.code and values and not skip.search(name):
                _add(known, name, values, _SHORTEST_LINE)
    for view in context.only_projects:
        cost = costs(context).get(view.number)
        fen = [item.fen for item in cost.evidence] if cost is not None else []
        whole = {Decimal(cost.fen) / 1_000_000} if cost is not None and cost.fen else set()
        values = {Decimal(one) / 1_000_000 for one in fen} | whole
        if values:
            _add(known, _BRACKETS.sub("", squash(view.title)), values, _SHORTEST_TITLE)
    return known


def _add(known: dict[str, set[Decimal]], name: str, values: set[Decimal], least: int) -> None:
    if least <= len(name) <= _LONGEST:
        known[name] |= values
