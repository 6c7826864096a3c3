"""Where papers are written, and that nothing of value is replaced."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from perflint.cli.main import run

TABLE = """\
# 清源县交通运输局2024年项目支出绩效目标表

## 农村公路日常养护

| 绩效目标 | 2024年完成120公里农村公路日常养护，路面完好率达到95%。 |
|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
|---|---|---|---|
| 产出指标 | 数量指标 | 养护里程 | ≥120公里 |
| 产出指标 | 质量指标 | 路面完好率 | ≥95% |
| 产出指标 | 时效指标 | 完成时间 | 2024年12月底前 |
| 产出指标 | 成本指标 | 养护成本 | ≥60万元 |
| 效益指标 | 社会效益指标 | 受益行政村数量 | ≥36个 |
| 满意度指标 | 满意度指标 | 沿线群众满意度 | ≥90% |
"""


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    return write(tmp_path / "交通.md", TABLE)


def test_a_hard_link_to_the_submitted_file_is_spared(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = tmp_path / "twin.docx"
    twin.hardlink_to(draft)
    before = Path(draft).read_bytes()
    assert run(["memo", draft, "-o", str(twin)]) == 2
    assert "不能覆盖" in capsys.readouterr().err
    assert Path(draft).read_bytes() == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two submitted files."""
    place = tmp_path / "报送"
    place.mkdir()
    write(place / "清源县交通运输局.md", TABLE)
    write(place / "水利局.md", TABLE.replace("交通运输局", "水利局"))
    return place


@pytest.mark.parametrize(
    ("given", "paper"),
    [
        ("报送", "报送.docx"),
        ("报送", "报送.md"),
        ("报送", "报送/审核意见.docx"),
        ("报送/*.md", "报送.docx"),
    ],
)
def test_the_letters_of_a_batch_keep_away_from_the_submitted_files(
    given: str,
    paper: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run(["lint", given, "-o", f"memo={paper}"]) == 2
    error = capsys.readouterr().err
    assert "请换到报送目录以外" in error
    assert len(error.splitlines()) == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_default_name_replaces_nothing(
    draft: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, name in (("memo", "审核意见.docx"), ("baseline", "基线.json")):
        Path(name).write_text("有用的旧稿", encoding="utf-8")
        for number in (2, 3):
            assert run([command, draft]) == 0
            out = capsys.readouterr().out
            stem, suffix = name.split(".")
            assert f"已生成 {stem}-{number}.{suffix}（" in out
            assert f"“{name}”已存在，未覆盖" in out
        assert Path(name).read_text(encoding="utf-8") == "有用的旧稿"
    assert run(["memo", draft, "-o", "审核意见.docx"]) == 0
    assert Path("审核意见.docx").stat().st_size > 5000


@pytest.mark.parametrize("command", ["memo", "baseline", "annotate"])
def test_a_second_output_is_refused_rather_than_dropped(
    command: str, draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    assert run([command, draft, "-o", str(first), "-o", str(second)]) == 2
    assert "-o 只能使用一次" in capsys.readouterr().err
    assert not first.exists()
    assert not second.exists()


def test_reconcile_writes_every_output(draft: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.txt"
    assert run(["reconcile", draft, "-o", str(first), "-o", str(second)]) == 0
    assert first.exists()
    assert second.exists()


def test_config_of_a_path_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["config", str(tmp_path / "nodir")]) == 2
    assert capsys.readouterr().err.startswith("错误：找不到")


def test_a_letter_of_a_batch_never_replaces_a_submitted_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = folder.parent / "审核意见"
    letters.mkdir()
    twin = letters / "清源县交通运输局.md"
    twin.hardlink_to(folder / twin.name)
    assert run(["lint", str(folder), "-o", f"memo={letters}.md"]) == 2
    assert "不能覆盖" in capsys.readouterr().err
    assert (folder / twin.name).read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize("absolute", [False, True])
def test_machine_outputs_name_files_from_the_working_directory_on(
    absolute: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    given = str(folder if absolute else Path(folder.name))
    papers = ["github=a.txt", "gitlab=b.json", "sarif=c.sarif"]
    args = [arg for paper in papers for arg in ("-o", paper)]
    assert run(["lint", given, "--select", "A041", *args]) == 1
    name = "报送/清源县交通运输局.md"
    assert f"file={name}," in Path("a.txt").read_text(encoding="utf-8")
    issues = json.loads(Path("b.json").read_text(encoding="utf-8"))
    assert name in {issue["location"]["path"] for issue in issues}
    (log,) = json.loads(Path("c.sarif").read_text(encoding="utf-8"))["runs"]
    assert quote(name) in {each["location"]["uri"] for each in log["artifacts"]}
