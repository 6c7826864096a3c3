from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyforms import carried, cost, hidden, line

from perflint.reconciliation import allocate
from perflint.reconciliation.subsets import ALL_SIZES_UP_TO, Work, exact_subsets

INSTANCES = 10_000


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=9),
    st.integers(1, 120),
)
def test_subsets_are_all_and_only_those_that_add_up(costs: list[int], amount: int) -> None:
    found = exact_subsets(costs, [amount], Work(10**6)).by_amount[amount]
    expected = {
        sum(1 << i for i in chosen)
        for size in range(1, len(costs) + 1)
        for chosen in combinations(range(len(costs)), size)
        if sum(costs[i] for i in chosen) == amount
    }
    assert set(found) == expected
    assert len(found) == len(expected)
    assert found == sorted(found, key=lambda mask: (mask.bit_count(), mask))


def test_many_projects_give_sets_of_up_to_four() -> None:
    costs = [3**n for n in range(ALL_SIZES_UP_TO + 6)]
    four, five = sum(costs[2:6]), sum(costs[2:7])
    sets = exact_subsets(costs, [four, five, costs[9]], Work(10**7))
    assert not sets.all_sizes
    assert sets.by_amount[four] == [0b111100]
    assert sets.by_amount[five] == []
    assert sets.by_amount[costs[9]] == [1 << 9]


@pytest.mark.parametrize("seed", range(20, 24))
def test_hidden_allocations_are_returned_or_called_ambiguous(seed: int) -> None:
    """What is asserted is true, always; what is called unique is the whole truth.

    In a third of the budgets the first project of each line is carried over.
    """
    rng = random.Random(seed)
    unique = 0
    for number in range(INSTANCES // 4):
        grain = rng.choice([100, 10_000, 1_000_000, 10_000_000])
        costs, lines, truth = hidden(rng, rng.randint(3, 18), rng.randint(2, 10), grain)
        if number % 3 == 0:
            lines = [carried(one, costs[truth[one.code][0] - 1].fen or 0) for one in lines]
        found = allocate(costs, lines)
        asserted = {a.code: a.projects for a in found.allocation if a.part == "total"}
        assert all(truth[code] == projects for code, projects in asserted.items())
        assert all(set(a.projects) <= set(truth[a.code]) for a in found.allocation)
        assert found.complete
        if found.unique:
            unique += 1
            assert asserted == truth
    assert unique > INSTANCES // 4 * 0.9


def test_planted_mismatches_never_make_a_false_assertion_of_a_whole_line() -> None:
    rng = random.Random(7)
    wrong = 0
    for _ in range(400):
        costs, lines, truth = hidden(rng, rng.randint(6, 16), rng.randint(3, 8), 10_000)
        victim = rng.randrange(len(costs))
        changed = [
            cost(c.number, (c.fen or 0) / 1_000_000 * (1.37 if n == victim else 1))
            for n, c in enumerate(costs)
        ]
        found = allocate(changed, lines)
        for allocation in found.allocation:
            if allocation.part == "total" and truth[allocation.code] != allocation.projects:
                wrong += 1
    # A changed amount may complete a line by chance; it must stay the exception.
    assert wrong <= 4


@pytest.mark.parametrize(("grain", "unique"), [(10_000, True), (1_000_000, True)])
def test_sixty_projects_on_forty_lines(grain: int, unique: bool) -> None:
    costs, lines, truth = hidden(random.Random(3), 60, 40, grain)
    found = allocate(costs, lines)
    assert found.unique is unique
    asserted = {a.code: a.projects for a in found.allocation if a.part == "total"}
    assert all(truth[code] == projects for code, projects in asserted.items())
    small = {code for code, projects in truth.items() if len(projects) <= 4}
    assert small <= set(asserted)


def test_a_tiny_work_budget_is_said() -> None:
    costs, lines, _ = hidden(random.Random(3), 20, 12, 10_000)
    found = allocate(costs, lines, work=50)
    assert not found.complete
    assert not found.unique
    assert found.allocation == ()
    assert any("未能穷尽" in note for note in found.notes)


def test_the_same_input_gives_the_same_answer() -> None:
    costs, lines, _ = hidden(random.Random(11), 24, 14, 1_000_000)
    assert allocate(costs, lines) == allocate(costs, lines)


def test_swapping_equal_costs_is_ambiguous_and_a_code_decides() -> None:
    lines = [line("2080104", 48.43), line("2080199", 1, 1)]
    pair = [cost(1, 47.43), cost(12, 1), cost(17, 1)]
    found = allocate(pair, lines)
    assert not found.unique
    assert found.complete
    first, second = found.lines
    assert (first.projects, first.possible, first.verdict) == ((1,), (12, 17), "ambiguous")
    assert (second.projects, second.possible) == ((), (12, 17))
    assert found.project(12).verdict == "ambiguous"  # type: ignore[union-attr]
    pinned = [pair[0], pair[1], cost(17, 1, title_codes=("2080199",))]
    found = allocate(pinned, lines)
    assert found.unique
    assert [result.projects for result in found.lines] == [(1, 12), (17,)]


def test_many_equal_costs_do_not_explode() -> None:
    costs = [cost(n, 1) for n in range(1, 21)]
    lines = [line(f"20101{n:02d}", 2) for n in range(10)]
    found = allocate(costs, lines)
    assert not found.unique
    assert found.allocation == ()


def test_words_break_ties_only() -> None:
    lines = [line("2130314", 5, name="防汛"), line("2130305", 5, name="水利工程建设")]
    costs = [cost(1, 5, "堤防水利工程"), cost(2, 5, "防汛物资")]
    found = allocate(costs, lines)
    assert [result.projects for result in found.lines] == [(2,), (1,)]
    misleading = [cost(1, 5, "防汛物资"), cost(2, 7, "防汛抢险")]
    found = allocate(
        misleading, [line("2130314", 7, name="防汛"), line("2130305", 5, name="水利工程建设")]
    )
    assert [result.projects for result in found.lines] == [(2,), (1,)]


def test_a_plain_name_keeps_a_project_from_filling_another_line() -> None:
    lines = [
        line("2130234", 60, name="林业草原防灾减灾"),
        line("2130212", 52, name="湿地保护"),
    ]
    found = allocate([cost(1, 52, "林业草原防灾减灾经费")], lines)
    assert found.allocation == ()
    assert found.project(1).verdict == "mismatch"  # type: ignore[union-attr]


def test_a_listed_code_pins() -> None:
    lines = [line("2130314", 7), line("2130305", 7)]
    found = allocate([cost(1, 7), cost(2, 7)], lines, {1: "2130305"})
    assert found.unique
    assert [result.projects for result in found.lines] == [(2,), (1,)]


@pytest.mark.parametrize(
    ("projects", "lines", "highest"), [(24, 6, 20), (40, 15, 20), (60, 32, 10)]
)
def test_round_amounts_without_names_are_given_up_soon(
    projects: int, lines: int, highest: int
) -> None:
    rng = random.Random(4)
    costs = [cost(n + 1, rng.randint(1, highest)) for n in range(projects)]
    sums = [0.0] * lines
    for one in costs:
        sums[rng.randrange(lines)] += (one.fen or 0) / 1_000_000
    found = allocate(costs, [line(f"20101{n:02d}", total) for n, total in enumerate(sums) if total])
    assert not found.unique
    assert found.complete or any("未能穷尽" in note for note in found.notes)
    assert not found.allocation or found.complete


def test_projects_bound_to_a_line_are_part_of_what_fills_it() -> None:
    lines = [line("2130314", 12), line("2130305", 8)]
    costs = [cost(1, 5), cost(2, 7), cost(3, 12)]
    found = allocate(costs, lines, {1: "2130314"})
    assert [result.projects for result in found.lines] == [(1, 2), ()]
    assert found.project(3).verdict == "unmatched"  # type: ignore[union-attr]
