"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


def or_raise(key: str) -> str:
    """The end of a refusal's line: what else can be done, with the key of the configuration."""
    return f"，或在配置文件的 [limits] 中调高 {key}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file; a file beyond one of them is refused with a line that names it.

    - ``file_bytes``: size on disk
    - ``expanded_bytes``: size of one archive's parts after unpacking, declared and counted
    - ``ratio``: expanded to packed size of a part, looked at from ``ratio_from`` bytes on
    - ``parts``: entries of an archive
    - ``cells``: table cells of a document, merged ones counted once
    - ``pages``: pages of a PDF
    - ``nesting``: tables within tables
    - ``rows`` and ``columns``: a table's grid; spans are cut to it
    - ``seconds``: time for one file, recognition of scanned pages included
    - ``memory_bytes``: address space of a child process (PDF, recognition, LibreOffice has none)
    """

    file_bytes: int = 200 * MIB
    expanded_bytes: int = 400 * MIB
    ratio: int = 300
    ratio_from: int = 16 * MIB
    parts: int = 20_000
    cells: int = 2_000_000
    pages: int = 2_000
    nesting: int = 16
    rows: int = 1_048_576
    columns: int = 1_024
    seconds: float = 600.0
    memory_bytes: int = 1024 * MIB
