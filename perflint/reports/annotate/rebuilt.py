"""A Word document rebuilt from the tables that were read, for formats that hold no comments."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from perflint.linting.report import Finding, Position, Report
from perflint.records.anchor import Anchor
from perflint.records.submission import Indicator, Project
from perflint.reports.annotate.notes import gather
from perflint.reports.annotate.word import annotate_word
from perflint.reports.labels import FIELD_NAMES, clean
from perflint.reports.memo.package import read_parts, zipped
from perflint.reports.page.table import columns
from perflint.resources import data_dir

WIDE = 12755
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_WEIGHTS = {"level1": 2, "level2": 2, "operator": 1, "unit": 1, "weight": 1}
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="even" r:id="rId6"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="1985" w:bottom="1474" w:left="2098" '
    'w:header="851" w:footer="794" w:gutter="0"/></w:sectPr>'
)
# Paragraphs before the first project: the title and the remark below it.
_OPENING = 2


def rebuild(
    report: Report, author: str, stamp: str, suggest_changes: bool = False
) -> tuple[bytes, dict[str, Any]]:
    """The tables of all projects with the comments, and counts of what was done."""
    parts = read_parts((data_dir("corpora") / "templates" / "memo.docx").read_bytes())
    parts["word/document.xml"] = _document(report).encode()
    placed = _placed(report)
    return annotate_word(zipped(parts), placed, gather(placed), author, stamp, suggest_changes)


def _document(report: Report) -> str:
    name = report.submission.department or report.source.name
    body = [
        _paragraph(f"{name}绩效目标批注稿", "MemoAnnexTitle"),
        _paragraph(
            f"本稿按《{report.source.name}》中的绩效目标表重新排版，批注供修改时参考。",
            "MemoTableNote",
        ),
    ]
    for project in report.submission.projects:
        body += [_paragraph(_heading(project), "MemoHead1"), _table(project)]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {_W} {_R}><w:body>{''.join(body)}{_paragraph('', 'MemoHidden')}{_SECTION}"
        "</w:body></w:document>"
    )


def _heading(project: Project) -> str:
    amount = f"（{project.amount:.2f}万元）" if project.amount is not None else ""
    return f"{project.number}. {project.title or '（无名称）'}{amount}"


def _table(project: Project) -> str:
    shown = columns(project)
    widths = _widths(shown)
    objective = _cell("总体目标", widths[0], "MemoTableLabel") + _cell(
        project.objective, sum(widths[1:]), "MemoTableText", len(shown) - 1
    )
    head = "".join(
        _cell(FIELD_NAMES[name], width, "MemoTableHead")
        for name, width in zip(shown, widths, strict=True)
    )
    repeat = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    rows = [f"<w:tr>{repeat}{objective}</w:tr>", f"<w:tr>{repeat}{head}</w:tr>"]
    rows += [_row(row, shown, widths) for row in project.indicators]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(shown: list[str]) -> list[int]:
    weights = [_WEIGHTS.get(name, 4) for name in shown]
    return [WIDE * weight // sum(weights) for weight in weights]


def _row(row: Indicator, shown: list[str], widths: list[int]) -> str:
    cells = (
        _cell("" if (value := getattr(row, name)) is None else str(value), width, "MemoTableText")
        for name, width in zip(shown, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, look: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    paragraphs = "".join(_paragraph(line, look) for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def _paragraph(text: str, look: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{run}</w:p>'


def _placed(report: Report) -> Report:
    """The report with every anchor pointing into the rebuilt document."""
    body = report.submission
    projects = [_place_project(p, n) for n, p in enumerate(body.projects, 1)]
    places = {p.number: p for p in projects}
    findings = [_place_finding(finding, places) for finding in report.findings]
    moved = body.model_copy(update={"projects": projects})
    return report.model_copy(update={"submission": moved, "findings": findings})


def _place_project(project: Project, table: int) -> Project:
    shown = columns(project)
    title = Anchor("word", paragraph=_OPENING + table)
    indicators = [
        row.model_copy(
            update={
                "anchor": Anchor("word", table=table, row=n, column=shown.index("name") + 1),
                "anchors": {
                    name: Anchor("word", table=table, row=n, column=c)
                    for c, name in enumerate(shown, 1)
                },
            }
        )
        for n, row in enumerate(project.indicators, 3)
    ]
    objective = Anchor("word", table=table, row=1, column=2)
    return project.model_copy(
        update={
            "anchor": title,
            "anchors": {"objective": objective, "title": title},
            "indicators": indicators,
        }
    )


def _place_finding(finding: Finding, projects: dict[int, Project]) -> Finding:
    places = [_place(position, finding.field, projects) for position in finding.rows]
    return finding.model_copy(update={"places": places, "anchor": places[0] if places else None})


def _place(position: Position, field: str, projects: dict[int, Project]) -> Anchor | None:
    project = projects.get(position.project or 0)
    if project is None:
        return None
    row = next((i for i in project.indicators if i.row == position.row), None)
    if row is not None:
        return row.anchors.get(field, row.anchor)
    return project.anchors.get(field, project.anchor)
