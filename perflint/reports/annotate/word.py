"""Comments in a Word document: only the parts that must change are touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perflint.errors import UnreadableFile
from perflint.linting.report import Report
from perflint.reports.annotate.comments import CommentPart
from perflint.reports.annotate.notes import Note, bundled, whereabouts
from perflint.reports.annotate.parts import Package
from perflint.reports.annotate.wordtree import WordTree, paragraphs_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def annotate_word(
    data: bytes,
    report: Report,
    notes: list[Note],
    author: str,
    stamp: str,
    suggest_changes: bool = False,
) -> tuple[bytes, dict[str, Any]]:
    """The document with a comment at each note's cell, and counts of what was done."""
    package = Package(data)
    part = package.main_part()
    root = package.tree(part)
    tree = WordTree(root)
    changes = 0
    comments = CommentPart(package, part, tree.n, author, stamp)
    lost: list[Note] = []
    for note in notes:
        element = place_of(note, tree)
        if element is None:
            lost.append(note)
        else:
            attach(element, comments.add(note.texts), tree)
    if lost:
        attach(_head(tree), comments.add(bundled(lost).texts), tree)
    if suggest_changes:
        from perflint.reports.annotate.revisions import apply_fixes

        changes = apply_fixes(tree, report, author, stamp)
    comments.save()
    package.put_tree(part, root)
    placed = len(notes) - len(lost) + bool(lost)
    done = {"comments": placed, "changes": changes, "missed_places": whereabouts(lost)}
    return package.save(), done


def place_of(note: Note, tree: WordTree) -> _Element | None:
    """The cell or paragraph of a note, or None where it has none or it is not there."""
    anchor = note.place.anchor
    if anchor is None:
        return None
    if anchor.table is None:
        return tree.paragraphs.get(anchor.paragraph or 0)
    if anchor.row is None or anchor.column is None:
        first = [key for key in tree.cells if key[0] == anchor.table]
        return tree.cells[min(first)] if first else None
    return tree.cells.get((anchor.table, anchor.row, anchor.column))


def _head(tree: WordTree) -> _Element:
    """Where notes on the whole text stand: the first paragraph, or the first cell."""
    candidates = [tree.paragraphs.get(1), *list(tree.cells.values())[:1]]
    for candidate in candidates:
        if candidate is not None:
            return candidate
    raise UnreadableFile("文件中没有可以加批注的段落或表格")


def attach(element: _Element, number: int, tree: WordTree) -> None:
    """Anchor a comment on a whole paragraph or cell."""
    from lxml.etree import SubElement

    n = tree.n
    own = [element] if element.tag == n.p else paragraphs_of(element, n)
    if not own:
        own = [SubElement(element, n.p)]
    start = _element(n.p, "commentRangeStart", number)
    own[0].insert(_after_properties(own[0], n.p_pr), start)
    own[-1].append(_element(n.p, "commentRangeEnd", number))
    run = SubElement(own[-1], n.r)
    run.append(_element(n.p, "commentReference", number))


def _after_properties(paragraph: _Element, p_pr: str) -> int:
    """The index behind the properties and behind comments that begin here already."""
    index = 0
    for child in paragraph:
        is_start = str(child.tag).endswith("}commentRangeStart")
        if child.tag != p_pr and not is_start:
            break
        index += 1
    return index


def _element(sample: str, name: str, number: int) -> _Element:
    from lxml.etree import Element

    namespace = sample[: sample.index("}") + 1]
    return Element(f"{namespace}{name}", {f"{namespace}id": str(number)})
