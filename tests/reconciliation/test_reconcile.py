from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from moneyforms import cost, line

from perflint.extraction import extract_submission
from perflint.extraction.budget_projects import project_key
from perflint.reading import read
from perflint.reconciliation import Reconciliation, allocate, reconcile
from perflint.reconciliation.lines import budget_lines_of, codes_by_project
from perflint.records.anchor import Anchor
from perflint.records.submission import BudgetLine, BudgetTable, Project, Source, Submission

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "samples" / "qingyuan.docx"
EXPECTED = {
    "2080102": [9],
    "2080104": [1, 12],
    "2080107": [4, 8],
    "2080108": [5],
    "2080110": [10],
    "2080112": [7],
    "2080199": [17],
    "2080507": [11, 14],
    "2080508": [2],
    "2082601": [13],
    "2082602": [3, 18],
}


def submission(
    rows: list[tuple[str, str, str, str | None, str | None]], kinds: dict[str, str]
) -> Submission:
    """Budget lines (table, code, name, project expenditure, carry-over) without projects."""
    anchor = Anchor("text")
    return Submission(
        source=Source(name="x", format="text"),
        budget_lines=[
            BudgetLine(
                table=table,
                row_no=n,
                code=code,
                name=name,
                leaf=kinds[table] != "projects",
                project_expenditure=Decimal(spent) if spent else None,
                carry_over=Decimal(carry) if carry else None,
                anchor=anchor,
            )
            for n, (table, code, name, spent, carry) in enumerate(rows, 1)
        ],
        budget_tables=[BudgetTable(title=t, kind=k, anchor=anchor) for t, k in kinds.items()],
    )


def test_expenditure_table_goes_before_the_tables_of_funds() -> None:
    found = budget_lines_of(
        submission(
            [
                ("支", "2080102", "甲", "25", "0"),
                ("般", "2080102", "甲", "25", "0"),
                ("资", "2230105", "乙", "3.88", "3.88"),
            ],
            {"支": "expenditure", "般": "general", "资": "capital"},
        )
    )
    assert [(line.code, line.total, line.carry_over) for line in found] == [
        ("2080102", 25_000_000, 0),
        ("2230105", 3_880_000, 3_880_000),
    ]


def test_a_code_repeated_by_unit_is_added_up_once() -> None:
    rows = [("支", "2080102", "甲", "5", None), ("支", "2080102", "甲", "7", None)]
    assert budget_lines_of(submission(rows, {"支": "expenditure"}))[0].total == 12_000_000
    rows.insert(0, ("支", "2080102", "甲", "12", None))
    assert budget_lines_of(submission(rows, {"支": "expenditure"}))[0].total == 12_000_000


def test_a_table_of_projects_serves_where_no_other_tells() -> None:
    rows = [("项", "2130305", "河道保洁", "12.5", None), ("项", "2130305", "堤防维修", "7.5", None)]
    found = submission(rows, {"项": "projects"})
    assert [(line.code, line.total) for line in budget_lines_of(found)] == [("2130305", 20_000_000)]
    assert codes_by_project(found) == {"河道保洁": "2130305", "堤防维修": "2130305"}


def test_project_key_drops_the_department_code() -> None:
    assert project_key("[323] 2023年 招聘经费") == "2023年招聘经费"


def test_department_tables_are_no_projects() -> None:
    found = submission([], {})
    found.projects = [Project(number=1, kind="department", title="某局", anchor=Anchor("text"))]
    assert reconcile(found).projects == ()


@pytest.fixture(scope="module")
def sample() -> Reconciliation:
    return reconcile(extract_submission(read(SAMPLE)))


def test_sample_submission(sample: Reconciliation) -> None:
    assert sample.unique
    verdicts = {result.line.code: result.verdict for result in sample.lines}
    assert verdicts["2082202"] == "mismatch"
    assert verdicts["2130399"] == "not-covered"
    assert sum(verdict == "matched" for verdict in verdicts.values()) == len(verdicts) - 4
    assert sample.project(20).code == "2130315"  # type: ignore[union-attr]


def test_real_submission(seed: Path) -> None:
    found = reconcile(extract_submission(read(seed)))
    body = found.to_json()
    assert (body["schema"], body["unique"], body["complete"]) == (
        "perflint.reconciliation/1",
        True,
        True,
    )
    assert {x["code"]: x["projects"] for x in body["lines"] if x["projects"]} == EXPECTED
    assert all(x["difference"] == "0.00" for x in body["lines"] if x["projects"])
    open_lines = {x["code"]: x for x in body["lines"] if not x["projects"]}
    assert {code: x["verdict"] for code, x in open_lines.items()} == dict.fromkeys(
        ["2080711", "2080799", "2230105"], "not-covered"
    )
    assert open_lines["2080799"]["possible"] == [6, 15, 16]
    projects = {x["number"]: x for x in body["projects"]}
    assert projects[15]["verdict"] == projects[16]["verdict"] == "exceeds-line"
    assert projects[6]["verdict"] == projects[19]["verdict"] == "no-total"
    assert (projects[6]["inferred"], projects[19]["inferred"]) == ("100.00", "3.88")
    assert (projects[18]["cost"], projects[18]["part"]) == ("20.00", "carry-over")
    total = body["total"]
    assert (total["budget"], total["matched"], total["residual"]) == (
        "15089.34",
        "14937.43",
        "151.91",
    )
    parts = [Decimal(total[key]) for key in ("matched", "inferred", "carry_over")]
    assert sum(parts) == Decimal(total["budget"])
    group = found.carry_groups[0]
    assert (group.projects, group.cost, group.carry_over) == ((15, 16), 1_399_000_000, 48_030_000)


def test_real_submission_without_the_pin_has_two_solutions(seed: Path) -> None:
    found = extract_submission(read(seed))
    found.projects[16].title = "2022年村级代办员补助"
    result = reconcile(found)
    lines = {x.line.code: x for x in result.lines}
    assert lines["2080104"].projects[:1] == (1,)
    assert len(result.alternatives) in (1, 2)


def test_cost_indicators_that_contradict_the_form_show_in_the_table() -> None:
    """The form places the project; the table shows what its indicators say all the same."""
    off = cost(2, 35, form_fen=35_000_000, indicator_fen=53_000_000, off_form=True)
    lines = [line("2010105", 12.4), line("2010106", 43)]
    found = allocate([cost(1, 12.4), off, cost(3, 8)], lines)
    first, second = found.lines
    assert (first.verdict, second.verdict) == ("matched", "mismatch")
    assert (second.projects, second.difference) == ((2, 3), -18_000_000)
    assert "成本指标53.00万元，与项目资金35.00万元不符" in second.note
    assert found.project(2).verdict == "mismatch"  # type: ignore[union-attr]
    assert found.project(3).verdict == "matched"  # type: ignore[union-attr]
    assert found.placed == {"2010105", "2010106"}
    total = found.to_json()["total"]
    assert (total["costs"], total["difference"]) == ("73.40", "18.00")
    assert found.to_json()["projects"][1]["cost"] == "53.00"
