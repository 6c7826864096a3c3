"""Reading: a file becomes a `Document` of paragraphs and tables, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from perflint.errors import PerflintError
from perflint.reading.document import Block, Cell, Document, Paragraph, Table
from perflint.reading.limits import Limits
from perflint.reading.sniff import sniff
from perflint.reading.source import Source, load

__all__ = ["Block", "Cell", "Document", "Limits", "Paragraph", "Table", "read"]

# One module a format, imported when a file of that format comes; each has read(source).
_READERS = {
    "docx": "word",
    "doc": "doc",
    "rtf": "rtf",
    "xlsx": "xlsx",
    "xls": "xls",
    "xlsxml": "xlsxml",
    "pdf": "pdf",
    "html": "html",
    "mht": "mht",
    "markdown": "markdown",
    "csv": "csv",
    "text": "text",
    "office": "soffice",
}


def read(
    path: Path | str,
    *,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The document in the file, whatever its extension says: its content decides.

    ``progress`` is called with the pages done and the pages in all where a file has pages.
    Raises UnreadableFile (or MissingExtra), with one line in Chinese, for whatever cannot be read.
    """
    source = load(Path(path), limits)
    return read_source(replace(source, progress=progress))


def read_source(source: Source) -> Document:
    """Like `read`, for content that is already in memory (a part of an archive, a conversion)."""
    try:
        reader = import_module(f"perflint.reading.{_READERS[sniff(source)]}")
        return cast("Document", reader.read(source))
    except PerflintError:
        raise
    except (MemoryError, RecursionError) as error:
        raise source.error("内容过大或嵌套过深，无法读取；请拆分或另存后再试") from error
    except Exception as error:  # a damaged file can fail anywhere: one line, never a traceback
        raise source.error("文件内容已损坏，无法读取；请用原软件打开后另存一份再试") from error
