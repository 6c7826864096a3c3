"""Characters of the Symbol and Wingdings fonts, as the Unicode characters people see."""

from __future__ import annotations

import re

from perflint.patterns import pattern

# By the low byte of the font's code: comparators matter, check boxes are common in forms.
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°",
    0xB7: "·", 0xA5: "∞",
}  # fmt: skip
_DINGBATS = {0xA8: "□", 0x6F: "□", 0x71: "□", 0xFE: "☑", 0x52: "☑", 0xFC: "√", 0xFD: "☒"}
_PRIVATE = pattern("[\uf020-\uf0ff]")


def symbol(font: str, code: int) -> str:
    """The character ``code`` of a font; "" where it has none."""
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    table = _DINGBATS if "dings" in font.lower() else _SYMBOL
    if low in table:
        return table[low]
    return chr(low) if 0x20 <= low < 0xD800 else ""


def seen(text: str) -> str:
    """Text with the private codes of these fonts replaced; the font is not known."""
    return _PRIVATE.sub(_replace, text) if _PRIVATE.search(text) else text


def _replace(match: re.Match[str]) -> str:
    low = ord(match.group()) & 0xFF
    return _SYMBOL.get(low) or _DINGBATS.get(low) or ""
