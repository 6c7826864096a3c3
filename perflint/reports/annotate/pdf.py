"""Highlights with notes in a PDF; needs the extra that also reads PDF."""

from __future__ import annotations

import ctypes
import io
from typing import Any

from perflint.errors import MissingExtra, UnreadableFile
from perflint.reports.annotate.notes import Note, bundled, whereabouts

# Shades by the gravest finding at a place: red, green, blue.
_SHADES = {"error": (244, 150, 150), "warning": (255, 214, 102), "info": (160, 200, 240)}
_MARGIN = 24.0
_NOTE = 20.0


def annotate_pdf(
    data: bytes, notes: list[Note], author: str, stamp: str
) -> tuple[bytes, dict[str, Any]]:
    """The document with a highlight over each note's cell, and counts of what was done.

    Notes without a box stand as one mark in the upper left corner of their page.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("批注 PDF 需要安装扩展：pip install 'perflint-cn[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("PDF 文件已损坏或设有密码，无法加批注") from error
    try:
        when = f"D:{stamp[:10].replace('-', '')}000000Z"
        count, missed = _mark_all(document, notes, author, when)
        buffer = io.BytesIO()
        document.save(buffer)
    finally:
        document.close()
    return buffer.getvalue(), {"comments": count, "missed_places": missed}


def _mark_all(
    document: Any, notes: list[Note], author: str, when: str
) -> tuple[int, tuple[str, ...]]:
    """Mark every note; gives how many marks there are, and the places that have no box."""
    by_page: dict[int, list[Note]] = {}
    for note in notes:
        page = note.place.anchor.page if note.place.anchor is not None else 1
        by_page.setdefault(min(max(page or 1, 1), len(document)), []).append(note)
    count, missed = 0, dict[str, None]()
    for number, members in sorted(by_page.items()):
        page = document[number - 1]
        lost = [note for note in members if _box(note) is None]
        for note in members:
            if (box := _box(note)) is not None:
                _add(page, note, author, when, box, highlight=True)
        if lost:
            _add(page, bundled(lost), author, when, _corner(page), highlight=False)
            missed |= dict.fromkeys(whereabouts(lost))
        count += len(members) - len(lost) + bool(lost)
        page.close()
    return count, tuple(missed)


def _box(note: Note) -> tuple[float, float, float, float] | None:
    return note.place.anchor.box if note.place.anchor is not None else None


def _corner(page: Any) -> tuple[float, float, float, float]:
    left, _, _, top = page.get_mediabox()
    x, y = left + _MARGIN, top - _MARGIN
    return (x, y - _NOTE, x + _NOTE, y)


def _add(
    page: Any,
    note: Note,
    author: str,
    when: str,
    box: tuple[float, float, float, float],
    highlight: bool,
) -> None:
    from pypdfium2 import raw

    kind = raw.FPDF_ANNOT_HIGHLIGHT if highlight else raw.FPDF_ANNOT_TEXT
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    left, bottom, right, top = box
    rect = raw.FS_RECTF(left, top, right, bottom)
    raw.FPDFAnnot_SetRect(annotation, ctypes.byref(rect))
    if highlight:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(quad))
    shade = _SHADES[note.findings[0].severity]
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *shade, 140)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, text in ((b"Contents", note.text), (b"T", author), (b"M", when)):
        raw.FPDFAnnot_SetStringValue(annotation, key, _wide(text))
    raw.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> Any:
    """A string as PDFium takes it: UTF-16 with a closing zero."""
    from pypdfium2 import raw

    data = text.encode("utf-16-le", "replace") + b"\0\0"
    buffer = ctypes.create_string_buffer(data, len(data))
    return ctypes.cast(buffer, raw.FPDF_WIDESTRING)
