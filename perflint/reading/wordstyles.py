"""Which paragraphs are headings, and of what level."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from perflint.patterns import pattern
from perflint.reading.wordnames import Names, names_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY_LEVEL = 9
_HEADING = pattern(r"(?:heading|标题)\s*([1-9])", re.I)
_TITLE = ("title", "标题")
_MAX_CHAIN = 12
_PARAGRAPH = "paragraph"


def heading_levels(styles: bytes) -> dict[str, int]:
    """Heading level (from 1) by style id; styles of body text are left out.

    A style inherits its outline level; where none is set the style's name tells.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(styles, parser)
    if root is None:
        return {}
    n = names_of(etree.QName(root).namespace or "")
    own: dict[str, int | None] = {}
    parents: dict[str, str] = {}
    for style in root.iterchildren(n.style_def):
        if style.get(n.style_type, _PARAGRAPH) != _PARAGRAPH:
            continue  # of characters, tables and lists, of which there are many
        key = style.get(n.style_id) or ""
        own[key] = _defined_level(style, n)
        based_on = style.find(n.based_on)
        if based_on is not None:
            parents[key] = based_on.get(n.val) or ""
    levels = {key: _inherited(key, own, parents) for key in own}
    return {key: level for key, level in levels.items() if level}


def _defined_level(style: _Element, n: Names) -> int | None:
    outline = style.find(f"{n.p_pr}/{n.outline}")
    if outline is not None:
        return _level(outline, n)
    name = style.find(n.style_name)
    text = (name.get(n.val) or "").strip() if name is not None else ""
    match = _HEADING.fullmatch(text)
    if match:
        return int(match.group(1))
    return 1 if text.lower() in _TITLE else None


def _inherited(key: str, own: dict[str, int | None], parents: dict[str, str]) -> int:
    for _ in range(_MAX_CHAIN):
        level = own.get(key)
        if level is not None:
            return level
        key = parents.get(key, "")
    return 0


def own_level(paragraph: _Element, n: Names, styles: Callable[[], dict[str, int]]) -> int:
    """The heading level of a paragraph, 0 for body text; ``styles`` is asked where it has a style."""
    properties = next(iter(paragraph), None)
    if properties is None or properties.tag != n.p_pr:
        return 0
    outline = properties.find(n.outline)
    if outline is not None:
        return _level(outline, n)
    style = properties.find(n.style)
    return styles().get(style.get(n.val) or "", 0) if style is not None else 0


def _level(outline: _Element, n: Names) -> int:
    try:
        value = int(outline.get(n.val) or _BODY_LEVEL)
    except ValueError:
        return 0
    return value + 1 if 0 <= value < _BODY_LEVEL else 0
