"""Proposed target values: the corrected text in the four fields a department types."""

from __future__ import annotations

from perflint.checks.hit import Fix
from perflint.checks.rows import Row
from perflint.records.target import Operator


def amount_text(row: Row) -> str:
    """The target value without its operator, as written (“≥9万元” → “9万元”)."""
    text, span = row.indicator.value, row.target.spans.get("operator")
    if span is not None and row.target.raw == text:
        text = text[: span[0]] + text[span[1] :]
    return text.strip()


def number_text(row: Row) -> str:
    """The number of the target value as written, or its whole text where it has none."""
    span = row.target.spans.get("number")
    if span is None or row.target.raw != row.indicator.value:
        return amount_text(row)
    return row.target.raw[span[0] : span[1]]


def unit_text(row: Row) -> str:
    """The unit with its denominators as written (“元/人·年”), from its own column or the value."""
    if row.indicator.unit:
        return row.indicator.unit
    spans, raw = row.target.spans, row.target.raw
    if "unit" not in spans or raw != row.indicator.value:
        return row.target.unit
    end = max(spans["unit"][1], spans.get("per", spans["unit"])[1])
    return raw[spans["unit"][0] : end].strip()


def with_operator(row: Row, operator: Operator, *, certain: bool = False) -> Fix:
    """The same value with another operator."""
    return Fix(operator=operator, value=number_text(row), unit=unit_text(row), certain=certain)


def shown(fix: Fix) -> str:
    """A fix as one text: “≤9万元”."""
    return f"{fix.operator or ''}{fix.value or ''}{fix.unit or ''}"
