"""RTF files (also under the name .doc): paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from perflint.patterns import pattern
from perflint.reading.doctext import whole
from perflint.reading.document import Document
from perflint.reading.gridding import CellDef
from perflint.reading.rows import number
from perflint.reading.rtftokens import SYMBOL_CHARSET, code_page, decode, tokens
from perflint.reading.source import Source
from perflint.reading.symbols import seen, symbol
from perflint.reading.wordflow import Flow

# Groups whose text is not the document's.
_SKIPPED_WORDS = (
    "fonttbl colortbl stylesheet info header headerl headerr headerf footer footerl footerr footerf"
    " footnote annotation pict fldinst listtext pntext nonesttables shprslt objdata bkmkstart"
    " bkmkend xe tc rxe listtable listoverridetable revtbl themedata colorschememapping datastore"
    " latentstyles rsidtbl generator filetbl ftnsep ftnsepc aftnsep object sp"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
# Marked as ignorable, and yet read.
_READ_ANYWAY = frozenset(("nesttableprops", "shpinst", "shptxt", "ud", "fldrslt"))
_CHARACTERS = {
    "line": "\n", "lbr": "\n", "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": "\xa0", "_": "-", "\n": "\r", "\r": "\r"}
_NO_LEVEL = 9
_BRACE = pattern(r"[{}]")
_MAX_GROUPS = 4000
_FONT = pattern(r"\\f(\d+)[^;{}]*?\\fcharset(\d+)")
_STYLE = pattern(r"\{(?:\\\*)?\\s(\d+)(?![0-9])([^{};]*);")
_STYLE_LEVEL = pattern(r"\\outlinelevel(\d)")
_STYLE_NAME = pattern(r"(?:heading|标题)\s*([1-9])\s*$", re.I)


@dataclass(slots=True)
class _State:
    """What a group inherits."""

    skipped: bool = False
    hidden: bool = False
    boxed: bool = False
    font: int = 0
    fallback: int = 1  # characters that stand for one \\u in old programs


@dataclass(slots=True)
class _Row:
    cells: list[CellDef] = field(default_factory=list)
    left: int = 0
    header: bool = False
    merged_left: bool = False
    merged_down: bool | None = None

    def add(self, right: int) -> None:
        self.cells.append(CellDef(self.left, right, self.merged_left, self.merged_down))
        self.left, self.merged_left, self.merged_down = right, False, None


def read(source: Source) -> Document:
    """Paragraphs and tables; merged cells, nested tables and text boxes as in .docx."""
    reader = _Reader(source, source.data.decode("latin-1"))
    reader.run()
    return source.document("rtf", number(reader.flow.blocks))


class _Reader:
    def __init__(self, source: Source, text: str) -> None:
        self.flow = Flow(source)
        self._source = source
        self._text = text
        self._page = "cp1252"
        self._charsets: dict[int, int] = {}
        self._levels: dict[int, int] = {}
        self._state = _State()
        self._states: list[_State] = []
        self._bytes = bytearray()
        self._parts: list[str] = []
        self._boxes: list[str] = []
        self._outer: list[str] | None = None
        self._row = _Row()
        self._depth = self._level = self._to_skip = self._groups = 0
        self._starting = self._ignorable = False
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": self._par, "sect": self._par, "page": self._par, "pard": self._pard,
            "cell": self._cell, "nestcell": self._cell, "row": self._end_row,
            "nestrow": self._end_row, "trowd": self._row_begins, "trleft": self._row_left,
            "trhdr": self._row_header, "cellx": self._cell_edge, "clmgf": self._no_change,
            "clmrg": self._merged_left, "clvmgf": self._merge_begins, "clvmrg": self._merged_down,
            "intbl": self._in_table, "itap": self._set_depth, "u": self._unicode, "uc": self._set_uc,
            "f": self._font, "af": self._no_change, "ansicpg": self._code_page, "s": self._style,
            "outlinelevel": self._outline, "deleted": self._hide, "v": self._hide,
            "plain": self._plain,
        }  # fmt: skip

    def run(self) -> None:
        at = 0
        while at < len(self._text):
            for (kind, value, count), end in tokens(self._text, at):
                at = end
                if kind == "word" and value == "bin" and count:
                    at = end + max(0, count)  # raw bytes may look like anything
                    break
                self._take(kind, value, count, end)
            else:
                break
        self._par(None)
        self.flow.end_tables()

    def _take(self, kind: str, value: str, count: int | None, end: int) -> None:
        if kind == "text":
            self._plain_text(value)
        elif kind == "byte":
            self._byte(count or 0)
        elif kind == "brace":
            self._open(end) if value == "{" else self._close()
        elif kind == "sign":
            self._sign(value)
        else:
            self._word(value, count)
        if kind != "brace" and not (kind == "sign" and value == "*"):
            self._starting = self._ignorable = False

    def _open(self, end: int) -> None:
        self._flush()
        if len(self._states) > _MAX_GROUPS:
            raise self._source.error("内容嵌套过深，未读取；请用 Word 打开后另存一份再试")
        self._states.append(self._state)
        self._state = replace(self._state)
        self._starting, self._ignorable = True, False
        self._groups += 1
        if self._groups % 10_000 == 0:
            self._source.check_time()
        if not self._charsets and self._text.startswith("\\fonttbl", end):
            self._fonts(end)
        elif not self._levels and self._text.startswith("\\stylesheet", end):
            self._styles(end)

    def _close(self) -> None:
        self._flush()
        if not self._states:
            return
        was_box, self._state = self._state.boxed, self._states.pop()
        if was_box and not self._state.boxed and self._outer is not None:
            self._par(None, box=True)
            self._parts, self._outer = self._outer, None

    def _word(self, word: str, count: int | None) -> None:
        if self._starting and (self._ignorable or word in _SKIPPED):
            self._state.skipped = self._state.skipped or word not in _READ_ANYWAY
        if self._starting and word == "shptxt" and self._outer is None:
            self._flush()
            self._state.boxed, self._outer, self._parts = True, self._parts, []
        if self._state.skipped:
            return
        handler = self._words.get(word)
        if handler is not None:
            handler(count)
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])

    def _sign(self, value: str) -> None:
        if value == "*":
            self._ignorable = self._starting
        elif value in "{}\\":
            self._plain_text(value)
        elif value in "\r\n":
            self._par(None)
        elif value in _SIGNS:
            self._add(_SIGNS[value])

    # Text -----------------------------------------------------------------------------------

    def _plain_text(self, text: str) -> None:
        if self._to_skip:
            cut = min(self._to_skip, len(text))
            self._to_skip -= cut
            text = text[cut:]
        if text and not self._state.skipped and not self._state.hidden:
            self._bytes += text.encode("latin-1", "replace")

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._state.skipped and not self._state.hidden:
            self._bytes.append(value)

    def _flush(self) -> None:
        """Bytes gathered so far become text in the encoding of the font in force."""
        if not self._bytes:
            return
        charset = self._charsets.get(self._state.font)
        if charset == SYMBOL_CHARSET:
            self._parts.append("".join(symbol("", 0xF000 | value) for value in self._bytes))
        else:
            self._parts.append(decode(bytes(self._bytes), charset, self._page))
        self._bytes.clear()

    def _add(self, text: str) -> None:
        self._flush()
        self._to_skip = 0
        if not self._state.hidden and not self._state.skipped:
            self._parts.append(text)

    def _unicode(self, count: int | None) -> None:
        value = (count or 0) & 0xFFFF
        if self._charsets.get(self._state.font) == SYMBOL_CHARSET and value < 0x100:
            value |= 0xF000
        self._add(chr(value))
        self._to_skip = self._state.fallback

    def _set_uc(self, count: int | None) -> None:
        self._state.fallback = max(0, min(count if count is not None else 1, 8))

    def _hide(self, count: int | None) -> None:
        self._flush()
        self._state.hidden = count != 0

    def _plain(self, _: int | None) -> None:
        self._flush()
        self._state.hidden = False

    # Fonts and styles -----------------------------------------------------------------------

    def _fonts(self, start: int) -> None:
        table = self._group(start)
        self._charsets = {int(font): int(charset) for font, charset in _FONT.findall(table)}
        self._charsets.setdefault(-1, 0)  # read, though it named no font

    def _styles(self, start: int) -> None:
        self._levels[-1] = 0  # read, though it may name no heading
        for key, body in _STYLE.findall(self._group(start)):
            level, name = _STYLE_LEVEL.search(body), _STYLE_NAME.search(body)
            if level and int(level.group(1)) < _NO_LEVEL:
                self._levels[int(key)] = int(level.group(1)) + 1
            elif name:
                self._levels[int(key)] = int(name.group(1))

    def _group(self, start: int) -> str:
        """The text of a group that begins before ``start``."""
        depth = 1
        for match in _BRACE.finditer(self._text, start, start + 2_000_000):
            depth += 1 if match.group() == "{" else -1
            if not depth:
                return self._text[start : match.start()]
        return ""

    def _font(self, count: int | None) -> None:
        self._flush()
        self._state.font = count or 0

    def _code_page(self, count: int | None) -> None:
        self._page = code_page(count)

    def _style(self, count: int | None) -> None:
        self._level = self._levels.get(count or 0, 0)

    def _outline(self, count: int | None) -> None:
        value = count if count is not None else _NO_LEVEL
        self._level = value + 1 if 0 <= value < _NO_LEVEL else 0

    # Paragraphs and tables ------------------------------------------------------------------

    def _taken(self) -> str:
        self._flush()
        text = seen(whole("".join(self._parts)))
        self._parts = []
        self._to_skip = 0
        return text

    def _par(self, _: int | None, *, box: bool = False) -> None:
        text = self._taken()
        if box or self._state.boxed:
            self._boxes += [text] if text.strip() else []
            return
        self.flow.paragraph(text, self._depth, self._level)
        self._end_boxes()

    def _end_boxes(self) -> None:
        """Text boxes follow the paragraph they are anchored in."""
        for text in self._boxes:
            self.flow.paragraph(text, self._depth)
        self._boxes = []

    def _pard(self, _: int | None) -> None:
        self._depth = self._level = 0

    def _in_table(self, _: int | None) -> None:
        self._depth = max(1, self._depth)

    def _set_depth(self, count: int | None) -> None:
        self._depth = max(0, count or 0)

    def _cell(self, _: int | None) -> None:
        if self._state.boxed:
            self._par(None)
            return
        text = "\n".join([self._taken(), *self._boxes])
        self._boxes = []
        self.flow.end_cell(text, self._depth)

    def _end_row(self, _: int | None) -> None:
        if not self._state.boxed:
            self._taken()
            self.flow.end_row(self._depth, self._row.cells, header=self._row.header)

    def _row_begins(self, _: int | None) -> None:
        self._row = _Row()

    def _row_left(self, count: int | None) -> None:
        self._row.left = count or 0

    def _row_header(self, count: int | None) -> None:
        self._row.header = count != 0

    def _cell_edge(self, count: int | None) -> None:
        self._row.add(count or 0)

    def _merged_left(self, _: int | None) -> None:
        self._row.merged_left = True

    def _merge_begins(self, _: int | None) -> None:
        self._row.merged_down = False

    def _merged_down(self, _: int | None) -> None:
        self._row.merged_down = True

    def _no_change(self, _: int | None) -> None:
        pass
