"""One finding on the page."""

from __future__ import annotations

from html import escape

from perflint.linting.report import Finding
from perflint.reports.labels import (
    Names,
    basis_text,
    clean,
    correction_text,
    one_line,
    sentence,
    severity_name,
)
from perflint.reports.listing import place_text, rows_text


def finding_html(finding: Finding, number: int, names: Names, place: bool = False) -> str:
    """The finding with its reason, proposal and policy; ``place`` adds where it applies."""
    parts = [f"{sentence(finding.message)}。"]
    where = f"<b>{escape(names.where(finding))}</b>：" if place else ""
    lines = [f"{where}{escape(parts[0])}"]
    if finding.suggestion:
        lines.append(f'<div class="fix">{escape(sentence(finding.suggestion))}。</div>')
    if finding.fix is not None and (text := correction_text(finding.fix)):
        lines.append(f'<div class="fix">建议填写　{escape(clean(text))}</div>')
    if len(finding.rows) > 1 and (rows := rows_text(finding, names)):
        lines.append(f'<div class="basis">涉及：{escape(rows)}。</div>')
    lines.append(f'<div class="basis">{escape(_foot(finding))}</div>')
    return f"{_open(finding, number)}{''.join(lines)}</div>"


def short_html(finding: Finding, number: int) -> str:
    """A rolled-up finding beside one of its rows: named here, explained above the table."""
    return f"{_open(finding, number)}</div>"


def _open(finding: Finding, number: int) -> str:
    return (
        f'<div class="finding {finding.severity}" data-id="{number}" '
        f'data-severity="{finding.severity}" data-rule="{escape(finding.code)}">'
        f'<span class="tag {finding.severity}">{severity_name(finding.severity)}</span> '
        f'{escape(one_line(finding.title))} <span class="code">{escape(finding.code)}</span> '
    )


def _foot(finding: Finding) -> str:
    basis = basis_text(finding.basis)
    known = [f"依据：{basis}" if basis else "", f"位置：{p}" if (p := place_text(finding)) else ""]
    return "　".join(filter(None, known))
