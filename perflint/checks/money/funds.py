"""The funds of a form's head (财政拨款, 其他资金 …) against the amount they should make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.rows import ProjectView

_CENT = Decimal("0.02")
# A form with more funds than this has them in levels that no sum can tell apart.
_MOST = 6


def fund_sums(context: Context) -> Iterator[Hit]:
    """资金总额150万元，其中：财政拨款120万元、其他资金20万元: parts that make no whole."""
    for view in context.only_projects:
        whole = view.record.amount
        parts = {name: amount for name, amount in view.record.funds.items() if amount}
        # A nought that was typed says that nothing else is to come; a blank cell does not.
        told = len(view.record.funds) > 1
        if whole and parts and len(parts) <= _MOST and not _make(list(parts.values()), whole, told):
            yield _hit(view, whole, parts)


def _make(parts: Sequence[Decimal], whole: Decimal, told: bool) -> bool:
    """Whether some of the funds make the whole (the rest is 其中), or one of them is less and the
    others may stand in cells that were left blank."""
    if len(parts) == 1 and not told:
        return parts[0] <= whole + _CENT
    return any(
        abs(sum(chosen, Decimal(0)) - whole) <= _CENT
        for size in range(1, len(parts) + 1)
        for chosen in combinations(parts, size)
    )


def _hit(view: ProjectView, whole: Decimal, parts: dict[str, Decimal]) -> Hit:
    told = "、".join(f"{name}{_shown(amount)}" for name, amount in parts.items())
    added = sum(parts.values(), Decimal(0))
    return view.hit(
        "title",
        "funds",
        anchor=view.record.anchors.get("amount"),
        quote=f"资金总额{_shown(whole)}，其中：{told}",
        parts=told,
        total=_shown(whole),
        sum=_shown(added),
        gap=_shown(abs(added - whole)),
    )


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}万元"
