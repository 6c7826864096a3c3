"""The ignore file: accountable, dated, and never silently stale."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from perflint.errors import UsageError
from perflint.linting.examples import example_submission
from perflint.linting.ignoring import IgnoreList, load_ignore_list
from perflint.linting.linter import Linter
from perflint.linting.report import Report

SUBMISSION = example_submission(
    {
        "projects": [
            {
                "title": "农村公路日常养护",
                "objective": "完成120公里农村公路日常养护。",
                "indicators": [
                    {"level2": "成本指标", "name": "养护成本", "value": "≥60万元"},
                    {"level2": "成本指标", "name": "检测成本", "value": "≥9万元"},
                ],
            }
        ]
    }
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ignore.toml"
    path.write_text(text, encoding="utf-8")
    return path


def lint(ignore_list: IgnoreList) -> Report:
    return Linter(select=["A041"], ignore_list=ignore_list).lint(SUBMISSION)


def test_an_entry_takes_a_finding_out_and_keeps_its_reason(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[ignore]]\nrule = "A041"\nproject = "公路"\nindicator = "养护成本"\nreason = "上级表式预置"\n',
    )
    report = lint(load_ignore_list(path))
    assert [finding.row for finding in report.findings] == [2]
    assert [(item.finding.row, item.reason) for item in report.ignored] == [(1, "上级表式预置")]
    assert report.notices == []


def test_an_entry_by_name_or_prefix_holds_for_the_document(tmp_path: Path) -> None:
    for selector in ("cost-lower-bound", "A04", "a041"):
        text = f'[[ignore]]\nrule = "{selector}"\nreason = "已另行说明"\n'
        report = lint(load_ignore_list(write(tmp_path, text)))
        assert report.findings == []
        assert len(report.ignored) == 2


def test_an_expired_entry_holds_no_longer_and_says_so(tmp_path: Path) -> None:
    text = '[[ignore]]\nrule = "A041"\nreason = "过渡期"\nuntil = 2024-06-30\n'
    ignore_list = load_ignore_list(write(tmp_path, text))
    ignore_list.today = date(2024, 6, 30)
    assert lint(ignore_list).findings == []
    ignore_list.today = date(2024, 7, 1)
    report = lint(ignore_list)
    assert len(report.findings) == 2
    assert report.notices == ["忽略清单中“A041”已于2024-06-30到期，不再忽略"]


def test_an_entry_that_matches_nothing_is_said(tmp_path: Path) -> None:
    text = '[[ignore]]\nrule = "A041"\nproject = "水库"\nreason = "已整改"\n'
    report = lint(load_ignore_list(write(tmp_path, text)))
    assert report.notices == ["忽略清单中“A041／水库”没有对应的问题，可以删去"]


def test_uses_are_counted_anew_for_every_document(tmp_path: Path) -> None:
    text = '[[ignore]]\nrule = "A041"\nproject = "公路"\nreason = "已另行说明"\n'
    linter = Linter(select=["A041"], ignore_list=load_ignore_list(write(tmp_path, text)))
    assert linter.lint(SUBMISSION).notices == []
    assert linter.lint(example_submission({"projects": []})).notices != []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[ignore]]\nrule = "A041"\n', "缺少“reason”（忽略须写明理由）"),
        ('[[ignore]]\nrule = "A041"\nreason = ""\n', "“reason”的值不正确"),
        ('[[ignore]]\nrule = "A041"\nreason = "已核"\nprojct = "x"\n', "不认识的键“projct”"),
        ('[[ignores]]\nrule = "A041"\n', "不认识的键“ignores”"),
        ('[[ignore]]\nrule = "A041"\nreason = "核"\n', "请写明忽略的理由，至少2个字"),
        (
            '[[ignore]]\nrule = "A041"\nreason = "已核"\nuntil = "明年"\n',
            "应写成 2024-12-31 的形式",
        ),
        ('[[ignore]]\nrule = "A041"\nreason = "已核"\ntill = "2024-12-31"\n', "是否想写“until”"),
        ('[[ignore]]\nrule = 41\nreason = "已核"\n', "“rule”的值不正确，应为引号中的文字"),
        ("ignore = 3 =", "不是有效的 TOML"),
    ],
)
def test_a_wrong_file_is_an_error_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as error:
        load_ignore_list(write(tmp_path, text))
    assert "\n" not in str(error.value).partition("TOML")[0]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="无法读取"):
        load_ignore_list(tmp_path / "none.toml")
