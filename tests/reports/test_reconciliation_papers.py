from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from perflint.errors import UsageError
from perflint.reconciliation import Reconciliation, allocate
from perflint.reconciliation.model import Evidence, Line, ProjectCost, wan
from perflint.reports.flow import flow_svg
from perflint.reports.money_files import reconciliation_bytes
from perflint.reports.reconciliation import COLUMNS, reconciliation_sheet, reconciliation_text

WAN = 1_000_000
SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "samples" / "qingyuan.docx"


def cost(number: int, amount: float | None, title: str, **more: object) -> ProjectCost:
    fen = None if amount is None else round(amount * WAN)
    evidence = (Evidence("cost-total", "成本指标“总成本”", fen, 4),) if fen else ()
    return ProjectCost(number, title, fen, evidence, matter=title, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found() -> Reconciliation:
    title = "提前下达2023年救灾资金（2240703 300万元）<急>"
    return allocate(
        [
            cost(1, 9.81, "执法监督"),
            cost(2, 300, title, prior_year=True, title_codes=("2240703",)),
            cost(3, None, "国有企业退休人员社会化管理补助资金"),
        ],
        [
            Line("2130309", "水利执法监督", round(9.81 * WAN), 0),
            Line("2240703", "自然灾害救灾补助", 45 * WAN, 45 * WAN),
            Line("2230105", "国有企业退休人员社会化管理补助支出", round(3.88 * WAN), None),
        ],
    )


@pytest.fixture(scope="module")
def nothing() -> Reconciliation:
    return allocate([cost(1, None, "某项目")], [])


@pytest.mark.parametrize(
    ("fen", "text"),
    [(100, "0.0001"), (2_500_000, "2.50"), (15_089_340_000, "15089.34"), (0, "0.00")],
)
def test_money_is_shown_exactly(fen: int, text: str) -> None:
    assert wan(fen) == text
    assert Decimal(text) * WAN == fen


def test_sheet(found: Reconciliation) -> None:
    sheet = reconciliation_sheet(found)
    assert sheet is not None
    assert sheet.columns == COLUMNS
    assert [row[0] for row in sheet.rows] == ["2130309", "2240703", "2230105", ""]
    assert [row[8] for row in sheet.rows] == ["相符", "未对应", "未对应", ""]
    assert sheet.rows[1][2:5] == ["0.00", "45.00", "45.00"]
    assert sheet.rows[2][2:5] == ["", "", "3.88"]
    assert sheet.rows[-1][4] == "58.69"
    assert sheet.bold == {3}
    for row in sheet.rows:
        for column in sheet.numeric:
            assert row[column] == "" or Decimal(row[column]) is not None


def test_notes_explain_the_total(found: Reconciliation) -> None:
    sheet = reconciliation_sheet(found)
    assert sheet is not None
    total = next(note for note in sheet.notes if note.startswith("项目支出合计"))
    assert total == "项目支出合计58.69万元＝相符9.81＋推算3.88＋上年结转（按原下达额填列）45.00"
    assert any("唯一" in note for note in sheet.notes)


def test_no_sheet_where_there_is_nothing_to_compare(nothing: Reconciliation) -> None:
    assert reconciliation_sheet(nothing) is None
    assert flow_svg(nothing) == ""
    assert "无法勾稽" in reconciliation_text(nothing)


def test_text_is_aligned(found: Reconciliation) -> None:
    text = reconciliation_text(found)
    assert text.endswith("\n")
    assert "2130309" in text
    assert "（推算3.88）" in text
    assert "超出科目预算" in text
    assert not any(line != line.rstrip() for line in text.split("\n"))


def test_json_is_frozen(found: Reconciliation) -> None:
    body = json.loads(reconciliation_bytes(found, ".json"))
    assert body["schema"] == "perflint.reconciliation/1"
    assert list(body)[:5] == ["schema", "unique", "complete", "lines", "projects"]
    line = body["lines"][0]
    wanted = [
        "code",
        "name",
        "current",
        "carry_over",
        "projects",
        "possible",
        "difference",
        "verdict",
    ]
    assert set(wanted) <= set(line)
    assert line["current"] == "9.81"
    project = body["projects"][2]
    assert {"number", "title", "cost", "evidence", "line", "verdict"} <= set(project)
    assert (project["cost"], project["inferred"], project["verdict"]) == (None, "3.88", "no-total")
    assert body["total"]["difference"] == "251.12"


def test_picture_is_one_sound_file(found: Reconciliation) -> None:
    svg = flow_svg(found)
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "<急>" not in svg
    assert "&lt;急&gt;" in svg or "…" in svg
    for forbidden in ("<script", "http://www.w3.org/1999/xlink", "@import", "url("):
        assert forbidden not in svg
    states = [path.get("class") for path in root.iter("{http://www.w3.org/2000/svg}path")]
    assert sorted(states) == ["inferred", "matched", "open"]  # type: ignore[type-var]
    assert flow_svg(found) == svg
    assert "线宽仅示意，不按金额比例" in svg


def test_picture_of_the_sample_has_a_box_for_every_project_and_line() -> None:
    from perflint.extraction import extract_submission
    from perflint.reading import read
    from perflint.reconciliation import reconcile

    sample = reconcile(extract_submission(read(SAMPLE)))
    root = ET.fromstring(flow_svg(sample))
    boxes = [r for r in root.iter("{http://www.w3.org/2000/svg}rect") if r.get("width") == "10"]
    assert len(boxes) == len(sample.lines) + len(sample.projects)


def test_workbook_holds_numbers(found: Reconciliation) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(reconciliation_bytes(found, ".xlsx")))
    page = book["勾稽表"]
    assert page["A3"].value == "2130309"
    assert page["E3"].value == pytest.approx(9.81)
    assert page["I4"].value == "未对应"


def test_wrong_suffix_and_empty_table_are_said(
    found: Reconciliation, nothing: Reconciliation
) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        reconciliation_bytes(found, ".doc")
    for suffix in (".xlsx", ".svg"):
        with pytest.raises(UsageError, match="无法勾稽"):
            reconciliation_bytes(nothing, suffix)


def run(*args: str) -> tuple[int, str]:
    from perflint.cli.reconcile import command

    result = CliRunner().invoke(command, list(args), standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value), result.output


def test_command_text_and_json() -> None:
    code, text = run(str(SAMPLE))
    assert code == 0
    assert "2082202" in text
    code, text = run(str(SAMPLE), "--format", "json")
    assert json.loads(text)["unique"] is True


@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".txt", ".svg"])
def test_command_writes_a_file(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"勾稽表{suffix}"
    code, text = run(str(SAMPLE), "-o", str(target))
    assert code == 0
    assert str(target) in text
    assert target.stat().st_size > 500


def test_papers_carry_the_table_and_the_picture(tmp_path: Path) -> None:
    from perflint import lint
    from perflint.reports import FORMATS

    report = lint(SAMPLE, select=["B"])
    FORMATS["html"].write(report, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "2130335" in page
    FORMATS["xlsx"].write(report, tmp_path / "r.xlsx")
    from openpyxl import load_workbook

    assert "勾稽表" in load_workbook(tmp_path / "r.xlsx").sheetnames
