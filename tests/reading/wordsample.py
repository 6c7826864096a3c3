"""One Word document with what the formats must agree on, written as .docx.

`sample.doc` and `sample.rtf` in `data/` are this document saved by LibreOffice:
``soffice --convert-to doc sample.docx``. Places and names are made up.
"""

from __future__ import annotations

from pathlib import Path

from wordxml import TYPES, cell, document, package, para, row, run

_DOWN, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_CHANGE = 'w:author="甲" w:date="2024-01-01T00:00:00Z"'


def _wide(width: int, span: int = 1) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tcW w:w="{width}" w:type="dxa"/>{spans}'


def _table(widths: list[int], *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _indicators() -> str:
    inner = _table([800, 800], row(cell("内一", pr=_wide(800)), cell("内二", pr=_wide(800))))
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    deleted = f'<w:del w:id="1" {_CHANGE}><w:r><w:delText>旧</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" {_CHANGE}>{run("（新）")}</w:ins>'
    return _table(
        [2000, 2000, 3000, 1500],
        row(cell("项目名称", pr=_wide(2000)), cell("河道保洁（二期）项目", pr=_wide(6500, 3))),
        row(
            cell("产出指标", pr=_wide(2000) + _DOWN),
            cell("数量指标", pr=_wide(2000)),
            cell("清理河道长度", "（含支流）", pr=_wide(3000)),
            cell(para(symbol, "12公里"), pr=_wide(1500)),
        ),
        row(
            cell(pr=_wide(2000) + _GOES_ON),
            cell("质量指标", pr=_wide(2000)),
            cell(para("验收合格率", deleted, inserted), pr=_wide(3000)),
            cell("≥95%", pr=_wide(1500)),
        ),
        row(
            cell("效益指标", pr=_wide(2000)),
            cell("社会效益", inner, "可持续", pr=_wide(2000)),
            cell("沿河环境改善", pr=_wide(4500, 2)),
        ),
    )


def save_sample(path: Path) -> Path:
    goal = _table(
        [2000, 6500],
        row(cell("绩效目标", pr=_wide(2000)), cell("清洁。", "通畅。", pr=_wide(6500))),
    )
    body = document(
        para("一、项目支出绩效目标表"),
        goal,
        para("指标如下：", "<w:r><w:tab/></w:r>", "共3项", run("密", "<w:rPr><w:vanish/></w:rPr>")),
        _indicators(),
        para("𠮷字在“扩展区”—…①"),
    )
    types = TYPES.replace("<Override", f"{_DEFAULTS}<Override", 1)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": body,
    }
    path.write_bytes(package(parts))
    return path
