"""LibreOffice as a last resort, for formats that nothing here reads (.odt, .ods, Word 95 …)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from perflint.errors import MissingExtra
from perflint.reading.document import Document
from perflint.reading.source import Source

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SECONDS = 180.0


def read(source: Source) -> Document:
    """A document of another office format, through a conversion."""
    sheets = b"spreadsheet" in source.data[:200] or b"sheet.binary" in source.data
    head = source.data[:2048].lower()
    if source.data.startswith(b"PK"):
        target = "xlsx" if sheets or source.extension in ("ods", "xlsb") else "docx"
    else:
        target = "xlsx" if b"excel" in head else "docx"
    return convert_and_read(source, source.extension or "odt", target)


def find() -> str | None:
    """The LibreOffice program, or None."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def convert_and_read(source: Source, extension: str, target: str) -> Document:
    """The document after conversion to ``target``; its name and checksum stay the original's."""
    from perflint.reading import read_source

    data = convert(source, extension, target)
    converted = Source(source.path.with_suffix(f".{target}"), data, source.limits, source.started)
    document = read_source(converted)
    original = source.document(extension, document.blocks, document.notes)
    return replace(original, notes=[*original.notes, "本文件经 LibreOffice 转换后读取，请核对版式"])


def convert(source: Source, extension: str, target: str) -> bytes:
    """The content in another format. Macros are off; everything written is removed again."""
    program = find()
    if program is None:
        raise MissingExtra(
            f"{source.name}：这种格式需要安装 LibreOffice 才能读取；也可先用 Word 或 WPS 另存为 .docx"
        )
    with tempfile.TemporaryDirectory(prefix="perflint-") as folder:
        place = Path(folder)
        original = place / f"in.{extension}"
        original.write_bytes(source.data)
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
            "--convert-to", target, "--outdir", str(place / "out"), str(original),
        ]  # fmt: skip
        _run(source, command, place)
        result = place / "out" / f"in.{target}"
        if not result.is_file():
            raise source.error("LibreOffice 无法打开这个文件；请用 Word 或 WPS 另存为 .docx 后再试")
        return result.read_bytes()


def _run(source: Source, command: list[str], home: Path) -> None:
    """Run to the end or the time limit; LibreOffice starts children, so its whole group ends."""
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        process.wait(timeout=max(1.0, min(_SECONDS, source.seconds_left)))
    except subprocess.TimeoutExpired:
        raise source.error(
            "LibreOffice 转换超时，已停止；请用 Word 或 WPS 另存为 .docx 后再试"
        ) from None
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
