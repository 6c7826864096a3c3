"""What a check function reports: where, what stands there, and what should stand there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from perflint.records.anchor import Anchor

Severity = Literal["error", "warning", "info"]
Scope = Literal["indicator", "project", "submission"]
Row = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Fix:
    """Proposed text in the four fields a department can type; None leaves a field as it is.

    ``certain`` marks a correction that is right on its face, so that it may be offered as a
    tracked change. ``text`` replaces the whole cell named by the hit's field where the four
    fields do not fit (a description, an objective).
    """

    name: str | None = None
    operator: str | None = None
    value: str | None = None
    unit: str | None = None
    text: str | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One defect found by a check, before selection, precedence and roll-up.

    ``project`` and ``row`` are numbers of the submission (None, None = the whole document);
    ``rows`` lists further places with the same cause. ``field`` is the record's field
    (``value``, ``name``, ``objective`` …). ``quote`` is the text as written. ``values`` fill the
    rule's message and suggestion. ``variant`` picks ``[variants.NAME]`` of the rule. ``anchor`` is
    where a hit begins that has no place of its own (the whole document), or another than its field's.
    """

    project: int | None = None
    row: int | None = None
    field: str = ""
    quote: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    variant: str = ""
    rows: tuple[Row, ...] = ()
    fix: Fix | None = None
    anchor: Anchor | None = None
