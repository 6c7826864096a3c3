"""Formulas: where they do not belong, and where they cannot be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Fix, Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import pattern

_FORMULA = pattern(r"[\u4e00-\u9fff）)]\s*[=＝]\s*[\u4e00-\u9fff（(]")
_QUOTIENT = pattern(r"[\u4e00-\u9fff）)]\s*[/／÷]\s*[\u4e00-\u9fff（(].*(?:[*×xX]\s*100\s*[%％])")


# 合格卷数/归档总卷数: both sides are counts, so the slash divides (社区/村级服务站 lists).
_COUNTS_DIVIDED = pattern(
    r"[\u4e00-\u9fff](?:数|数量|额|量|面积|里程|长度)\s*[/／÷]\s*[\u4e00-\u9fff]+(?:数|数量|额|量|面积|里程|长度)"
)


@check("formula-in-name", scope="indicator")
def formula_in_name(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """The name is written as a formula."""
    name = row.name.replace("\n", "")
    counts = _COUNTS_DIVIDED.search(name) if row.head.kind == "rate" or "率" in name else None
    if _FORMULA.search(name) or _QUOTIENT.search(name) or counts or "÷" in name:
        clean = re.split(r"[=＝]", name)[0].strip() if re.search("[=＝]", name) else name
        yield row.hit("name", fix=Fix(name=clean), clean=clean)


_TIMES_100 = pattern(r"[*×xX✕╳]\s*100\s*[%％]?")
_DIVIDED = pattern(r"[/／÷]|占.*(?:比|%|％)|与.*之比|除以")
_EQUALS = pattern(r"[=＝]")
# 检出率＝检出数: a rate that is said to equal a count.
_UNDIVIDED = pattern(r"率\s*[=＝]\s*[\u4e00-\u9fff]+(?:数|数量|额|量|面积|里程|人次)\s*$")


@check("formula-incomplete", scope="indicator")
def formula_incomplete(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """A rate's formula without its denominator, with broken brackets, or without ×100%."""
    for field in ("description", "name"):
        text = row.text(field).replace("\n", "")
        if not text or (field == "name" and text == row.indicator.description.replace("\n", "")):
            continue
        variant = _formula_fault(text, row)
        if variant:
            yield row.hit(field, variant)
            return


def _formula_fault(text: str, row: Row) -> str:
    multiplied = _TIMES_100.search(text)
    divided = _DIVIDED.search(text)
    quotient = (_EQUALS.search(text) and divided) or _COUNTS_DIVIDED.search(text)
    if not multiplied and not quotient:
        return "undivided" if _UNDIVIDED.search(text) and row.head.kind == "rate" else ""
    if _unbalanced(text):
        return "brackets"
    if multiplied and not divided:
        return "denominator"
    if not multiplied and row.head.kind == "rate" and row.target.is_percent:
        return "percent"
    return ""


def _unbalanced(text: str) -> bool:
    return sum(text.count(c) for c in "(（") != sum(text.count(c) for c in ")）")
