"""The generated pages are what the rules say now, and the schemas hold for what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from perflint.linting.examples import example_submission
from perflint.linting.linter import Linter
from perflint.linting.rules import load_rules
from perflint.reports.pages import findings_schema, pages, stale, submission_schema, write

DOCS = Path(__file__).resolve().parent.parent / "docs"
SUBMISSION = example_submission(
    {
        "year": 2024,
        "projects": [
            {
                "title": "农村公路日常养护",
                "objective": "完成120公里农村公路日常养护。",
                "amount": 60,
                "indicators": [
                    {"level2": "成本指标", "name": "养护成本", "value": "≥60万元"},
                    {"level2": "质量指标", "name": "路面合格率", "value": "≥95%", "weight": 10},
                ],
            }
        ],
        "budget_lines": [{"code": "2140106", "name": "公路养护", "project_expenditure": 60}],
        "passages": ["全年预算60万元。"],
    }
)


def test_pages_are_up_to_date() -> None:
    assert stale(DOCS) == [], "run: make docs"


def test_every_rule_has_a_page_and_a_line_in_the_index() -> None:
    made = pages()
    for code in load_rules():
        assert f"[{code}]({code}.md)" in made["rules/README.md"]
        assert made[f"rules/{code}.md"].count("## 应当报出") == 1


def test_stale_tells_changed_missing_and_left_over_pages(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "rules" / "A041.md").write_text("", encoding="utf-8")
    (tmp_path / "rules" / "Z999.md").write_text("", encoding="utf-8")
    (tmp_path / "rules" / "C001.md").unlink()
    assert sorted(stale(tmp_path)) == ["rules/A041.md", "rules/C001.md", "rules/Z999.md"]
    write(tmp_path)
    assert stale(tmp_path) == []


def test_schemas_hold_for_what_is_printed() -> None:
    submission = json.loads(json.dumps(SUBMISSION.to_json(), ensure_ascii=False))
    findings = json.loads(json.dumps(Linter().lint(SUBMISSION).to_json(), ensure_ascii=False))
    jsonschema.validate(submission, submission_schema())
    jsonschema.validate(findings, findings_schema())
    assert findings["findings"], "an empty list proves nothing"
    assert submission["schema"] == "perflint.submission/1"
    assert findings["schema"] == "perflint.findings/1"
