"""The place of a cell or a paragraph, in the terms a person uses to find it again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

AnchorKind = Literal["word", "excel", "pdf", "html", "text"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document. All counts start at 1; what a format does not know is None.

    - word, html: ``table``, ``row``, ``column`` or ``paragraph``
    - excel: ``sheet`` and ``cell`` (``"D7"``), and the table's own row and column
    - pdf: ``page`` and ``box`` (left, bottom, right, top in PDF points) beside table, row, column
    - text: ``line`` beside table, row, column
    """

    kind: AnchorKind
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        parts = []
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.table is not None:
            parts.append(f"第{self.table}张表")
        if self.row is not None:
            parts.append(f"第{self.row}行")
        if self.column is not None:
            parts.append(f"第{self.column}列")
        if self.paragraph is not None:
            parts.append(f"第{self.paragraph}段")
        if self.line is not None:
            parts.append(f"（文本第{self.line}行）" if parts else f"文本第{self.line}行")
        return "".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """The known parts, and ``text``: the place in words."""
        known = {key: value for key, value in asdict(self).items() if value is not None}
        return {**known, "text": str(self)}
