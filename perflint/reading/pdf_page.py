"""What PDFium knows of one page: its characters and its ruling lines, turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

THIN = 3.5  # points; a filled rectangle up to here is a line
_SHORTEST = 4.0
_MOST_OBJECTS = 200_000
_MOST_LINES = 6_000  # a map or a drawing, no table
_MOST_CLIPS = 8
_OVERHANG = 0.5  # points that the ink of a text may reach over its clipping rectangle
_GENERATED = "\r\n\x02\ufffe"  # line ends and soft hyphens that PDFium adds
_MOVE, _LINE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """A character and the box of its advance and line height."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Rule(NamedTuple):
    """A ruling line: where it stands (x of a vertical one, y of a horizontal) and its extent."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """``turn`` quarter turns were taken back so that the text runs from left to right.

    The glyphs and lines are gone once the page's blocks are made; ``characters`` is their number.
    A page read from its picture (``scanned``) is counted from the picture's corner: ``origin`` is
    added to coordinates before they are turned again, ``corner`` afterwards.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    turn: int = 0
    origin: tuple[float, float] = (0.0, 0.0)
    corner: tuple[float, float] = (0.0, 0.0)
    scanned: bool = False
    characters: int = 0
    unmapped: int = 0  # characters without a meaning (fonts that hide their encoding)
    image_share: float = 0.0  # the part of the page that its largest picture covers
    clipped: dict[Box, list[Glyph]] = field(default_factory=dict)  # texts hidden in part, by frame

    def placed(self, box: Box) -> Box:
        """A box of the upright page in the coordinates of the PDF page."""
        dx, dy = self.origin
        left, bottom, right, top = box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy
        match self.turn:
            case 1:
                left, bottom, right, top = -top, left, -bottom, right
            case 2:
                left, bottom, right, top = -right, -top, -left, -bottom
            case 3:
                left, bottom, right, top = bottom, -right, top, -left
        x, y = self.corner
        return (round(left + x, 1), round(bottom + y, 1), round(right + x, 1), round(top + y, 1))


def load_page(page: Any, number: int) -> Page:
    """The content of a pypdfium2 page."""
    width, height = page.get_size()
    loaded = Page(number, width, height)
    drawings = _Lines(loaded)
    drawings.collect(page.raw)
    handle = pdfium.FPDFText_LoadPage(page.raw)
    if handle:
        try:
            _add_glyphs(handle, loaded, drawings.clips)
        finally:
            pdfium.FPDFText_ClosePage(handle)
    if loaded.turn:
        _turn_back(loaded)
    return loaded


def _add_glyphs(handle: Any, page: Page, clips: dict[int, Box]) -> None:
    count = pdfium.FPDFText_CountChars(handle)
    if count <= 0:
        return
    text = _text(handle, count)
    page.turn = _direction(handle, text)
    boxes = _turned_boxes if page.turn else _upright_boxes
    glyphs, spaced = page.glyphs, False
    for index, box in boxes(handle, text):
        character = text[index]
        if character == " " and pdfium.FPDFText_IsGenerated(handle, index) == 1:
            spaced = True
            continue
        if character in "\x00\ufffd" or "\ue000" <= character <= "\uf8ff":
            page.unmapped += 1
            character = "\ufffd"
        if spaced:
            spaced = False
            if glyphs and _are_words(glyphs[-1], character, box, page.turn):
                glyphs.append(_between(glyphs[-1], box))
        clip = _clip_of(handle, index, clips) if clips else None
        if clip is not None:
            page.clipped.setdefault(clip, []).append(Glyph(character, *box))
            continue
        glyphs.append(Glyph(character, *box))
    page.characters = len(glyphs) + sum(map(len, page.clipped.values()))


def _clip_of(handle: Any, index: int, clips: dict[int, Box]) -> Box | None:
    """The frame that hides a part of the text that a character is of."""
    item = pdfium.FPDFText_GetTextObject(handle, index)
    return clips.get(ctypes.addressof(item.contents)) if item else None


def _are_words(before: Glyph, character: str, box: Box, turn: int) -> bool:
    """Whether a space that PDFium saw parts words: on one line, and not Chinese text spread out."""
    if not (before.text.isascii() and character.isascii()):
        return False
    if turn % 2:
        size = max(box[2] - box[0], before.right - before.left)
        return abs(before.left - box[0]) < size / 2
    size = max(box[3] - box[1], before.top - before.bottom)
    return abs(before.bottom - box[1]) < size / 2 and box[0] - before.right < size


def _between(before: Glyph, box: Box) -> Glyph:
    left, right = sorted((before.right, box[0]))
    bottom, top = sorted((before.bottom, box[3]))
    return Glyph(" ", left, bottom, right, top)


def _text(handle: Any, count: int) -> list[str]:
    """One string a character; PDFium's bulk call is used where it keeps them one to one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1 and not any(0xD800 <= code < 0xE000 for code in buffer):
        return list(map(chr, buffer[:count]))
    codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
    return [chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "" for code in codes]


def _direction(handle: Any, text: list[str]) -> int:
    """In which of the four directions most of the text runs (0 = to the right, 1 = upwards)."""
    places = [index for index, character in enumerate(text) if character.strip()]
    angles = Counter(
        -round(pdfium.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        for index in places[:: max(1, len(places) // 24)]
    )
    return angles.most_common(1)[0][0] if angles else 0


def _upright_boxes(handle: Any, text: list[str]) -> Any:
    rect = pdfium.FS_RECTF()
    pointer = ctypes.byref(rect)
    get_box = pdfium.FPDFText_GetLooseCharBox
    for index, character in enumerate(text):
        if character in _GENERATED or not character:
            continue
        if get_box(handle, index, pointer):
            yield index, (rect.left, rect.bottom, rect.right, rect.top)


def _turned_boxes(handle: Any, text: list[str]) -> Any:
    """Boxes of turned characters: PDFium's line-height boxes hold only for upright ones."""
    values = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(value) for value in values]
    x, y = ctypes.c_double(), ctypes.c_double()
    x_pointer, y_pointer = ctypes.byref(x), ctypes.byref(y)
    for index, character in enumerate(text):
        if character in _GENERATED or not character:
            continue
        if pdfium.FPDFText_GetCharBox(handle, index, *pointers):
            left, right, bottom, top = (value.value for value in values)
            if pdfium.FPDFText_GetCharOrigin(handle, index, x_pointer, y_pointer):
                size = max(right - left, top - bottom)
                left, right = min(left, x.value), max(right, x.value)
                bottom, top = min(bottom, y.value), max(top, y.value)
                if right - left < size / 2 and top - bottom < size / 2:
                    right = left + size
            yield index, (left, bottom, right, top)


def _turn_back(page: Page) -> None:
    """Turn everything so that the text runs to the right."""
    turn = page.turn

    def box(left: float, bottom: float, right: float, top: float) -> Box:
        match turn:
            case 1:
                return bottom, -right, top, -left
            case 2:
                return -right, -top, -left, -bottom
            case _:
                return -top, left, -bottom, right

    page.glyphs = [Glyph(glyph.text, *box(*glyph[1:])) for glyph in page.glyphs]
    page.clipped = {
        box(*clip): [Glyph(glyph.text, *box(*glyph[1:])) for glyph in glyphs]
        for clip, glyphs in page.clipped.items()
    }
    sideways = [box(rule.start, rule.at, rule.end, rule.at) for rule in page.horizontal]
    upright = [box(rule.at, rule.start, rule.at, rule.end) for rule in page.vertical]
    rules = sideways + upright
    page.horizontal = [Rule(b[1], b[0], b[2]) for b in rules if b[2] - b[0] > b[3] - b[1]]
    page.vertical = [Rule(b[0], b[1], b[3]) for b in rules if b[2] - b[0] <= b[3] - b[1]]
    if turn != 2:
        page.width, page.height = page.height, page.width


class _Lines:
    """Collects the straight lines and thin rectangles among a page's drawings."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.clips: dict[int, Box] = {}  # by the address of a text: what is shown of it
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._pointers = [ctypes.byref(value) for value in self._floats]
        self._budget = _MOST_OBJECTS

    def collect(self, raw: Any) -> None:
        for index in range(min(pdfium.FPDFPage_CountObjects(raw), self._budget)):
            self._take(pdfium.FPDFPage_GetObject(raw, index), None, 0)
        if len(self._page.horizontal) + len(self._page.vertical) > _MOST_LINES:
            self._page.horizontal, self._page.vertical = [], []

    def _take(self, item: Any, outer: Matrix | None, depth: int) -> None:
        self._budget -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._take_path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and depth == 0:
            self._take_clip(item)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._take_image(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
            inner = _combined(_matrix(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                if self._budget > 0:
                    self._take(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _bounds(self, item: Any, outer: Matrix | None) -> Box | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._pointers):
            return None
        left, bottom, right, top = (value.value for value in self._floats)
        return _hull(((left, bottom), (right, top)), outer)

    def _take_clip(self, item: Any) -> None:
        """Note what is shown of a text that reaches over its clipping rectangle."""
        path = pdfium.FPDFPageObj_GetClipPath(item)
        count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
        box = self._bounds(item, None) if count > 0 else None
        if box is None:
            return
        clip = (-math.inf, -math.inf, math.inf, math.inf)
        for index in range(min(count, _MOST_CLIPS)):
            segments = pdfium.FPDFClipPath_CountPathSegments(path, index)
            if not 4 <= segments <= 6:
                continue  # no rectangle
            points = []
            for place in range(segments):
                segment = pdfium.FPDFClipPath_GetPathSegment(path, index, place)
                pdfium.FPDFPathSegment_GetPoint(segment, *self._pointers[:2])
                points.append((self._floats[0].value, self._floats[1].value))
            left, bottom, right, top = _hull(points, None)
            clip = (
                *(max(clip[0], left), max(clip[1], bottom)),
                *(min(clip[2], right), min(clip[3], top)),
            )
        over = max(clip[0] - box[0], clip[1] - box[1], box[2] - clip[2], box[3] - clip[3])
        if over > _OVERHANG:
            self.clips[ctypes.addressof(item.contents)] = clip

    def _take_image(self, item: Any, outer: Matrix | None) -> None:
        box = self._bounds(item, outer)
        if box is None:
            return
        page = self._page
        area = (box[2] - box[0]) * (box[3] - box[1])
        page.image_share = max(page.image_share, area / max(1.0, page.width * page.height))
        self._add(box)

    def _take_path(self, item: Any, outer: Matrix | None) -> None:
        box = self._bounds(item, outer)
        if box is None:
            return
        count = pdfium.FPDFPath_CountSegments(item)
        if count <= 5 and self._add(box):
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if not stroke.value and count <= 5:
            return  # a coloured area
        matrix = _combined(_matrix(item), outer)
        areas = []
        for points in self._subpaths(item, min(count, self._budget)):
            placed = [_apply(matrix, point) for point in points]
            hull = _hull(placed, None)
            if self._add(hull):
                continue
            if stroke.value:
                for first, second in pairwise(placed):
                    self._add(_hull((first, second), None))
            else:
                areas.append(hull)
        for area, hole in pairwise(areas):
            self._take_frame(area, hole)

    def _take_frame(self, outer: Box, inner: Box) -> None:
        """A filled rectangle with another cut out of it is a border around a cell."""
        if any(abs(a - b) > THIN for a, b in zip(outer, inner, strict=True)):
            return
        left, bottom, right, top = ((a + b) / 2 for a, b in zip(outer, inner, strict=True))
        for side in (
            (left, bottom, right, bottom),
            (left, top, right, top),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            self._add(side)

    def _subpaths(self, item: Any, count: int) -> list[list[tuple[float, float]]]:
        paths: list[list[tuple[float, float]]] = []
        x, y = self._floats[0], self._floats[1]
        self._budget -= count
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, *self._pointers[:2])
            if kind == _MOVE or not paths:
                paths.append([])
            paths[-1].append((x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                paths[-1].append(paths[-1][0])
        return paths

    def _add(self, box: Box) -> bool:
        """Take a box as a line where it is thin enough; whether it was."""
        left, bottom, right, top = box
        wide, high = right - left, top - bottom
        if high <= THIN and wide >= max(_SHORTEST, 3 * high):
            self._page.horizontal.append(Rule((bottom + top) / 2, left, right))
        elif wide <= THIN and high >= max(_SHORTEST, 3 * wide):
            self._page.vertical.append(Rule((left + right) / 2, bottom, top))
        else:
            return max(wide, high) < _SHORTEST
        return True


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _combined(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _apply(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    (a, b, c, d, e, f), (x, y) = matrix, point
    return a * x + c * y + e, b * x + d * y + f


def _hull(points: Any, matrix: Matrix | None) -> Box:
    if matrix is not None:
        points = [_apply(matrix, point) for point in points]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
