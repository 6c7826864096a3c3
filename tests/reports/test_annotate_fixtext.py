"""What a certain correction makes of the cells, in every layout of operator, value and unit."""

from __future__ import annotations

import pytest

from perflint.linting.report import Correction
from perflint.records.anchor import Anchor
from perflint.records.submission import Indicator
from perflint.records.target import TargetValue
from perflint.reports.fixtext import new_texts

Spans = dict[str, tuple[int, int]]


def row(value: str, spans: Spans, **fields: str) -> Indicator:
    columns = {"value": 3} | {
        name: n for n, name in enumerate(("operator", "unit"), 4) if name in fields
    }
    return Indicator(
        row=1,
        name="劳动仲裁成本",
        value=value,
        target=TargetValue(raw=value, kind="number" if spans else "text", spans=spans),
        anchor=Anchor("word", table=1, row=1),
        anchors={f: Anchor("word", table=1, row=1, column=c) for f, c in columns.items()},
        **fields,
    )


NINE: Spans = {"operator": (0, 1), "number": (1, 2), "unit": (2, 4)}


@pytest.mark.parametrize(
    ("record", "fix", "wanted"),
    [
        (row("≥9万元", NINE), Correction(operator="≤", value="9", unit="万元"), {"value": "≤9万元"}),
        (row("≥9万元", NINE), Correction(operator="≤"), {"value": "≤9万元"}),
        (
            row("9万元", {"number": (0, 1), "unit": (1, 3)}),
            Correction(operator="≤", value="9", unit="万元"),
            {"value": "≤9万元"},
        ),
        (
            row("≥90百分比", {"operator": (0, 1), "number": (1, 3), "unit": (3, 6)}),
            Correction(operator="≥", value="90", unit="%"),
            {"value": "≥90%"},
        ),
        (
            row("≥90百分比", {"operator": (0, 1), "number": (1, 3)}),
            Correction(unit="%"),
            {"value": "≥90%"},
        ),
        (
            row("≤3元/人·年（含税）", {"operator": (0, 1), "number": (1, 2), "unit": (2, 3), "per": (4, 7)}),
            Correction(operator="≥", value="3", unit="元/人·年"),
            {"value": "≥3元/人·年（含税）"},
        ),
        (
            row("≤1485000元", {"operator": (0, 1), "number": (1, 8), "unit": (8, 9)}),
            Correction(operator="≤", value="148.5", unit="万元"),
            {"value": "≤148.5万元"},
        ),
        (row("9", {"number": (0, 1)}, operator="≥", unit="万元"),
         Correction(operator="≤", value="9", unit="万元"), {"operator": "≤"}),
        (row("90", {"number": (0, 2)}, operator="≥", unit="百分比"),
         Correction(operator="≥", value="90", unit="%"), {"unit": "%"}),
        (row("基本保障", {}), Correction(operator="≥", value="95", unit="%"), {"value": "≥95%"}),
        (row("基本保障", {}), Correction(operator="≥"), {}),
        (row("≥9万元", NINE), Correction(name="仲裁成本"), {"name": "仲裁成本"}),
        (row("≥9万元", NINE), Correction(text="全新的文字"), {"basis": "全新的文字"}),
        (row("≥9万元", NINE), Correction(operator="≥", value="9", unit="万元"), {}),
    ],
)  # fmt: skip
def test_new_texts(record: Indicator, fix: Correction, wanted: dict[str, str]) -> None:
    assert new_texts(record, fix, "basis") == wanted
