"""A report built by hand: five projects of a fictional county office, findings of every kind."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from perflint.checks.hit import Severity
from perflint.linting.report import (
    Basis,
    Correction,
    Finding,
    Ignored,
    Position,
    Question,
    ReadCounts,
    Report,
)
from perflint.records.anchor import Anchor
from perflint.records.submission import BudgetLine, Indicator, Project, Source, Submission
from perflint.records.target import TargetValue

QUESTIONS: dict[str, Question] = {
    "C": "完整性",
    "R": "相关性",
    "A": "适当性",
    "F": "可行性",
    "T": "文本规范",
    "B": "预算匹配",
}
GUIDE = Basis(document="财预〔2021〕101号", clause="二（一）")
RULES_88 = Basis(document="财预〔2015〕88号", clause="第二十二条", verified=True)
FIELDS = ("level1", "level2", "name", "description", "value", "basis")

# level1, level2, name, description, value, basis — the six columns of the table as submitted.
TABLES: dict[str, tuple[str, str, list[tuple[str, ...]]]] = {
    "2024年困难群众慰问经费": (
        "走访慰问困难群众620户，按标准足额发放慰问金，保障困难群众节日基本生活。",
        "62.00",
        [
            ("产出指标", "数量指标", "慰问户数", "慰问户数", "620户", "实际数据"),
            ("产出指标", "质量指标", "慰问金发放准确率", "慰问金发放准确率", "≥100%", "文件要求"),
            ("产出指标", "时效指标", "慰问完成时间", "慰问完成时间", "12月", "工作计划"),
            ("产出指标", "成本指标", "慰问成本", "慰问成本", "≥62万元", "预算支出标准"),
            ("效益指标", "社会效益指标", "体现党和政府关怀", "体现党和政府关怀",
             "体现党和政府关怀", "文件要求"),
            ("满意度指标", "服务对象满意度指标", "慰问对象满意度", "慰问对象满意度", "≥95百分比",
             "历史标准"),
        ],
    ),
    "[512]敬老院运转经费": (
        "保障敬老院正常运转",
        "148.50",
        [
            ("产出指标", "数量指标", "在院老人数量", "在院老人数量", "≤86人", "实际数据"),
            ("产出指标", "数量指标", "敬老院数量（所）", "敬老院数量", "3所", "实际数据"),
            ("产出指标", "质量指标", "护理服务达标率=达标项目/总项目", "护理服务达标率",
             "≥95%", "行业标准"),
            ("产出指标", "时效指标", "经费拨付及时率", "经费拨付及时率", "100%", "文件要求"),
            ("产出指标", "成本指标", "运转总成本", "运转总成本", "≤1485000元", "预算支出标准"),
            ("效益指标", "社会效益指标", "老人老人生活质量", "老人生活质量", "明显提高", "工作要求"),
            ("效益指标", "可持续影响指标", "可持续影响", "可持续影响", "长期", "工作要求"),
            ("满意度指标", "服务对象满意度指标", "在院老人满意度", "在院老人满意度", "≥95%",
             "历史标准"),
        ],
    ),
    "婚姻登记窗口信息化改造": (
        "",
        "9.80",
        [
            ("产出指标", "数量指标", "购置终端数量", "购置终端数量", "4台", "合同约定"),
            ("产出指标", "质量指标", "设备验收合格率", "验收合格设备数÷购置设备数×100%", "=100%",
             "行业标准"),
            ("产出指标", "时效指标", "改造完成时间", "改造完成时间", "2025年3月31日", "工作计划"),
            ("效益指标", "社会效益指标", "提高登记效率", "提高登记效率", "100%", "工作要求"),
            ("满意度指标", "服务对象满意度指标", "办事群众满意度", "办事群众满意度", "≥90%",
             "历史标准"),
        ],
    ),
    "提前下达2023年残疾人两项补贴资金（青财社[2022]年88号）": (
        "1.足额发放困难残疾人生活补贴；\n2.足额发放重度残疾人护理补贴。",
        "310.00",
        [
            ("产出指标", "数量指标", "补贴发放人数预计3100人", "补贴发放人数", "≥3000人", "实际数据"),
            ("产出指标", "质量指标", "补贴发放准确率", "准确发放人数÷应发放人数×100%", "=100%",
             "文件要求"),
            ("产出指标", "时效指标", "补贴发放及时率", "按时发放次数÷应发放次数×100%", "=100%",
             "文件要求"),
            ("产出指标", "成本指标", "补贴总成本", "补贴总成本", "≤310万元", "预算支出标准"),
            ("效益指标", "社会效益指标", "残疾人生活负担", "残疾人生活负担",
             "<较上年减轻>&\n\n逐步改善", "工作要求"),
            ("满意度指标", "服务对象满意度指标", "补贴对象满意度", "补贴对象满意度", "≥95%",
             "历史标准"),
        ],
    ),
    "社会组织评估服务": (
        "对32家社会组织开展等级评估，评估报告按期完成率不低于95%，促进社会组织规范运行。",
        "12.00",
        [
            ("产出指标", "数量指标", "评估社会组织数量", "年内完成等级评估的社会组织数", "≥32家",
             "工作计划"),
            ("产出指标", "质量指标", "评估报告验收通过率", "通过验收报告数÷报告总数×100%", "≥95%",
             "合同约定"),
            ("产出指标", "时效指标", "评估完成时间", "最后一份报告验收日期", "2024年11月30日前",
             "合同约定"),
            ("产出指标", "成本指标", "评估服务总成本", "合同支付总额", "≤12万元", "合同约定"),
            ("效益指标", "社会效益指标", "评估结果公开率", "公开结果数÷评估结果总数×100%", "=100%",
             "工作计划"),
            ("满意度指标", "服务对象满意度指标", "社会组织满意度", "社会组织满意度", "≥90%",
             "历史标准"),
        ],
    ),
}  # fmt: skip


def target(value: str, level2: str = "") -> TargetValue:
    """A target value as far as the papers look at it: numeric or not, and money in fen."""
    digits = "".join(c for c in value if c.isdigit() or c == ".")
    if "年" in value or value.endswith("月"):
        return TargetValue(raw=value, kind="date")
    if not digits:
        return TargetValue(raw=value, kind="text")
    number = Fraction(digits)
    if not value.endswith("元"):
        return TargetValue(raw=value, kind="number", number=number, dimension="count")
    fen = number * (1_000_000 if value.endswith("万元") else 100)
    return TargetValue(raw=value, kind="number", number=number, dimension="money", fen=int(fen))


def anchor(table: int, row: int | None = None, column: int | None = None) -> Anchor:
    return Anchor("word", table=table, row=row, column=column)


def project(number: int) -> Project:
    title, (objective, amount, rows) = list(TABLES.items())[number - 1]
    indicators = [
        Indicator(
            row=i,
            **dict(zip(FIELDS, cells, strict=True)),
            target=target(cells[4]),
            anchor=anchor(number, i + 2),
            anchors={f: anchor(number, i + 2, c) for c, f in enumerate(FIELDS, 1)},
        )
        for i, cells in enumerate(rows, 1)
    ]
    return Project(
        number=number,
        title=title,
        objective=objective,
        amount=Decimal(amount),
        anchor=anchor(number),
        anchors={"objective": anchor(number, 1, 2)},
        indicators=indicators,
        columns=list(FIELDS),
    )


def submission(projects: int = 5) -> Submission:
    return Submission(
        source=Source(name="青石县民政局2024年绩效目标.docx", format="docx", sha256="0" * 64),
        department="青石县民政局",
        place="青石县",
        year=2024,
        unit="万元",
        projects=[project(n) for n in range(1, projects + 1)],
        budget_lines=[
            BudgetLine(
                table="部门预算支出总表",
                row_no=1,
                code="2080205",
                name="老龄事务",
                leaf=True,
                project_expenditure=Decimal("542.30"),
                carry_over=Decimal("0"),
                anchor=anchor(9, 4),
            )
        ],
    )


def finding(
    code: str,
    severity: Severity,
    title: str,
    rows: list[tuple[int | None, int | None]],
    field: str,
    message: str,
    suggestion: str = "",
    fix: Correction | None = None,
    basis: Basis = GUIDE,
) -> Finding:
    """A finding whose quote is what the sample tables hold at its first place."""
    projects = {p for p, _ in rows}
    places = [_place(p, r, field) for p, r in rows]
    return Finding(
        code=code,
        name=f"rule-{code.lower()}",
        title=title,
        severity=severity,
        question=QUESTIONS[code[0]],
        project=rows[0][0] if len(projects) == 1 else None,
        row=rows[0][1] if len(rows) == 1 else None,
        rows=[Position(project=p, row=r) for p, r in rows],
        field=field,
        quote=_quote(*rows[0], field),
        message=message,
        suggestion=suggestion,
        fix=fix,
        basis=[basis],
        anchor=places[0],
        places=places,
        fingerprint=f"{code}-{rows[0][0]}-{rows[0][1]}-{field}",
    )


def _place(number: int | None, row: int | None, field: str) -> Anchor | None:
    if number is None:
        return None
    if row is None:
        return anchor(number, 1, 2)
    return anchor(number, row + 2, FIELDS.index(field) + 1 if field in FIELDS else None)


def _quote(number: int | None, row: int | None, field: str) -> str:
    if number is None:
        return ""
    if row is None:
        return project(number).objective
    return str(getattr(project(number).indicators[row - 1], field))


def findings() -> list[Finding]:
    """Thirty findings: each severity, each review question, rolled-up and document-level ones."""
    copied = [(p.number, i.row) for p in map(project, range(1, 6)) for i in p.indicators
              if i.name == i.description]  # fmt: skip
    return [
        finding("A041", "error", "成本指标误用“≥”“＞”", [(1, 4)], "value",
                "成本指标“慰问成本”的指标值为“≥62万元”，成本应当设上限，比较符号方向相反",
                "建议改为“≤62万元”",
                Correction(operator="≤", value="62", unit="万元", certain=True)),
        finding("A044", "warning", "比率取值≥100%或大于100%", [(1, 2)], "value",
                "“慰问金发放准确率”的指标值为“≥100%”，部分占总体的比率不会超过100%",
                "建议改为“＝100%”", Correction(operator="＝", value="100", unit="%", certain=True)),
        finding("A046", "warning", "指标值照抄指标名称", [(1, 5)], "value",
                "“体现党和政府关怀”的指标值与指标名称相同，无法考核",
                "请改为可衡量的数值或分级表述"),
        finding("A053", "warning", "时间取值含混", [(1, 3)], "value",
                "“慰问完成时间”的指标值为“12月”，无法区分月份与月数",
                "请明确是“2024年12月底前”还是“12个月”"),
        finding("C010", "warning", "指标值缺少比较符号", [(1, 1)], "value",
                "“慰问户数”的指标值“620户”没有比较符号", "建议填“≥620户”",
                Correction(operator="≥", value="620", unit="户")),
        finding("T080", "warning", "百分比单位写法错误", [(1, 6)], "value",
                "“慰问对象满意度”的指标值“≥95百分比”应当用“%”", "建议改为“≥95%”",
                Correction(value="≥95%", certain=True), RULES_88),
        finding("C003", "warning", "总体目标过于笼统", [(2, None)], "objective",
                "总体目标“保障敬老院正常运转”过于笼统，看不出做什么、达到什么效果",
                "建议改为“数量＋标准＋时限＋效果”的表述", None, RULES_88),
        finding("A056", "warning", "受益人数误设上限", [(2, 1)], "value",
                "“在院老人数量”的指标值为“≤86人”，应保尽保类人数不宜设上限",
                "建议填“≥86人”", Correction(operator="≥", value="86", unit="人")),
        finding("A051", "info", "指标名称中含目标值或单位", [(2, 2)], "name",
                "指标名称“敬老院数量（所）”含有单位", "名称建议改为“敬老院数量”",
                Correction(name="敬老院数量", certain=True)),
        finding("F066", "warning", "指标名称写成公式", [(2, 3)], "name",
                "指标名称“护理服务达标率=达标项目/总项目”是公式",
                "名称改为“护理服务达标率”，公式移入绩效指标描述",
                Correction(name="护理服务达标率")),
        finding("T076", "error", "叠词错误", [(2, 6)], "name",
                "指标名称“老人老人生活质量”中“老人”重复", "建议改为“老人生活质量”",
                Correction(name="老人生活质量", certain=True), RULES_88),
        finding("A050", "info", "使用模糊词", [(2, 6)], "value",
                "“老人老人生活质量”的指标值“明显提高”含模糊词“明显”，请核实",
                "建议写明提高的幅度或分级标准"),
        finding("A049", "warning", "指标空洞或自指", [(2, 7)], "name",
                "指标名称“可持续影响”与二级指标相同，看不出影响什么", "请写明具体影响"),
        finding("T079", "warning", "金额单位混用或不完整", [(2, 5)], "value",
                "“运转总成本”以元为单位，本文件预算表以万元为单位", "建议改为“≤148.5万元”",
                Correction(operator="≤", value="148.5", unit="万元", certain=True)),
        finding("C001", "error", "总体目标缺失", [(3, None)], "objective",
                "项目“婚姻登记窗口信息化改造”没有填写总体目标",
                "请补充项目年度绩效目标，说明用多少资金、做什么、达到什么效果", None, RULES_88),
        finding("C004", "error", "成本指标缺失", [(3, None)], "indicators",
                "项目“婚姻登记窗口信息化改造”没有成本指标",
                "请补充成本指标，如“经济成本指标—项目总成本≤9.8万元”"),
        finding("F072", "error", "时限超出预算年度", [(3, 3)], "value",
                "“改造完成时间”的指标值为“2025年3月31日”，超出2024预算年度",
                "请调整至预算年度内或注明跨年", None, RULES_88),
        finding("A048", "error", "口号式指标配百分比", [(3, 4)], "value",
                "“提高登记效率”不是比率，指标值“100%”无法考核",
                "建议改为可衡量的指标，如“业务平均办理时长”"),
        finding("C010", "warning", "指标值缺少比较符号", [(3, 1)], "value",
                "“购置终端数量”的指标值“4台”没有比较符号", "建议填“＝4台”",
                Correction(operator="＝", value="4", unit="台")),
        finding("A052", "error", "名称数值与指标值不一致", [(4, 1)], "name",
                "指标名称中为“3100人”，指标值为“≥3000人”，前后不一致", "请核实并统一（3100人／3000人）"),
        finding("A047", "warning", "定性指标未分级、不可评", [(4, 5)], "value",
                "“残疾人生活负担”的指标值“<较上年减轻>&逐步改善”没有分级，无法评价",
                "建议按“好、较好、一般、差”分级"),
        finding("T083", "warning", "发文字号格式不规范", [(4, None)], "title",
                "项目名称中的发文字号“青财社[2022]年88号”格式不规范",
                "建议改为“青财社〔2022〕88号”", None, RULES_88),
        finding("F070", "warning", "年度表述过期", [(4, None)], "title",
                "项目名称写“提前下达2023年”，与2024预算年度不一致，请核实是否为结转资金",
                "请注明“上年结转”或更正年度"),
        finding("B092", "error", "项目成本超出对应科目预算", [(4, 4)], "value",
                "成本指标为310.00万元，超出2080206科目预算298.40万元",
                "请按本年实际预算（含结转）填列"),
        finding("R023", "warning", "效益指标跨项目雷同", [(1, 5), (2, 6), (4, 5)], "name",
                "3个项目的社会效益指标表述雷同", "请结合各项目实际分别设置"),
        finding("C012", "info", "取值依据过于笼统", [(1, 2), (1, 5)], "basis",
                "2条指标的取值依据过于笼统，如“文件要求”", "请写明文件名称及文号"),
        finding("C012", "info", "取值依据过于笼统", [(2, 4), (2, 6), (2, 7)], "basis",
                "3条指标的取值依据过于笼统，如“文件要求”“工作要求”", "请写明文件名称及文号"),
        finding("C013", "info", "绩效指标描述照抄名称", copied, "description",
                f"31条指标中有{len(copied)}条的绩效指标描述照抄指标名称",
                "描述栏请写统计口径或计算公式，不重复指标名称"),
        finding("C015", "info", "目标表未列示项目预算额", [(None, None)], "",
                "目标表没有列示资金来源", "建议在表头列示项目预算金额及资金来源", None, RULES_88),
        finding("B102", "error", "说明文字与表格数据矛盾", [(None, None)], "",
                "预算说明称公务用车运行维护费0万元，预算表列3.00万元", "请核实并统一"),
    ]  # fmt: skip


def report(projects: int = 5) -> Report:
    body = submission(projects)
    kept = [f for f in findings() if all((p.project or 0) <= projects for p in f.rows)]
    return Report(
        source=body.source,
        read=ReadCounts(
            tables=9,
            projects=len(body.projects),
            indicators=sum(len(p.indicators) for p in body.projects),
            budget_lines=len(body.budget_lines),
        ),
        profile="review",
        local="通用",
        findings=kept,
        ignored=[Ignored(finding=findings()[7], reason="已与敬老院核对，设计容量86人")],
        notices=["第10张表是自评表，未纳入审核"],
        submission=body,
    )


def clean_report() -> Report:
    """The fifth project alone, without a finding."""
    full = report()
    kept = full.submission.model_copy(update={"projects": [project(5)]})
    return full.model_copy(
        update={
            "findings": [], "ignored": [], "notices": [], "submission": kept,
            "read": ReadCounts(tables=1, projects=1, indicators=6, budget_lines=1),
        }
    )  # fmt: skip
