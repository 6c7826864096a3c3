"""The result of a lint run: findings, what was read, what was ignored."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from perflint.checks.hit import Severity
from perflint.records.submission import Place, Source, Submission

FINDINGS_SCHEMA = "perflint.findings/1"

Question = Literal["完整性", "相关性", "适当性", "可行性", "文本规范", "预算匹配"]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Position(Model):
    """A project and a row within it; null row = the project, both null = the document."""

    project: int | None = None
    row: int | None = None


class Basis(Model):
    """A policy document; ``clause`` is shown only once it was verified against the original."""

    document: str
    clause: str = ""
    verified: bool = False

    def __str__(self) -> str:
        return f"{self.document}{self.clause}" if self.verified and self.clause else self.document


class Correction(Model):
    """The proposed text in the four fields a department can type; null leaves a field as it is."""

    name: str | None = None
    operator: str | None = None
    value: str | None = None
    unit: str | None = None
    text: str | None = None
    certain: bool = False


class Finding(Model):
    """One defect as the reader sees it.

    ``rows`` lists every place, also when there is just one; ``project`` and ``row`` are null where
    the places differ. ``places`` are the anchors in the order of ``rows``; so are ``fixes``, the
    corrections of each place where a rolled-up finding has several (not part of the JSON).
    """

    code: str
    name: str
    title: str
    severity: Severity
    question: Question
    project: int | None = None
    row: int | None = None
    rows: list[Position] = []
    field: str = ""
    quote: str = ""
    message: str
    suggestion: str = ""
    fix: Correction | None = None
    basis: list[Basis] = []
    anchor: Place | None = None
    places: list[Place | None] = []
    fixes: list[Correction | None] = Field(default=[], exclude=True)
    fingerprint: str = ""


class ReadCounts(Model):
    """What a run read: clean must never mean that nothing was read."""

    tables: int
    projects: int
    indicators: int
    budget_lines: int


class Ignored(Model):
    """A finding left out of the count, and why (an ignore entry or the baseline)."""

    finding: Finding
    reason: str


class Report(Model):
    """Everything a paper is written from.

    ``profile`` is the depth (basic, review, strict); ``local`` the name of the place-and-year
    profile. ``notices`` are one-line remarks in Chinese (stale ignores, hidden rows, doubts).
    """

    source: Source
    read: ReadCounts
    profile: str
    local: str = ""
    findings: list[Finding] = []
    ignored: list[Ignored] = []
    notices: list[str] = []
    submission: Submission
    # Where the file lies, with forward slashes, for tools that show findings at the file itself.
    path: str = Field(default="", exclude=True)

    @property
    def location(self) -> str:
        """The path where it is known, else the name of the file."""
        return self.path or self.source.name

    def worst(self) -> Severity | None:
        """The highest severity among the findings, or None when there are none."""
        for severity in ("error", "warning", "info"):
            if any(finding.severity == severity for finding in self.findings):
                return severity
        return None

    def to_json(self) -> dict[str, Any]:
        """The frozen form ``perflint.findings/1`` as JSON-ready data."""
        body = self.model_dump(mode="json", exclude={"submission"})
        return {"schema": FINDINGS_SCHEMA, **body}
