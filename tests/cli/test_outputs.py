"""Where papers are written, and that nothing of value is replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import openpyxl
import pytest
from submission_table import TABLE

from perflint.cli.main import run
from perflint.cli.outputs import parse_outputs


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


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.json", "json"),
        ("a.XLSX", "xlsx"),
        ("a.docx", "memo"),
        ("a.txt", "text"),
        ("a.xml", "junit"),
    ],
)
def test_a_bare_file_name_tells_its_format(name: str, form: str) -> None:
    assert [output.form for output in parse_outputs([name])] == [form]


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


FORMS = {
    "text": "a.txt", "json": "a.json", "jsonl": "a.jsonl", "csv": "a.csv", "html": "a.html",
    "xlsx": "a.xlsx", "sarif": "a.sarif", "junit": "a.xml", "github": "b.txt", "gitlab": "b.json",
    "memo": "letters.md",
}  # fmt: skip
PAPERS = [arg for form, name in FORMS.items() for arg in ("-o", f"{form}={name}")]


def read(form: str) -> str:
    return Path(FORMS[form]).read_text(encoding="utf-8")


def assert_programs_are_told(name: str) -> None:
    root = ElementTree.fromstring(read("junit"))
    assert root.get("errors") == "1"
    assert root.find(f"./testsuite[@name='{name}'][@errors='1']/testcase/error") is not None
    (invocation,) = json.loads(read("sarif"))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert name in invocation["toolExecutionNotifications"][-1]["message"]["text"]
    assert f"::error file={name},title=未能读取::" in read("github")
    assert json.loads(read("gitlab"))[-1]["location"]["path"] == name


def test_a_file_that_cannot_be_read_stands_in_every_paper_of_the_batch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder / "水利局.md").unlink()
    (folder / "坏.docx").write_bytes(b"PK broken")
    assert run(["lint", "报送", "--format", "json", *PAPERS]) == 2
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert_programs_are_told("报送/坏.docx")
    assert len(json.loads(read("json"))) == 1
    assert "未能读取" in read("text")
    assert "<h2>未能读取</h2>" in read("html")
    book = openpyxl.load_workbook(FORMS["xlsx"])
    assert book.sheetnames == ["汇总", "部门与规则", "未能读取"]
    assert book["未能读取"]["A3"].value == "报送/坏.docx"
    assert [path.name for path in Path("letters").iterdir()] == ["清源县交通运输局.md"]


def test_outputs_for_programs_are_written_though_nothing_could_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("坏.docx").write_bytes(b"PK broken")
    assert run(["lint", "坏.docx", *PAPERS]) == 2
    assert_programs_are_told("坏.docx")
    assert json.loads(read("json")) == []
    assert not any(Path(FORMS[form]).exists() for form in ("text", "html", "xlsx", "memo"))
    Path("坏2.docx").write_bytes(b"PK broken")
    assert run(["lint", "坏.docx", "坏2.docx", *PAPERS]) == 2
    assert "坏2.docx" in read("html")
    assert not Path("letters").exists()


def test_a_result_can_go_to_the_standard_output(
    draft: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "x.csv"
    assert run(["lint", draft, "-o", "json=-", "-o", f"csv={table}"]) == 1
    said = capfd.readouterr()
    assert json.loads(said.out)["schema"] == "perflint.findings/1"
    assert said.err == f"已生成 {table}\n"
    assert not Path("-").exists()


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "sarif", "junit", "github", "gitlab"])
def test_every_textual_result_can_be_shown(
    form: str, draft: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, "-o", f"{form}=-"]) == 1
    said = capfd.readouterr()
    assert "A041" in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["memo=-"], "审核意见不能写到标准输出，请写文件名"),
        (["xlsx=-"], "问题清单不能写到标准输出，请写文件名"),
        (["json=-", "csv=-"], "只能有一种结果写到标准输出"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    outputs: list[str], said: str, draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, *(part for output in outputs for part in ("-o", output))]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_the_standard_input_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "-"]) == 2
    said = capsys.readouterr().err
    assert "不能从标准输入读取" in said
    assert said.count("\n") == 1


def test_lint_says_what_it_wrote(
    draft: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "报告.html"
    assert run(["lint", draft, "-o", f"html={page}"]) == 1
    assert capsys.readouterr().err == f"已生成 {page}\n"
    letters = tmp_path / "意见.docx"
    run(["lint", str(folder), "-o", f"memo={letters}", "--fail-on", "never"])
    assert f"已生成 {letters.with_suffix('')}（2份审核意见）" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
@pytest.mark.parametrize("form", ["json", "html", "xlsx"])
def test_a_full_disk_is_called_full(
    form: str, draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, "-o", f"{form}=/dev/full"]) == 2
    assert "无法写入“/dev/full”：磁盘空间不足" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
@pytest.mark.parametrize("command", ["lint", "extract"])
def test_a_full_disk_behind_the_standard_output(command: str, draft: str) -> None:
    program = [sys.executable, "-m", "perflint", command, draft]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "错误：输出写不下：磁盘空间不足，请清理后再试或换一个位置\n"


def test_a_folder_and_a_nameless_suffix_are_said(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, "-o", f"json={tmp_path}"]) == 2
    assert "这是一个目录，请写明文件名" in capsys.readouterr().err
    assert run(["memo", draft, "-o", str(tmp_path / "意见")]) == 2
    assert "文件名没有后缀" in capsys.readouterr().err


def test_help_says_what_a_baseline_does_to_two_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--help"]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert "在两稿中都不计入" in shown
    assert "初稿是单位上次报送的文件" in shown


def test_eval_takes_no_option_that_it_would_not_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "--help"]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert "--budget" not in shown
    assert "--baseline" not in shown
    assert "召回率是应当报出而报出的比例" in shown
    assert run(["eval", "x", "--budget", "y"]) == 2


def test_a_baseline_uses_the_separate_budget(draft: str, tmp_path: Path) -> None:
    out = tmp_path / "b.json"
    assert run(["baseline", draft, "--budget", str(tmp_path / "无.xlsx"), "-o", str(out)]) == 2
    assert not out.exists()
