"""The baseline: findings known at a date, recognised again by their fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from perflint.errors import UsageError
from perflint.linting.report import Finding, Ignored

BASELINE_SCHEMA = "perflint.baseline/1"
REASON = "基线中已有"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known fingerprints, each with a line that tells a reader what it was."""

    known: dict[str, str]

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Ignored], list[str]]:
        """New findings, known ones, and a notice when entries of the baseline no longer occur."""
        new: list[Finding] = []
        old: list[Ignored] = []
        for finding in findings:
            if finding.fingerprint in self.known:
                old.append(Ignored(finding=finding, reason=REASON))
            else:
                new.append(finding)
        gone = len(self.known) - len({item.finding.fingerprint for item in old})
        notices = [f"基线中有{gone}条问题已不再出现，可重新生成基线"] if gone else []
        return new, old, notices


def baseline_text(findings: Iterable[Finding]) -> str:
    """The baseline of these findings as JSON text."""
    known = {finding.fingerprint: f"{finding.code} {finding.message}" for finding in findings}
    body = {"schema": BASELINE_SCHEMA, "findings": dict(sorted(known.items()))}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def load_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises UsageError for a file that is none."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageError(f"基线文件“{path}”无法读取，请用 perflint baseline 重新生成") from None
    if not isinstance(body, dict) or body.get("schema") != BASELINE_SCHEMA:
        raise UsageError(f"“{path.name}”不是基线文件，请用 perflint baseline 生成")
    return Baseline({str(key): str(text) for key, text in body.get("findings", {}).items()})
