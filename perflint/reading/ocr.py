"""Scanned pages: rendered, their grid found, their text recognised. Runs in a child process."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from perflint.patterns import pattern
from perflint.reading.child import Progress
from perflint.reading.ocr_engine import Recogniser, Word, available_engine, recogniser
from perflint.reading.ocr_lines import Ruling, dark_pixels, find_ruling
from perflint.reading.pdf import page_list
from perflint.reading.pdf_blocks import PageBlocks, PdfCell, PdfTable, page_blocks
from perflint.reading.pdf_child import is_scanned, open_pdf, read_page, result
from perflint.reading.pdf_page import Glyph, Page, Rule
from perflint.reading.source import Source

DPI = 200.0
_SCALE = DPI / 72
_MOST_PIXELS = 24_000_000
_ENOUGH_TEXT = 50  # characters; a text layer this long is kept where the picture has no table
_DOUBTFUL = 0.5
# What engines make of ≥ and ≤ before a number; left as it is, but the cell is marked doubtful.
_GARBLED = pattern(r"[$^&]\s?\d|[2工][5-9]\d(?:\.\d+)?[%％]|2100[%％]|[zZ之]\d")
_SPLIT_PER_MILLE = pattern(r"[%％][oO0°]")

_Image = Any


def read_pages(source: Source, progress: Progress) -> dict[str, Any]:
    """Like `pdf_child.read_pages`, with the scanned pages recognised."""
    document = open_pdf(source)
    engine = recogniser(available_engine() or "")
    pages: list[PageBlocks] = []
    scanned: list[int] = []
    scores: list[float] = []
    for index in range(len(document)):
        page = read_page(document, index)
        if is_scanned(page):
            page, words = _recognised(document[index], page, engine)
            scores += [word.confidence for word in words]
            scanned += [index + 1] if words else []
        pages.append(page)
        source.check_time()
        progress(index + 1, len(document))
    answer = result(pages)
    if scanned:
        answer["notes"].insert(0, _note(scanned, scores))
    if 2 * len(scanned) > len(pages):
        answer["format"] = "pdf-scan"
    return answer


def _note(scanned: list[int], scores: list[float]) -> str:
    mean = 100 * sum(scores) / len(scores)
    return (
        f"{page_list(scanned)}是扫描件，文字由识别得到（平均可信度{mean:.0f}%），"
        "请对照原件核对，尤其是“≥”“≤”等符号和数字"
    )


def _recognised(raw: Any, before: PageBlocks, engine: Recogniser) -> tuple[PageBlocks, list[Word]]:
    """The page from its picture; the text layer stays where the picture shows no table."""
    image, scale = _rendered(raw)
    image, turns, words = _upright(image, engine)
    ruling = find_ruling(dark_pixels(image), scale * 72)
    page = _page(before.page, image, scale, ruling)
    words = [_per_mille(word) for word in words if word.text.strip()]
    _add_words(page, words, ruling, scale)
    blocks = page_blocks(page)
    tables = [item for item in blocks.items if isinstance(item, PdfTable)]
    if not tables and before.page.characters >= _ENOUGH_TEXT and not before.page.unmapped:
        return before, []
    _Cells(page, image, scale, ruling, words, engine).finish(tables)
    _place(page, raw, turns)
    return blocks, words


def _per_mille(word: Word) -> Word:
    """‰ as recognition splits it: nothing else puts a nought behind a percent sign. Still doubtful."""
    text = _SPLIT_PER_MILLE.sub("‰", word.text)
    if text == word.text:
        return word
    return replace(word, text=text, confidence=min(word.confidence, _DOUBTFUL))


def _rendered(raw: Any) -> tuple[_Image, float]:
    """The page as shown, in grey, and its pixels a point. Red (a seal) is left out as paper."""
    width, height = raw.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = raw.render(scale=scale, rev_byteorder=True)
    pixels = bitmap.to_numpy()
    return np.ascontiguousarray(pixels[:, :, 0] if pixels.ndim == 3 else pixels), scale


def _upright(image: _Image, engine: Recogniser) -> tuple[_Image, int, list[Word]]:
    """The image turned so that its text stands upright, by quarter turns to the left."""
    words = engine(image)
    tall = sum(word.box[3] - word.box[1] > 1.5 * (word.box[2] - word.box[0]) for word in words)
    if 2 * tall <= len(words):
        return image, 0, words
    tries = []
    for turns in (1, 3):
        turned = np.ascontiguousarray(np.rot90(image, turns))
        found = engine(turned)
        tries.append(
            (sum(len(word.text) * word.confidence for word in found), turns, turned, found)
        )
    _, turns, turned, found = max(tries, key=lambda item: item[0])
    return turned, turns, found


def _page(before: Page, image: _Image, scale: float, ruling: Ruling) -> Page:
    height = image.shape[0] / scale
    page = Page(before.number, image.shape[1] / scale, height, scanned=True)
    page.horizontal = [
        Rule(height - rule.at / scale, rule.start / scale, rule.end / scale)
        for rule in ruling.horizontal
    ]
    page.vertical = [
        Rule(rule.at / scale, height - rule.end / scale, height - rule.start / scale)
        for rule in ruling.vertical
    ]
    return page


def _add_words(page: Page, words: list[Word], ruling: Ruling, scale: float) -> None:
    """The words' characters, spread evenly over their boxes: Latin ones are half as wide."""
    for word in words:
        left, bottom, right, top = _straight_box(word, page, ruling, scale)
        weights = [0.5 if character.isascii() else 1.0 for character in word.text]
        unit = (right - left) / sum(weights)
        place = left
        for character, weight in zip(word.text, weights, strict=True):
            page.glyphs.append(Glyph(character, place, bottom, place + weight * unit, top))
            place += weight * unit


def _straight_box(
    word: Word, page: Page, ruling: Ruling, scale: float
) -> tuple[float, float, float, float]:
    """The word's box in points on the straightened page, y upwards."""
    left, top, right, bottom = word.box
    x, y = ruling.straight((left + right) / 2, (top + bottom) / 2)
    wide, high = (right - left) / 2, (bottom - top) / 2
    return (
        (x - wide) / scale,
        page.height - (y + high) / scale,
        (x + wide) / scale,
        page.height - (y - high) / scale,
    )


class _Cells:
    """Second looks: cells with ink but no text, and words that the engine drew over a border."""

    def __init__(
        self,
        page: Page,
        image: _Image,
        scale: float,
        ruling: Ruling,
        words: list[Word],
        engine: Recogniser,
    ) -> None:
        self._page = page
        self._image = image
        self._scale = scale
        self._ruling = ruling
        self._engine = engine
        self._boxes = [(word, _straight_box(word, page, ruling, scale)) for word in words]

    def finish(self, tables: list[PdfTable]) -> None:
        """Fill the cells' confidence, and read again what is missing or runs over a border."""
        for table in tables:
            for cell in table.cells:
                own = [word for word, box in self._boxes if _inside(box, cell.box)]
                if any(self._straddles(box, cell) for _, box in self._boxes) or (
                    not cell.text and self._has_ink(cell)
                ):
                    own = self._again(cell) or own
                cell.confidence = min((word.confidence for word in own), default=1.0)
                if _GARBLED.match(cell.text):
                    cell.confidence = min(cell.confidence, _DOUBTFUL)

    @staticmethod
    def _straddles(box: tuple[float, float, float, float], cell: PdfCell) -> bool:
        """Whether a word lies partly in the cell and partly in a neighbour at its side."""
        left, bottom, right, top = cell.box
        middle = (box[1] + box[3]) / 2
        if not bottom < middle < top:
            return False
        slack = 0.6 * (box[3] - box[1])
        shared = min(box[2], right) - max(box[0], left)
        return shared > slack and (box[0] < left - slack or box[2] > right + slack)

    def _crop(self, cell: PdfCell) -> _Image:
        """The cell's pixels without its borders."""
        left, bottom, right, top = cell.box
        corners = [
            self._skewed(x * self._scale, (self._page.height - y) * self._scale)
            for x, y in ((left, top), (right, bottom))
        ]
        (x0, y0), (x1, y1) = corners
        inset = round(0.02 * DPI)
        height, width = self._image.shape
        rows = slice(max(0, round(y0) + inset), min(height, round(y1) - inset))
        columns = slice(max(0, round(x0) + inset), min(width, round(x1) - inset))
        return self._image[rows, columns]

    def _skewed(self, x: float, y: float) -> tuple[float, float]:
        slope = self._ruling.slope
        return x - y * slope, y + x * slope

    def _has_ink(self, cell: PdfCell) -> bool:
        crop = self._crop(cell)
        return crop.size > 0 and int(np.count_nonzero(crop < 120)) > 0.0006 * DPI * DPI

    def _again(self, cell: PdfCell) -> list[Word]:
        """Recognise the cell alone; its text replaces what was read."""
        crop = self._crop(cell)
        if min(crop.shape) < 8:
            return []
        words = [word for word in self._engine(np.pad(crop, 24, constant_values=255)) if word.text]
        if not words:
            return []
        words.sort(key=lambda word: (round(word.box[1] / (0.08 * DPI)), word.box[0]))
        cell.text = "".join(word.text for word in words).strip()
        return words


def _inside(
    box: tuple[float, float, float, float], cell: tuple[float, float, float, float]
) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _place(page: Page, raw: Any, turns: int) -> None:
    """Note how boxes get from the upright picture back to the page's own coordinates."""
    page.corner = raw.get_bbox()[:2]
    page.turn = (pdfium.FPDFPage_GetRotation(raw.raw) - turns) % 4
    page.origin = {
        0: (0.0, 0.0),
        1: (0.0, -page.height),
        2: (-page.width, -page.height),
        3: (-page.width, 0.0),
    }[page.turn]
