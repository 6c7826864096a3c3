"""Scanned pages: their lines found, their cells recognised.

``data/scan.pdf`` is a page of the sample submission, scanned a little askew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra ocr is not installed")
pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

import numpy as np
from minipdf import Canvas, pdf

from perflint.errors import MissingExtra
from perflint.reading import ocr, ocr_engine, pdf_child
from perflint.reading import pdf as reader
from perflint.reading.document import Document
from perflint.reading.limits import Limits
from perflint.reading.ocr_engine import Word, available_engine, bitmap
from perflint.reading.ocr_lines import dark_pixels, find_ruling
from perflint.reading.source import Source

DATA = Path(__file__).parent / "data"
DPI = 200.0
needs_engine = pytest.mark.skipif(
    available_engine() is None, reason="the extra ocr is not installed"
)


def page(width: int = 1200, height: int = 900) -> np.ndarray:
    """White paper with a grid of three rows and three columns, two of the cells merged."""
    image = np.full((height, width), 235, dtype=np.uint8)
    for y in (100, 200, 300, 400):
        image[y : y + 3, 100:1001] = 20
    for x in (100, 400, 700, 1000):
        image[100:403, x : x + 3] = 20
    image[203:300, 700:703] = 235  # the second row has one cell less
    return image


def skewed(image: np.ndarray, slope: float) -> np.ndarray:
    height, width = image.shape
    ys, xs = np.mgrid[0:height, 0:width]
    rows = np.clip(np.rint(ys - xs * slope), 0, height - 1).astype(int)
    columns = np.clip(np.rint(xs + ys * slope), 0, width - 1).astype(int)
    return image[rows, columns]


def strokes(image: np.ndarray, top: int, left: int, size: int = 27) -> None:
    """A row of characters with strokes as long as the characters."""
    for n in range(8):
        x = left + n * (size + 8)
        image[top : top + size, x : x + 3] = 20
        image[top : top + size, x + size - 3 : x + size] = 20
        image[top + 12 : top + 15, x : x + size] = 20


@pytest.mark.parametrize("slope", [0.0, 0.008, -0.02])
def test_lines_of_a_skewed_grid(slope: float) -> None:
    image = page()
    strokes(image, 130, 420)
    strokes(image, 330, 720, 20)
    ruling = find_ruling(dark_pixels(skewed(image, slope)), DPI)
    assert ruling.slope == pytest.approx(slope, abs=0.0015)
    assert len({round(rule.at / 10) for rule in ruling.horizontal}) == 4
    places = sorted({round(rule.at / 20) for rule in ruling.vertical})
    assert len(places) == 4
    third = [rule for rule in ruling.vertical if abs(rule.at - ruling.vertical[2].at) < 20]
    assert all(rule.end - rule.start < 130 for rule in third)


def test_strokes_and_noise_are_no_lines() -> None:
    image = np.full((900, 1200), 240, dtype=np.uint8)
    for top in range(50, 800, 36):
        strokes(image, top, 100, 30)
    image[np.random.default_rng(1).random(image.shape) < 0.01] = 0
    ruling = find_ruling(dark_pixels(image), DPI)
    assert (ruling.horizontal, ruling.vertical) == ([], [])


def test_a_blank_page_has_no_lines() -> None:
    ruling = find_ruling(dark_pixels(np.full((400, 300), 255, dtype=np.uint8)), DPI)
    assert (ruling.horizontal, ruling.vertical, ruling.slope) == ([], [], 0.0)


def test_bitmap() -> None:
    data = bitmap(np.arange(15, dtype=np.uint8).reshape(3, 5))
    assert data[:2] == b"BM"
    assert len(data) == 54 + 3 * 16
    assert data[54:57] == bytes([10, 10, 10])  # rows stand from the bottom up


def scanned(image: np.ndarray, rotate: int = 0) -> bytes:
    """A PDF whose only page is a picture, 72 pixels an inch of paper shown at 200 dpi."""
    height, width = image.shape
    wide, high = (height, width) if rotate % 180 else (width, height)
    turned = np.ascontiguousarray(np.rot90(image, rotate // 90))
    canvas = Canvas(wide * 72 / DPI, high * 72 / DPI, rotate)
    canvas.corner = (36, 18)
    canvas.image = turned.tobytes()
    canvas.image_size = (wide, high)
    return pdf(canvas)


def read_with(words: list[Word], data: bytes, monkeypatch: pytest.MonkeyPatch) -> Document:
    """Read a scan with an engine that sees these words on the page, and 补 in any single cell."""

    def engine(image: np.ndarray) -> list[Word]:
        return words if image.shape[1] > 600 else [Word("补", (5, 5, 30, 30), 0.7)]

    monkeypatch.setattr(ocr, "available_engine", lambda: "engine")
    monkeypatch.setattr(ocr, "recogniser", lambda name: engine)
    source = Source(Path("扫描.pdf"), data, Limits())
    seen: list[tuple[int, int]] = []
    answer = ocr.read_pages(source, lambda done, of: seen.append((done, of)))
    assert seen == [(1, 1)]
    blocks = reader.number(reader.from_plain(answer["blocks"]))
    return source.document(answer["format"], blocks, answer["notes"])


def word(text: str, x: float, y: float, confidence: float = 0.98) -> Word:
    return Word(text, (x, y, x + 24 * len(text), y + 26), confidence)


WORDS = [
    word("绩效目标表", 450, 50),
    word("一级指标", 120, 130),
    word("三级指标", 420, 130),
    word("指标值", 720, 130),
    word("产出指标", 120, 230),
    word("购置设备台数", 420, 230, 0.8),
    word("效益指标", 120, 330),
    word("满意度", 420, 330),
    word("$90%", 720, 330),
]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_cells_confidence_and_boxes(rotate: int, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_with(WORDS, scanned(page(), rotate), monkeypatch)
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == [item.text for item in WORDS[1:]]
    assert [cell.colspan for cell in table.cells if cell.row == 1] == [1, 2]
    assert [cell.confidence for cell in table.cells][4:] == [0.8, 0.98, 0.98, 0.5]
    assert [block.text for block in document.paragraphs] == ["绩效目标表"]
    assert document.format == "pdf-scan"
    assert document.notes[0].startswith("第1页是扫描件，文字由识别得到（平均可信度96%）")
    box = table.cells[0].box
    assert box is not None
    left, bottom, right, top = ((box[i] - (36, 18)[i % 2]) * DPI / 72 for i in range(4))
    expected = {
        0: (101, 699, 401, 799),
        90: (101, 101, 201, 401),
        180: (799, 101, 1099, 201),
        270: (699, 799, 799, 1099),
    }[rotate]
    assert (left, bottom, right, top) == pytest.approx(expected, abs=4)


def test_second_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ink without a word is read again, and so is a word drawn over a border."""
    image = page()
    strokes(image, 330, 720)
    words = [*WORDS[:6], Word("效益指标满意度", (120, 330, 640, 356), 0.9)]
    (table,) = read_with(words, scanned(image), monkeypatch).tables
    last_row = [cell for cell in table.cells if cell.row == 2]
    assert [cell.text for cell in last_row] == ["补", "补", "补"]
    assert [cell.confidence for cell in last_row] == [0.7, 0.7, 0.7]


def test_garbled_comparators_are_kept_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [*WORDS[:-1], word("292%", 720, 330)]
    (table,) = read_with(words, scanned(page()), monkeypatch).tables
    assert (table.cells[-1].text, table.cells[-1].confidence) == ("292%", 0.5)


def test_per_mille_is_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [*WORDS[:-1], word("0.9%o", 720, 330)]
    (table,) = read_with(words, scanned(page()), monkeypatch).tables
    assert (table.cells[-1].text, table.cells[-1].confidence) == ("0.9‰", 0.5)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "available_engine", lambda: None)
    with pytest.raises(MissingExtra, match=r"扫描.pdf：这是扫描件，没有文字层.*perflint-cn\[ocr\]"):
        reader.read(Source(Path("扫描.pdf"), scanned(page()), Limits()))
    text = Canvas()
    text.text(60, 700, "有文字的一页")
    picture = Canvas(image=page().tobytes(), image_size=(1200, 900))
    document = reader.read(Source(Path("混合.pdf"), pdf(text, picture), Limits()))
    assert document.notes[0].startswith("第2页是扫描件（整页图像），图像中的文字和表格未识别")


def test_the_engine_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "find_spec", lambda name: None)
    assert available_engine() is None
    monkeypatch.setattr(ocr_engine, "find_spec", lambda name: name == "rapidocr" or None)
    assert available_engine() == "rapidocr"


@needs_engine
def test_a_scanned_page_of_the_sample() -> None:
    source = Source(DATA / "scan.pdf", (DATA / "scan.pdf").read_bytes(), Limits())
    document = reader.read(source)
    assert document.format == "pdf-scan"
    assert [(table.n_rows, table.n_columns) for table in document.tables] == [
        (6, 6),
        (1, 2),
        (9, 6),
        (1, 2),
        (10, 6),
    ]
    third = document.tables[2]
    values = [cell.text for cell in third.cells if cell.column == 4]
    assert values == [
        "指标值",
        "15人",
        "≥98%",
        "100%",
        "≤33.75万元",
        "≤2.2万元",
        "保障水利事业顺利发展",
        "稳定",
        "≥95%",
    ]
    assert all(0.5 < cell.confidence <= 1 for cell in third.cells)
    assert "3、2024年劳务派遣人员工资及保险绩效目标表" in [
        "".join(block.text.split()) for block in document.paragraphs
    ]


def test_a_page_with_a_text_layer_is_not_scanned() -> None:
    data = (DATA / "forestry.pdf").read_bytes()
    answer = pdf_child.read_pages(Source(Path("林业.pdf"), data, Limits()), lambda done, of: None)
    assert answer["scanned"] == []
