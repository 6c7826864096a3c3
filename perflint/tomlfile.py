"""TOML files that people write by hand, and what is wrong with them in one Chinese line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from perflint.errors import UsageError
from perflint.patterns import pattern

# What the parser says (the beginning of it), and what the writer of the file is to be told.
_SYNTAX = (
    ("Illegal character '\\n'", "引号没有成对"),
    ("Illegal character", "有不能出现的控制字符"),
    ("Unterminated string", "引号没有成对"),
    ('Expected "\'"', "引号没有成对"),
    ("Expected '='", "键后面缺少半角等号“=”"),
    ("Expected ']", "方括号没有成对"),
    ("Unclosed", "括号没有成对"),
    ("Cannot overwrite", "同一个键写了两次"),
    ("Cannot declare", "同一节写了两次"),
    ("Cannot mutate", "同一个键写了两次"),
    ("Duplicate", "同一个键写了两次"),
    ("Unescaped '\\'", "引号中的反斜杠要写成“\\\\”，路径可改用“/”"),
    ("Invalid hex", "引号中的反斜杠要写成“\\\\”，路径可改用“/”"),
    ("Invalid value", "值不正确，文字要加半角引号，列表要加方括号"),
    ("Invalid statement", "不是“键 = 值”，键只用英文字母、数字和“-”"),
    ("Expected newline", "值的后面有多余的内容"),
)
_PLACE = pattern(r"\(at line (\d+), column (\d+)\)")


def read_toml(path: Path, what: str, *, until: str = "") -> dict[str, Any]:
    """The content of a file called ``what`` in messages, up to the text ``until``.

    Raises UsageError for a file that is not there, is not UTF-8 or is not TOML.
    """
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UsageError(
            f"{what}“{path}”无法读取：不是 UTF-8 编码（可能是 GBK），请用记事本“另存为”，编码选 UTF-8"
        ) from None
    except OSError:
        reason = "没有读取权限" if path.is_file() else "没有这个文件"
        raise UsageError(f"{what}“{path}”无法读取：{reason}，请检查路径") from None
    try:
        return tomllib.loads(text.partition(until)[0] if until else text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{what}“{path}”不是有效的 TOML：{_why(str(error))}") from None


def _why(message: str) -> str:
    found = _PLACE.search(message)
    where = f"第{found[1]}行第{found[2]}个字符" if found else "文件末尾"
    said = (words for start, words in _SYNTAX if message.startswith(start))
    return f"{where}，{next(said, '写法不正确')}"


def fault(item: Mapping[str, Any]) -> str:
    """One fault that pydantic found in the data of such a file, in Chinese."""
    where = ".".join(str(part) for part in item["loc"])
    kind, about = str(item["type"]), item.get("ctx", {})
    if kind == "extra_forbidden":
        return f"不认识的键“{where}”"
    if kind == "missing":
        return f"缺少“{where}”"
    return f"“{where}”的值不正确，{wanted(kind, about)}" if where else "应写成“键 = 值”"


def wanted(kind: str, about: Mapping[str, Any]) -> str:
    """What should stand where a value is wrong: ``kind`` and ``about`` as pydantic gives them."""
    if kind in ("literal_error", "enum"):
        return f"可选：{choices(str(about.get('expected', '')))}"
    if kind == "string_too_short":
        return f"至少写{about.get('min_length', 1)}个字"
    if kind == "string_pattern_mismatch":
        return f"写法应符合 {about.get('pattern', '')}"
    for start, words in _WANTED:
        if kind.startswith(start):
            return words.format_map({key: str(value) for key, value in about.items()})
    return "请对照文档改正"


_WANTED = (
    ("string", "应为引号中的文字"),
    ("bool", "应为 true 或 false，不加引号"),
    ("int", "应为整数，不加引号"),
    ("float", "应为数字，不加引号"),
    ("decimal", "应为数字，不加引号"),
    ("date", "应写成 2024-12-31 的形式，引号可加可不加"),
    ("list", '应写成方括号中的列表，如 ["A041", "C"]'),
    ("tuple", "应写成方括号中的列表"),
    ("frozen_set", "应写成方括号中的列表"),
    ("set", "应写成方括号中的列表"),
    ("dict", "应写成一节，以方括号中的名称开头"),
    ("model", "应写成一节，以方括号中的名称开头"),
    ("greater_than_equal", "不小于{ge}"),
    ("greater_than", "应大于{gt}"),
    ("less_than_equal", "不大于{le}"),
    ("less_than", "应小于{lt}"),
    ("none", "应留空"),
)


def choices(expected: str) -> str:
    """``'a', 'b' or 'c'`` as ``a、b、c``."""
    return "、".join(re.findall(r"'([^']*)'", expected)) or expected
