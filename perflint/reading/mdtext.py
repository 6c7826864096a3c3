"""Marks inside Markdown's text: emphasis, code, links, escapes and character references."""

from __future__ import annotations

import html
import re
import unicodedata

from perflint.patterns import pattern

_CODE = pattern(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = pattern(r"!?\[([^\[\]]+)\]\((?:https?://|mailto:|#|/|\./)[^()\s]*\)")
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_REFERENCE = pattern(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_STRUCK = pattern(r"~~(?=\S).+?(?<=\S)~~")
_RUN = pattern(r"(?<!\\)(\*{1,3}|_{1,3})")
_SIGNS = frozenset("≥≤<>=＞＜＝≧≦±约")  # before a form's own stars


def unmarked(text: str) -> str:
    """The text as it shows. A form's own "≥**个" is no emphasis and stays."""
    if not any(mark in text for mark in "*_`~[\\&"):
        return text
    text = _CODE.sub(lambda match: match.group(2).strip(), text)
    text = _LINK.sub(r"\1", text)
    text = _without_emphasis(_STRUCK.sub("", text))
    text = _ESCAPED.sub(r"\1", text)
    text = _REFERENCE.sub(lambda match: html.unescape(match.group()), text)
    return text.replace("\xa0", " ").strip()


def _without_emphasis(text: str) -> str:
    """Without marks that stand in pairs: one that opens, and the next equal one that closes."""
    dropped: list[re.Match[str]] = []
    open_marks: dict[str, re.Match[str]] = {}
    for match in _RUN.finditer(text):
        mark = match.group()
        if mark in open_marks and _closes(text, match):
            dropped += [open_marks.pop(mark), match]
        elif _opens(text, match):
            open_marks[mark] = match
    for match in sorted(dropped, key=lambda m: -m.start()):
        text = text[: match.start()] + text[match.end() :]
    return text


def _opens(text: str, match: re.Match[str]) -> bool:
    before, after = _around(text, match)
    apart = not before or _is_edge(before)
    return before not in _SIGNS and bool(after.strip()) and (apart or _is_double_star(match))


def _closes(text: str, match: re.Match[str]) -> bool:
    before, after = _around(text, match)
    apart = not after or _is_edge(after)
    return (
        before not in _SIGNS
        and after not in ("%", "％")
        and bool(before.strip())
        and (apart or _is_double_star(match))
    )


def _is_double_star(match: re.Match[str]) -> bool:
    """The mark that may stand inside a word, where a single star is a sign of multiplication."""
    return match.group().startswith("**")


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]


def _is_edge(character: str) -> bool:
    """White space or punctuation."""
    return character.isspace() or unicodedata.category(character)[0] in "PS"
