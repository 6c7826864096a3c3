"""What the memo says: figures from the findings, sentences that are true, nothing invented."""

from __future__ import annotations

import datetime as dt
import json

import factory
import pytest

from perflint.linting.report import Basis, Finding, Report
from perflint.reports.labels import basis_text, quoted
from perflint.reports.memo.markdown import memo_markdown
from perflint.reports.memo.model import Memo, MemoOptions
from perflint.reports.memo.write import build_memo
from perflint.reports.sheet import Sheet

SHEET = Sheet("勾稽表", ["科目", "预算"], [["2080205", "148.50"]])


def text_of(memo: Memo) -> str:
    return repr(memo)


def test_title_and_addressee_come_from_the_submission(report: Report) -> None:
    memo = build_memo(report)
    assert memo.title == "关于青石县民政局2024年项目支出绩效目标的审核意见"
    assert memo.addressee == "青石县民政局"


def test_options_override_the_addressee_and_sign(report: Report) -> None:
    options = MemoOptions(
        bureau="青石县财政局", addressee="青石县民政局办公室", date=dt.date(2024, 1, 5)
    )
    memo = build_memo(report, options)
    assert (memo.addressee, memo.bureau) == ("青石县民政局办公室", "青石县财政局")
    assert memo.date == "2024年1月5日"


def test_a_nameless_submission_has_no_gap_in_the_title(report: Report) -> None:
    bare = report.submission.model_copy(update={"department": "", "year": None})
    memo = build_memo(report.model_copy(update={"submission": bare}))
    assert memo.title == "关于项目支出绩效目标的审核意见"
    assert memo.addressee == ""


def test_counts_equal_the_json(report: Report) -> None:
    found = json.loads(json.dumps(report.to_json()))["findings"]
    memo = build_memo(report)
    assert memo.counts["findings"] == len(found) == len(memo.items)
    for severity in ("error", "warning", "info"):
        assert memo.counts[severity] == sum(f["severity"] == severity for f in found)
    assert sum(part.count for part in memo.parts) == len(found)
    assert f"审核发现问题{len(found)}项" in memo.overall[1]


def test_each_question_has_its_count_and_at_most_two_examples(report: Report) -> None:
    memo = build_memo(report)
    assert [part.heading[3:] for part in memo.parts] == [
        "完整性方面", "相关性方面", "适当性方面", "可行性方面", "文本规范方面", "预算匹配方面",
    ]  # fmt: skip
    for part in memo.parts:
        assert part.summary.startswith(f"共{part.count}项")
        assert 1 <= len(part.examples) <= 2
        assert part.examples[0].startswith("如，")


def test_examples_quote_the_cell_and_name_the_document(report: Report) -> None:
    example = build_memo(report).parts[2].examples[0]
    assert "“2024年困难群众慰问经费”项目" in example
    assert "“≥62万元”" in example
    assert "建议改为“≤62万元”。" in example


def test_an_unverified_clause_is_not_printed(report: Report) -> None:
    text = text_of(build_memo(report))
    assert "财预〔2021〕101号" in text
    assert "101号二（一）" not in text
    assert "财预〔2015〕88号第二十二条" in text


def test_a_project_named_in_the_message_is_not_named_twice(report: Report) -> None:
    example = build_memo(report).parts[0].examples[0]
    assert example.count("婚姻登记窗口信息化改造") == 1


def test_praise_is_true(report: Report) -> None:
    first = build_memo(report).overall[0]
    assert "5个项目均设置了产出、效益和满意度指标" in first
    assert "填报了总体目标" not in first, "项目3没有总体目标"
    assert "均设置了成本指标" not in first, "项目3没有成本指标"


def test_praise_of_a_clean_report(clean_report: Report) -> None:
    first = build_memo(clean_report).overall[0]
    assert "填报了总体目标" in first
    assert "设置了成本指标" in first


def test_no_praise_where_there_is_nothing_to_praise(report: Report) -> None:
    bare = factory.project(3).model_copy(update={"number": 1})
    bare.indicators = [
        i.model_copy(update={"level1": "", "level2": "", "basis": ""}) for i in bare.indicators
    ]
    for indicator in bare.indicators:
        indicator.target = factory.target("良好")
    one = report.model_copy(
        update={
            "submission": report.submission.model_copy(update={"projects": [bare]}),
            "findings": [factory.finding("C001", "error", "总体目标缺失", [(1, None)], "", "缺")],
        }
    )
    assert "总体看，绩效目标表已报送" in build_memo(one).overall[0]


def test_a_clean_report_asks_for_nothing(clean_report: Report) -> None:
    memo = build_memo(clean_report)
    assert memo.overall[-1] == "经审核，未发现需要修改的问题。"
    assert memo.parts == []
    assert memo.silent.endswith("方面未发现问题。")
    assert memo.attachments == ["项目支出绩效目标审核表"]
    assert not any("重新报送" in text for text in memo.requirements)
    assert memo.opinions[0].problems == "未发现问题"


def test_the_deadline_is_said_only_when_it_is_known(report: Report) -> None:
    for said in ("2024年2月9日", "2024年2月9日前", "2024年2月9日以前"):
        with_one = build_memo(report, MemoOptions(deadline=said))
        assert any("请于2024年2月9日前，" in text for text in with_one.requirements)
    without = build_memo(report)
    assert not any("请于" in text for text in without.requirements)
    assert any("及时重新报送" in text for text in without.requirements)


def test_requirements_are_numbered_and_speak_of_the_grades_given(report: Report) -> None:
    requirements = build_memo(report).requirements
    assert [text[:3] for text in requirements] == ["（一）", "（二）", "（三）", "（四）"]
    assert "等级为“差”的，不得进入下一步预算安排流程" in requirements[0]
    assert "等级为“良”的" not in requirements[0]


def test_opinions_cover_every_project_in_order(report: Report) -> None:
    opinions = build_memo(report).opinions
    assert [line.number for line in opinions] == [1, 2, 3, 4, 5]
    assert opinions[2].grade == "差"
    assert opinions[0].problems.startswith("1.成本指标误用“≥”“＞”（“慰问成本”）")
    assert "另有4项见问题清单" in opinions[0].problems


def test_what_spans_projects_is_said_once_below_the_table(report: Report) -> None:
    memo = build_memo(report)
    assert len(memo.general) == sum(f.project is None for f in report.findings)
    assert any(line.startswith("3. 全部项目：") for line in memo.general)
    assert not any("绩效指标描述照抄名称" in line.problems for line in memo.opinions[:4])


def test_shares_add_up(report: Report) -> None:
    memo = build_memo(report)
    assert sum(share.count for share in memo.shares) == 5
    assert sum(float(s.amount) for s in memo.shares if s.amount != "—") == pytest.approx(542.30)


def test_forms_leave_the_conditions_to_the_reviewer(report: Report) -> None:
    for form in build_memo(report).forms:
        last = form.rows[-1]
        assert (last.item, last.opinion, last.level) == ("条件充分性", "由审核人填写", "")
        assert [len(group) for group in form.groups] == [2, 2, 2, 2]


def test_every_finding_on_a_project_stands_in_its_form(report: Report) -> None:
    from perflint.reports.memo.forms import item_of

    assert {item_of(finding.code) for finding in report.findings} <= {
        row.item for row in build_memo(report).forms[0].rows
    }
    assert item_of("A041") == "绩效合理性"
    assert item_of("A047") == "指标科学性"
    assert item_of("A064") == item_of("B092") == "资金匹配性"
    assert item_of("A053") == "明确清晰性"
    assert item_of("T080") == "规范完整性"


def test_changes_show_both_wordings(report: Report) -> None:
    change = next(c for c in build_memo(report).changes if c.field == "慰问成本")
    assert (change.before, change.after) == ("指标值：≥62万元", "指标值：≤62万元")


def test_annexes_are_numbered_by_what_is_there(report: Report, clean_report: Report) -> None:
    assert build_memo(report, sheet=SHEET).annexes == {
        "forms": 1, "items": 2, "changes": 3, "sheet": 4,
    }  # fmt: skip
    assert build_memo(clean_report, sheet=SHEET).annexes == {"forms": 1, "sheet": 2}


def test_progress_follows_the_questions(report: Report) -> None:
    memo = build_memo(report, progress=["上次提出问题10项，已整改6项。", "如，……"])
    assert memo.progress is not None
    assert memo.progress.heading == "（七）整改情况"
    assert memo.progress.summary == "上次提出问题10项，已整改6项。"


def test_nothing_betrays_a_machine_or_a_gap(report: Report) -> None:
    text = memo_markdown(build_memo(report))
    for word in ("AI", "perflint", "None", "××", "待定", "{", "严重"):
        assert word not in text, word


def test_a_department_target_has_its_own_title(report: Report) -> None:
    whole = factory.project(1).model_copy(update={"kind": "department"})
    only = report.submission.model_copy(update={"projects": [whole]})
    memo = build_memo(report.model_copy(update={"submission": only, "findings": []}))
    assert memo.title == "关于青石县民政局2024年整体绩效目标的审核意见"
    assert memo.forms == []


def test_amounts_fall_back_to_the_total_cost(report: Report) -> None:
    bare = [p.model_copy(update={"amount": None}) for p in report.submission.projects]
    changed = report.submission.model_copy(update={"projects": bare})
    memo = build_memo(report.model_copy(update={"submission": changed}))
    assert [line.amount for line in memo.opinions] == [
        "62.00*", "148.50*", "—", "310.00*", "12.00*",
    ]  # fmt: skip
    assert "成本指标填报金额合计532.50万元（4个项目有可用金额）" in memo.overall[0]
    assert any("加“*”的金额" in note for note in memo.opinion_notes)


def test_without_must_change_findings_nothing_is_held_back(report: Report) -> None:
    mild = [f for f in report.findings if f.severity == "info"]
    memo = build_memo(report.model_copy(update={"findings": mild}))
    assert [text[:3] for text in memo.requirements] == ["（一）", "（二）", "（三）"]
    assert not any("重新报送" in text for text in memo.requirements)
    dated = build_memo(
        report.model_copy(update={"findings": mild}), MemoOptions(deadline="2024年2月9日前")
    )
    assert "请于2024年2月9日前将" in dated.requirements[-1]


def test_doubts_alone_are_sent_in_anew_but_not_held_back(report: Report) -> None:
    doubts = [
        factory.finding(f"F07{n}", "warning", "口径不明", [(1, 1)], "value", "口径不明")
        for n in range(4)
    ]
    requirements = build_memo(report.model_copy(update={"findings": doubts})).requirements
    assert "重新报送" in requirements[2]
    assert len(requirements) == 3


def test_quotes_in_quotes_and_the_full_title_of_a_law() -> None:
    assert quoted("“双拥”经费") == "“‘双拥’经费”"
    law = Basis(document="预算法", clause="第三十二条", verified=True)
    assert basis_text([law]) == "《中华人民共和国预算法》第三十二条"


def preamble_of(report: Report, **about: str) -> str:
    body = report.submission.model_copy(update=about)
    return build_memo(report.model_copy(update={"submission": body})).preamble


def test_rules_for_central_departments_are_a_model_elsewhere(report: Report) -> None:
    said = preamble_of(report)
    basis, _, model = said.partition("等规定，参照")
    assert basis.startswith("根据《中华人民共和国预算法》《中共中央 国务院关于全面实施预算绩效管理")
    assert "中央部门" not in basis
    assert model.startswith(
        "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）、《中央部门项目支出"
    )
    assert "，对你单位报送的2024年绩效目标进行了审核" in model


def test_central_departments_are_bound_by_them(report: Report) -> None:
    said = preamble_of(report, department="国家档案管理局", place="")
    assert "参照" not in said
    assert "《中央部门预算绩效目标管理办法》" in said.partition("等规定")[0]
    county = preamble_of(report, department="国家税务局青石县分局", place="青石县")
    assert "参照" in county


def test_of_one_grade_the_projects_with_most_errors_come_first(report: Report) -> None:
    def wrong(project: int, row: int) -> Finding:
        return factory.finding("R024", "error", "矛盾", [(project, row)], "name", "前后矛盾")

    found = [wrong(1, 1), *(wrong(2, n) for n in (1, 2, 3)), wrong(4, 1), wrong(5, 1), wrong(5, 2)]
    doubts = [
        factory.finding(f"F07{n}", "warning", "口径不明", [(3, 1)], "value", "口径不明")
        for n in range(4)
    ]
    memo = build_memo(report.model_copy(update={"findings": [*found, *doubts]}))
    assert {line.grade for line in memo.opinions} == {"中"}
    assert memo.overall[-1] == (
        "建议等级为“中”的5个项目，按“必改”问题的多少分先后：有3项的为项目2；有2项的为项目5；"
        "有1项的为项目1、项目4；其余1个项目没有“必改”问题。请先修改“必改”问题多的项目。"
    )


def test_no_order_is_given_where_there_is_none(report: Report, clean_report: Report) -> None:
    infos = [finding for finding in report.findings if finding.severity == "info"]
    for memo in (
        build_memo(clean_report),
        build_memo(report.model_copy(update={"findings": infos})),
    ):
        assert not any("分先后" in text for text in memo.overall)


def test_what_is_asked_twice_is_asked_once(report: Report) -> None:
    doubt = factory.finding(
        "T077",
        "warning",
        "疑似错别字",
        [(None, None)],
        "",
        "有2处疑似错别字，请核实",
        "请核对后修改",
    )
    memo = build_memo(report.model_copy(update={"findings": [doubt]}))
    assert memo.general == ["1. 全文：有2处疑似错别字；请核对后修改。"]
    assert "请核实" not in memo.parts[0].examples[0]


def test_a_project_is_not_named_and_numbered_in_one_breath(report: Report) -> None:
    over = factory.finding(
        "B092", "error", "超出预算", [(4, 4)], "value", "项目4成本指标为310万元，超出预算"
    )
    example = build_memo(report.model_copy(update={"findings": [over]})).parts[0].examples[0]
    assert example.startswith(
        "如，“提前下达2023年残疾人两项补贴资金（青财社[2022]年88号）”项目，成本指标为"
    )
