"""The value of a reconciliation: costs, lines, what stands where, and what is left over.

Amounts are integer fen inside; ``to_json`` shows them as decimal strings in 万元.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

RECONCILIATION_SCHEMA = "perflint.reconciliation/1"

CostSource = Literal[
    "listed", "form", "cost-total", "cost-sum", "objective", "title", "unit-times-quantity"
]
Part = Literal["total", "current", "carry-over"]
LineVerdict = Literal["matched", "ambiguous", "part-matched", "mismatch", "not-covered"]
ProjectVerdict = Literal[
    "matched", "ambiguous", "mismatch", "exceeds-line", "original-amount", "no-total", "unmatched"
]


def wan(fen: int | None) -> str | None:
    """Fen as 万元 with two decimals, or with all it needs: 100 → "0.0001", 2500000 → "2.50"."""
    if fen is None:
        return None
    amount = Decimal(fen) / 1_000_000
    cents = amount.quantize(Decimal("0.01"))
    return str(cents) if cents == amount else format(amount.normalize(), "f")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement about a project's cost: where it stands and how much it says (fen)."""

    source: CostSource
    text: str
    fen: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectCost:
    """A project with the total cost taken for it (None: it states none) and all the evidence.

    ``fen`` follows the first of ``evidence``: the form's amount, then the cost indicators, the
    title, and last unit cost × quantity. ``indicator_fen`` is what the cost indicators alone say,
    ``matter`` what the project is about in its own words (title and objective). ``off_form``: the
    cost indicators state a total, and it is another one than the form's. ``share_fen``: the part of
    the stated total that the objective says is this department's this year. ``budgeted_by`` names
    what ``form_fen`` stands in: the form's head, or the table of projects where that lists another
    amount; ``head_fen`` is then the form's own.
    """

    number: int
    title: str
    fen: int | None = None
    evidence: tuple[Evidence, ...] = ()
    indicator_fen: int | None = None
    title_fen: int | None = None
    form_fen: int | None = None
    title_codes: tuple[str, ...] = ()
    prior_year: bool = False
    has_cost_rows: bool = False
    matter: str = ""
    off_form: bool = False
    share_fen: int | None = None
    budgeted_by: str = "项目资金"
    head_fen: int | None = None

    @property
    def stated(self) -> int | None:
        """What the targets say the project costs: their indicators, where the form says otherwise.

        The search goes by ``fen``: the form was copied from the budget, the indicators were typed.
        """
        return self.indicator_fen if self.off_form else self.fen

    @property
    def source(self) -> str:
        return self.evidence[0].source if self.evidence else ""

    @property
    def firm(self) -> bool:
        """Whether the cost is stated, not worked out from a unit cost."""
        return self.fen is not None and self.source != "unit-times-quantity"


@dataclass(frozen=True, slots=True)
class Line:
    """A leaf of the functional classification with project expenditure.

    ``carry_over`` is None where no table tells it; ``current`` is then None too.
    """

    code: str
    name: str
    total: int
    carry_over: int | None = None

    @property
    def current(self) -> int | None:
        return None if self.carry_over is None else self.total - self.carry_over

    def part(self, part: Part) -> int:
        amounts = {"total": self.total, "current": self.current, "carry-over": self.carry_over}
        return amounts[part] or 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """Projects (by number) whose costs add up exactly to a line or to one of its parts."""

    code: str
    part: Part
    projects: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inference:
    """An amount that no indicator states, worked out from what is left over."""

    project: int
    code: str
    part: Part
    fen: int
    reason: str


@dataclass(frozen=True, slots=True)
class CarryGroup:
    """Projects of an earlier year's transfer against the carry-over that is left of it."""

    projects: tuple[int, ...]
    codes: tuple[str, ...]
    cost: int
    carry_over: int


@dataclass(frozen=True, slots=True)
class LineResult:
    """``projects`` are asserted, ``possible`` only could stand here. ``difference`` is the line's
    amount less what the targets of the asserted projects state."""

    line: Line
    projects: tuple[int, ...]
    possible: tuple[int, ...]
    difference: int
    verdict: LineVerdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """``code`` is the line asserted for the project, or tied to it by its title or name."""

    cost: ProjectCost
    code: str
    part: Part | None
    verdict: ProjectVerdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything the search found.

    ``unique``: there is exactly one optimal allocation and the search went to its end.
    ``complete``: the search went to its end, so that what is asserted holds in every optimum.
    ``alternatives`` are the optimal allocations (the first few where there are many).
    """

    lines: tuple[LineResult, ...]
    projects: tuple[ProjectResult, ...]
    allocation: tuple[Allocation, ...] = ()
    alternatives: tuple[tuple[Allocation, ...], ...] = ()
    inferences: tuple[Inference, ...] = ()
    carry_groups: tuple[CarryGroup, ...] = ()
    unique: bool = False
    complete: bool = True
    notes: tuple[str, ...] = field(default=())

    @property
    def budget(self) -> int:
        """Project expenditure of all lines, in fen."""
        return sum(result.line.total for result in self.lines)

    @property
    def matched(self) -> int:
        """The money of lines and parts that asserted projects fill exactly, in fen."""
        return sum(
            result.line.total - result.difference
            for result in self.lines
            if result.verdict in ("matched", "part-matched", "ambiguous")
        )

    @property
    def costs(self) -> int:
        """All costs that projects state, in fen."""
        return sum(result.cost.stated or 0 for result in self.projects)

    @property
    def placed(self) -> frozenset[str]:
        """Codes of the lines that asserted projects fill whole, by the amounts searched with."""
        parts = {allocation.code: allocation.part for allocation in self.allocation}
        lines = (result.line for result in self.lines if result.line.code in parts)
        return frozenset(line.code for line in lines if line.part(parts[line.code]) == line.total)

    def line(self, code: str) -> LineResult | None:
        return next((result for result in self.lines if result.line.code == code), None)

    def project(self, number: int) -> ProjectResult | None:
        return next((result for result in self.projects if result.cost.number == number), None)

    def to_json(self) -> dict[str, Any]:
        """The frozen form ``perflint.reconciliation/1``; money as decimal strings in 万元."""
        return {
            "schema": RECONCILIATION_SCHEMA,
            "unique": self.unique,
            "complete": self.complete,
            "lines": [_line_json(result) for result in self.lines],
            "projects": [self._project_json(result) for result in self.projects],
            "total": {
                "budget": wan(self.budget),
                "matched": wan(self.matched),
                "residual": wan(self.budget - self.matched),
                "costs": wan(self.costs),
                "difference": wan(self.costs - self.budget),
                "inferred": wan(sum(inference.fen for inference in self.inferences)),
                "carry_over": wan(sum(group.carry_over for group in self.carry_groups)),
            },
            "alternatives": [
                [{"line": a.code, "part": a.part, "projects": list(a.projects)} for a in solution]
                for solution in self.alternatives
            ],
            "notes": list(self.notes),
        }

    def _project_json(self, result: ProjectResult) -> dict[str, Any]:
        cost = result.cost
        inferred = next((i for i in self.inferences if i.project == cost.number), None)
        return {
            "number": cost.number,
            "title": cost.title,
            "cost": wan(cost.stated),
            "evidence": [
                {"source": e.source, "text": e.text, "amount": wan(e.fen), "row": e.row}
                for e in cost.evidence
            ],
            "line": result.code or None,
            "part": result.part,
            "inferred": wan(inferred.fen) if inferred else None,
            "verdict": result.verdict,
            "note": result.note,
        }


def _line_json(result: LineResult) -> dict[str, Any]:
    line = result.line
    return {
        "code": line.code,
        "name": line.name,
        "current": wan(line.current if line.current is not None else line.total),
        "carry_over": wan(line.carry_over),
        "total": wan(line.total),
        "projects": list(result.projects),
        "possible": list(result.possible),
        "difference": wan(result.difference),
        "verdict": result.verdict,
        "note": result.note,
    }
