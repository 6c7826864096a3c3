"""What the exact search leaves over: carry-over at its original amount, and amounts by elimination."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from perflint.reconciliation.choices import Pins
from perflint.reconciliation.model import (
    CarryGroup,
    Inference,
    Line,
    Part,
    ProjectCost,
    wan,
)
from perflint.reconciliation.words import share, shared_piece

_SECTION = 5
_RELATED = 0.3
_NAMED = 4
PART_NAMES: dict[Part, str] = {"total": "", "current": "本年", "carry-over": "上年结转"}


@dataclass(slots=True)
class Leftover:
    """Lines (or parts of lines) nothing fills, and the projects that fill nothing.

    ``open`` maps (line code, part) to its fen; ``costed`` state a cost, ``uncosted`` none;
    ``amounts`` are the costs of all projects by number; ``off_form`` those whose cost indicators
    contradict the form.
    """

    lines: Mapping[str, Line]
    open: dict[tuple[str, Part], int]
    costed: list[ProjectCost]
    uncosted: list[ProjectCost]
    pins: Pins
    amounts: Mapping[int, int]
    off_form: Mapping[int, ProjectCost] = field(default_factory=dict)
    groups: list[CarryGroup] = field(default_factory=list)
    inferences: list[Inference] = field(default_factory=list)
    claimed: set[tuple[str, Part]] = field(default_factory=set)
    ties: dict[int, str] = field(default_factory=dict)

    def explain(self) -> None:
        """Fill ``groups`` and ``inferences``; what is not certain stays out of both."""
        self._carry_groups()
        self._tie()
        self._by_name()
        self._by_elimination()

    def related(self, cost: ProjectCost, code: str) -> bool:
        """Whether words or a code tie a project to a line or to its 款."""
        pinned = self.pins.codes.get(cost.number, "")
        if pinned:
            return pinned[:_SECTION] == code[:_SECTION]
        return share(cost.title, self.lines[code].name) >= _RELATED

    def _carry_groups(self) -> None:
        """Projects of an earlier year, by 款, against the carry-over nothing else fills there."""
        by_section: dict[str, list[ProjectCost]] = defaultdict(list)
        for cost in self.costed:
            codes = self._own_carry(cost) if cost.prior_year else []
            if len({code[:_SECTION] for code in codes}) == 1:
                by_section[codes[0][:_SECTION]].append(cost)
        for section, members in by_section.items():
            own = {code for cost in members for code in self._own_carry(cost)}
            parts = [key for key in self._carried() if key[0] in own and key[0].startswith(section)]
            carry = sum(self.open[key] for key in parts)
            over, carry = _overstated(members, carry)
            spent = sum(cost.fen or 0 for cost in over)
            if spent > carry > 0:
                numbers = tuple(cost.number for cost in over)
                codes_of = tuple(code for code, _ in parts)
                self.groups.append(CarryGroup(numbers, codes_of, spent, carry))
                self.claimed.update(parts)
        self._beyond_all_carry()

    def _beyond_all_carry(self) -> None:
        """Projects of an earlier year that no line is tied to, each above all there was to carry over."""
        grouped = {number for group in self.groups for number in group.projects}
        whole = sum(line.carry_over or 0 for line in self.lines.values())
        parts = [key for key in self._carried() if key not in self.claimed]
        over = [
            cost
            for cost in self.costed
            if cost.prior_year
            and cost.number not in grouped
            and cost.number not in self.pins.codes
            and (cost.fen or 0) > whole > 0
        ]
        if over and parts:
            codes = tuple(code for code, _ in parts)
            carry = sum(self.open[key] for key in parts)
            spent = sum(cost.fen or 0 for cost in over)
            self.groups.append(CarryGroup(tuple(c.number for c in over), codes, spent, carry))
            self.claimed.update(parts)

    def _own_carry(self, cost: ProjectCost) -> list[str]:
        """Codes whose open carry-over a project can be: its own line, and lines of the same 款
        whose matter its title or objective names."""
        pinned = self.pins.codes.get(cost.number, "")
        found = []
        for code, _ in self._carried():
            name = self.lines[code].name
            if pinned:
                named = (
                    len(shared_piece(name, cost.matter)) >= _NAMED
                    and code[:_SECTION] == pinned[:_SECTION]
                )
                mine = code == pinned or (named and not self._named_by_other(cost, code))
            else:
                mine = share(cost.title, name) >= _RELATED
            if mine:
                found.append(code)
        return found

    def _named_by_other(self, cost: ProjectCost, code: str) -> bool:
        """Whether a project without a total speaks of a line by its title."""
        name = self.lines[code].name
        return any(share(other.title, name) == 1.0 for other in self.uncosted if other is not cost)

    def _carried(self) -> list[tuple[str, Part]]:
        return [
            (code, part)
            for code, part in self.open
            if part == "carry-over" or self.lines[code].carry_over == self.lines[code].total
        ]

    def code_of(self, cost: ProjectCost) -> str:
        """The line tied to a project by code, table, plain name or as the last that fits."""
        return self.pins.codes.get(cost.number) or self.ties.get(cost.number, "")

    def _tie(self) -> None:
        """Projects and lines that, among all that is left over, only speak of each other."""
        grouped = {number for group in self.groups for number in group.projects}
        loose = [
            cost
            for cost in [*self.costed, *self.uncosted]
            if cost.number not in grouped and cost.number not in self.pins.codes
        ]
        codes = list(dict.fromkeys(key[0] for key in self.open if key not in self.claimed))
        pairs = [
            (cost.number, code)
            for cost in loose
            for code in codes
            if share(cost.title, self.lines[code].name) >= _RELATED
        ]
        for number, code in pairs:
            alone = [pair for pair in pairs if pair[0] == number or pair[1] == code]
            if len(alone) == 1:
                self.ties[number] = code

    def _by_name(self) -> None:
        """A project without a total whose title or table names one line takes what is open there."""
        for cost in self.uncosted:
            code = self.code_of(cost)
            rivals = [
                other
                for other in [*self.uncosted, *self.costed]
                if other is not cost and self.code_of(other) == code
            ]
            parts = [key for key in self.open if key[0] == code and key not in self.claimed]
            if len(parts) > 1:
                kind: Part = "carry-over" if cost.prior_year else "current"
                parts = [key for key in parts if key[1] == kind]
            if code and len(parts) == 1 and not rivals:
                reason = (
                    "科目代码" if self.pins.reasons.get(cost.number, "name") != "name" else "名称"
                )
                self._infer(cost, parts[0], f"按{reason}对应")

    def _by_elimination(self) -> None:
        """The one project without a total takes the one amount left, when all else is explained."""
        done = {inference.project for inference in self.inferences}
        grouped = {number for group in self.groups for number in group.projects}
        rest = [cost for cost in self.uncosted if cost.number not in done]
        stray = [cost for cost in self.costed if cost.number not in grouped]
        parts = [key for key in self.open if key not in self.claimed]
        single = len(rest) == 1 and len(parts) == 1 and not stray
        if single and self.code_of(rest[0]) in ("", parts[0][0]):
            self._infer(rest[0], parts[0], "按余额推算")

    def _infer(self, cost: ProjectCost, key: tuple[str, Part], how: str) -> None:
        code, part = key
        fen = self.open[key]
        reason = f"项目{cost.number}未列总成本，{how}为{wan(fen)}万元（{code}{PART_NAMES[part]}）"
        self.inferences.append(Inference(cost.number, code, part, fen, reason))
        self.claimed.add(key)


def _overstated(members: list[ProjectCost], carry: int) -> tuple[list[ProjectCost], int]:
    """The members that cannot be right and the carry-over left for them.

    One that alone exceeds all that was carried over is wrong; one that fits may be right, and
    takes its share. Where each fits but all together do not, none can be told from the others.
    """
    over = [cost for cost in members if (cost.fen or 0) > carry]
    rest = carry - sum(cost.fen or 0 for cost in members if cost not in over)
    return (over, rest) if over and rest > 0 else (over or members, carry)


def open_parts(
    lines: Sequence[Line], filled: Mapping[str, Part | None]
) -> dict[tuple[str, Part], int]:
    """The parts of lines that are not filled; ``filled`` maps a code to its filled part."""
    result: dict[tuple[str, Part], int] = {}
    for line in lines:
        done = filled.get(line.code)
        if done == "total":
            continue
        split = bool(line.carry_over and line.current)
        parts: tuple[Part, ...] = ("current", "carry-over") if split else ("total",)
        for part in parts:
            if part != done:
                result[line.code, part] = line.part(part)
    return result
