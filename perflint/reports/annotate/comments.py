"""The comments part of a Word document: made, or added to where there are comments already."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.reading.wordnames import STRICT, TRANSITIONAL, Names
from perflint.reports.annotate.parts import Package

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class CommentPart:
    """Numbers comments after those that are there and keeps them in document order."""

    def __init__(self, package: Package, part: str, n: Names, author: str, stamp: str) -> None:
        from lxml.etree import Element

        self._package, self._main, self._n = package, part, n
        self._author, self._stamp = author, stamp
        self._ns = n.p[: n.p.index("}") + 1]
        self._base = _base(self._ns.strip("{}"))
        self._name = next(
            (t for kind, t, _ in package.relations(part) if kind == f"{self._base}/comments"), ""
        )
        if self._name and self._name in package.names:
            self._root = package.tree(self._name)
        else:
            self._name = ""
            self._root = Element(f"{self._ns}comments", nsmap={"w": self._ns.strip("{}")})
        self._next = 1 + max((int(c.get(f"{self._ns}id") or 0) for c in self._root), default=-1)

    def add(self, texts: Sequence[Sequence[str]]) -> int:
        """A comment with paragraphs; gives its number."""
        from lxml.etree import SubElement

        ns, number = self._ns, self._next
        self._next += 1
        comment = SubElement(
            self._root,
            f"{ns}comment",
            {
                f"{ns}id": str(number),
                f"{ns}author": self._author,
                f"{ns}date": self._stamp,
                f"{ns}initials": self._author[:2],
            },
        )
        lines = [line for n, block in enumerate(texts) for line in ([""] if n else []) + [*block]]
        for line in lines or [""]:
            run = SubElement(SubElement(comment, f"{ns}p"), f"{ns}r")
            text = SubElement(run, f"{ns}t", {_SPACE: "preserve"})
            text.text = line
        return number

    def save(self) -> None:
        """Put the part into the package, and make it known where it is new."""
        if not len(self._root):
            return
        if not self._name:
            folder = self._main.rpartition("/")[0]
            name = f"{folder}/comments.xml" if folder else "comments.xml"
            self._name = (
                name
                if name not in self._package.names
                else self._package.free_name(f"{folder}/comments{{}}.xml")
            )
            self._package.relate(self._main, f"{self._base}/comments", self._name)
            self._package.declare(self._name, _KIND)
        self._package.put_tree(self._name, self._root)


def _base(namespace: str) -> str:
    """The root of relationship types in the flavour of a document."""
    assert namespace in (STRICT, TRANSITIONAL)
    if namespace == STRICT:
        return "http://purl.oclc.org/ooxml/officeDocument/relationships"
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
