"""What a department submits: projects with indicators, budget lines, and the prose beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer
from pydantic_core import CoreSchema, core_schema

from perflint.records.anchor import Anchor
from perflint.records.target import TargetValue

SUBMISSION_SCHEMA = "perflint.submission/1"


class _PlaceSchema:
    """An anchor is kept as it is and writes itself; pydantic would study it anew for each field."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(
            Anchor.to_dict, return_schema=core_schema.dict_schema(), when_used="json"
        )
        return core_schema.is_instance_schema(Anchor, serialization=written)


# Functions of our own below: the signature of a built-in one takes milliseconds to find out.
def _as_number(value: Decimal) -> float:
    return float(value)


def _as_cell(value: Decimal | str | None) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else value


# JSON shows 25.00 as the number 25.0: shortest repr keeps two-decimal money exact to read back.
Amount = Annotated[Decimal, PlainSerializer(_as_number, return_type=float, when_used="json")]
# A text such as a code stays text: a union of Amount and str would write "2080102" as a number.
CellValue = Annotated[
    Decimal | str | None,
    PlainSerializer(_as_cell, return_type=float | str | None, when_used="json"),
]
Place = Annotated[Anchor, _PlaceSchema()]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Found(Record):
    """How a field was found: the words that decided, and how sure the extraction is (0 to 1)."""

    how: str
    confidence: float = 1.0


class Source(Record):
    """The file a submission was read from. ``format`` is what the content is, not the extension."""

    name: str
    format: str
    sha256: str = ""
    notes: list[str] = []


class Indicator(Record):
    """One row of a target table. Text as written, outer white space stripped; "" where absent.

    ``row`` counts from 1 within its project. ``level1`` and ``level2`` are carried down from
    merged cells. ``other`` keeps columns that are not part of the target (the other period,
    notes, graded standards), by their title.
    """

    row: int
    level1: str = ""
    level2: str = ""
    name: str = ""
    description: str = ""
    operator: str = ""
    value: str = ""
    unit: str = ""
    weight: Amount | None = None
    basis: str = ""
    target: TargetValue
    anchor: Place
    direction: str = ""
    other: dict[str, str] = {}
    anchors: dict[str, Place] = {}
    found: dict[str, Found] = {}


class Project(Record):
    """A project, or a department as a whole, with its objective and indicators.

    ``number`` counts from 1 in document order over both kinds. ``amount`` is what the form states,
    in 万元, or None. ``funds`` are the parts the form states (财政拨款, 上年结转 …), in 万元.
    ``facts`` are other fields of the form's head (主管部门, 实施单位, 项目类别 …); contact
    names and telephone numbers are never kept. ``columns`` lists the indicator fields the layout has.
    """

    number: int
    kind: Literal["project", "department"] = "project"
    title: str = ""
    objective: str = ""
    amount: Amount | None = None
    anchor: Place
    indicators: list[Indicator] = []
    funds: dict[str, Amount] = {}
    facts: dict[str, str] = {}
    columns: list[str] = []
    anchors: dict[str, Place] = {}
    found: dict[str, Found] = {}


class BudgetLine(Record):
    """One row of a budget table; amounts in 万元.

    ``leaf`` is True where the functional classification goes no deeper in this table.
    ``project_expenditure`` and ``carry_over`` are None where neither this table nor (for the
    carry-over of a leaf) another table of the submission tells them apart; an empty cell of a
    table that does is 0. ``columns`` holds each cell by its column title: a number, or the text.
    """

    table: str
    row_no: int
    code: str = ""
    name: str = ""
    leaf: bool = False
    project_expenditure: Amount | None = None
    carry_over: Amount | None = None
    columns: dict[str, CellValue] = {}
    anchor: Place
    anchors: dict[str, Place] = {}


class BudgetTable(Record):
    """A budget table as a whole: its title, what it is, and the titles of its columns.

    ``doubts`` tell why the columns may be read wrongly: nothing is asserted from such a table.
    """

    title: str
    kind: str = ""
    unit: str = "万元"
    columns: list[str] = []
    anchor: Place
    doubts: list[str] = []


class Passage(Record):
    """A paragraph of prose outside the tables, with the heading it stands under."""

    text: str
    section: str = ""
    anchor: Place


class TableNote(Record):
    """What became of one table of the document.

    ``taken_as``: indicators, objective, project-head, budget, self-evaluation, blank-form,
    scheme, layout, other. ``columns`` pairs each header with the field it was read as ("" = none).
    """

    anchor: Place
    title: str = ""
    taken_as: str
    why: str = ""
    columns: list[tuple[str, str]] = []
    doubts: list[str] = []


class Submission(Record):
    """Everything perflint read from one file.

    ``unit`` is the money unit of the budget tables (万元 or 元); the amounts of this record are
    always 万元. ``year`` is the budget year, ``place`` the province, city or county as named.
    """

    source: Source
    department: str = ""
    place: str = ""
    year: int | None = None
    unit: str = ""
    projects: list[Project] = []
    budget_lines: list[BudgetLine] = []
    budget_tables: list[BudgetTable] = []
    passages: list[Passage] = []
    tables: list[TableNote] = []

    def to_json(self) -> dict[str, Any]:
        """The frozen form ``perflint.submission/1`` as JSON-ready data."""
        return {"schema": SUBMISSION_SCHEMA, **self.model_dump(mode="json")}
