"""A web page as bureaus publish it, and a flat .csv."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Sequence
from html import escape

from .blocks import Block, Para, Table, grid

NAVIGATION = "<td>首页</td><td>政务公开</td><td>办事服务</td>"

BOUNDARY = "----=_page"


def html(blocks: Sequence[Block], title: str, encoding: str = "utf-8") -> bytes:
    """A page with a navigation bar and a footer around the content."""
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="{encoding}">',
        f"<title>{escape(title)}</title></head>",
        "<body>",
        f'<div class="nav"><table><tr>{NAVIGATION}</tr></table></div>',
        '<div class="content">',
        *(_para(block) if isinstance(block, Para) else _table(block) for block in blocks),
        "</div>",
        '<div class="footer">主办单位：县人民政府办公室</div>',
        "</body></html>",
    ]
    return ("\n".join(parts) + "\n").encode(encoding)


def archive(page: bytes, title: str) -> bytes:
    """The page as a web archive (.mht), with boundaries that never change."""
    body = base64.encodebytes(page).decode("ascii").replace("\n", "\r\n")
    subject = base64.b64encode(title.encode("utf-8")).decode("ascii")
    head = [
        f"Subject: =?utf-8?B?{subject}?=",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="text/html"; boundary="{BOUNDARY}"',
        "",
        f"--{BOUNDARY}",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: base64",
        "Content-Location: file:///page.html",
        "",
        body + f"--{BOUNDARY}--",
        "",
    ]
    return "\r\n".join(head).encode("ascii")


def _para(block: Para) -> str:
    tag = {"title": "h1", "h1": "h2", "h2": "h3", "h3": "h4"}.get(block.style, "p")
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _table(block: Table) -> str:
    lines = ["<table border=1>"]
    for row in grid(block):
        cells = []
        for slot in row:
            if slot.is_anchor:
                span = f' rowspan="{slot.cell.rows}"' if slot.cell.rows > 1 else ""
                span += f' colspan="{slot.cell.cols}"' if slot.cell.cols > 1 else ""
                text = escape(slot.cell.text).replace("\n", "<br>")
                cells.append(f"<td{span}>{text}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def comma(blocks: Sequence[Block]) -> str:
    """Comma separated values: a paragraph is a row of one cell, merged squares are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for block in blocks:
        if isinstance(block, Para):
            writer.writerow([block.text])
            continue
        for row in grid(block):
            writer.writerow([s.cell.text if s.is_anchor else "" for s in row])
        writer.writerow([])
    return out.getvalue()
