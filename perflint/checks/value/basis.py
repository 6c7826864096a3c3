"""Bases that cannot carry the target value they are given for."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import pattern

# 冀政字〔2020〕10号: a document says nothing about how satisfied people will be.
_DOCUMENT = pattern(r"[\u4e00-\u9fff]{2,10}[〔\[【（(]\s*20\d{2}\s*年?[〕\]】）)]\s*\d+\s*号?")


class Matrix(Params):
    """Words of a basis by what they are; each list pairs with a kind of indicator in the code.

    ``forward`` are words of a name that speak of what is still to come.
    """

    spending: list[str]
    extracted: list[str]
    industry: list[str]
    experience: list[str]
    policy: list[str]
    forward: list[str]
    statistics: list[str]


@check("basis-incompatible", scope="indicator", params=Matrix)
def basis_incompatible(_: Context, row: Row, params: Matrix) -> Iterator[Hit]:
    """The basis is of a kind that cannot support this indicator."""
    basis = row.indicator.basis.replace("\n", "").strip()
    if not basis or row.target.kind in ("empty", "text", "grades"):
        return
    reason = _reason(row, basis, params)
    if reason:
        yield row.hit("basis", reason, quote=f"{row.name}｜{basis}")


def _reason(row: Row, basis: str, params: Matrix) -> str:
    def has(words: list[str]) -> bool:
        return any(word in basis for word in words)

    if row.category == "满意度":
        return "satisfaction" if has(params.policy) or _DOCUMENT.search(basis) else ""
    if row.is_cost:
        if row.target.kind != "number" or not row.target.is_money or row.target.per:
            return ""
        if has(params.spending):
            return "cost-actual"
        return "cost-standard" if has(params.industry) or has(params.experience) else ""
    if row.target.is_percent and has(params.spending):
        return "rate-spending"
    if row.category == "数量" and row.target.kind == "number":
        if has(params.extracted) and any(word in row.name for word in params.forward):
            return "forecast"
        own_count = row.target.unit in ("人", "名", "户")
        if has(params.industry) and own_count:
            return "count-industry"
    return ""
