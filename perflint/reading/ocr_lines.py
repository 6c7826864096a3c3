"""The ruling lines of a scanned page: long straight runs of dark pixels, its skew taken back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from perflint.reading.pdf_page import Rule

Array = Any  # numpy arrays; their exact types add nothing here

_DARK = 0.72  # of the paper's brightness
_FILLED = 0.93  # how much of a run must be dark: scans break lines
_UNBROKEN = 0.965  # the same for upright lines, next to which strokes stand close
_BROKEN = 0.85
_LONGEST_SKEW = 0.045  # slope, about 2.5 degrees
_SPLIT = 0.06  # inches without ink that end a line


@dataclass(frozen=True, slots=True)
class Ruling:
    """Lines in pixels of the straightened page (y downwards), and the slope taken back."""

    horizontal: list[Rule]
    vertical: list[Rule]
    slope: float

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a pixel of the scan lies on the straightened page."""
        return x + y * self.slope, y - x * self.slope


def dark_pixels(image: Array) -> Array:
    """Which pixels of a grey image are ink, whatever the paper's brightness."""
    paper = float(np.percentile(image, 90))
    return image < paper * _DARK


def find_ruling(dark: Array, dpi: float) -> Ruling:
    """The page's lines.

    Long level ones are sure. Upright ones reach from one of these to the next, as the strokes of
    characters do not; short level ones (strokes side by side look like them) from one upright line
    to another.
    """
    thick = _thickened(dark, axis=0)
    slope = _slope(*np.nonzero(_runs(thick, round(0.8 * dpi), axis=1))[::-1])
    level = _level(thick, slope, 0.25 * dpi, dpi)
    long = [rule for rule in level if rule.end - rule.start >= 1.2 * dpi]
    upright = _between(_thickened(_straightened(dark, slope), axis=1), long, dpi)
    short = [
        rule
        for rule in level
        if rule.end - rule.start < 1.2 * dpi and _joins(rule, upright, 0.03 * dpi)
    ]
    return Ruling(long + short, upright, slope)


def _level(thick: Array, slope: float, shortest: float, dpi: float) -> list[Rule]:
    ys, xs = np.nonzero(_runs(thick, round(shortest), axis=1))
    return _rules(xs + ys * slope, ys - xs * slope, shortest, _SPLIT * dpi)


def _joins(rule: Rule, upright: list[Rule], near: float) -> bool:
    """Whether an upright line stands at either end."""
    return all(
        any(
            abs(other.at - end) <= near and other.start - near <= rule.at <= other.end + near
            for other in upright
        )
        for end in (rule.start, rule.end)
    )


def _straightened(dark: Array, slope: float) -> Array:
    if slope == 0:
        return dark
    height, width = dark.shape
    ys, xs = np.arange(height)[:, None], np.arange(width)[None, :]
    rows = np.clip(np.rint(ys + xs * slope).astype(np.int32), 0, height - 1)
    columns = np.clip(np.rint(xs - ys * slope).astype(np.int32), 0, width - 1)
    straight: Array = dark[rows, columns]
    return straight


def _between(dark: Array, level: list[Rule], dpi: float) -> list[Rule]:
    """Upright lines, strip by strip between the places of the level ones.

    A line that is unbroken over half an inch may have a gap in another strip, where a seal or a
    fold lies over it; in a strip as low as one line of text, strokes would look like that.
    """
    strips = []
    places = sorted({round(rule.at) for rule in level})
    sums = np.cumsum(dark, axis=0, dtype=np.int32)
    unbroken = np.zeros(dark.shape[1], dtype=np.int32)
    for first, last in pairwise(places):
        top, bottom = max(first, 0), min(last, len(dark) - 1)
        if bottom - top >= 0.1 * dpi:
            # two pixels more: in a low strip a ragged end is already more than the tolerance
            share = (sums[bottom] - sums[top] + 2.0) / (bottom - top + 2.0)
            strips.append((top, bottom, share))
            unbroken += (share >= _UNBROKEN) * (bottom - top)
    sure = [float(band.mean()) for band in _bands(unbroken >= 0.5 * dpi, dpi)]
    rules = []
    for top, bottom, share in strips:
        places_here = [float(band.mean()) for band in _bands(share >= _UNBROKEN, dpi)]
        if bottom - top >= 0.2 * dpi:
            places_here += [
                at
                for at in sure
                if not any(abs(at - other) < 0.03 * dpi for other in places_here)
                and share[max(0, round(at) - 2) : round(at) + 3].max() >= _BROKEN
            ]
        rules += [Rule(at, float(top), float(bottom)) for at in places_here]
    return rules


def _bands(marked: Array, dpi: float) -> list[Array]:
    """Groups of neighbouring columns, as narrow as a line."""
    columns = np.nonzero(marked)[0]
    bands = np.split(columns, np.nonzero(np.diff(columns) > 3)[0] + 1)
    return [band for band in bands if len(band) and band[-1] - band[0] < 0.06 * dpi]


def _thickened(dark: Array, axis: int) -> Array:
    """Ink one pixel wider across, so that a slightly slanting line stays one run."""
    wide = dark.copy()
    if axis == 0:
        wide[1:] |= dark[:-1]
        wide[:-1] |= dark[1:]
    else:
        wide[:, 1:] |= dark[:, :-1]
        wide[:, :-1] |= dark[:, 1:]
    return wide


def _runs(dark: Array, length: int, axis: int) -> Array:
    """Pixels inside a stretch of ``length`` along ``axis`` that is (nearly) all ink."""
    if dark.shape[axis] <= length:
        return np.zeros_like(dark)
    source = dark if axis == 1 else dark.T
    sums = np.cumsum(source, axis=1, dtype=np.int32)
    filled = sums[:, length:] - sums[:, :-length] >= length * _FILLED
    marks = np.zeros((source.shape[0], source.shape[1] + 1), dtype=np.int16)
    marks[:, 1 : filled.shape[1] + 1] += filled
    marks[:, length + 1 : length + 1 + filled.shape[1]] -= filled[:, : marks.shape[1] - length - 1]
    inside = (np.cumsum(marks, axis=1, dtype=np.int32)[:, :-1] > 0) & source
    return inside if axis == 1 else inside.T


def _slope(xs: Array, ys: Array) -> float:
    """The slope at which the pixels of level lines gather in the fewest rows."""
    if len(xs) < 200:
        return 0.0
    if len(xs) > 60_000:
        keep = np.linspace(0, len(xs) - 1, 60_000).astype(int)
        xs, ys = xs[keep], ys[keep]
    low, high, best = -_LONGEST_SKEW, _LONGEST_SKEW, 0.0
    for _ in range(3):
        slopes = np.linspace(low, high, 31)
        scores = [_gathered(ys - xs * slope) for slope in slopes]
        best = float(slopes[int(np.argmax(scores))])
        step = (high - low) / 30
        low, high = best - step, best + step
    return best


def _gathered(places: Array) -> float:
    counts = np.bincount((places - places.min()).astype(int))
    return float((counts.astype(float) ** 2).sum())


def _rules(along: Array, across: Array, shortest: float, split: float) -> list[Rule]:
    """Lines from the pixels' places along and across them."""
    rules: list[Rule] = []
    if not len(along):
        return rules
    order = np.argsort(across, kind="stable")
    along, across = along[order], across[order]
    for band in np.split(np.arange(len(across)), np.nonzero(np.diff(across) > 1.5)[0] + 1):
        places = np.sort(along[band])
        middle = float(np.median(across[band]))
        for piece in np.split(places, np.nonzero(np.diff(places) > split)[0] + 1):
            if piece[-1] - piece[0] >= shortest:
                rules.append(Rule(middle, float(piece[0]), float(piece[-1])))
    return rules
