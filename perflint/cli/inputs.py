"""From the paths on the command line to the documents they mean."""

from __future__ import annotations

from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

from perflint.errors import UsageError

SUFFIXES = frozenset(
    (
        *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xlsm", ".xls", ".et"),
        *(".pdf", ".html", ".htm", ".mht", ".mhtml", ".md", ".csv", ".txt"),
    )
)


def find_inputs(paths: Iterable[str]) -> list[Path]:
    """The documents in path order, each once; a folder means the documents below it.

    Word's and WPS's lock files (``~$…``) are skipped. Raises UsageError for a path that does not
    exist, a pattern that matches nothing and a folder without documents.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_expand(path)))
    return list(found)


def shown_path(path: Path) -> str:
    """The path from the working directory on, with forward slashes; absolute if it lies outside."""
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    return path.as_posix()


def _expand(path: str) -> list[Path]:
    if path == "-":
        raise UsageError(
            "不能从标准输入读取：文件的名称和位置要写进结果，请先存为文件，再给出文件名"
        )
    place = Path(path)
    if place.is_dir():
        return _documents(place.rglob("*"), f"目录“{path}”中没有可审查的文件")
    if place.exists():
        return [place]
    if has_magic(path):
        matches = glob(path, recursive=True)  # noqa: PTH207 - the pattern may be absolute
        return _documents(map(Path, matches), f"没有与“{path}”相符的文件")
    raise UsageError(f"找不到“{path}”，请检查路径")


def _documents(candidates: Iterable[Path], complaint: str) -> list[Path]:
    found = sorted(path for path in candidates if path.is_file() and _is_document(path))
    if not found:
        raise UsageError(f"{complaint}（支持 {'、'.join(sorted(SUFFIXES))}）")
    return found


def _is_document(path: Path) -> bool:
    return not path.name.startswith(("~$", ".~", ".")) and path.suffix.lower() in SUFFIXES
