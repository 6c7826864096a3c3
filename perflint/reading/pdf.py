"""PDF files: text, tables by their ruling lines, and scanned pages where recognition is there."""

from __future__ import annotations

from importlib.util import find_spec

from perflint.errors import MissingExtra
from perflint.reading.child import run_limited
from perflint.reading.document import Document
from perflint.reading.ocr_engine import available_engine
from perflint.reading.plain import from_plain
from perflint.reading.rows import number
from perflint.reading.source import Source

_RECOGNITION_MEMORY = 3 * 1024**3  # the models alone take most of one
_INSTALL = "识别扫描件需要另装组件，请运行 pip install 'perflint-cn[ocr]'"


def read(source: Source) -> Document:
    """The document of a PDF; pages without a text layer are recognised (extra ``ocr``)."""
    if find_spec("pypdfium2") is None:
        raise MissingExtra(
            f"{source.name}：读取 PDF 需要另装组件，请运行 pip install 'perflint-cn[pdf]'"
        )
    answer = run_limited("perflint.reading.pdf_child:read_pages", source, progress=source.progress)
    if scanned := answer["scanned"]:
        if available_engine() is not None:
            answer = run_limited(
                "perflint.reading.ocr:read_pages",
                source,
                memory=max(_RECOGNITION_MEMORY, source.limits.memory_bytes),
                progress=source.progress,
            )
        elif not answer["blocks"]:
            raise MissingExtra(f"{source.name}：这是扫描件，没有文字层；{_INSTALL}")
        else:
            answer["notes"].append(
                f"{page_list(scanned)}是扫描件（整页图像），图像中的文字和表格未识别；{_INSTALL}"
            )
    blocks = number(from_plain(answer["blocks"]))
    return source.document(answer["format"], blocks, answer["notes"])


def page_list(numbers: list[int]) -> str:
    """``第3、5至8页``."""
    parts: list[list[int]] = []
    for value in sorted(numbers):
        if parts and value == parts[-1][1] + 1:
            parts[-1][1] = value
        else:
            parts.append([value, value])
    said = "、".join(f"{low}至{high}" if high > low else str(low) for low, high in parts)
    return f"第{said}页"
