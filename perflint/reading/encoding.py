"""Which encoding a text is in."""

from __future__ import annotations

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 4096
_LOOK = 65536


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16/32 or GB18030, with line ends as ``\\n``.

    Bytes that fit none of them become U+FFFD; the encoding with the fewest of them is taken.
    """
    return _text(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _text(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in (*_wide(data), "utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    tries = [data.decode(name, "replace") for name in ("utf-8", "gb18030")]
    return min(tries, key=lambda text: text.count("\ufffd"))


def _wide(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark, told by the high bytes of its line ends, spaces and digits."""
    sample = data[:_SAMPLE]
    low = sum(1 for i in range(0, len(sample) - 1, 2) if sample[i + 1] == 0)
    high = sum(1 for i in range(0, len(sample) - 1, 2) if sample[i] == 0)
    if max(low, high) * 40 < len(sample) or b"\x00" not in sample:
        return ()
    return ("utf-16-le",) if low >= high else ("utf-16-be",)


def is_text(data: bytes) -> bool:
    """Whether the bytes are a text at all: hardly any control characters once decoded."""
    sample = data[:_LOOK]
    if len(data) > _LOOK and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n")]
    text = decode(sample)
    odd = sum(1 for char in text if char == "\ufffd" or (char < " " and char not in "\n\t\f\v"))
    return bool(text.strip()) and odd * 50 <= len(text)
