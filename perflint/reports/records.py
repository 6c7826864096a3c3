"""The records of a submission as text, and how they were found."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.records.submission import Indicator, Project, Submission, TableNote

TAKEN_AS = {
    "indicators": "指标表",
    "objective": "目标栏",
    "project-head": "项目基本信息",
    "budget": "预算表",
    "self-evaluation": "自评表（未读）",
    "blank-form": "空白表（未读）",
    "scheme": "评价方案（未读）",
    "layout": "版式表格",
    "other": "其他表格",
}
FIELDS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "operator": "符号",
    "value": "指标值",
    "unit": "单位",
    "weight": "权重",
    "basis": "依据",
    "other": "其他",
}
DOUBTFUL = 0.8


def records_text(submission: Submission) -> str:
    """Projects with their indicators, one a line, and how many budget lines were read."""
    return "\n".join(_records(submission)) + "\n"


def explain_text(submission: Submission) -> str:
    """What every table and column was read as, what was left out and why, and what is doubtful."""
    return "\n".join(_explain(submission)) + "\n"


def _records(submission: Submission) -> Iterator[str]:
    year = f"{submission.year}年　" if submission.year else ""
    yield f"{submission.source.name}　{submission.department}　{year}".rstrip("　")
    for project in submission.projects:
        yield from _project(project)
    yield ""
    yield f"预算表 {len(submission.budget_tables)} 张，预算行 {len(submission.budget_lines)} 条"


def _project(project: Project) -> Iterator[str]:
    yield ""
    kind = "部门整体" if project.kind == "department" else "项目"
    amount = f"（{project.amount:.2f}万元）" if project.amount is not None else ""
    yield f"{project.number}. {kind}：{project.title}{amount}　{project.anchor}"
    if project.objective:
        yield f"   目标：{_flat(project.objective)}"
    for row in project.indicators:
        yield f"   {row.row:>2} {_indicator(row)}"


def _indicator(row: Indicator) -> str:
    value = f"{row.operator}{row.value}{row.unit if not row.value.endswith(row.unit) else ''}"
    cells = (row.level1, row.level2, row.name, value, row.description, row.basis)
    return " | ".join(_flat(cell) for cell in cells if cell)


def _explain(submission: Submission) -> Iterator[str]:
    yield f"{submission.source.name}（{submission.source.format}）"
    for note in submission.source.notes:
        yield f"注意：{note}"
    for table in submission.tables:
        yield from _table(table)
    doubts = list(_doubts(submission))
    if doubts:
        yield ""
        yield "把握不大的内容，请对照原件："
        yield from doubts


def _table(table: TableNote) -> Iterator[str]:
    title = f"“{_flat(table.title)}”" if table.title else ""
    yield f"{table.anchor}{title}：{TAKEN_AS.get(table.taken_as, table.taken_as)}；{table.why}"
    for header, field in table.columns:
        yield f"    “{_flat(header)}” → {FIELDS.get(field, field) or '未采用'}"
    for doubt in table.doubts:
        yield f"    存疑：{doubt}"


def _doubts(submission: Submission) -> Iterator[str]:
    for project in submission.projects:
        for field, found in project.found.items():
            if found.confidence < DOUBTFUL:
                yield f"  项目{project.number} {field}：{found.how}"
        for row in project.indicators:
            for field, found in row.found.items():
                if found.confidence < DOUBTFUL:
                    where = f"项目{project.number}第{row.row}个指标"
                    yield f"  {where} {FIELDS.get(field, field)}：{found.how}"


def _flat(text: str) -> str:
    return " ".join(text.split())
