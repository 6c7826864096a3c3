"""Certain corrections as tracked changes (修订), which the department accepts or rejects."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perflint.linting.report import Correction, Finding, Report
from perflint.records.submission import Indicator, Project
from perflint.reports.annotate.wordtree import WordTree, paragraphs_of
from perflint.reports.fixtext import new_texts

if TYPE_CHECKING:
    from lxml.etree import _Element

# A value stands behind its name with at most this many characters between (“：”, “（”).
NEAR = 3
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Edit:
    """One text to change: as read, and as it should be.

    ``label`` is the indicator's name: in a cell that holds several indicators the text is looked
    for behind it.
    """

    cell: tuple[int, int, int]
    old: str
    new: str
    label: str = ""


def apply_fixes(tree: WordTree, report: Report, author: str, stamp: str) -> int:
    """Write every certain correction that can be written; gives their number.

    A cell is corrected once; a cell whose text is not simple (fields, earlier revisions) keeps its
    comment only.
    """
    writer = _Writer(tree, author, stamp)
    return sum(writer.write(edit) for edit in edits(report))


def edits(report: Report) -> list[Edit]:
    """The changes of a report; where two would change the same text, the first is taken."""
    chosen: dict[tuple[tuple[int, int, int], str, str], Edit] = {}
    for finding, project, row, fix in _certain(report):
        for edit in _edits(finding, project, row, fix):
            chosen.setdefault((edit.cell, edit.label, edit.old), edit)
    return list(chosen.values())


def _certain(
    report: Report,
) -> Iterator[tuple[Finding, Project, Indicator | None, Correction]]:
    projects = {project.number: project for project in report.submission.projects}
    for finding in report.findings:
        fixes = finding.fixes or [finding.fix]
        for position, fix in zip(finding.rows, fixes, strict=False):
            project = projects.get(position.project or 0)
            if fix is None or not fix.certain or project is None:
                continue
            row = next((i for i in project.indicators if i.row == position.row), None)
            yield finding, project, row, fix


def _edits(
    finding: Finding, project: Project, row: Indicator | None, fix: Correction
) -> Iterator[Edit]:
    record: Indicator | Project = row if row is not None else project
    if row is not None:
        texts = new_texts(row, fix, finding.field)
    else:
        texts = {finding.field: fix.text} if fix.text is not None else {}
    for field, new in texts.items():
        place = record.anchors.get(field)
        old = getattr(record, field, None)
        if place is None or place.table is None or not isinstance(old, str) or old == new:
            continue
        if place.row is not None and place.column is not None:
            cell = (place.table, place.row, place.column)
            yield Edit(cell, old, new, row.name if row is not None else "")


@dataclass
class _Char:
    """One character of a cell: its run and place in the text node; no run for a paragraph's end."""

    text: str
    node: _Element | None = None
    index: int = 0


class _Writer:
    def __init__(self, tree: WordTree, author: str, stamp: str) -> None:
        self._tree, self._author, self._stamp = tree, author, stamp
        self._ns = tree.n.p[: tree.n.p.index("}") + 1]
        self._next = 1 + _highest_id(tree, self._ns)

    def write(self, edit: Edit) -> bool:
        """Mark one cell; False where its text cannot be matched or is not simple."""
        cell = self._tree.cells.get(edit.cell)
        if cell is None:
            return False
        chars = self._chars(cell)
        start, end, new = changed_range(edit.old, edit.new)
        offset = _find("".join(char.text for char in chars), edit)
        if offset is None:
            return False
        marked = chars[offset + start : offset + end]
        before = chars[offset + start - 1] if offset + start else None
        if any(char.node is None for char in marked):
            return False
        anchor = marked[0] if marked else before
        if anchor is None or anchor.node is None or not self._is_simple(marked or [anchor]):
            return False
        self._mark(marked, anchor, new)
        return True

    def _chars(self, cell: _Element) -> list[_Char]:
        n = self._tree.n
        chars: list[_Char] = []
        for number, paragraph in enumerate(paragraphs_of(cell, n)):
            if number:
                chars.append(_Char("\n"))
            for node in paragraph.iter(n.t, n.br, n.tab, n.sym, n.hyphen):
                if node.tag == n.t:
                    chars += [_Char(c, node, i) for i, c in enumerate(node.text or "")]
                elif not len(node.attrib) or node.tag != n.tab:
                    chars.append(_Char("\n" if node.tag == n.br else " "))
        return chars

    def _is_simple(self, marked: list[_Char]) -> bool:
        """Plain runs of one paragraph, not within an earlier revision."""
        parents = set()
        for char in marked:
            run = char.node.getparent() if char.node is not None else None
            parent = run.getparent() if run is not None else None
            if run is None or run.tag != self._tree.n.r or parent is None:
                return False
            if parent.tag not in (self._tree.n.p, f"{self._ns}hyperlink", f"{self._ns}smartTag"):
                return False
            parents.add(parent)
        return len(parents) == 1

    def _mark(self, marked: list[_Char], anchor: _Char, new: str) -> None:
        assert anchor.node is not None
        first = anchor.node.getparent()
        assert first is not None
        if marked:
            runs = self._cut_out(marked)
            place = runs[-1]
            for run in runs:
                place = self._delete(run)
        else:
            place = self._split_after(anchor)
        if new:
            place.addnext(self._insertion(first, new))

    def _cut_out(self, marked: list[_Char]) -> list[_Element]:
        """The marked characters as runs of their own."""
        by_node: dict[_Element, list[int]] = {}
        for char in marked:
            if char.node is not None:
                by_node.setdefault(char.node, []).append(char.index)
        return [
            self._isolate(node, min(places), max(places) + 1) for node, places in by_node.items()
        ]

    def _isolate(self, node: _Element, start: int, end: int) -> _Element:
        """Split a run so that one part of one text node is alone in a run."""
        run, text = node.getparent(), node.text or ""
        assert run is not None
        children = [child for child in run if child.tag != self._tree.n.r_pr]
        at = children.index(node)
        before = self._copy(run, children[:at], text[:start])
        middle = self._copy(run, [], text[start:end])
        after = self._copy(run, [], text[end:], children[at + 1 :])
        parent = run.getparent()
        assert parent is not None
        index = parent.index(run)
        parent.remove(run)
        for piece in reversed([piece for piece in (before, middle, after) if piece is not None]):
            parent.insert(index, piece)
        assert middle is not None
        return middle

    def _copy(
        self,
        run: _Element,
        before: list[_Element],
        text: str,
        after: list[_Element] | None = None,
    ) -> _Element | None:
        """A run with the same properties; None where there would be nothing in it."""
        from lxml.etree import Element

        if not before and not text and not after:
            return None
        made = Element(run.tag, {str(k): str(v) for k, v in run.attrib.items()})
        properties = run.find(self._tree.n.r_pr)
        if properties is not None:
            made.append(deepcopy(properties))
        made.extend(before)
        if text:
            made.append(self._text(self._tree.n.t, text))
        made.extend(after or [])
        return made

    def _split_after(self, anchor: _Char) -> _Element:
        """The run that ends right behind a character."""
        node = anchor.node
        assert node is not None
        return self._isolate(node, 0, anchor.index + 1)

    def _delete(self, run: _Element) -> _Element:
        n = self._tree.n
        holder = self._revision("del")
        run.addprevious(holder)
        holder.append(run)
        for node in list(run.iter(n.t)):
            new = self._text(f"{self._ns}delText", node.text or "")
            run.replace(node, new)
        return holder

    def _insertion(self, like: _Element, text: str) -> _Element:
        from lxml.etree import Element

        holder = self._revision("ins")
        run = Element(self._tree.n.r)
        properties = like.find(self._tree.n.r_pr)
        if properties is not None:
            run.append(deepcopy(properties))
        run.append(self._text(self._tree.n.t, text))
        holder.append(run)
        return holder

    def _revision(self, kind: str) -> _Element:
        from lxml.etree import Element

        holder = Element(
            f"{self._ns}{kind}",
            {
                f"{self._ns}id": str(self._next),
                f"{self._ns}author": self._author,
                f"{self._ns}date": self._stamp,
            },
        )
        self._next += 1
        return holder

    def _text(self, tag: str, text: str) -> _Element:
        from lxml.etree import Element

        node = Element(tag, {_SPACE: "preserve"})
        node.text = text
        return node


def changed_range(old: str, new: str) -> tuple[int, int, str]:
    """The smallest single stretch of ``old`` to replace: its bounds, and the text that comes."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, new[start : len(new) - tail]


def _find(shown: str, edit: Edit) -> int | None:
    """Where the text as read stands in the cell: outer white space was stripped when reading.

    In a cell with more in it, the text must stand right behind its label, or be the label.
    """
    if shown.strip() == edit.old:
        return len(shown) - len(shown.lstrip())
    if not edit.label or shown.count(edit.label) != 1:
        return None
    start = shown.index(edit.label)
    if edit.old == edit.label:
        return start
    end = start + len(edit.label)
    found = shown.find(edit.old, end)
    return found if 0 <= found - end <= NEAR else None


def _highest_id(tree: WordTree, ns: str) -> int:
    table = next(iter(tree.tables.values()), None)
    if table is None:
        return 0
    root = table.getroottree().getroot()
    known = [
        int(value)
        for tag in ("ins", "del", "moveFrom", "moveTo")
        for element in root.iter(f"{ns}{tag}")
        if (value := element.get(f"{ns}id") or "").isdigit()
    ]
    return max(known, default=1000)
