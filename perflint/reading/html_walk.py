"""One walk over a page's elements, giving its paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from perflint.patterns import pattern
from perflint.reading.document import Block, Paragraph
from perflint.reading.html_grid import GridBuilder
from perflint.reading.html_layout import is_layout, text_of
from perflint.reading.limits import or_raise
from perflint.reading.source import Source

BREAK = "\u2028"  # a line break that shows; what the source text has is only white space
_SKIPPED = frozenset(
    [
        "title",
        "xml",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "button",
        "textarea",
        "datalist",
        "del",
    ]
)
_BESIDE = frozenset(["nav", "aside", "footer"])  # of the page, not of what it says
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "section",
        "article",
        "main",
        "header",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "blockquote",
        "center",
        "pre",
        "address",
        "hr",
        "figure",
        "figcaption",
        "body",
    ]
)
_HEADING = pattern(r"h([1-6])")
_OUTLINE = pattern(r"mso-outline-level:\s*([1-9])")
_HIDDEN = pattern(r"display:none|visibility:hidden|mso-hide:all")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u303f]"
_SOFT_BREAK = pattern(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_SPACES = pattern(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\ufeff\u00ad")


@dataclass(slots=True)
class _Frame:
    """A table that is open: its grid, and the text of the cell that is open (None between)."""

    grid: GridBuilder
    text: list[str] | None = None
    length: int = 0  # characters of all cells
    linked: int = 0  # those inside links


@dataclass(slots=True)
class _Line:
    """The paragraph that is being collected."""

    text: list[str] = field(default_factory=list)
    level: int = 0
    length: int = 0
    linked: int = 0  # characters inside links


class Walker:
    """Collects ``blocks``; ``hidden`` counts the hidden parts of tables that held text. ``whole``
    takes what stands in the page's navigation and footer, too."""

    def __init__(self, source: Source, whole: bool = False) -> None:
        self._skipped = _SKIPPED if whole else _SKIPPED | _BESIDE
        self.blocks: list[Block] = []
        self.hidden = 0
        self._source = source
        self._tables: list[bool] = []  # the open tables: whether each holds data
        self._frames: list[_Frame] = []  # the open data tables
        self._line = _Line()
        self._links = 0
        self._inside = 0  # open p and h elements, where a <br> does not end the paragraph
        self._preformatted = 0
        self._count = 0

    def walk(self, root: etree._Element) -> None:
        """Without recursion: pages made from unclosed tags are nested thousands deep."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            if event == "end":
                if tag and not self._is_skipped(tag, element):
                    self._end(tag)
                self._text(element.tail)
            elif self._is_skipped(tag, element):
                if self._frames and tag not in self._skipped and text_of(element):
                    self.hidden += 1
                walker.skip_subtree()
            else:
                self._start(tag, element)
                self._text(element.text)
        self._flush()

    def _is_skipped(self, tag: str, element: etree._Element) -> bool:
        if tag in self._skipped or not tag:
            return True
        style = element.get("style")
        hidden = element.get("hidden") is not None
        if style is not None:
            hidden |= bool(_HIDDEN.search(style.replace(" ", "").lower()))
        return hidden

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "a":
            self._links += 1
        elif tag == "br":
            self._break_line()
        elif tag in _BLOCKS:
            self._block_edge()
            self._open(tag, element)

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag == "table":
            self._open_table(element)
        elif tag in ("tr", "td", "th"):
            self._open_part(tag, element)
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "p" or _HEADING.fullmatch(tag):
            self._inside += 1
            self._line.level = _level(tag, element)

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        elif tag in _BLOCKS:
            self._block_edge()
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "table":
            self._close_table()
        elif tag in ("td", "th") and self._tables and self._tables[-1]:
            self._close_cell(self._frames[-1])
        elif tag == "pre":
            self._preformatted -= 1
        elif tag == "p" or _HEADING.fullmatch(tag):
            self._inside -= 1
            self._line.level = 0

    def _frame(self) -> _Frame | None:
        """The data table that text falls into."""
        return self._frames[-1] if self._frames else None

    def _open_table(self, element: etree._Element) -> None:
        holds_data = not is_layout(element)
        self._tables.append(holds_data)
        if holds_data:
            if len(self._frames) > self._source.limits.nesting:
                what = "表格嵌套过深，无法读取；请另存为 Word 文件后再试"
                raise self._source.error(what + or_raise("nesting"))
            self._frames.append(_Frame(GridBuilder(self._source.limits)))

    def _close_table(self) -> None:
        if not self._tables.pop():
            return
        frame = self._frames.pop()
        self._close_cell(frame)
        table = frame.grid.table()
        self._count += len(table.cells)
        self._source.check_cells(self._count)
        self._source.check_time()
        only_links = frame.linked >= frame.length
        if only_links and not any(cell.tables for cell in table.cells):
            return  # a menu, or cells that hold pictures
        outer = self._frame()
        if outer is not None and outer.text is not None:
            outer.grid.nest(table)
        else:
            self.blocks.append(table)

    def _open_part(self, tag: str, element: etree._Element) -> None:
        """A row or a cell; both end the cell before, whose end tag may be missing."""
        if not self._tables or not self._tables[-1]:
            return
        frame = self._frames[-1]
        self._close_cell(frame)
        if tag == "tr":
            frame.grid.open_row(element.getparent())
        else:
            frame.grid.open_cell(element.get("rowspan"), element.get("colspan"))
            frame.text = []

    def _close_cell(self, frame: _Frame) -> None:
        if frame.text is not None:
            frame.grid.close_cell(tidy("".join(frame.text)))
            frame.text = None

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            text = text.replace("\n", BREAK)
        shown = len(text.strip())
        linked = shown if self._links else 0
        frame = self._frame()
        if frame is not None and frame.text is not None:
            frame.text.append(text)
            frame.length += shown
            frame.linked += linked
        elif frame is None or shown:  # a table's caption, or text that stands between its cells
            self._line.text.append(text)
            self._line.length += shown
            self._line.linked += linked

    def _break_line(self) -> None:
        frame = self._frame()
        if frame is not None and frame.text is not None:
            frame.text.append(BREAK)
        elif self._inside:
            self._line.text.append(BREAK)
        else:
            self._flush()

    def _block_edge(self) -> None:
        """Where a block element begins or ends, a paragraph ends (in a cell, a line)."""
        frame = self._frame()
        if frame is None or frame.text is None:
            self._flush()
        elif frame.text:
            frame.text.append(BREAK)

    def _flush(self) -> None:
        line, self._line = self._line, _Line(level=self._line.level)
        text = tidy("".join(line.text))
        if text and (line.level or line.linked < line.length):
            self.blocks.append(Paragraph(0, "html", text, level=line.level))


def _level(tag: str, element: etree._Element) -> int:
    if heading := _HEADING.fullmatch(tag):
        return int(heading.group(1))
    outline = _OUTLINE.search(element.get("style", ""))
    return int(outline.group(1)) if outline else 0


def tidy(text: str) -> str:
    """Text as it shows: white space collapsed, none where only the source breaks Chinese text."""
    text = _SOFT_BREAK.sub("", text.translate(_INVISIBLE))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split(BREAK))
    return "\n".join(line for line in lines if line)
