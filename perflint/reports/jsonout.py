"""The frozen JSON forms as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from perflint.linting.report import Report
from perflint.reports.run import COMPLETE, Run


def dumps(data: Any, *, indent: int | None = 1) -> str:
    """JSON with Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=indent)


def json_text(reports: Sequence[Report], run: Run = COMPLETE) -> str:
    """One object for one file, a list in path order for several."""
    bodies = [report.to_json() for report in reports]
    return dumps(bodies if run.is_batch(reports) else bodies[0]) + "\n"


def json_lines(reports: Sequence[Report]) -> str:
    """One finding a line, each with the name of its file."""
    lines = [
        dumps({"file": report.source.name, **finding}, indent=None)
        for report in reports
        for finding in report.to_json()["findings"]
    ]
    return "".join(f"{line}\n" for line in lines)
