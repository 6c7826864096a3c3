"""What a certain correction makes of the cells of a row."""

from __future__ import annotations

from perflint.linting.report import Correction
from perflint.records.submission import Indicator

Span = tuple[int, int]


def new_texts(row: Indicator, fix: Correction, field: str) -> dict[str, str]:
    """The new text of each field that changes.

    Where operator and unit have columns of their own they are changed there; otherwise the parts
    of the value are exchanged in place and whatever else the cell says is kept.
    """
    if fix.text is not None:
        return {field: fix.text}
    texts = {"name": fix.name} if fix.name is not None else {}
    own = {name for name in ("operator", "unit") if _own_column(row, name)}
    for name, new in (("operator", fix.operator), ("unit", fix.unit)):
        if name in own and new is not None and new != getattr(row, name):
            texts[name] = new
    inside = Correction(
        operator=None if "operator" in own else fix.operator,
        value=fix.value,
        unit=None if "unit" in own else fix.unit,
    )
    value = _value(row, inside)
    return texts | ({"value": value} if value != row.value else {})


def _own_column(row: Indicator, name: str) -> bool:
    place = row.anchors.get(name)
    return place is not None and place != row.anchors.get("value")


def _value(row: Indicator, fix: Correction) -> str:
    raw, spans = row.value, row.target.spans
    number = spans.get("number")
    if row.target.raw != raw or number is None:
        shown = f"{fix.operator or ''}{fix.value or ''}{fix.unit or ''}"
        return shown if fix.value is not None else raw
    edits: list[tuple[Span, str]] = []
    if fix.operator is not None:
        edits.append((spans.get("operator", (number[0], number[0])), fix.operator))
    if fix.value is not None:
        edits.append((number, fix.value))
    if fix.unit is not None:
        edits.append((_unit_span(raw, spans, number), fix.unit))
    for (start, end), new in sorted(edits, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw


def _unit_span(raw: str, spans: dict[str, Span], number: Span) -> Span:
    """The unit with its denominators; what follows the number where no unit was recognised."""
    if "unit" not in spans:
        return (number[1], len(raw))
    start, end = spans["unit"]
    return (start, max(end, spans.get("per", (end, end))[1]))
