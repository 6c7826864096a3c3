"""Configuration: the nearest file wins, nothing is merged, a wrong key is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflint.cli.settings import Settings, find_settings, load_settings
from perflint.errors import UsageError


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
        ("select = 3\n", "“select”的值不正确"),
        ("profile = \n", "不是有效的 TOML"),
    ],
)
def test_a_wrong_file_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        load_settings(write(tmp_path / "perflint.toml", text))
