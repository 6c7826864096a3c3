"""Opening papers with LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="未安装 LibreOffice")


def convert(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it (``pdf``, ``docx`` …), beside the original."""
    folder = path.parent / f"as-{suffix}"
    folder.mkdir(exist_ok=True)
    profile = (path.parent / "office").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.{suffix.partition(':')[0]}"
