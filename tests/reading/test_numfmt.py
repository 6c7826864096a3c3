"""Numbers, percents and dates as Excel shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perflint.reading.numfmt import BUILTIN, general, number_format, show_number, show_text
from perflint.reading.serials import from_serial, iso_date

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.95", "0%", "95%"),
        ("0.955", "0.0%", "95.5%"),
        ("0.285", "0%", "29%"),
        ("0.28499999999999998", "0%", "29%"),
        ("1", "0.00%", "100.00%"),
        ("95", '0"%"', "95%"),
        ("95", 'General"%"', "95%"),
        ("12", '0"万元"', "12万元"),
        ("5", 'G/通用格式"人"', "5人"),
        ("85", '"≥"0"%"', "≥85%"),
        ("12", "\\≥0.00", "≥12.00"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("12345678", "#,##0,", "12,346"),
        ("3", "000", "003"),
        ("0.5", "#.##", ".5"),
        ("5", "#.##", "5"),
        ("2.5", "0", "3"),
        ("3.5", "# ?/?", "3 1/2"),
        ("12345.678", "0.00E+00", "1.23E+04"),
    ],
)
def test_numbers(raw: str, code: str, shown: str) -> None:
    assert show_number(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("-3.2", "0.00", "-3.20"),
        ("-3.2", "0.0;(0.0)", "(3.2)"),
        ("1", "0.00_);[Red]\\(0.00\\)", "1.00"),
        ("-1", "0.00_);[Red]\\(0.00\\)", "(1.00)"),
        ("0", ACCOUNTING, "-"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("0", '0;-0;"无"', "无"),
        ("5", '[<10]0"少";[>=10]0"多"', "5少"),
        ("15", '[<10]0"少";[>=10]0"多"', "15多"),
        ("8", "[$¥-804]#,##0.0", "¥8.0"),
    ],
)
def test_sections(raw: str, code: str, shown: str) -> None:
    assert show_number(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("45291", "yyyy/m/d", "2023-12-31"),
        ("45291", "m-d-yy", "2023-12-31"),
        ("45291", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023-12-31"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", '[$-804]yyyy"年"m"月";@', "2023年12月"),
        ("45291", "yyyy-mm", "2023-12"),
        ("45291", 'm"月"d"日"', "12月31日"),
        ("45291", "mmm-yy", "Dec-23"),
        ("45291", "aaaa", "星期日"),
        ("45291.354", "yyyy-mm-dd hh:mm", "2023-12-31 08:29"),
        ("45291", "yyyy-mm-dd h:mm:ss", "2023-12-31"),
        ("0.354", "h:mm", "8:29"),
        ("0.5", "h:mm AM/PM", "12:00 PM"),
        ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "yyyy-m-d", "1900-01-01"),
        ("-5", "yyyy-m-d", "-5"),
        ("99999999", "yyyy-m-d", "99999999"),
    ],
)
def test_dates(raw: str, code: str, shown: str) -> None:
    assert show_number(raw, code) == shown


def test_1904_system() -> None:
    assert show_number("0", "yyyy-mm-dd", date1904=True) == "1904-01-01"
    assert show_number("43829", "yyyy-mm-dd", date1904=True) == "2023-12-31"
    assert show_number("43829", "yyyy-mm-dd") == "2019-12-30"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("15881.979999999999", "15881.98"),
        ("0.123456789012", "0.123456789"),
        ("1234567.891234", "1234567.891"),
        ("100", "100"),
        ("100.0", "100"),
        ("007", "7"),
        ("9.5E1", "95"),
        ("-0.0", "0"),
        ("130803000000123", "130803000000123"),  # a project's code must stay whole
        ("1E-7", "0.0000001"),
    ],
)
def test_general(raw: str, shown: str) -> None:
    assert show_number(raw, "") == shown
    assert general(Decimal(raw)) == shown


def test_what_is_no_number_stays() -> None:
    for raw in ("约95", "1e999", "nan", "inf", ""):
        assert show_number(raw, "0%") == raw


@pytest.mark.parametrize("code", ["[", '"', "\\", "[<", ";;;;", "[<x]0", "_", "E+", "0.0.0.0", "@"])
def test_broken_formats_do_no_harm(code: str) -> None:
    assert isinstance(show_number("12.5", code), str)


def test_text_formats() -> None:
    assert show_text("5", '@"万元"') == "5万元"
    assert show_text("甲", "0;0;0;@") == "甲"
    assert show_text("甲", "0.00") == "甲"


def test_builtin_formats_are_understood() -> None:
    shown = {number: show_number("45291.25", code) for number, code in BUILTIN.items()}
    assert shown[9] == "4529125%"
    assert shown[14] == shown[30] == "2023-12-31"
    assert shown[31] == "2023年12月31日"
    assert shown[4] == "45,291.25"


def test_formats_are_parsed_once() -> None:
    assert number_format("0.0%") is number_format("0.0%")


def test_serials() -> None:
    assert from_serial(Decimal(-1), date1904=False) is None
    moment = from_serial(Decimal("45291.5"), date1904=False)
    assert moment is not None
    assert moment.isoformat() == "2023-12-31T12:00:00"
    assert iso_date("2023-12-31T00:00:00") == "2023-12-31"
    assert iso_date("2023-12-31T08:30:00") == "2023-12-31 08:30"
