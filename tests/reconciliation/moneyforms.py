"""Costs and lines in short form, and random budgets whose allocation is known."""

from __future__ import annotations

import random

from perflint.reconciliation.model import Evidence, Line, ProjectCost

WAN = 1_000_000


def cost(number: int, wan: float | None, title: str = "", **more: object) -> ProjectCost:
    fen = None if wan is None else round(wan * WAN)
    evidence = (Evidence("cost-total", "", fen),) if fen else ()
    return ProjectCost(
        number=number,
        title=title,
        fen=fen,
        evidence=evidence,
        matter=title,
        **more,  # type: ignore[arg-type]
    )


def line(code: str, total: float, carry: float | None = 0, name: str = "") -> Line:
    return Line(code, name, round(total * WAN), None if carry is None else round(carry * WAN))


def carried(line: Line, fen: int) -> Line:
    """The same line with an amount of it carried over."""
    return Line(line.code, line.name, line.total, fen)


def hidden(
    rng: random.Random, projects: int, lines: int, grain: int
) -> tuple[list[ProjectCost], list[Line], dict[str, tuple[int, ...]]]:
    """A budget in which every line is exactly the sum of its projects, and who stands where."""
    fen = [rng.randint(1, 20_000) * grain for _ in range(projects)]
    where = [rng.randrange(lines) for _ in range(projects)]
    truth: dict[str, tuple[int, ...]] = {}
    made = []
    for place in range(lines):
        members = tuple(n + 1 for n in range(projects) if where[n] == place)
        if members:
            code = f"20{10000 + place * 37:05d}"
            truth[code] = members
            made.append(Line(code, "", sum(fen[n - 1] for n in members), 0))
    costs = [
        ProjectCost(n + 1, "", amount, (Evidence("cost-total", "", amount),))
        for n, amount in enumerate(fen)
    ]
    return costs, made, truth
