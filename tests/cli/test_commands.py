"""The command line as people use it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from submission_table import TABLE

from perflint.cli.main import COMMANDS, run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "samples" / "qingyuan.docx"

CLEAN = TABLE.replace("≥60万元", "≤60万元")


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    return write(tmp_path / "交通.md", TABLE)


def test_lint_prints_the_finding_and_ends_with_1(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, "--select", "A"]) == 1
    assert capsys.readouterr().out == (
        "交通.md\n"
        "已读取 2 张表：1 个项目，6 个指标，0 条预算行；口径 central-2021，深度 review\n"
        "\n"
        "项目1　农村公路日常养护\n"
        "  必改 A041 成本指标误用“≥”“＞”（第4个指标）\n"
        "      成本指标“养护成本”的指标值为“≥60万元”，成本应当设上限，比较符号方向相反\n"
        "      改法：改为“≤60万元”\n"
        "      依据：财预〔2021〕101号、财预〔2015〕88号　位置：第2张表第5行第4列（文本第13行）\n"
        "\n"
        "共 1 条：必改 1，请核实 0，提示 0\n"
    )


def test_a_clean_document_ends_with_0_and_says_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", write(tmp_path / "a.md", CLEAN), "--profile", "basic"]) == 0
    out = capsys.readouterr().out
    assert "1 个项目，6 个指标" in out
    assert out.endswith("未发现问题\n")


@pytest.mark.parametrize(
    ("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on(draft: str, level: str, code: int) -> None:
    assert run(["lint", draft, "--select", "A041", "--fail-on", level]) == code


def test_fail_on_passes_over_softer_findings(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", CLEAN.replace("≥95% |", "≥100% |"))
    assert run(["lint", path, "--select", "A044", "--fail-on", "error"]) == 0
    assert run(["lint", path, "--select", "A044", "--fail-on", "warning"]) == 1


def test_json_has_the_frozen_form(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", draft, "--format", "json", "--select", "A041"])
    body = json.loads(capsys.readouterr().out)
    assert body["schema"] == "perflint.findings/1"
    assert body["read"] == {"tables": 2, "projects": 1, "indicators": 6, "budget_lines": 0}
    (finding,) = body["findings"]
    assert (finding["code"], finding["severity"]) == ("A041", "error")
    assert (finding["project"], finding["row"]) == (1, 4)
    assert finding["rows"] == [{"project": 1, "row": 4}]
    assert finding["quote"] == "≥60万元"
    assert finding["fix"]["operator"] == "≤"
    assert finding["anchor"]["text"] == "第2张表第5行第4列（文本第13行）"
    assert len(finding["fingerprint"]) == 16


def test_several_files_give_a_list_and_lines(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write(tmp_path / "乙.md", CLEAN)
    run(["lint", draft, other, "--format", "json", "--select", "A041"])
    bodies = json.loads(capsys.readouterr().out)
    assert [body["source"]["name"] for body in bodies] == ["交通.md", "乙.md"]
    run(["lint", draft, other, "--format", "jsonl", "--select", "A041"])
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["file"] == "交通.md"


def test_one_bad_file_stops_no_other(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "~$交通.docx").write_bytes(b"lock")
    assert run(["lint", str(tmp_path), "--select", "A041"]) == 2
    captured = capsys.readouterr()
    assert "养护成本" in captured.out
    assert captured.err.startswith("错误：")
    assert "坏.docx" in captured.err
    assert "~$" not in captured.err


def test_the_same_input_gives_the_same_output(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = set()
    for _ in range(2):
        run(["lint", str(SAMPLE), "--format", "json"])
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["lint", "没有.docx"], "找不到“没有.docx”"),
        (["lint", "没有*.docx"], "没有与“没有*.docx”相符的文件"),
        (["lint"], "缺少参数"),
        (["lint", "a", "--profil", "basic"], "没有选项 --profil，是否想写 --profile"),
        (["lint", "a", "--profile", "full"], "--profile 的取值不正确，可选：basic、review、strict"),
        (["lint", "a", "-o", "jsn=x"], "没有名为“jsn”的输出格式，是否想写“json”"),
        (["lint", "a", "-o", "x.abc"], "-o 应写成“格式=文件”"),
        (["lint", "a", "-o", "json="], "-o 应写成“格式=文件”"),
        (["lint", "a", "-o", "json=没有/x.json"], "目录“没有”不存在"),
        (["lnit", "a"], "没有命令 lnit，是否想写 lint"),
        ([], "请指定命令"),
        (["explain", "A0411"], "没有名为“A0411”的规则"),
        (["explain", "cost-lower-bond"], "是否想写“cost-lower-bound”"),
    ],
)
def test_usage_errors_are_one_line_and_end_with_2(
    args: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.startswith("错误：")
    assert err.count("\n") == 1


def test_wrong_selectors_and_rule_folders(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", draft, "--select", "X9"]) == 2
    assert "没有与“X9”相符的规则" in capsys.readouterr().err
    assert run(["lint", draft, "--local", "mars"]) == 2
    assert "没有名为“mars”的地方口径，可选：" in capsys.readouterr().err
    assert run(["lint", draft, "--rules", str(tmp_path / "none")]) == 2
    assert "规则目录" in capsys.readouterr().err


def test_a_folder_without_documents_and_one_without_targets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", str(tmp_path)]) == 2
    assert "没有可审查的文件" in capsys.readouterr().err
    path = write(tmp_path / "通讯录.md", "| 科室 | 电话 |\n|---|---|\n| 办公室 | 1 |\n")
    assert run(["lint", path]) == 3
    assert "通讯录.md" in capsys.readouterr().err


def test_a_bureaus_own_rule_runs_beside_the_shipped_ones(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = (ROOT / "rules" / "appropriateness" / "A041.toml").read_text(encoding="utf-8")
    own = rule.replace('"A041"', '"X001"').replace('"cost-lower-bound"\ntitle', '"own"\ntitle')
    folder = tmp_path / "本局规则"
    folder.mkdir()
    write(folder / "X001.toml", own)
    assert run(["lint", draft, "--rules", str(folder), "--select", "X001"]) == 1
    assert "X001" in capsys.readouterr().out
    write(folder / "X001.toml", own.replace("unless =", "unles ="))
    assert run(["lint", draft, "--rules", str(folder)]) == 2
    assert "没有参数“unles”，是否想写“unless”" in capsys.readouterr().err


def test_several_papers_in_one_run(draft: str, tmp_path: Path) -> None:
    papers = {"json": "a.json", "memo": "b.docx", "sarif": "c.sarif", "csv": "d.csv"}
    args = [arg for form, name in papers.items() for arg in ("-o", f"{form}={tmp_path / name}")]
    assert run(["lint", draft, "--fail-on", "never", *args]) == 0
    assert all((tmp_path / name).stat().st_size for name in papers.values())
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["findings"]


def test_memo_is_written(draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "审核意见.docx"
    assert run(["memo", draft, "-o", str(out)]) == 0
    assert out.stat().st_size > 5000
    assert "已生成" in capsys.readouterr().out


def test_extract_text_explain_and_json(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", draft]) == 0
    assert "养护成本 | ≥60万元" in capsys.readouterr().out
    assert run(["extract", draft, "--explain"]) == 0
    assert "“指标值” → 指标值" in capsys.readouterr().out
    assert run(["extract", draft, "--format", "json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["schema"] == "perflint.submission/1"
    assert body["projects"][0]["indicators"][3]["target"]["fen"] == 60_000_000


def test_rules_and_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    out = capsys.readouterr().out
    assert "  A041 成本指标误用“≥”“＞”　必改　basic　cost-lower-bound\n" in out
    for word in ("A041", "a041", "cost-lower-bound"):
        assert run(["explain", word]) == 0
        out = capsys.readouterr().out
        assert out.startswith("# A041 ")
        assert "追回拖欠工资金额" in out


def test_baseline_round_trip(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "基线.json"
    assert run(["baseline", draft, "-o", str(known)]) == 0
    assert run(["lint", draft, "--baseline", str(known)]) == 0
    assert "已按忽略清单或基线略去" in capsys.readouterr().out


def test_configuration_is_in_force(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "perflint.toml", 'select = ["A041"]\nfail-on = "never"\n')
    assert run(["lint", draft]) == 0
    assert "共 1 条" in capsys.readouterr().out
    assert run(["lint", draft, "--fail-on", "error"]) == 1
    capsys.readouterr()
    assert run(["config", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "perflint.toml" in out
    assert "fail-on = never　[配置文件]" in out
    assert "profile = review　[默认]" in out


def test_color_is_off_in_a_pipe_and_on_when_asked(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["lint", draft, "--select", "A041"])
    assert "\x1b[" not in capsys.readouterr().out
    run(["lint", draft, "--select", "A041", "--color"])
    assert "\x1b[31m必改" in capsys.readouterr().out


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_a_chinese_help_page(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：perflint {name}")
    assert "Usage" not in out
    assert "Options" not in out


@pytest.mark.parametrize(
    "args",
    [
        ["lint", "{0}", "-o", "json={0}"],
        ["memo", "{0}", "-o", "{0}"],
        ["annotate", "{0}", "-o", "{0}"],
        ["baseline", "{0}", "-o", "{0}"],
        ["diff", "{0}", "{0}", "-o", "{0}"],
        ["reconcile", "{0}", "-o", "{0}"],
    ],
    ids=lambda args: args[0],
)
def test_a_paper_never_replaces_the_submitted_file(
    args: list[str], draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(draft).read_bytes()
    assert run([arg.format(draft) for arg in args]) == 2
    assert "不能覆盖" in capsys.readouterr().err
    assert Path(draft).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("错在{fixxed}", "规则 X001：检查函数没有给出字段或变体“fixxed”"),
        ("错在{name.x}", "规则 X001：message 中不认识的字段“{name.x}”"),
        ("错在{}", "规则 X001：message 中不认识的字段“{}”"),
        ("错在{name", "规则 X001：message 中的花括号不成对"),
    ],
)
def test_a_bureaus_own_rule_with_an_unknown_placeholder(
    words: str, complaint: str, draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = (ROOT / "rules" / "appropriateness" / "A041.toml").read_text(encoding="utf-8")
    own = rule.replace('"A041"', '"X001"').replace('"cost-lower-bound"\ntitle', '"own"\ntitle')
    folder = tmp_path / "本局规则"
    folder.mkdir()
    write(folder / "X001.toml", re.sub("(?m)^message = .*", f'message = "{words}"', own))
    assert run(["lint", draft, "--rules", str(folder), "--select", "X001"]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert len(error.splitlines()) == 1
