"""Labels that follow from a definition alone, so that no row is forgotten.

What needs judgement stands beside the row in the content file. What does not (a description that
repeats its name, a cost without a sign, a table without a cost row …) is derived here, from the
wording of the catalogue; the linter has no part in it. A hand-written label always wins.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rendering.content import Content, Label, Project, Row

GENERIC = ["文件要求", "文件规定", "政策文件", "政策标准", "政策法规", "机关要求", "工作要求", "工作安排", "内控要求", "相关文件", "上级文件", "有关规定", "政策要求", "上级要求", "相关规定"]  # fmt: skip
DOUBTFUL = [
    "实际数据",
    "历史经验",
    "行业标准",
    "历史标准",
    "经验标准",
    "计划标准",
    "上年数据",
    "实际支出",
    "历史数据",
]
SPECIFIC = re.compile(
    "合同|批复|方案|《|〔|台账|系统|问卷|调查|协议|核定|公报|设计|工作计划|储备计划|实施计划|"
    "办法|预案|编制文件|任务书|规划|概算|清单|名册|定额|统计"
)
GRADES = re.compile("优(?!抚|先|化|惠|待|势|质|秀)|良好|较好|一般|差|达成|未达|合格|不合格")
RATE = re.compile("(率|比率|比例|完成度|占比)$")
OFFICIAL = re.compile("满意|失业率|增长率|森林覆盖率|死亡率|出生率|入学率|参保率")
FORMULA = re.compile("[/÷]|占|除以")
OPERATOR = re.compile("[≥≤＞＜><=＝≧≦±]|不低于|不少于|至少|不超过|不高于|以上|以下|以内|大于|小于")
NUMBER = re.compile(r"^\d[\d,.]*")
ROLLED = [
    "C010",
    "C012",
    "C013",
    "C014",
    "A046",
    "R020",
    "R023",
    "R036",
    "R038",
    "A060",
    "A062",
    "B100",
    "T088",
    "C003",
    "F070",
    "R033",
]
Key = tuple[int | None, int | None]
Adder = Callable[[Key, Label], None]


def norm(text: str) -> str:
    """Compatibility forms, no white space, no punctuation at the end."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。；;")


def must(code: str, note: str, severity: str = "") -> Label:
    return Label("must", code, severity, "", note)


def may(code: str, note: str, severity: str = "") -> Label:
    return Label("may", code, severity, "", note)


def never(code: str, note: str) -> Label:
    return Label("never", code, "", "", note)


def kind(row: Row) -> str:
    """数 质 时 成 效 满, or "" where the layout has no levels."""
    second, first = row.level2, row.level1
    for word, short in (
        ("数量", "数"), ("质量", "质"), ("时效", "时"), ("成本", "成"), ("满意", "满"),
    ):  # fmt: skip
        if word in second:
            return short
    if "成本" in first:
        return "成"
    if "满意" in first:
        return "满"
    return "效" if re.search("效益|效果|影响", first + second) else ""


def sign(row: Row) -> bool:
    return bool(OPERATOR.search(row.operator + row.value))


def figure(row: Row) -> bool:
    return bool(re.search(r"\d", row.value)) or bool(
        re.search("[一二三四五六七八九十]成", row.value)
    )


def percent(row: Row) -> bool:
    return "%" in norm(row.value + row.unit) or "百分" in row.value + row.unit


def all_labels(content: Content) -> list[tuple[Key, Label]]:
    """Hand-written labels, then the derived ones that no hand-written label of the code excludes."""
    hand: list[tuple[Key, Label]] = [((None, None), label) for label in content.labels]
    for project in content.projects:
        hand += [((project.number, None), label) for label in project.labels]
        for row in project.rows:
            hand += [((project.number, row.number), label) for label in row.labels]
    said = {(key, label.code) for key, label in hand if not label.contains}
    derived: dict[tuple[Key, str], Label] = {}

    def add(key: Key, label: Label) -> None:
        if (key, label.code) in said:
            return
        old = derived.get((key, label.code))
        if old is None or (old.kind, label.kind) == ("may", "must"):
            derived[key, label.code] = label

    written = {(key, label.code) for key, label in hand if label.kind in ("must", "may")}
    for project in content.projects:
        for row in project.rows:
            _row(content, project, row, written, add)
        _project(content, project, add)
    _across(content, add)
    _document(content, add)
    kept = [(key, label) for key, label in hand if label.kind != "cancel"]
    return kept + [(key, label) for (key, _), label in derived.items()]


def _row(
    content: Content, project: Project, row: Row, written: set[tuple[Key, str]], add: Adder
) -> None:
    key = (project.number, row.number)
    said = {code for where, code in written if where == key}
    if not content.raw.get("clean"):
        _soft(content, row, key, add)
    if content.has_description and row.description:
        same = norm(row.description) == norm(row.name)
        add(key, must("C013", "描述与名称相同") if same else never("C013", "描述与名称不同"))
    if content.has_basis:
        _basis(project, row, key, add)
    if norm(row.value) and norm(row.value) == norm(row.name):
        add(key, must("A046", "值与名称逐字相同"))
        for code in ("A047", "A050", "R033", "R034"):
            add(key, may(code, "A046为根因"))
    _operator(row, key, add)
    if content.has_description:
        _formula(row, key, said, add)
    if kind(row) == "满" and _normal(row):
        add(key, never("A062", "80%至100%之间的满意度正常"))
        add(key, never("R023", "满意度跨项目相同正常"))


def _normal(row: Row) -> bool:
    found = re.search(r"\d+(\.\d+)?", row.value)
    return percent(row) and found is not None and 80 <= float(found[0]) < 100


def _soft(content: Content, row: Row, key: Key, add: Adder) -> None:
    """Arguable remarks that a careful reviewer may or may not make."""
    if kind(row) == "效" and not figure(row):
        for code in ("R033", "A050", "R034"):
            add(key, may(code, "效益写成口号或文字"))
    if content.has_basis and norm(row.basis) in DOUBTFUL:
        add(key, may("F069", "依据是否匹配可议"))
    if content.has_basis and kind(row) in ("成", "满") and norm(row.basis) in GENERIC:
        add(key, may("F069", "泛称依据，C012为根因"))
    if not content.has_description and RATE.search(_bare(row.name)) and percent(row):
        add(key, may("C014", "本表式无描述栏"))
    if re.fullmatch(r"(=|＝)?100(\.0+)?%?", norm(row.value)) and not sign(row):
        add(key, may("C010", "100%无符号"))
    if "反映" in row.description or (RATE.search(_bare(row.name)) and row.description):
        add(key, may("C019", "描述是否空泛可议"))
    if "及时" in row.name and not figure(row):
        add(key, may("A050", "用词可议"))


def _basis(project: Project, row: Row, key: Key, add: Adder) -> None:
    basis = norm(row.basis)
    generic = sum(norm(r.basis) in GENERIC for r in project.rows)
    if basis in GENERIC:
        severity = "warning" if generic * 2 >= len(project.rows) else "info"
        add(key, must("C012", "依据为泛称", severity))
    elif basis in DOUBTFUL:
        add(key, may("C012", "依据笼统，词表未列"))
    elif SPECIFIC.search(basis):
        add(key, never("C012", "有具体来源"))


def _operator(row: Row, key: Key, add: Adder) -> None:
    if sign(row) or row.operator:
        add(key, never("C010", "有比较符号"))
        return
    value = norm(row.value)
    if not NUMBER.match(value) or re.search("年|月|日|级|类|一遇|[~～—-]", value):
        return
    if kind(row) in ("数", "成"):
        add(key, must("C010", "数量或成本无比较符号", "warning"))
    else:
        add(key, may("C010", "比率无比较符号"))


def _bare(name: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]$", "", norm(name))


def _formula(row: Row, key: Key, said: set[str], add: Adder) -> None:
    if not RATE.search(_bare(row.name)) or not percent(row):
        return
    if FORMULA.search(row.description):
        add(key, never("C014", "描述已有公式"))
    elif OFFICIAL.search(row.name):
        add(key, never("C014", "满意度或法定统计指标"))
    elif said & {"A046", "A048", "F066", "F067"}:
        add(key, may("C014", "同一行已有根因"))
    else:
        add(key, must("C014", "比率无计算口径"))


def _project(content: Content, project: Project, add: Adder) -> None:
    key = (project.number, None)
    kinds = [kind(row) for row in project.rows]
    if project.kind == "department":
        for code in ("C004", "C006", "C015", "R037", "B091", "B098"):
            add(key, never(code, "部门整体目标不适用项目规则"))
        return
    if not content.raw.get("clean"):
        for code in ("R037", "T088", "C019"):
            add(key, may(code, "按项目提示"))
        for code in ("C010", "C012", "C013", "C014", "A046", "R033"):
            add(key, may(code, "按项目汇总"))
    else:
        for code in ("R037", "C010", "C012", "C014", "A046", "R033", "C003", "C008"):
            add(key, never(code, "规范样本"))
    _mandatory(content, project, kinds, key, add)
    benefits = [row for row in project.rows if kind(row) == "效"]
    if benefits and not any(figure(r) or GRADES.search(r.value) for r in benefits):
        add(key, must("C008", "效益指标全部为无分级的文字"))
    elif benefits:
        add(key, never("C008", "至少一项效益可衡量"))
    add(key, never("C015", "表式事实，不得按项目重复"))


def _mandatory(content: Content, project: Project, kinds: list[str], key: Key, add: Adder) -> None:
    if "level1" not in content.columns and "level2" not in content.columns:
        return
    add(key, must("C004", "无成本指标") if "成" not in kinds else never("C004", "有成本指标"))
    if "效" in kinds and set(kinds) & set("数质时"):
        add(key, never("C002", "产出、效益齐全"))
    if "满" in kinds:
        add(key, never("C005", "有满意度指标"))
    missing = [k for k in "数质" if k not in kinds]
    if missing:
        add(key, must("C006", "缺数量或质量指标", "error" if "数" in missing else "warning"))
    elif "时" not in kinds:
        add(key, may("C006", "无时效指标"))
    else:
        add(key, never("C006", "数量、质量、时效齐全"))


def _across(content: Content, add: Adder) -> None:
    """The same name in several projects: arguable unless labelled by hand."""
    if content.raw.get("clean"):
        return
    same: dict[str, list[tuple[Key, Row]]] = defaultdict(list)
    for project in content.projects:
        for row in project.rows:
            same[norm(row.name)].append(((project.number, row.number), row))
    for items in same.values():
        if len({key[0] for key, _ in items}) < 2:
            continue
        values = {norm(row.operator + row.value + row.unit) for _, row in items}
        for key, row in items:
            if len(values) > 1 and kind(row) != "成":
                add(key, may("A060", "同名指标取值不一，是否同类项目可议"))
            if len({row.level2 for _, row in items}) > 1:
                add(key, may("R038", "同名指标归类不一"))
            if kind(row) == "数":
                add(key, may("R036", "同名产出"))


def _document(content: Content, add: Adder) -> None:
    key: Key = (None, None)
    if not content.has_weight:
        add(key, never("C018", "本表无权重栏"))
    if content.raw.get("clean"):
        return
    for code in ROLLED:
        add(key, may(code, "按文档汇总"))
    add(key, may("C015", "按文档一次"))
    plain = [p for p in content.projects if p.kind == "project"]
    without = [p for p in plain if not _has_figure(p.objective)]
    if plain and len(without) * 2 > len(plain):
        add(key, must("C017", "多数总体目标无目标数值"))
    elif without:
        add(key, may("C017", "部分总体目标无目标数值"))
    for project in without:
        add((project.number, None), may("C003", "总体目标无数值"))
        add((project.number, None), may("C017", "总体目标无数值"))


def _has_figure(objective: str) -> bool:
    text = re.sub(r"20\d\d年?|^\d+[.、．]|[（(]\d+[)）]|\n\d+[.、．]", "", objective)
    return bool(re.search(r"\d", text))
