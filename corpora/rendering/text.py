"""Text dumps in the shapes that converters leave behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .blocks import Block, Para, Slot, Table, grid


def tika(blocks: Sequence[Block]) -> str:
    """Apache Tika plain text: a tab before every cell, a blank line after every row.

    A cell merged to the right is written once, a cell merged downwards is empty below.
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            mark = f"[bookmark: {block.bookmark}]" if block.bookmark else ""
            lines.append(mark + block.text)
            continue
        for row in grid(block):
            for slot in row:
                if slot.first_col:
                    lines.extend(("\t" + (slot.cell.text if slot.first_row else "")).split("\n"))
            lines.append("")
        lines += ["", ""]
    return "\n".join(lines) + "\n"


def cell_per_line(blocks: Sequence[Block]) -> str:
    """Shape 2: one cell a paragraph with blank lines between; merged cells leave nothing."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            lines += [block.text, ""]
            continue
        for row in grid(block):
            lines += [part for slot in row if slot.is_anchor for part in (slot.cell.text, "")]
    return "\n".join(lines) + "\n"


def piped(blocks: Sequence[Block]) -> str:
    """Shape 4: a row a line between pipes, squares under a merge left empty."""
    return _by_row(blocks, lambda row: "| " + " | ".join(_flat(row)) + " |")


def piped_shifted(blocks: Sequence[Block]) -> str:
    """Shape 4 with collapsed rowspans: continuation rows shift to the left."""
    return _by_row(blocks, lambda row: "| " + " | ".join(_anchors(row)) + " |")


def trailing_bars(blocks: Sequence[Block]) -> str:
    """Shape 3: one cell a line, each ending in a bar."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            lines.append(block.text)
            continue
        for row in grid(block):
            lines += [f"{text} |" if text else "|" for text in _flat(row)]
            lines.append("")
    return "\n".join(lines) + "\n"


def spaced(blocks: Sequence[Block]) -> str:
    """Shape 5: a row a line, cells parted by spaces, merged cells leave nothing."""
    return _by_row(blocks, lambda row: " ".join(t for t in _anchors(row) if t))


def markdown(blocks: Sequence[Block]) -> str:
    """Markdown pipe tables; in-cell paragraphs become ``<br>``."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            depth = {"title": "# ", "h1": "## ", "h2": "### ", "h3": "#### "}.get(block.style, "")
            lines += [depth + block.text, ""]
            continue
        rows = [_escape(row) for row in grid(block)]
        lines += ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
        lines += ["| " + " | ".join(row) + " |" for row in rows[1:]]
        lines.append("")
    return "\n".join(lines)


def _escape(row: Sequence[Slot]) -> list[str]:
    texts = [slot.cell.text if slot.is_anchor else "" for slot in row]
    return [text.replace("|", "\\|").replace("\n", "<br>") for text in texts]


def _flat(row: Sequence[Slot]) -> list[str]:
    return [slot.cell.text.replace("\n", "") if slot.is_anchor else "" for slot in row]


def _anchors(row: Sequence[Slot]) -> list[str]:
    return [slot.cell.text.replace("\n", "") for slot in row if slot.is_anchor]


def _by_row(blocks: Sequence[Block], render: Callable[[Sequence[Slot]], str]) -> str:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [render(row) for row in grid(block)]
            lines.append("")
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"
