"""Patterns that are compiled late behave as compiled ones; Chinese characters without patterns."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import perflint
from perflint.patterns import han_end, is_han, pattern

HAN = re.compile(r"[\u4e00-\u9fff]")
TEXT = "数量≥100个，质量≥95%"


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search(TEXT)


def test_a_late_pattern_answers_like_a_compiled_one() -> None:
    late, compiled = pattern(r"(?P<sign>≥)(\d+)"), re.compile(r"(?P<sign>≥)(\d+)")
    assert late.findall(TEXT) == compiled.findall(TEXT) == [("≥", "100"), ("≥", "95")]
    assert [m.span() for m in late.finditer(TEXT)] == [m.span() for m in compiled.finditer(TEXT)]
    assert late.sub("=", TEXT) == compiled.sub("=", TEXT)
    assert late.subn("=", TEXT)[1] == 2
    assert late.split(TEXT) == compiled.split(TEXT)
    assert late.match(TEXT) is None
    assert late.match(TEXT, 2) is not None
    assert late.fullmatch("≥7") is not None
    assert (late.pattern, late.groups, dict(late.groupindex)) == (
        compiled.pattern, compiled.groups, {"sign": 1},
    )  # fmt: skip


@pytest.mark.parametrize("first", ["search", "sub", "flags", "scanner"])
def test_any_use_may_be_the_first(first: str) -> None:
    late = pattern("a.b", re.DOTALL)
    assert getattr(late, first)
    assert late.search("a\nb") is not None
    assert late.flags & re.DOTALL


def test_what_a_pattern_lacks_it_lacks_late_too() -> None:
    with pytest.raises(AttributeError):
        pattern("a").locate  # type: ignore[attr-defined]  # noqa: B018


def test_bytes_are_matched_as_bytes() -> None:
    assert pattern(rb"\x50\x4b").match(b"PK\x03\x04")


@pytest.mark.parametrize(
    "char", ["一", "龥", "\u9fff", "鿀", "a", "１", "，", "①", "ア", "㐀", "\ua000"]
)
def test_han_is_what_the_class_says(char: str) -> None:
    assert is_han(char) == bool(HAN.match(char))


@pytest.mark.parametrize(
    ("text", "start", "most", "end"),
    [
        ("20个村（含）", 2, 8, 4),
        ("20个村（含）", 2, 1, 3),
        ("20个村", 2, 8, 4),
        ("20个村", 0, 8, 0),
        ("20个村", 4, 8, 4),
        ("20个村", 9, 8, 9),
        ("", 0, 3, 0),
    ],
)
def test_the_end_of_a_run(text: str, start: int, most: int, end: int) -> None:
    assert han_end(text, start, most) == end


def test_the_package_compiles_no_pattern_on_import() -> None:
    """A pattern compiled at the head of a module costs every run that imports the module."""
    eager = []
    for path in Path(perflint.__file__).parent.rglob("*.py"):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                continue
            calls = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
            if any(ast.unparse(function) == "re.compile" for function in calls):
                eager.append(f"{path.name}:{statement.lineno}")
    assert eager == []
