"""Which of several headings above a table names its project."""

from __future__ import annotations

from pathlib import Path

from perflint import extract

ROWS = """
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | 管护林地面积 | ≥3.2万亩 |
| 效益指标 | 生态效益指标 | 林木受害率 | ≤0.5‰ |
| 满意度指标 | 服务对象满意度指标 | 林区群众满意度 | ≥88% |
"""


def titles(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "申报.md"
    path.write_text(text, encoding="utf-8")
    return [(project.kind, project.title) for project in extract(path).projects]


def test_a_title_with_a_year_gives_way_to_the_project(tmp_path: Path) -> None:
    text = f"# 云岭林场2025年项目支出绩效目标\n\n## 1. 森林管护\n\n年度绩效目标：管护林地3.2万亩。\n{ROWS}"
    assert titles(tmp_path, text) == [("project", "森林管护")]


def test_another_form_between_ends_the_departments(tmp_path: Path) -> None:
    text = (
        f"# 部门整体绩效目标\n\n全年做好管护工作。\n\n# 项目绩效目标\n\n## 1．林区道路维护\n{ROWS}"
    )
    assert titles(tmp_path, text) == [("project", "林区道路维护")]


def test_a_form_named_after_its_project_keeps_its_name(tmp_path: Path) -> None:
    text = f"# 林区道路维护项目绩效目标表\n\n## 基本情况\n{ROWS}"
    assert titles(tmp_path, text) == [("project", "林区道路维护项目")]
