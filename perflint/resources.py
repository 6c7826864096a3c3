"""Where the data files (rules/, corpora/) are, in the wheel or in a checkout, and reading them.

They are read with tomli, which is tomllib compiled: a cold run spends a sixth of the time on them.
What people write by hand is read in `perflint.tomlfile`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

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


def parse_toml(text: str) -> dict[str, Any]:
    """The data of a TOML file that is shipped."""
    return tomli.loads(text)


@cache
def corpus(name: str) -> dict[str, Any]:
    """A file of ``corpora/`` as data, e.g. ``corpus("headers.toml")``; read once a process."""
    return parse_toml((data_dir("corpora") / name).read_text(encoding="utf-8"))
