"""A batch: one summary for all, one file a department, names that are safe everywhere."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reports import FORMATS
from perflint.reports.names import file_names, safe_name
from perflint.reports.sheets.batch import HEADS, batch_workbook, figures, summaries
from perflint.reports.sheets.batch_page import batch_page


def named(report: Report, department: str) -> Report:
    body = report.submission.model_copy(update={"department": department})
    return report.model_copy(update={"submission": body})


@pytest.fixture
def reports(report: Report, clean_report: Report) -> list[Report]:
    return [report, named(clean_report, "青石县水利局"), named(report, "")]


def test_summaries(reports: list[Report]) -> None:
    first, second, third = summaries(reports)
    assert (first.department, first.findings, first.severities["error"]) == ("青石县民政局", 30, 9)
    assert first.grades == {"优": 1, "良": 0, "中": 3, "差": 1}
    assert first.shares["描述照抄名称"] == pytest.approx(19 / 31)
    assert first.shares["指标值照抄名称"] == pytest.approx(1 / 31)
    assert second.findings == 0
    assert second.measurable == 1
    assert third.department == "青石县民政局2024年绩效目标"


def test_the_workbook(reports: list[Report]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(batch_workbook(reports)))
    page = book["汇总"]
    assert [cell.value for cell in page[2]] == HEADS
    assert page["B3"].value == "青石县民政局"
    assert page["E6"].value == 60
    assert page.auto_filter.ref == "A2:R5"
    rules = book["部门与规则"]
    row = next(r for r in rules.iter_rows(values_only=True) if r[0] == "C010")
    assert row[:6] == ("C010", "指标值缺少比较符号", 4, 2, None, 2)
    assert all(c.data_type != "f" for p in book for r in p.iter_rows() for c in r)


def test_the_page(reports: list[Report]) -> None:
    text = batch_page([named(reports[0], "<b>局"), *reports[1:]])
    assert "部门3个，项目11个，问题60项。" in text
    assert "&lt;b&gt;局" in text
    assert "<b>局" not in text
    assert "61.3%" in text


def test_figures_stand_under_their_heads(reports: list[Report]) -> None:
    assert all(len(figures(s, 1)) == len(HEADS) for s in summaries(reports))


def test_a_batch_without_findings(clean_report: Report) -> None:
    assert batch_workbook([clean_report, clean_report])
    assert "<svg" not in batch_page([clean_report, clean_report])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青石县民政局", "青石县民政局"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("../../etc/passwd", "etc_passwd"),
        ("CON", "CON_"),
        ("", "未命名"),
        (" . ", "未命名"),
        ("局\n本级\x00", "局_本级"),
        ("长" * 99, "长" * 60),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_names_are_never_the_same(reports: list[Report]) -> None:
    names = file_names([*reports, reports[0], named(reports[0], "青石县水利局")])
    assert names == [
        "青石县民政局", "青石县水利局", "青石县民政局2024年绩效目标", "青石县民政局-2",
        "青石县水利局-2",
    ]  # fmt: skip


def test_every_format_writes_one_and_many(reports: list[Report], tmp_path: Path) -> None:
    for name, form in FORMATS.items():
        one = tmp_path / f"one-{name}{form.suffix}"
        form.write(reports[0], one)
        assert one.stat().st_size > 0, name
        many = tmp_path / f"many-{name}{form.suffix}"
        form.write_many(reports, many)
        if form.folder:
            assert len(list(many.with_suffix("").iterdir())) == 3
        else:
            assert many.stat().st_size > 0, name


def test_a_stream_is_written(report: Report) -> None:
    stream = io.BytesIO()
    FORMATS["csv"].write(report, stream)
    assert stream.getvalue().startswith("\ufeff".encode())


def test_memos_of_a_batch_keep_their_suffix(reports: list[Report], tmp_path: Path) -> None:
    FORMATS["memo"].write_many(reports, tmp_path / "审核意见.md")
    names = sorted(path.name for path in (tmp_path / "审核意见").iterdir())
    assert names == ["青石县民政局.md", "青石县民政局2024年绩效目标.md", "青石县水利局.md"]


def test_a_place_that_cannot_be_written(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="目录不存在"):
        FORMATS["csv"].write(report, tmp_path / "none" / "x.csv")
    with pytest.raises(UsageError, match="无法写入"):
        FORMATS["csv"].write(report, tmp_path)


def test_the_bars_of_the_page_have_a_legend(reports: list[Report]) -> None:
    text = batch_page(reports)
    assert text.index('<p class="legend">') < text.index("<svg")
    legend = text[text.index('<p class="legend">') : text.index("<svg")]
    assert [word in legend for word in ("必改", "请核实", "提示")] == [True] * 3


def test_many_departments_are_shown_a_few_abreast(report: Report) -> None:
    many = [named(report, f"第{number}局") for number in range(1, 24)]
    text = batch_page(many)
    tables = re.findall(r'<table class="matrix">.*?</table>', text, re.DOTALL)
    heads = [re.findall(r"<th>([^<]+)</th>", table)[2:] for table in tables]
    assert [len(names) for names in heads] == [10, 10, 3]
    assert [name for names in heads for name in names] == [f"第{n}局" for n in range(1, 24)]
    assert "部门与规则（第21至23个部门）" in text
    row = next(line for line in tables[2].splitlines() if "C010" in line)
    cells = re.findall(r'<td class="num">([^<]*)</td>', row)
    assert cells == ["46", "2", "2", "2"], "the total is that of all departments"


def test_few_departments_are_one_table_without_numbers(reports: list[Report]) -> None:
    text = batch_page(reports)
    assert text.count('<table class="matrix">') == 1
    assert "<h2>部门与规则</h2>" in text


def test_no_column_is_so_narrow_that_names_stand_on_end(reports: list[Report]) -> None:
    style = batch_page(reports).split("</style>")[0]
    widths = [int(width) for width in re.findall(r"\.matrix th \{ min-width: (\d+)px", style)]
    assert widths
    assert min(widths) >= 60, "three characters a line at least"
