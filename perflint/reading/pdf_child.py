"""The part of the PDF reader that runs in a child process, where PDFium may crash alone."""

from __future__ import annotations

from typing import Any

import pypdfium2

from perflint.reading.child import Progress
from perflint.reading.limits import or_raise
from perflint.reading.pdf import page_list
from perflint.reading.pdf_blocks import PageBlocks, PdfTable, page_blocks
from perflint.reading.pdf_document import document_blocks
from perflint.reading.pdf_page import Page, load_page
from perflint.reading.plain import to_plain
from perflint.reading.source import Source

_BROKEN = "PDF 文件已损坏或不完整，无法打开；请重新导出或重新下载后再试"
_SCANNED_SHARE = 0.5  # a picture over half the page is the page
_MOST_UNMAPPED = 0.3


def read_pages(source: Source, progress: Progress) -> dict[str, Any]:
    """What the text layer gives, as `result` puts it."""
    document = open_pdf(source)
    pages: list[PageBlocks] = []
    cells = 0
    for index in range(len(document)):
        pages.append(read_page(document, index))
        cells += sum(len(i.cells) for i in pages[-1].items if isinstance(i, PdfTable))
        source.check_cells(cells)
        source.check_time()
        progress(index + 1, len(document))
    return result(pages)


def result(pages: list[PageBlocks]) -> dict[str, Any]:
    """The pages as one document in plain data, with the numbers of pages still to recognise."""
    scanned = [page.page.number for page in pages if is_scanned(page)]
    notes = _unmapped_note(pages)
    blocks = to_plain(document_blocks(pages))
    return {"format": "pdf", "blocks": blocks, "notes": notes, "scanned": scanned}


def open_pdf(source: Source) -> pypdfium2.PdfDocument:
    """The document, or one clear line why it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(source.data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise source.error("PDF 设有打开密码，无法读取；请取消密码后另存一份再试") from error
        raise source.error(_BROKEN) from error
    if count == 0:
        raise source.error(_BROKEN)
    if count > source.limits.pages:
        what = f"PDF 超过{source.limits.pages}页的上限，未读取；请拆分后再试"
        raise source.error(what + or_raise("pages"))
    return document


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageBlocks:
    """One page; a page that PDFium cannot load is empty."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageBlocks(Page(index + 1, 1.0, 1.0), [])
    try:
        return page_blocks(load_page(page, index + 1))
    finally:
        page.close()


def is_scanned(page: PageBlocks) -> bool:
    """Whether the page is a picture, or text in a font that hides what its characters mean."""
    if page.page.scanned:
        return False  # recognised already
    characters = page.page.characters
    if any(isinstance(item, PdfTable) for item in page.items):
        return False
    if page.page.unmapped > _MOST_UNMAPPED * max(characters, 1):
        return True
    return page.page.image_share > _SCANNED_SHARE


def _unmapped_note(pages: list[PageBlocks]) -> list[str]:
    numbers = [page.page.number for page in pages if page.page.unmapped]
    if not numbers:
        return []
    return [f"{page_list(numbers)}有字符没有文字编码，读成了“\ufffd”，请对照原件核对"]
