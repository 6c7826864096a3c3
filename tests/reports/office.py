"""Opening papers with LibreOffice, where it is installed."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="未安装 LibreOffice")


@cache
def _profile() -> Path:
    """One profile a process: making it takes longer than a conversion."""
    folder = Path(tempfile.mkdtemp(prefix="perflint-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def convert(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it (``pdf``, ``docx`` …), beside the original."""
    folder = path.parent / f"as-{suffix}"
    folder.mkdir(exist_ok=True)
    profile = _profile().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.{suffix.partition(':')[0]}"
