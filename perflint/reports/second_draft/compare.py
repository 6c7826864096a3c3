"""Two drafts compared (整改): what was corrected, what is still there, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from perflint.linting.report import Finding, Report
from perflint.reports.second_draft.match import Pairs, Row, match

Status = Literal["已整改", "部分整改", "未整改", "新增"]
STATUSES: tuple[Status, ...] = ("未整改", "部分整改", "新增", "已整改")


@dataclass(frozen=True)
class Entry:
    """One finding followed from the first draft to the second.

    ``old`` is None for what is new, ``new`` None for what was corrected. ``deleted`` tells that
    the row or project is no longer there. ``fixed`` are the places (of the first draft) of a
    rolled-up finding that were corrected, ``added`` the places (of the second) that came.
    """

    status: Status
    old: Finding | None
    new: Finding | None
    deleted: bool = False
    fixed: tuple[Row, ...] = ()
    added: tuple[Row, ...] = ()

    @property
    def finding(self) -> Finding:
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class Diff:
    """The comparison: entries in the order of the first draft, then what is new."""

    old: Report
    new: Report
    pairs: Pairs
    entries: list[Entry]

    def of(self, status: Status) -> list[Entry]:
        return [entry for entry in self.entries if entry.status == status]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(entry.status for entry in self.entries)
        return {status: found[status] for status in STATUSES}


def compare(old: Report, new: Report) -> Diff:
    """Follow every finding of the first draft into the second.

    Rows and projects may have been edited, moved or renamed: they are matched by what they say,
    and a finding is the same where the same rule speaks about the same row.
    """
    pairs = match(old.submission, new.submission)
    partner = _partners(old.findings, new.findings, pairs)
    entries = [_entry(f, partner.get(id(f)), pairs) for f in old.findings]
    taken = {id(found) for found in partner.values()}
    entries += [Entry("新增", None, f) for f in new.findings if id(f) not in taken]
    return Diff(old, new, pairs, entries)


def places(finding: Finding) -> list[Row]:
    return [(p.project, p.row) for p in finding.rows] or [(finding.project, finding.row)]


def _moved(finding: Finding, pairs: Pairs) -> set[Row]:
    """Where a finding of the first draft would stand in the second."""
    return {pairs[place] for place in places(finding) if place in pairs}


def _partners(old: list[Finding], new: list[Finding], pairs: Pairs) -> dict[int, Finding]:
    """The new finding of each old one (by id): the surest kind of likeness is settled first."""
    partner: dict[int, Finding] = {}
    free = list(new)
    for alike in _likenesses(pairs):
        for finding in old:
            if id(finding) in partner:
                continue
            found = next((f for f in free if f.code == finding.code and alike(finding, f)), None)
            if found is not None:
                partner[id(finding)] = found
                free.remove(found)
    return partner


def _likenesses(pairs: Pairs) -> Iterator[Callable[[Finding, Finding], bool]]:
    def overlaps(a: Finding, b: Finding) -> bool:
        return bool(_moved(a, pairs) & set(places(b)))

    yield lambda a, b: a.fingerprint == b.fingerprint and overlaps(a, b)

    def alike(a: Finding, b: Finding) -> bool:
        return overlaps(a, b) and a.field == b.field and _same_kind(a, b)

    yield lambda a, b: alike(a, b) and a.quote == b.quote
    yield alike


def _same_kind(a: Finding, b: Finding) -> bool:
    """Findings on the whole text are the same only where they speak of the same thing."""
    if any(place != (None, None) for place in places(a)):
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(a.message, b.message) >= 60


def _entry(old: Finding, new: Finding | None, pairs: Pairs) -> Entry:
    gone = all(place not in pairs for place in places(old))
    if new is None:
        return Entry("已整改", old, None, deleted=gone)
    there, moved = places(new), _moved(old, pairs)
    fixed = tuple(place for place in places(old) if pairs.get(place) not in there)
    added = tuple(place for place in there if place not in moved)
    return Entry("部分整改" if fixed else "未整改", old, new, fixed=fixed, added=added)
