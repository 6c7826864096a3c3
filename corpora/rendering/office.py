"""Older and fixed formats, by way of LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
FILTERS = {".doc": "doc:MS Word 97", ".rtf": "rtf:Rich Text Format", ".pdf": "pdf", ".xls": "xls"}
SECONDS = 180


def program() -> str | None:
    """The path of LibreOffice, or None."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def convert(source: Path, suffix: str, folder: Path) -> Path:
    """``source`` in another format, under the same name in ``folder``.

    Works in a private profile that is removed. Raises FileNotFoundError without LibreOffice.
    """
    office = program()
    if office is None:
        raise FileNotFoundError("未安装 LibreOffice，无法生成 " + suffix)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                FILTERS[suffix],
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    return folder / (source.stem + suffix)
