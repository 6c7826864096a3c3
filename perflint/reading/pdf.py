"""PDF files: text, tables by their ruling lines, and scanned pages where recognition is there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from perflint.errors import MissingExtra
from perflint.reading.child import run_limited
from perflint.reading.document import Document
from perflint.reading.plain import from_plain
from perflint.reading.rows import number
from perflint.reading.source import Source


def read(source: Source) -> Document:
    """The document of a PDF; pages without a text layer are recognised (extra ``ocr``)."""
    if find_spec("pypdfium2") is None:
        raise MissingExtra(
            f"{source.name}：读取 PDF 需要另装组件，请运行 pip install 'perflint-cn[pdf]'"
        )
    answer = run_limited("perflint.reading.pdf_child:read_pages", source)
    return _document(source, answer)


def _document(source: Source, answer: dict[str, Any]) -> Document:
    blocks = number(from_plain(answer["blocks"]))
    return source.document(answer["format"], blocks, answer["notes"])
