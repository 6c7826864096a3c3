from __future__ import annotations

from moneyforms import WAN, cost, line

from perflint.reconciliation import allocate


def test_current_and_carry_over_are_told_apart() -> None:
    costs = [cost(3, 126, "2023年补助"), cost(18, 20, "结算2021年补助", prior_year=True)]
    found = allocate(costs, [line("2082602", 146, 20)])
    assert [(r.cost.number, r.part) for r in found.projects] == [(3, "current"), (18, "carry-over")]
    assert found.lines[0].verdict == "matched"


def test_a_part_of_a_line_may_match_alone() -> None:
    found = allocate(
        [cost(1, 100, "就业补助"), cost(2, 9)], [line("2080799", 120.11, 20.11), line("2010101", 9)]
    )
    first = found.lines[0]
    assert (first.projects, first.verdict, first.difference) == (
        (1,),
        "part-matched",
        round(20.11 * WAN),
    )


def test_whole_lines_go_before_parts() -> None:
    costs = [cost(1, 100), cost(2, 40), cost(3, 60)]
    lines = [
        line("2080799", 120, 20),
        line("2010101", 40),
        line("2010102", 60),
        line("2010103", 100),
    ]
    found = allocate(costs, lines)
    assert [r.verdict for r in found.lines] == ["not-covered", "matched", "matched", "matched"]


def test_carry_over_at_the_original_amount() -> None:
    title = "提前下达2022年就业补助（2080799 1200万）"
    costs = [cost(15, 1200, title, prior_year=True, title_codes=("2080799",)), cost(1, 9)]
    found = allocate(costs, [line("2080799", 120.11, 20.11), line("2010101", 9)])
    group = found.carry_groups[0]
    assert (group.projects, group.cost, group.carry_over) == ((15,), 1200 * WAN, round(20.11 * WAN))
    assert found.project(15).verdict == "exceeds-line"  # type: ignore[union-attr]


def test_the_objective_can_name_a_second_line_of_the_same_section() -> None:
    from dataclasses import replace

    base = cost(16, 199, "就业补助（2080799 199万）", prior_year=True, title_codes=("2080799",))
    lines = [
        line("2080711", 27.92, 27.92, "就业见习补贴"),
        line("2080799", 120.11, 20.11, "其他就业补助支出"),
    ]
    assert allocate([base], lines).carry_groups[0].codes == ("2080799",)
    told = replace(base, matter="发放公益岗岗补、社补和见习补贴等")
    assert allocate([told], lines).carry_groups[0].codes == ("2080711", "2080799")


def test_elimination_names_the_amount_of_the_last_project() -> None:
    costs = [cost(1, 9), cost(6, None, "就业补助资金")]
    found = allocate(costs, [line("2010101", 9), line("2080799", 100, name="其他就业补助支出")])
    inference = found.inferences[0]
    assert (inference.project, inference.code, inference.fen) == (6, "2080799", 100 * WAN)
    assert found.project(6).verdict == "no-total"  # type: ignore[union-attr]
    assert "100.00" in found.project(6).note  # type: ignore[union-attr]


def test_no_elimination_beside_a_stray_cost() -> None:
    costs = [cost(1, 9), cost(2, 33), cost(6, None, "某资金")]
    found = allocate(costs, [line("2010101", 9), line("2080799", 100, name="其他支出")])
    assert found.inferences == ()


def test_two_left_over_without_names_stay_possible() -> None:
    costs = [cost(1, 9), cost(2, None, "甲"), cost(3, None, "乙")]
    found = allocate(costs, [line("2010101", 9), line("2080799", 100), line("2080798", 50)])
    assert found.inferences == ()
    assert [r.verdict for r in found.projects] == ["matched", "no-total", "no-total"]


def test_without_lines_or_costs_nothing_is_asserted() -> None:
    found = allocate([cost(1, 9)], [])
    assert found.notes == ("未读到列明项目支出的预算科目，无法勾稽",)
    found = allocate([cost(1, None)], [line("2010101", 9)])
    assert found.notes == ("各项目均未列明成本总额，无法勾稽",)


def test_unknown_carry_over_leaves_the_line_whole() -> None:
    found = allocate([cost(1, 5), cost(2, 4)], [line("2010101", 9, None)])
    assert found.lines[0].verdict == "matched"
    assert found.to_json()["lines"][0]["carry_over"] is None


def test_a_stray_project_above_all_carry_over() -> None:
    stray = cost(5, 1200, "2023年水污染防治专项资金1200万元", prior_year=True, title_fen=1200 * WAN)
    lines = [line("2110302", 508, 88, "水体"), line("2110399", 18)]
    found = allocate([cost(4, 420), cost(10, 18), stray], lines)
    (group,) = found.carry_groups
    assert (group.projects, group.codes, group.carry_over) == ((5,), ("2110302",), 88 * WAN)
    result = found.project(5)
    assert result is not None
    assert (result.code, result.verdict) == ("2110302", "exceeds-line")


def test_a_stray_project_within_the_carry_over_is_left_alone() -> None:
    stray = cost(5, 60, "2023年水污染防治专项资金", prior_year=True)
    lines = [line("2110302", 508, 88, "水体"), line("2110399", 18)]
    assert allocate([cost(4, 420), cost(10, 18), stray], lines).carry_groups == ()


def test_a_project_tied_by_name_may_exceed_its_line() -> None:
    costs = [cost(1, 12.6, "劳动关系和农民工维权"), cost(2, 40, "其他事项")]
    found = allocate(costs, [line("2080110", 9.6, name="劳动关系和维权"), line("2080102", 40)])
    result = found.project(1)
    assert result is not None
    assert (result.code, result.verdict) == ("2080110", "exceeds-line")
