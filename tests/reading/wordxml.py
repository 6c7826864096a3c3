"""Small Word files, written as XML: no binary fixtures."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def run(text: str, inner: str = "") -> str:
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*parts: str, pr: str = "") -> str:
    """A paragraph; parts that are not markup become runs."""
    body = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p>{f'<w:pPr>{pr}</w:pPr>' if pr else ''}{body}</w:p>"


def cell(*paras: str, pr: str = "") -> str:
    body = "".join(p if p.startswith("<") else para(p) for p in paras) or "<w:p/>"
    return f"<w:tc><w:tcPr>{pr}</w:tcPr>{body}</w:tc>"


def row(*cells: str, pr: str = "") -> str:
    body = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{pr}</w:trPr>' if pr else ''}{body}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def document(*body: str, namespace: str = W, prefix: str = "w", head: str = "") -> str:
    text = (
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{namespace}" {_EXTRA}>'
        f"<w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    if prefix == "w":
        return text
    for old, new in (("<w:", f"<{prefix}:"), ("</w:", f"</{prefix}:"), (" w:", f" {prefix}:")):
        text = text.replace(old, new)
    return text.replace("xmlns:w=", f"xmlns:{prefix}=")


def package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def save(path: Path, xml: str | bytes, **parts: str) -> Path:
    """A .docx with the given main part; ``styles`` becomes word/styles.xml."""
    content: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": xml}
    content |= {f"word/{name}.xml": text for name, text in parts.items()}
    path.write_bytes(package(content))
    return path
