"""Configuration: the nearest file wins, nothing is merged, a wrong key is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from perflint.cli.settings import LimitSettings, Loaded, Settings, find_settings, load_settings
from perflint.errors import UsageError
from perflint.reading.limits import MIB, Limits


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    write(tmp_path / "perflint.toml", 'profile = "strict"\nignore = ["T"]\n')
    near = write(tmp_path / "a" / "perflint.toml", 'fail-on = "error"\n')
    loaded = find_settings(tmp_path / "a" / "申报表.docx")
    assert loaded.path == near.resolve()
    assert loaded.settings.fail_on == "error"
    assert loaded.settings.profile == "review"
    assert loaded.settings.ignore == []


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.perflint]\nprofile = "basic"\n')
    write(tmp_path / "a" / "pyproject.toml", '[tool.other]\nprofile = "x"\n')
    assert find_settings(tmp_path / "a").settings.profile == "basic"
    assert load_settings(tmp_path / "a" / "pyproject.toml") is None


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    loaded = find_settings(tmp_path)
    assert loaded.settings == Settings() or loaded.path is not None


def test_paths_are_relative_to_the_file_that_states_them(tmp_path: Path) -> None:
    path = write(tmp_path / "perflint.toml", 'rules = "规则"\n[memo]\nbureau = "清源县财政局"\n')
    loaded = load_settings(path)
    assert loaded is not None
    assert loaded.place(loaded.settings.rules) == tmp_path / "规则"
    assert loaded.place(None) is None
    assert loaded.settings.memo.bureau == "清源县财政局"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('profil = "basic"\n', "不认识的键“profil”，是否想写“profile”"),
        ('fail_onn = "error"\n', "不认识的键“fail_onn”"),
        ('[memo]\nbureua = "x"\n', "不认识的键“memo.bureua”，是否想写“bureau”"),
        ('profile = "full"\n', "“profile”的取值不正确，可选：'basic'、'review'|可选"),
        ("select = 3\n", r"“select”的值不正确，应写成方括号中的列表"),
        ("preview = 3\n", "“preview”的值不正确，应为 true 或 false"),
        ("rules = 3\n", "“rules”的值不正确，应为引号中的文字"),
        ("[memo]\ndate = 3\n", "“memo.date”的值不正确，应为引号中的文字"),
        ("memo = 3\n", r"“memo”的值不正确，应写成一节，以 \[memo\] 开头"),
        ("[limit]\npages = 3\n", "不认识的键“limit”，是否想写“limits”"),
        ("[limits]\npagse = 3\n", "不认识的键“limits.pagse”，是否想写“pages”"),
        ("[limits]\nfile_MB = 3\n", "不认识的键“limits.file_MB”，是否想写“file-mb”"),
        ("[limits]\npages = 0\n", "“limits.pages”的值不正确，应为1至100000000的整数，不加引号"),
        ('[limits]\npages = "9"\n', "“limits.pages”的值不正确，应为1至100000000的整数"),
        ("[limits]\nseconds = inf\n", "“limits.seconds”的值不正确，应为1至86400的整数"),
        ("[limits]\nmemory-mb = 64\n", "“limits.memory-mb”的值不正确，应为256至64000的整数"),
        ("profile = \n", "不是有效的 TOML"),
    ],
)
def test_a_wrong_file_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        load_settings(write(tmp_path / "perflint.toml", text))


def test_limits_reach_the_readers(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.perflint.limits]\nfile-mb = 3\npages = 7\n")
    loaded = load_settings(path)
    assert loaded is not None
    assert loaded.limits() == Limits(file_bytes=3 * MIB, pages=7)
    assert Loaded(Settings()).limits() == Limits()


@pytest.mark.parametrize(
    "command", ["lint", "extract", "reconcile", "memo", "annotate", "baseline", "diff"]
)
def test_every_command_keeps_to_the_limits(tmp_path: Path, command: str) -> None:
    write(tmp_path / "perflint.toml", "[limits]\ncells = 3\n")
    file = write(tmp_path / "表.csv", "一级指标,二级指标,三级指标,指标值\n产出,数量,甲,≥1\n")
    papers = ["-o", str(tmp_path / "出.docx")] if command in ("memo", "annotate") else []
    papers = ["-o", str(tmp_path / "出.json")] if command == "baseline" else papers
    arguments = [command, str(file), *([str(file)] if command == "diff" else []), *papers]
    done = subprocess.run(
        [sys.executable, "-m", "perflint", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "单元格超过3个" in done.stderr
    assert "在配置文件的 [limits] 中调高 cells" in done.stderr


def test_the_guide_states_every_limit_with_its_default() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    for name, field in LimitSettings.model_fields.items():
        line = next(x for x in guide.splitlines() if x.startswith(f"| `{field.alias or name}` |"))
        assert line.endswith(f"| {field.default} |")
