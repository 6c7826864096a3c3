"""A target value in the making; turns places in the normalised text into spans of the raw one."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from perflint.records.target import Kind, TargetValue
from perflint.records.values.normalise import Normal
from perflint.records.values.scan import Places
from perflint.records.values.units import unit_table

_FEN = 100


@dataclass(slots=True)
class Draft:
    """``shift`` is where the text that ``places`` count in begins within the normalised cell."""

    raw: str
    normal: Normal
    kind: Kind = "text"
    shift: int = 0
    places: Places = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    parts: dict[str, Any] = field(default_factory=dict)

    def finish(self) -> TargetValue:
        spans = {
            name: self.normal.span(start + self.shift, end + self.shift)
            for name, (start, end) in self.places.items()
        }
        if self.parts.get("operator") in (">", "<"):
            self.marks.add("strict")
        return TargetValue(
            raw=self.raw, kind=self.kind, spans=spans, marks=frozenset(self.marks),
            fen=self._fen(), **self.parts,
        )  # fmt: skip

    def _fen(self) -> int | Fraction | None:
        number = self.parts.get("number")
        if self.parts.get("dimension") != "money" or number is None or self.kind == "reference":
            return None
        unit = unit_table().get(self.parts.get("unit", ""))
        if unit is None or unit.factor is None:
            return None
        fen: Fraction = number * unit.factor * _FEN
        return int(fen) if fen.denominator == 1 else fen
