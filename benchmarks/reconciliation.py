"""The exact search against OR-tools CP-SAT on the same random budgets.

    pip install ortools        # not a dependency of perflint
    python benchmarks/reconciliation.py [--seed 1] [--seconds 20]

Without OR-tools only our own times are shown. Each budget has a hidden allocation in which two lines were made unmatchable. Both solvers maximise
the number of lines that come out exactly; times are medians of three, CP-SAT with one worker.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median

from perflint.reconciliation import allocate
from perflint.reconciliation.model import Evidence, Line, ProjectCost

SIZES = ((8, 5), (15, 10), (20, 14), (25, 16), (30, 20), (40, 28), (60, 40))
GRAINS = {"元": 100, "百元": 10_000, "万元": 1_000_000}


def budget(
    rng: random.Random, projects: int, lines: int, grain: int
) -> tuple[list[int], list[int]]:
    """(costs, line totals) in fen; the last two lines come out for nobody."""
    costs = [rng.randint(1, 20_000) * grain for _ in range(projects)]
    where = [rng.randrange(lines) for _ in range(projects)]
    sums = [sum(c for c, w in zip(costs, where, strict=True) if w == n) for n in range(lines)]
    totals = [amount for amount in sums if amount]
    for place in (-1, -2):
        totals[place] += 37 * grain
    return costs, totals


def own(costs: list[int], totals: list[int]) -> tuple[int, bool]:
    """(lines that come out in a best allocation, whether the search was complete)."""
    made = [
        ProjectCost(n, "", fen, (Evidence("cost-total", "", fen),))
        for n, fen in enumerate(costs, 1)
    ]
    lines = [Line(f"20101{n:02d}", "", fen, 0) for n, fen in enumerate(totals)]
    found = allocate(made, lines)
    best = max((len(solution) for solution in found.alternatives), default=0)
    return best, found.complete


def cp_sat(costs: list[int], totals: list[int], seconds: float) -> tuple[int, bool]:
    """(lines that come out, whether CP-SAT proved the optimum)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    filled = [model.new_bool_var(f"y{n}") for n in range(len(totals))]
    places = [
        [model.new_bool_var(f"x{p}_{n}") for n in range(len(totals))] for p in range(len(costs))
    ]
    for row in places:
        model.add_at_most_one(row)
    for n, total in enumerate(totals):
        spent = sum(cost * row[n] for cost, row in zip(costs, places, strict=True))
        model.add(spent == total * filled[n])
    model.maximize(sum(filled))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return round(solver.objective_value) if known else 0, status == cp_model.OPTIMAL


def timed(work: Callable[[], tuple[int, bool]]) -> tuple[float, tuple[int, bool]]:
    times, answer = [], (0, False)
    for _ in range(3):
        start = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - start)
    return median(times), answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    compared = find_spec("ortools") is not None
    if not compared:
        print("未安装 OR-tools（pip install ortools），只测本程序，不作对比。\n")
    print(
        "| projects | lines | grain | own s | lines | complete | CP-SAT s | lines | proven | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for projects, lines in SIZES:
        for name, grain in GRAINS.items():
            costs, totals = budget(rng, projects, lines, grain)
            mine, (best, complete) = timed(lambda c=costs, t=totals: own(c, t))
            row = f"| {projects} | {len(totals)} | {name} | {mine:.4f} | {best} | {complete} "
            if compared:
                theirs, (other, proven) = timed(
                    lambda c=costs, t=totals: cp_sat(c, t, options.seconds)
                )
                row += f"| {theirs:.3f} | {other} | {proven} | {theirs / mine:.0f} |"
            print(row if compared else f"{row}| — | — | — | — |", flush=True)


if __name__ == "__main__":
    main()
