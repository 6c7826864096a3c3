"""A comparison of two drafts as text, as JSON, and as sentences for the memo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perflint.linting.report import Finding
from perflint.records.submission import Record
from perflint.reports.jsonout import dumps
from perflint.reports.labels import Names, sentence, severity_name, shorten
from perflint.reports.second_draft.compare import STATUSES, Diff, Entry, Status

Fields = tuple[tuple[str, str], ...]
DIFF_SCHEMA = "perflint.diff/1"
EXAMPLES = 2


def diff_text(diff: Diff) -> str:
    """A readable comparison, what needs attention first; ends in a newline."""
    lines = [f"{diff.old.source.name} → {diff.new.source.name}", summary(diff)]
    for status in STATUSES:
        entries = diff.of(status)
        if entries:
            lines += ["", f"{status}（{len(entries)}项）"]
            lines += [f"  {line}" for entry in entries for line in entry_lines(entry, diff)]
    return "\n".join(lines) + "\n"


def summary(diff: Diff) -> str:
    """The figures in one sentence."""
    counts = diff.counts
    total = len(diff.old.findings)
    done = counts["已整改"]
    share = f"，整改率{round(100 * done / total)}%" if total else ""
    return (
        f"初稿问题{total}项：已整改{done}项，部分整改{counts['部分整改']}项，"
        f"未整改{counts['未整改']}项{share}；修改稿新增问题{counts['新增']}项"
    )


def entry_lines(entry: Entry, diff: Diff) -> Iterator[str]:
    finding, names = entry.finding, _names(entry, diff)
    yield (
        f"{severity_name(finding.severity)} {finding.code} {finding.title}"
        f"　{names.where(finding)}{_subject(finding, names)}"
    )
    for note in change_notes(entry, diff):
        yield f"    {note}"


def change_notes(entry: Entry, diff: Diff) -> Iterator[str]:
    """What became of the place: renamed, rewritten, deleted, or how much was corrected."""
    if entry.status == "新增":
        yield f"{sentence(entry.finding.message)}"
        return
    assert entry.old is not None
    if entry.deleted:
        yield "该指标或项目已删除"
    elif entry.status == "部分整改":
        yield f"{len(entry.old.rows)}处中已改{len(entry.fixed)}处"
    if entry.added:
        yield f"修改稿另有{len(entry.added)}处同类问题"
    yield from _rewritten(entry, diff)


def _rewritten(entry: Entry, diff: Diff) -> Iterator[str]:
    """The row's old and new wording, where it is one row and it changed."""
    assert entry.old is not None
    if len(entry.old.rows) != 1:
        return
    place = entry.old.rows[0]
    target = diff.pairs.get((place.project, place.row))
    if target is None:
        return
    before, after = Names(diff.old), Names(diff.new)
    if place.row is None:
        projects = before.projects.get(place.project or 0), after.projects.get(target[0] or 0)
        yield from _changed(*projects, (("项目名称", "title"), ("总体目标", "objective")))
        return
    old = before.indicator(place)
    new = after.indicator(place.model_copy(update={"project": target[0], "row": target[1]}))
    fields = (("名称", "name"), ("描述", "description"), ("指标值", "value"), ("依据", "basis"))
    yield from _changed(old, new, fields)


def _changed(old: Record | None, new: Record | None, fields: Fields) -> Iterator[str]:
    if old is None or new is None:
        return
    for label, field in fields:
        was, now = sentence(getattr(old, field)), sentence(getattr(new, field))
        if was != now:
            yield f"{label}：“{shorten(was, 60)}”改为“{shorten(now, 60)}”"


def diff_json(diff: Diff) -> str:
    """The comparison as data, schema ``perflint.diff/1``."""
    body = {
        "schema": DIFF_SCHEMA,
        "old": diff.old.source.model_dump(mode="json"),
        "new": diff.new.source.model_dump(mode="json"),
        "counts": diff.counts,
        "entries": [_entry_json(entry, diff) for entry in diff.entries],
    }
    return dumps(body) + "\n"


def _entry_json(entry: Entry, diff: Diff) -> dict[str, Any]:
    finding = entry.finding
    return {
        "status": entry.status,
        "code": finding.code,
        "severity": finding.severity,
        "old": _finding_json(entry.old),
        "new": _finding_json(entry.new),
        "deleted": entry.deleted,
        "fixed": [{"project": project, "row": row} for project, row in entry.fixed],
        "added": [{"project": project, "row": row} for project, row in entry.added],
        "notes": list(change_notes(entry, diff)),
    }


def _finding_json(finding: Finding | None) -> dict[str, Any] | None:
    return finding.model_dump(mode="json") if finding is not None else None


def progress_lines(diff: Diff) -> list[str]:
    """The section of the memo on the second draft."""
    lines = [f"{summary(diff)}。"]
    leads: tuple[tuple[Status, str], ...] = (
        ("未整改", "尚未整改的，如"),
        ("新增", "新增问题，如"),
    )
    for status, lead in leads:
        chosen = sorted(
            diff.of(status), key=lambda e: ("error", "warning", "info").index(e.finding.severity)
        )[:EXAMPLES]
        said = [_mention(entry, diff) for entry in chosen]
        if said:
            lines.append(f"{lead}{'；'.join(said)}。")
    return lines


def _mention(entry: Entry, diff: Diff) -> str:
    names = _names(entry, diff)
    where = names.where(entry.finding)
    message = sentence(entry.finding.message)
    return message if where in message else f"{where}：{message}"


def _names(entry: Entry, diff: Diff) -> Names:
    return Names(diff.new if entry.new is not None else diff.old)


def _subject(finding: Finding, names: Names) -> str:
    subject = names.subject(finding)
    return f"“{subject}”" if subject else ""
