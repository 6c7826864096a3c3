"""The target value (指标值) taken apart; numbers are exact."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

Operator = Literal["≥", "≤", ">", "<", "=", "±", "≈"]
Kind = Literal["number", "interval", "date", "grades", "reference", "text", "empty"]
Dimension = Literal[
    "percent", "money", "count", "duration", "length", "area", "volume", "weight",
    "energy", "data", "score", "ratio", "temperature", "speed", "other",
]  # fmt: skip
Bound = Literal["on", "before", "within"]
Span = tuple[int, int]


def _in_order(marks: frozenset[str]) -> list[str]:
    """A set has no order of its own; JSON must not change from run to run."""
    return sorted(marks)


Marks = Annotated[
    frozenset[str], PlainSerializer(_in_order, return_type=list[str], when_used="json")
]


class DateValue(BaseModel):
    """A date or month form. ``12月`` has a month only; ``2023年12月底前`` is bound="before"."""

    model_config = ConfigDict(frozen=True)

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bound: Bound = "on"


class TargetValue(BaseModel):
    """One target value.

    ``number`` is in the unit as written (``≤4.73万元`` has number 473/100 and unit ``万元``);
    ``fen`` is the same amount in exact fen when the dimension is money, else None. Of a percent it
    is always the number of percent (九成 is 90, 5‰ is 1/2), whatever the unit; a size in front of
    another unit is multiplied out (3万人 is 30000 人). ``upper`` is the second end of an interval.
    ``per`` are the denominators of a unit, ``元/人·年`` has unit ``元`` and per ``("人", "年")``;
    每月1次 has per ``("月",)`` too. ``date`` is the (last) date, ``since`` the first of a range.
    ``grades`` are the steps of a scale, or the one grade that stands alone (mark ``single-grade``).

    ``spans`` gives for each part its place in ``raw``: operator, suffix (以上 behind a number),
    number, upper, unit, per, noun (教师 in 10名教师), name (合格率 in 合格率100%), date, note.

    ``marks`` tells how it was written: ``percent-word`` (95百分比), ``fullwidth``,
    ``lookalike-operator`` (≧, >=, 〉=), ``thousands``, ``chinese-numeral``, ``verbal-operator``
    (不低于, 以上), ``bare-number`` (no unit anywhere), ``ambiguous-month`` (12月, ≤12月, or 12 with
    月 as its unit), ``template-remnant`` (**个, ≥个), ``strict`` (> or <), ``unit-column``,
    ``operator-column``, ``operator-conflict`` (the column or a second word says otherwise),
    ``unit-conflict``, ``cut-unit`` (250万), ``named`` (the value repeats a name or condition),
    ``relative`` (measured against last year or an event), ``single-grade``, ``not-applicable``
    (无, /), ``excel-serial`` (44561 may be a date), ``ocr-suspect``.
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
    since: DateValue | None = None
    grades: tuple[str, ...] = ()
    spans: dict[str, Span] = {}
    marks: Marks = frozenset()

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
