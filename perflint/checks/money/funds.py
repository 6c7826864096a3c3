"""The funds of a form's head (财政拨款, 其他资金 …) against the amount they should make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.rows import ProjectView

_CENT = Decimal("0.02")
# A form with more funds than this has them in levels that no sum can tell apart.
_MOST = 6
# Beside money of the own level there is mostly some of another, in a cell no list knows.
_LEVELS = ("本级", "县级", "区级", "市级", "省级", "镇级", "中央")
_OTHERS = ("其他资金", "自筹", "单位资金", "社会资金", "社会资本", "银行贷款", "自有资金")


def fund_sums(context: Context) -> Iterator[Hit]:
    """资金总额150万元，其中：财政拨款120万元、其他资金20万元: parts that make no whole."""
    for view in context.only_projects:
        whole = view.record.amount
        parts = {name: amount for name, amount in view.record.funds.items() if amount}
        # A nought that was typed says that nothing else is to come; a blank cell does not.
        own = any(level in name for name in parts for level in _LEVELS)
        told = len(view.record.funds) > 1 and not own
        others = [amount for name, amount in parts.items() if any(word in name for word in _OTHERS)]
        if whole and parts and len(parts) <= _MOST and not _make(parts, others, whole, told):
            yield _hit(view, whole, parts)


def _make(
    parts: Mapping[str, Decimal], others: Sequence[Decimal], whole: Decimal, told: bool
) -> bool:
    """Whether some of the funds make the whole (the rest is 其中), or one of them is less and the
    others may stand in cells that were left blank. Money that is not the treasury's (``others``) is
    part of no other fund."""
    amounts = list(parts.values())
    if len(amounts) == 1 and not told:
        return amounts[0] <= whole + _CENT
    rest = whole - sum(others, Decimal(0))
    fiscal = list(amounts)
    for amount in others:
        fiscal.remove(amount)
    return any(
        abs(sum(chosen, Decimal(0)) - rest) <= _CENT
        for size in range(len(fiscal) + 1)
        for chosen in combinations(fiscal, size)
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
