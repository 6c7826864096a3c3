"""The grammar of the target value (指标值).

``parse_target`` reads a cell in the order remnant, date, amount, grades, reference; what is none
of these is text. A number inside a sentence stays text: 完成3个村的整治工作 sets no number.
"""

from __future__ import annotations

from functools import lru_cache

from perflint.records.target import TargetValue
from perflint.records.values.parse import read_value


@lru_cache(maxsize=8192)
def parse_target(value: str, operator: str = "", unit: str = "") -> TargetValue:
    """The target value of a cell, with what its own operator and unit columns say.

    ``raw`` and all spans refer to ``value``. What the cell itself states goes before the columns;
    a difference is marked. Reads any string; raises nothing.
    """
    return read_value(value, operator, unit)


__all__ = ["parse_target"]
