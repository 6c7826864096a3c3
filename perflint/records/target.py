"""The target value (指标值) taken apart; numbers are exact."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

Operator = Literal["≥", "≤", ">", "<", "=", "±", "≈"]
Kind = Literal["number", "interval", "date", "grades", "reference", "text", "empty"]
Dimension = Literal[
    "percent", "money", "count", "duration", "length", "area", "volume", "weight",
    "energy", "data", "score", "ratio", "temperature", "speed", "other",
]  # fmt: skip
Span = tuple[int, int]


class DateValue(BaseModel):
    """A date or month form. ``12月`` has a month only; ``2023年12月底前`` is bound="before"."""

    model_config = ConfigDict(frozen=True)

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bound: Literal["on", "before", "within"] = "on"


class TargetValue(BaseModel):
    """One target value.

    ``number`` is in the unit as written (``≤4.73万元`` has number 473/100 and unit ``万元``);
    ``fen`` is the same amount in exact fen when the dimension is money, else None.
    ``upper`` is the second end of an interval. ``per`` are the denominators of a unit,
    ``元/人·年`` has unit ``元`` and per ``("人", "年")``. ``spans`` gives for each part
    (operator, number, unit, per, date …) its place in ``raw``. ``marks`` tells how it was written:
    ``percent-word``, ``fullwidth``, ``lookalike-operator``, ``thousands``, ``chinese-numeral``,
    ``verbal-operator``, ``bare-number``, ``ambiguous-month``, ``template-remnant``, ``strict``,
    ``unit-column``, ``operator-column``, ``ocr-suspect``.
    """

    model_config = ConfigDict(frozen=True)

    raw: str
    kind: Kind
    operator: Operator | None = None
    number: Fraction | None = None
    upper: Fraction | None = None
    unit: str = ""
    dimension: Dimension | None = None
    per: tuple[str, ...] = ()
    fen: int | Fraction | None = None
    date: DateValue | None = None
    grades: tuple[str, ...] = ()
    spans: dict[str, Span] = {}
    marks: frozenset[str] = frozenset()

    @property
    def is_numeric(self) -> bool:
        """A number, an interval or a date: something that can be checked as it stands."""
        return self.kind in ("number", "interval", "date")

    @property
    def is_percent(self) -> bool:
        return self.dimension == "percent"

    @property
    def is_money(self) -> bool:
        return self.dimension == "money"
