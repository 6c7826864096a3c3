"""Files people write by hand: whatever is wrong with them is said in one Chinese line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from perflint.checks.registry import find_check
from perflint.cli.main import run
from perflint.errors import UsageError
from perflint.linting.rules import read_rule
from perflint.tomlfile import fault, read_toml

ENGLISH = re.compile(r"\b(?:expected|invalid|input|should|codec|statement|value|valid)\b", re.I)


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_toml(path, "配置文件")
    said = str(caught.value)
    assert "\n" not in said
    assert not ENGLISH.search(said.replace(str(path), ""))
    return said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = "x\n', "第1行第7个字符，引号没有成对"),
        ("a = 'x", "文件末尾，引号没有成对"),
        ('a = """x', "文件末尾，引号没有成对"),
        ("= 3", "第1行第1个字符，不是“键 = 值”"),
        ("深度 = 1", "第1行第1个字符，不是“键 = 值”"),
        ("a = 1\na = 2\nb = 3", "第2行第6个字符，同一个键写了两次"),
        ("[a]\n[a]", "第2行第3个字符，同一节写了两次"),
        ("a = review", "第1行第5个字符，值不正确，文字要加半角引号"),
        ("a = “review”", "第1行第5个字符，值不正确，文字要加半角引号"),
        ("a = tru", "值不正确"),
        ('a = "b" x', "个字符，值的后面有多余的内容"),
        ("a", "文件末尾，键后面缺少半角等号“=”"),
        ("a＝1", "第1行第2个字符，键后面缺少半角等号“=”"),
        ("[a", "文件末尾，方括号没有成对"),
        ("[[a]\n", "方括号没有成对"),
        ("a = {b=1", "文件末尾，括号没有成对"),
        ('a = "C:\\Users"', "引号中的反斜杠要写成“\\\\”"),
        ('a = "\\q"', "引号中的反斜杠要写成“\\\\”"),
        ("a = {b=1,}\n", "写法不正确"),
        ('a = "\x01"', "有不能出现的控制字符"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(tmp_path: Path, text: str, said: str) -> None:
    shown = refusal(tmp_path / "perflint.toml", text.encode())
    assert "不是有效的 TOML" in shown
    assert said in shown


def test_another_encoding_is_named(tmp_path: Path) -> None:
    said = refusal(tmp_path / "perflint.toml", 'profile = "basic" # 自查'.encode("gb18030"))
    assert "不是 UTF-8 编码（可能是 GBK）" in said
    assert "另存为" in said


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"忽略清单.*无法读取：没有这个文件"):
        read_toml(tmp_path / "无.toml", "忽略清单")
    with pytest.raises(UsageError, match="没有这个文件"):
        read_toml(tmp_path, "忽略清单")


def test_what_editors_of_windows_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('a = "一"\r\n[b]\r\nc = """\r\nx\r\n"""\r\n'.encode("utf-8-sig"))
    assert read_toml(path, "配置文件") == {"a": "一", "b": {"c": "x\n"}}
    assert read_toml(path, "配置文件", until="\n[b]") == {"a": "一"}


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["a", "b", "c"] = "a"
    name: str = Field("xx", min_length=2)
    code: str = Field("A1", pattern="^A")
    flag: bool = False
    count: int = Field(1, ge=0, lt=10)
    share: float = 0.5
    names: list[str] = []
    more: dict[str, str] = {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "d"}, "“kind”的值不正确，可选：a、b、c"),
        ({"name": 3}, "“name”的值不正确，应为引号中的文字"),
        ({"name": "x"}, "“name”的值不正确，至少写2个字"),
        ({"code": "B"}, "“code”的值不正确，写法应符合 ^A"),
        ({"flag": "maybe"}, "“flag”的值不正确，应为 true 或 false，不加引号"),
        ({"count": "many"}, "“count”的值不正确，应为整数，不加引号"),
        ({"count": -1}, "“count”的值不正确，不小于0"),
        ({"count": 10}, "“count”的值不正确，应小于10"),
        ({"share": "half"}, "“share”的值不正确，应为数字，不加引号"),
        ({"names": "a"}, "“names”的值不正确，应写成方括号中的列表"),
        ({"names": [1]}, "“names.0”的值不正确，应为引号中的文字"),
        ({"more": 1}, "“more”的值不正确，应写成一节"),
        ({"nmae": "x"}, "不认识的键“nmae”"),
    ],
)
def test_a_wrong_value_says_what_should_stand_there(data: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(data)
    shown = fault(caught.value.errors()[0])
    assert shown.startswith(said)
    assert not ENGLISH.search(shown)


RULE = """
code = "X901"
name = "own-rule"
title = "自定规则"
severity = "warning"
profile = "basic"
scope = "indicator"
message = "不符"

[check]
function = "value.comparator.cost-lower-bound"

[doc]
why = "本局要求"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('severity = "warning"', 'severity = "fatal"', "“severity”的值不正确，可选：error、warning、info"),
        ('scope = "indicator"', "scope = 3", "“scope”的值不正确，可选：indicator、project、submission"),
        ('code = "X901"', 'code = "x1"', "“code”的值不正确，写法应符合"),
        ('title = "自定规则"', "title = 3", "“title”的值不正确，应为引号中的文字"),
        ('title = "自定规则"', "", "缺少“title”"),
        ('message = "不符"', 'message = "不符', "引号没有成对"),
    ],
)  # fmt: skip
def test_a_rule_file_is_explained(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match="规则文件") as caught:
        read_rule(path)
    assert said in str(caught.value)
    assert not ENGLISH.search(str(caught.value).replace("“severity”", ""))


def test_a_rule_file_in_gbk_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(RULE.encode("gb18030"))
    with pytest.raises(UsageError, match=r"x\.toml.*不是 UTF-8 编码"):
        read_rule(path)


def test_a_wrong_parameter_is_explained() -> None:
    check = find_check("form.department.department-target-unmeasured", "C016")
    with pytest.raises(UsageError) as caught:
        check.parse({"sections": 3}, "X901")
    assert "的参数“sections”的值不正确，应写成方括号中的列表" in str(caught.value)


@pytest.mark.parametrize("command", ["lint", "memo", "config"])
def test_the_commands_say_it_and_end_with_2(
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "perflint.toml").write_bytes('profile = "自查"'.encode("gb18030"))
    (tmp_path / "a.md").write_text("|a|\n|-|\n", encoding="utf-8")
    assert run([command, *(["a.md"] if command != "config" else [])]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "不是 UTF-8 编码" in said
