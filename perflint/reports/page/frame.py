"""The frame of a page that loads nothing: style and script inside, the network forbidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from perflint.checks.hit import Severity
from perflint.linting.report import Report
from perflint.reports.labels import SEVERITIES, clean, severity_name, shorten
from perflint.reports.sheets.counts import rule_counts
from perflint.resources import data_dir

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
LINE, LABEL, LENGTH, SHOWN = 24, 300, 420, 15


def page(title: str, body: str) -> str:
    """A whole page around an escaped body."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(clean(title))}</title>\n<style>\n{_asset('report.css')}</style>\n</head>\n"
        f"<body>\n{body}\n<script>\n{_asset('report.js')}</script>\n</body>\n</html>\n"
    )


@cache
def _asset(name: str) -> str:
    return (data_dir("corpora") / "templates" / name).read_text(encoding="utf-8")


def tag(name: str, text: str, kind: str = "") -> str:
    """An element with escaped text."""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(clean(text))}</{name}>"


def rule_chart(report: Report) -> str:
    """Bars of the most frequent rules by severity, as inline SVG."""
    counted = rule_counts(report)[:SHOWN]
    if not counted:
        return tag("p", "未发现需要修改的问题。")
    rows = [
        (f"{f.code} {f.title}", {name: counts[name] for name in SEVERITIES})
        for f, counts in counted
    ]
    return f"<h2>出现最多的问题</h2>{legend()}{bar_chart(rows)}"


def bar_chart(rows: Sequence[tuple[str, Mapping[Severity, int]]]) -> str:
    """Stacked bars, one a line: a label, and a count for each severity."""
    most = max(sum(counts.values()) for _, counts in rows)
    bars = "".join(_bar(n, label, counts, most) for n, (label, counts) in enumerate(rows))
    width, height = LABEL + LENGTH + 60, LINE * len(rows) + 8
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="各类问题数量">{bars}</svg>'
    )


def _bar(n: int, label: str, counts: Mapping[Severity, int], most: int) -> str:
    top, left, total = n * LINE + 4, LABEL, sum(counts.values())
    parts = [
        f'<text x="{LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(shorten(label, 24))}</text>'
    ]
    for name, count in counts.items():
        width = count * LENGTH // most
        if width:
            parts.append(
                f'<rect class="bar-{name}" x="{left}" y="{top}" width="{width}" height="18">'
                f"<title>{severity_name(name)}{count}项</title></rect>"
            )
        left += width
    parts.append(f'<text x="{left + 6}" y="{top + 14}">{total}</text>')
    return "".join(parts)


def legend() -> str:
    """What the colours of the bars stand for."""
    colours = {"error": "var(--error)", "warning": "#d99a1c", "info": "#8fb0cf"}
    marks = "".join(
        f'<span><i style="background:{colours[name]}"></i>{severity_name(name)}</span>'
        for name in SEVERITIES
    )
    return f'<p class="legend">{marks}</p>'
