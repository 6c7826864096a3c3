"""A package (docx, xlsx) that is patched: untouched parts keep every byte and their order."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from perflint.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EMPTY_RELS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Package:
    """The parts of a package, and what is changed in them."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise UnreadableFile("文件已损坏或不是 Office 文件，无法加批注") from error
        self._changed: dict[str, bytes] = {}
        self.names = [info.filename for info in self._archive.infolist()]

    def read(self, name: str) -> bytes:
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def put(self, name: str, data: bytes) -> None:
        self._changed[name] = data
        if name not in self.names:
            self.names.append(name)

    def tree(self, name: str) -> _Element:
        """A part as XML, safe against entities."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self.read(name), parser)

    def put_tree(self, name: str, root: _Element) -> None:
        from lxml import etree

        self.put(
            name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        )

    def main_part(self) -> str:
        """The part that the package is about."""
        for kind, target, _ in self.relations(""):
            if kind.endswith("/officeDocument"):
                return target
        raise UnreadableFile("文件不完整，缺少正文，无法加批注")

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Type, target part and id of each internal relationship of a part."""
        name = rels_name(part)
        if name not in self.names:
            return []
        base = posixpath.dirname(part)
        return [
            (
                link.get("Type") or "",
                posixpath.normpath(posixpath.join(base, link.get("Target") or "")).lstrip("/")
                if not (link.get("Target") or "").startswith("/")
                else (link.get("Target") or "").lstrip("/"),
                link.get("Id") or "",
            )
            for link in self.tree(name).iter(f"{_RELS_NS}Relationship")
            if link.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another; gives its id."""
        name = rels_name(part)
        data = self.read(name) if name in self.names else _EMPTY_RELS
        taken = {key for _, _, key in self.relations(part)} | {
            link.get("Id") or "" for link in self._links(name)
        }
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        entry = (
            f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr(relative)}/>'
        )
        self.put(name, _before_end(data, "Relationships", entry))
        return f"rId{number}"

    def _links(self, name: str) -> list[_Element]:
        return list(self.tree(name)) if name in self.names else []

    def declare(self, part: str, kind: str) -> None:
        """State the content type of a part."""
        entry = f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
        self.put(TYPES, _before_end(self.read(TYPES), "Types", entry))

    def declare_default(self, extension: str, kind: str) -> None:
        """State the content type of an extension, unless it is known."""
        root = self.tree(TYPES)
        known = {d.get("Extension", "").lower() for d in root.iter(f"{_TYPES_NS}Default")}
        if extension not in known:
            entry = f'<Default Extension="{extension}" ContentType="{kind}"/>'
            self.put(TYPES, _before_end(self.read(TYPES), "Types", entry))

    def free_name(self, pattern: str) -> str:
        """The first part name of a numbered pattern that is free."""
        taken = {name.lower() for name in self.names}
        return next(
            name for n in range(1, 100_000) if (name := pattern.format(n)).lower() not in taken
        )

    def save(self) -> bytes:
        """The package; what was not changed is stored with its old bytes, date and place."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                if name in self._archive.NameToInfo:
                    old = self._archive.getinfo(name)
                    info.date_time, info.external_attr = old.date_time, old.external_attr
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self.read(name))
        return buffer.getvalue()


def rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels") if part else "_rels/.rels"


def _before_end(data: bytes, tag: str, entry: str) -> bytes:
    """Insert an element before the root's end, in the root's own prefix; all else stays."""
    text = data.decode("utf-8-sig")
    at = text.rfind("</")
    prefix = text[at + 2 : text.rindex(">")].strip().removesuffix(tag)
    if at < 0 or not text[at:].strip().endswith(f"{tag}>"):  # <Types …/> without any content
        at = text.rindex("/>")
        return f"{text[:at]}>{entry}</{tag}>".encode()
    return f"{text[:at]}{entry.replace('<', f'<{prefix}', 1)}{text[at:]}".encode()
