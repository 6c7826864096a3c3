"""The parts of a workbook that its cells refer to: shared strings and cell formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from perflint.patterns import pattern
from perflint.reading.numfmt import BUILTIN, NumberFormat, number_format
from perflint.reading.source import Source
from perflint.reading.zipsafe import SafeZip

_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_SIDES = ("left", "right", "top", "bottom", "start", "end")


@dataclass(slots=True)
class Styles:
    """What the cell formats (by the cell's ``s``) say: the number format, and whether ruled."""

    formats: dict[str, NumberFormat] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    ruled: set[str] = field(default_factory=set)
    plain: NumberFormat = field(default_factory=lambda: number_format(""))


def read_styles(root: etree._Element | None, date1904: bool) -> Styles:
    """The cell formats of a workbook (``root`` of its styles part, None where it has none)."""
    styles = Styles()
    if root is None:
        return styles
    codes = dict(BUILTIN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_int(entry.get("numFmtId"))] = entry.get("formatCode", "")
    borders = [_has_lines(border) for border in root.iterfind("{*}borders/{*}border")]
    for index, xf in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code = codes.get(_int(xf.get("numFmtId")), "")
        styles.codes[str(index)] = code
        styles.formats[str(index)] = number_format(code, date1904)
        border = _int(xf.get("borderId"))
        if 0 < border < len(borders) and borders[border]:
            styles.ruled.add(str(index))
    return styles


def _has_lines(border: etree._Element) -> bool:
    return any(
        etree.QName(side).localname in _SIDES and side.get("style", "none") != "none"
        for side in border
        if isinstance(side.tag, str)
    )


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def read_shared_strings(source: Source, archive: SafeZip, part: str) -> list[str]:
    """The table of texts; phonetic guides (拼音) are not part of a text."""
    strings: list[str] = []
    with archive.open(part) as stream:
        try:
            for _, item in etree.iterparse(
                stream, tag="{*}si", resolve_entities=False, no_network=True, huge_tree=True
            ):
                if not strings:
                    refuse_entities(source, item)
                strings.append(rich_text(item))
                item.clear()
                while item.getprevious() is not None and (parent := item.getparent()) is not None:
                    del parent[0]
                if len(strings) % 10_000 == 0:
                    source.check_time()
        except etree.XMLSyntaxError as error:
            raise source.error(
                "工作簿的文字表已损坏，无法读取；请用 Excel 或 WPS 打开后另存一份再试"
            ) from error
    return strings


def refuse_entities(source: Source, element: etree._Element) -> None:
    """Raise for a part with a document type: no program writes one, it only hides entities."""
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise source.error(
            "文件内含自定义实体，不是正常的 Excel 文件，未读取；请用 Excel 打开后另存一份再试"
        )


def rich_text(item: etree._Element) -> str:
    """The text of an ``si`` or ``is`` element, its runs joined."""
    if len(item) == 1 and not len(item[0]):
        return clean(item[0].text or "")
    texts = []
    for child in item:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            texts += [text.text or "" for text in child.iterfind("{*}t")]
    return clean("".join(texts))


def clean(text: str) -> str:
    """Line ends as ``\\n``, escaped characters (``_x000D_``) as themselves, no outer space."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _unescaped(code: re.Match[str]) -> str:
    character = chr(int(code.group(1), 16))
    return character if character.isprintable() or character.isspace() else ""
