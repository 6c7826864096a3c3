"""The money as a picture: projects on the left, budget lines on the right, ribbons between them.

Self-contained SVG: no script, no font and no address outside the file. Matched money is a solid
band, inferred money is dashed, and what matches nothing ends in a hatched stub.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import log10

from perflint.reconciliation.model import (
    LineResult,
    ProjectResult,
    Reconciliation,
    wan,
)

WIDTH = 1100
_LEFT, _RIGHT = 330, 640
_BAR = 10
_GAP = 8
_TOP = 64
_LEAST, _MOST = 16.0, 46.0

_STYLE = """
text{font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;font-size:12px;fill:#222}
.t{font-size:15px;font-weight:bold}.n{fill:#555;font-size:11px}
.matched{fill:#2f6f9f}.inferred{fill:#c98a1b}.open{fill:#b5442e}
path.matched{fill:none;stroke:#2f6f9f;stroke-opacity:.45}
path.inferred{fill:none;stroke:#c98a1b;stroke-opacity:.9;stroke-dasharray:7 5}
path.open{fill:none;stroke:#b5442e;stroke-opacity:.8;stroke-dasharray:2 4}
""".strip()


@dataclass(frozen=True, slots=True)
class Box:
    """A bar of one side: its key, place, state (matched, inferred or open) and labels."""

    key: str
    top: float
    height: float
    state: str
    label: str
    amount: str

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def flow_svg(found: Reconciliation) -> str:
    """The diagram as an ``<svg>`` element, or ``""`` where there is nothing to draw."""
    projects = [r for r in found.projects if r.cost.fen or _inferred(found, r.cost.number)]
    if not found.lines or not projects:
        return ""
    order = {result.line.code: place for place, result in enumerate(found.lines)}
    projects.sort(key=lambda r: (order.get(r.code, len(order)), r.cost.number))
    left = list(_stack([_project_box(found, r) for r in projects]))
    right = list(_stack([_line_box(r) for r in found.lines]))
    height = max(left[-1].top + left[-1].height, right[-1].top + right[-1].height) + 24
    body = [
        *_legend(),
        *_ribbons(found, left, right),
        *(part for box in left for part in _draw(box, _LEFT, left_side=True)),
        *(part for box in right for part in _draw(box, _RIGHT, left_side=False)),
    ]
    label = f"项目支出{wan(found.budget)}万元，相符{wan(found.matched)}万元"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'role="img" aria-label="{label}"><title>{label}</title><style>{_STYLE}</style>'
        f"{''.join(body)}</svg>"
    )


def _inferred(found: Reconciliation, number: int) -> int:
    return sum(inference.fen for inference in found.inferences if inference.project == number)


def _project_box(found: Reconciliation, result: ProjectResult) -> Box:
    cost = result.cost
    amount = cost.fen or _inferred(found, cost.number)
    state = "matched" if result.verdict == "matched" else "open"
    if not cost.fen:
        state = "inferred"
    shown = f"{wan(cost.stated)}" if cost.fen else f"推算{wan(amount)}"
    return Box(
        f"p{cost.number}", 0, _tall(amount), state, f"{cost.number}　{_short(cost.title)}", shown
    )


def _line_box(result: LineResult) -> Box:
    line = result.line
    state = "matched" if result.verdict == "matched" else "open"
    name = f"{line.code}　{_short(line.name, 18)}"
    carry = f"（结转{wan(line.carry_over)}）" if line.carry_over else ""
    return Box(f"l{line.code}", 0, _tall(line.total), state, name, f"{wan(line.total)}{carry}")


def _tall(fen: int) -> float:
    """Height by order of magnitude: 1 万元 must be seen beside 1 亿元."""
    return min(_MOST, _LEAST + 5.0 * max(0.0, log10(fen / 1_000_000 + 1)))


def _stack(boxes: list[Box]) -> Iterator[Box]:
    top = float(_TOP)
    for box in boxes:
        yield Box(box.key, top, box.height, box.state, box.label, box.amount)
        top += box.height + _GAP


def _ribbons(found: Reconciliation, left: list[Box], right: list[Box]) -> Iterator[str]:
    boxes = {box.key: box for box in [*left, *right]}
    links = list(_links(found))
    shares = Counter(code for _, code, _ in links)
    drawn: Counter[str] = Counter()
    for project, code, state in links:
        start, end = boxes.get(f"p{project}"), boxes.get(f"l{code}")
        if start is not None and end is not None:
            slot = end.height / shares[code]
            yield _ribbon(start, end.top + slot * (drawn[code] + 0.5), slot, state)
            drawn[code] += 1


def _links(found: Reconciliation) -> Iterator[tuple[int, str, str]]:
    """(project, line, state): asserted, worked out, or tied by a code although the sums differ."""
    for line in found.lines:
        state = "open" if line.verdict == "mismatch" else "matched"
        yield from ((number, line.line.code, state) for number in line.projects)
    yield from ((i.project, i.code, "inferred") for i in found.inferences)
    for group in found.carry_groups:
        yield from ((number, code, "open") for number in group.projects for code in group.codes)


def _ribbon(start: Box, end: float, slot: float, state: str) -> str:
    """A band from the middle of a project to its own slot on the line."""
    x1, x2 = _LEFT + _BAR, _RIGHT
    middle = (x1 + x2) / 2
    wide = min(start.height, slot) * 0.85 if state == "matched" else 3
    return (
        f'<path class="{state}" stroke-width="{wide:.1f}" d="M{x1} {start.middle:.1f}'
        f'C{middle:.0f} {start.middle:.1f} {middle:.0f} {end:.1f} {x2} {end:.1f}"/>'
    )


def _draw(box: Box, x: int, *, left_side: bool) -> Iterator[str]:
    yield (
        f'<rect class="{box.state}" x="{x}" y="{box.top:.1f}" width="{_BAR}" '
        f'height="{box.height:.1f}"/>'
    )
    anchor, place = ("end", x - 6) if left_side else ("start", x + _BAR + 6)
    y = box.middle + 4
    text = f'{escape(box.label)}　<tspan class="n">{escape(box.amount)}</tspan>'
    yield f'<text x="{place}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _legend() -> Iterator[str]:
    yield f'<text class="t" x="{_LEFT + _BAR}" y="22" text-anchor="end">项目成本（万元）</text>'
    yield f'<text class="t" x="{_RIGHT}" y="22">功能科目项目支出（万元）</text>'
    entries = (("matched", "相符"), ("inferred", "推算"), ("open", "不符或未对应"))
    for place, (state, word) in enumerate(entries):
        x = _LEFT + _BAR + 10 + place * 90
        yield f'<rect class="{state}" x="{x}" y="36" width="12" height="12"/>'
        yield f'<text class="n" x="{x + 16}" y="46">{word}</text>'
    yield f'<text class="n" x="{x + 120}" y="46">线宽仅示意，不按金额比例</text>'


def _short(text: str, limit: int = 20) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= limit else f"{bare[: limit - 1]}…"
