"""``perflint annotate`` and ``perflint diff`` as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from perflint.cli.main import main
from perflint.resources import data_dir

SAMPLES = data_dir("corpora") / "samples"
FIRST, SECOND = SAMPLES / "qingyuan.docx", SAMPLES / "qingyuan-revised.docx"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_annotate_beside_the_original(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "申报.docx"
    source.write_bytes(FIRST.read_bytes())
    assert run("annotate", source, "--suggest-changes") == 0
    said = capsys.readouterr().out
    assert "申报-批注.docx（批注 " in said
    assert "修订 " in said
    assert Document(str(tmp_path / "申报-批注.docx")).comments


def test_a_text_dump_is_rebuilt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "批注.docx"
    assert run("annotate", SAMPLES / "qingyuan.txt", "-o", out) == 0
    assert "按读取的表格重新排版" in capsys.readouterr().out
    assert out.is_file()


def test_annotate_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("annotate", FIRST, "-o", tmp_path / "x.pdf") == 2
    assert "只能存为 .docx" in capsys.readouterr().err


def test_diff_text_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", FIRST, SECOND) == 1
    out = capsys.readouterr().out
    assert out.startswith("qingyuan.docx → qingyuan-revised.docx\n初稿问题")
    assert "已整改（" in out


def test_diff_json_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = [tmp_path / name for name in ("台账.xlsx", "x.txt", "x.json", "意见.docx", "意见.md")]
    outputs = [part for paper in papers for part in ("-o", paper)]
    assert run("diff", FIRST, SECOND, "--format", "json", *outputs) == 1
    assert json.loads(capsys.readouterr().out)["schema"] == "perflint.diff/1"
    assert all(paper.stat().st_size > 0 for paper in papers)
    assert "整改情况" in papers[-1].read_text(encoding="utf-8")


def test_diff_of_a_clean_pair_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", FIRST, FIRST, "--select", "C001") == 0
    assert "初稿问题0项" in capsys.readouterr().out


def test_diff_into_an_unknown_suffix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", FIRST, SECOND, "-o", tmp_path / "x.pdf") == 2
    assert "比较结果只能存为" in capsys.readouterr().err


def authors(path: Path) -> set[str]:
    return {comment.author for comment in Document(str(path)).comments}


def test_the_bureau_of_the_configuration_signs_the_comments(tmp_path: Path) -> None:
    source = tmp_path / "申报.docx"
    source.write_bytes(FIRST.read_bytes())
    assert run("annotate", source, "-o", tmp_path / "a.docx") == 0
    assert authors(tmp_path / "a.docx") == {"perflint"}
    (tmp_path / "perflint.toml").write_text('[memo]\nbureau = "清源县财政局"\n', encoding="utf-8")
    assert run("annotate", source, "-o", tmp_path / "b.docx") == 0
    assert authors(tmp_path / "b.docx") == {"清源县财政局"}
    assert run("annotate", source, "--author", "绩效股", "-o", tmp_path / "c.docx") == 0
    assert authors(tmp_path / "c.docx") == {"绩效股"}


def test_a_place_that_is_not_there_is_said_and_bundled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from perflint.reports.annotate import word

    monkeypatch.setattr(word, "place_of", lambda note, tree: None)
    assert run("annotate", FIRST, "-o", tmp_path / "a.docx") == 0
    said = capsys.readouterr()
    assert "（批注 1 处）" in said.out
    assert "处未找到确切位置（第" in said.err
    assert said.err.rstrip().endswith("等），合并批注在文件或页面开头")
    assert len(list(Document(str(tmp_path / "a.docx")).comments)) == 1
