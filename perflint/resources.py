"""Where the data files (rules/, corpora/) are: in the wheel or in a checkout."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_dir(name: str) -> Path:
    """The folder ``rules`` or ``corpora``.

    Raises FileNotFoundError where the installation is damaged.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"安装不完整：找不到数据目录“{name}”，请重新安装 perflint-cn")


@cache
def corpus(name: str) -> dict[str, Any]:
    """A file of ``corpora/`` as data, e.g. ``corpus("headers.toml")``; read once a process."""
    with (data_dir("corpora") / name).open("rb") as file:
        return tomllib.load(file)
