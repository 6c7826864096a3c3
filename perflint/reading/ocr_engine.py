"""Recognition engines behind one interface. Their models are part of their packages."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

ENGINES = ("faster_paddle", "rapidocr")


@dataclass(frozen=True, slots=True)
class Word:
    """Recognised text and its box in pixels (left, top, right, bottom; y downwards)."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


Recogniser = Callable[[Any], list[Word]]  # takes a grey image (numpy, rows × columns)


def available_engine() -> str | None:
    """The module name of the engine to use, None where the extra is not installed."""
    return next((name for name in ENGINES if find_spec(name) is not None), None)


def recogniser(name: str) -> Recogniser:
    """The engine, its models loaded."""
    return _faster_paddle() if name == "faster_paddle" else _rapidocr()


def _faster_paddle() -> Recogniser:
    from faster_paddle import OcrEngine

    # The small model takes three times as long as the tiny one, which loses strokes: 一 and 。.
    engine = OcrEngine(model_size="small")

    def recognise(image: Any) -> list[Word]:
        found = engine.ocr(bitmap(image))["bounds"].values()
        return [
            Word(
                item["text"], (*item["topLeftCoord"], *item["bottomRightCoord"]), item["confidence"]
            )
            for item in found
        ]

    return recognise


def _rapidocr() -> Recogniser:
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine = RapidOCR()

    def recognise(image: Any) -> list[Word]:
        found = engine(bitmap(image))
        if found.boxes is None:
            return []
        return [
            Word(text, _box(corners.tolist()), float(score))
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]

    return recognise


def _box(corners: list[list[float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def bitmap(image: Any) -> bytes:
    """A grey image as the bytes of a .bmp file (24 bits a pixel, as all decoders take it)."""
    import numpy as np

    height, width = image.shape
    row = (3 * width + 3) // 4 * 4
    pixels = np.zeros((height, row), dtype=np.uint8)
    pixels[:, : 3 * width] = np.repeat(image[::-1], 3, axis=1)
    size = row * height
    header = b"BM" + struct.pack("<IHHI", 54 + size, 0, 0, 54)
    details = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, size, 2835, 2835, 0, 0)
    return header + details + pixels.tobytes()
