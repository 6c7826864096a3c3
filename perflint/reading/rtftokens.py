"""RTF as a stream of tokens, and the encodings its bytes are in."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.patterns import pattern

_TOKEN = pattern(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    r"|([^\\{}\r\n]+)"
)
# (kind, word or text, number): kinds are word, byte, sign, brace, text
Token = tuple[str, str, int | None]

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOL_CHARSET = 2


def tokens(text: str, start: int = 0) -> Iterator[tuple[Token, int]]:
    """Each token with the position after it (binary data is skipped by its reader)."""
    for match in _TOKEN.finditer(text, start):
        word, number, byte, sign, brace, plain = match.groups()
        end = match.end()
        if word is not None:
            yield ("word", word, int(number) if number else None), end
        elif plain is not None:
            yield ("text", plain, None), end
        elif byte is not None:
            yield ("byte", byte, int(byte, 16)), end
        elif brace is not None:
            yield ("brace", brace, None), end
        elif sign is not None:
            yield ("sign", sign, None), end


def decode(data: bytes, charset: int | None, page: str) -> str:
    """Bytes in the encoding of their font, or of the document where the font names none."""
    if data.isascii():
        return data.decode("ascii")
    named = _CHARSETS.get(charset) if charset is not None else None
    if named is None:
        return data.decode(page, "replace")
    try:
        return data.decode(named)
    except UnicodeDecodeError:
        return data.decode(page, "replace")


def code_page(number: int | None) -> str:
    """The codec of ``\\ansicpgN``; Windows' Western one where it is not known."""
    if number in (936, 54936):
        return "gb18030"
    if number == 65001:
        return "utf-8"
    try:
        "".encode(f"cp{number}")
    except LookupError:
        return "cp1252"
    return f"cp{number}"
