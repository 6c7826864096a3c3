"""A small PDF writer for tests: Chinese text without embedded fonts, ruling lines, rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120"
    "/CapHeight 880/ItalicAngle 0/StemV 93/FontBBox[-25 -254 1000 880]>>>>]>>"
)


@dataclass
class Canvas:
    """One page; coordinates are PDF points from the bottom left."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    corner: tuple[float, float] = (0, 0)
    operators: list[str] = field(default_factory=list)
    image: bytes = b""  # grey pixels, drawn over the whole page first
    image_size: tuple[int, int] = (0, 0)

    def text(self, x: float, y: float, text: str, size: float = 10) -> None:
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F {size} Tf {x} {y} Td <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.operators.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")

    def filled(self, x: float, y: float, width: float, height: float, colour: str = "0 g") -> None:
        self.operators.append(f"{colour} {x} {y} {width} {height} re f 0 g")

    def table(
        self,
        x: float,
        top: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str | None]],
        height: float = 20,
    ) -> float:
        """A ruled table; None continues the cell above, "<" the cell to the left.

        Returns its bottom.
        """
        edges = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
        for r, row in enumerate(rows):
            y = top - r * height
            for c, text in enumerate(row):
                if text is not None:
                    self.line(edges[c], y, edges[c + 1], y)
                if text != "<":
                    self.line(edges[c], y, edges[c], y - height)
                if text and text != "<":
                    for n, line in enumerate(text.split("\n")):
                        self.text(edges[c] + 3, y - 13 - 11 * n, line)
            self.line(edges[-1], y, edges[-1], y - height)
        bottom = top - len(rows) * height
        self.line(x, bottom, edges[-1], bottom)
        return bottom


def pdf(*pages: Canvas, encrypt: bool = False) -> bytes:
    """The file with these pages (``encrypt``: as if it needed a password)."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", _FONT]
    kids = []
    bodies: dict[int, bytes] = {}
    for page in pages:
        operators = list(page.operators)
        x, y = page.corner
        resources = "/Font<</F 3 0 R>>"
        if page.image:
            wide, high = page.image_size
            operators.insert(0, f"q {page.width} 0 0 {page.height} {x} {y} cm /I Do Q")
            objects.append(
                f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/BitsPerComponent 8"
                f"/ColorSpace/DeviceGray/Length {len(page.image)}>>"
            )
            bodies[len(objects)] = page.image
            resources += f"/XObject<</I {len(objects)} 0 R>>"
        stream = "\n".join(operators).encode()
        objects.append(f"<</Length {len(stream)}>>")
        bodies[len(objects)] = stream
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{x} {y} {x + page.width} {y + page.height}]"
            f"/Rotate {page.rotate}/Resources<<{resources}>>/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    trailer = "/Root 1 0 R"
    if encrypt:
        key = "00" * 32
        objects.append(f"<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>")
        trailer += f"/Encrypt {len(objects)} 0 R/ID[<00><00>]"
    return _written(objects, bodies, trailer)


def _written(objects: list[str], bodies: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\n".encode()
        if number in bodies:
            out += b"stream\n" + bodies[number] + b"\nendstream\n"
        out += b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    out += f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
