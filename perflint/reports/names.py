"""File names made from departments: safe on every system, stable, never the same twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from perflint.linting.report import Report
from perflint.patterns import pattern

_UNSAFE = pattern(r'[\x00-\x1f<>:"/\\|?*\s]+')
_RESERVED = pattern(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
LONGEST = 60


def file_names(reports: Sequence[Report]) -> list[str]:
    """A name without suffix for each report; the file's own where the department is unknown."""
    used: dict[str, int] = {}
    names = []
    for report in reports:
        name = safe_name(report.submission.department or Path(report.source.name).stem)
        used[name.lower()] = used.get(name.lower(), 0) + 1
        count = used[name.lower()]
        names.append(name if count == 1 else f"{name}-{count}")
    return names


def safe_name(text: str) -> str:
    """Text as a file name: no separators, no reserved word, no leading or trailing dot."""
    name = _UNSAFE.sub("_", text).strip("._ ")[:LONGEST].rstrip("._ ")
    if not name:
        return "未命名"
    return f"{name}_" if _RESERVED.match(name) else name
