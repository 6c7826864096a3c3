"""What is said at which place: the findings of a report gathered by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perflint.linting.report import Correction, Finding, Position, Report
from perflint.records.anchor import Anchor
from perflint.reports.labels import (
    Names,
    advice,
    basis_text,
    clean,
    correction_text,
    sentence,
    severity_name,
)
from perflint.reports.listing import rows_text

# What repeats more often than this is said at its first place only.
REPEATED = 6


@dataclass(frozen=True)
class Place:
    """Where a note stands: an anchor in the document, and the record it is about."""

    anchor: Anchor | None
    position: Position
    field: str


@dataclass(frozen=True)
class Note:
    """The findings at one place, each as lines of text, most severe first."""

    place: Place
    findings: tuple[Finding, ...]
    texts: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """All of it, findings apart by an empty line."""
        return "\n\n".join("\n".join(lines) for lines in self.texts)


def gather(report: Report) -> list[Note]:
    """The notes of a report in the order of its findings; what has no place is one note, the first."""
    names = Names(report)
    places: dict[Anchor | None, Place] = {}
    found: dict[Anchor | None, list[tuple[Finding, Correction | None]]] = {}
    for finding in report.findings:
        for place, fix in _places(finding):
            places.setdefault(place.anchor, place)
            found.setdefault(place.anchor, []).append((finding, fix))
    notes = []
    for key, members in found.items():
        members.sort(key=lambda member: ("error", "warning", "info").index(member[0].severity))
        notes.append(
            Note(
                places[key],
                tuple(finding for finding, _ in members),
                tuple(tuple(lines(finding, fix, names)) for finding, fix in members),
            )
        )
    return sorted(notes, key=lambda note: note.place.anchor is not None)


def bundled(notes: Sequence[Note]) -> Note:
    """Notes whose places were not found, as one; each begins with the place it is about."""
    first = notes[0]
    texts: list[tuple[str, ...]] = []
    for note in notes:
        where = clean(str(note.place.anchor)) if note.place.anchor is not None else ""
        opening = (f"原文位置：{where}",) if where else ()
        texts += [(*opening, *lines) for lines in note.texts]
    return Note(first.place, tuple(f for note in notes for f in note.findings), tuple(texts))


def whereabouts(notes: Sequence[Note]) -> tuple[str, ...]:
    """The places of notes in words."""
    found = (clean(str(note.place.anchor)) for note in notes if note.place.anchor is not None)
    return tuple(dict.fromkeys(found))


def _places(finding: Finding) -> Iterator[tuple[Place, Correction | None]]:
    rows = finding.rows or [Position()]
    anchors = finding.places or [finding.anchor] * len(rows)
    fixes = finding.fixes or [finding.fix] + [None] * (len(rows) - 1)
    every = list(zip(rows, anchors, fixes, strict=False))
    for row, anchor, fix in every[:1] if len(every) > REPEATED else every:
        yield Place(anchor, row, finding.field), fix


def lines(finding: Finding, fix: Correction | None, names: Names) -> Iterator[str]:
    """A finding as the lines of a comment."""
    yield f"【{severity_name(finding.severity)}】{clean(finding.title)}（{finding.code}）"
    yield f"{sentence(finding.message)}。"
    if finding.suggestion and (len(finding.rows) < 2 or fix is None):
        yield f"建议：{advice(finding.suggestion).removeprefix('建议').lstrip('：，')}。"
    if fix is not None and (text := correction_text(fix)):
        yield f"可改为　{text}"
    if len(finding.rows) > REPEATED and (rows := rows_text(finding, names)):
        yield f"涉及：{rows}。"
    if finding.basis:
        yield f"依据：{basis_text(finding.basis)}"
