"""The nine tables of a departmental budget, summed from the leaf lines of its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .blocks import Cell, Table, table

ZERO = Decimal("0.00")
FUNCTIONS = (
    "201|一般公共服务支出 202|外交支出 203|国防支出 204|公共安全支出 205|教育支出 206|科学技术支出 "
    "207|文化旅游体育与传媒支出 208|社会保障和就业支出 209|社会保险基金支出 210|卫生健康支出 "
    "211|节能环保支出 212|城乡社区支出 213|农林水支出 214|交通运输支出 "
    "215|资源勘探工业信息等支出 216|商业服务业等支出 217|金融支出 219|援助其他地区支出 "
    "220|自然资源海洋气象等支出 221|住房保障支出 222|粮油物资储备支出 "
    "223|国有资本经营预算支出 224|灾害防治及应急管理支出 227|预备费 229|其他支出 "
    "230|转移性支出 231|债务还本支出 232|债务付息支出 233|债务发行费用支出 "
    "234|抗疫特别国债安排的支出 000|人行科目"
)
NUMERALS = "一二三四五六七八九"
RECEIPTS = [
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the functional classification: basic, project (this year) and carry-over."""

    code: str
    name: str
    basic: Decimal
    project: Decimal
    carry: Decimal
    fund: str

    @property
    def total(self) -> Decimal:
        return self.basic + self.project + self.carry

    @property
    def projects(self) -> Decimal:
        return self.project + self.carry

    @property
    def current(self) -> Decimal:
        return self.basic + self.project


@dataclass(slots=True)
class Budget:
    department: str
    code: str
    year: int
    lines: list[Line]
    parents: dict[str, str]
    economic: list[tuple[str, str, Decimal, Decimal]]
    economic_parents: dict[str, str]
    three: dict[str, Decimal]
    kept: dict[str, list[Line]] = field(default_factory=dict)

    def of(self, *funds: str) -> list[Line]:
        return [line for line in self.lines if line.fund in funds]

    def tree(self, lines: list[Line]) -> list[Line]:
        """The lines with their parents above them, in the order of the codes."""
        codes = {line.code[:n] for line in lines for n in (3, 5)}
        sums = [self._sum(code, lines) for code in codes]
        return sorted([*sums, *lines], key=lambda line: line.code)

    def _sum(self, code: str, lines: list[Line]) -> Line:
        return total([x for x in lines if x.code.startswith(code)], code, self.parents[code])


def total(lines: list[Line], code: str = "", name: str = "合计") -> Line:
    return Line(
        code,
        name,
        sum((x.basic for x in lines), ZERO),
        sum((x.project for x in lines), ZERO),
        sum((x.carry for x in lines), ZERO),
        "",
    )


def load(raw: dict[str, Any]) -> Budget:
    lines = []
    for part in raw["budget"]:
        for text in part["lines"].strip().splitlines():
            code, name, *amounts = text.split("|")
            lines.append(Line(code, name, *(money(a) for a in amounts), part["fund"]))
    economic = []
    for text in raw["economic"]["lines"].strip().splitlines():
        code, name, people, office = text.split("|")
        economic.append((code, name, money(people), money(office)))
    three = {key: Decimal(f"{value:.2f}") for key, value in raw["three"].items()}
    return Budget(
        raw["department"],
        raw["code"],
        raw["year"],
        sorted(lines, key=lambda line: line.code),
        raw["parents"],
        economic,
        raw["economic"]["parents"],
        three,
    )


def money(text: str) -> Decimal:
    return Decimal(text or "0.00").quantize(ZERO)


def shown(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount else ""


def ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else NUMERALS[tens - 1] + "十")
    return head + (NUMERALS[ones - 1] if ones else "")


def all_tables(b: Budget) -> list[tuple[str, Table, str]]:
    """Title, table and the note below it, in the order of the published budget."""
    general, fund = b.of("general"), b.of("fund")
    no_fund = "" if fund else "注：无政府性基金预算财政拨款预算，空表列示。"
    no_state = "" if b.of("state") else "注：无国有资本经营预算财政拨款预算，空表列示。"
    return [
        ("部门预算收支总表", _balance(b), ""),
        ("部门预算收入总表", _income(b), ""),
        ("部门预算支出总表", _spending(b), ""),
        ("部门预算财政拨款收支总表", _grant(b), ""),
        ("部门预算一般公共预算财政拨款支出表", _by_function(b, general), ""),
        ("部门预算一般公共预算财政拨款基本支出表", _by_economy(b), ""),
        ("部门预算政府基金预算财政拨款支出表", _by_function(b, fund), no_fund),
        ("部门预算国有资本经营预算财政拨款支出表", _by_function(b, b.of("state")), no_state),
        ("部门预算财政拨款“三公”经费支出表", _three(b), ""),
    ]


def _head(b: Budget, width: int) -> list[Cell]:
    left, right = width // 3, width // 3
    return [
        Cell(f"{b.code}{b.department}", cols=width - left - right),
        Cell(f"预算年度：{b.year}", cols=left),
        Cell("单位：万元", cols=right),
    ]


def _columns(count: int, first: str = "栏次") -> list[str]:
    return [first, *(str(n) for n in range(1, count))]


def _functions(b: Budget) -> list[tuple[str, str]]:
    named = [item.split("|") for item in FUNCTIONS.split()]
    return [(code, f"{ordinal(n)}、{name}") for n, (code, name) in enumerate(named, 1)]


def _class_total(lines: list[Line], code: str) -> Decimal:
    return total([line for line in lines if line.code.startswith(code)]).total


def _balance(b: Budget) -> Table:
    by_fund = [total(b.of(f)).current for f in ("general", "fund", "state")]
    whole = total(b.lines)
    rows: list[list[str | Cell]] = [
        [*_head(b, 5)],
        ["序号", Cell("收入", cols=2), Cell("支出", cols=2)],
        ["", "项  目", "预算数", "项  目", "预算数"],
        [*_columns(5)],
    ]
    functions = _functions(b)
    for n, (code, label) in enumerate(functions, 1):
        source = f"{ordinal(n)}、{RECEIPTS[n - 1]}" if n <= len(RECEIPTS) else ""
        amount = shown(by_fund[n - 1]) if n <= len(by_fund) else ""
        rows.append([str(n), source, amount, label, shown(_class_total(b.lines, code))])
    n = len(functions)
    rows += [
        [str(n + 1), "本年收入合计", shown(whole.current), "本年支出合计", shown(whole.total)],
        [str(n + 2), "上年结转结余", shown(whole.carry), "年终结转结余", ""],
        [str(n + 3), "收入总计", shown(whole.total), "支出总计", shown(whole.total)],
    ]
    return table(rows, header=4)


def _income(b: Budget) -> Table:
    low = [
        "小计",
        "财政拨款收入",
        "财政专户收入",
        "事业收入",
        "经营收入",
        "上级补助收入",
        "附属单位上缴收入",
        "其他收入",
    ]
    rows: list[list[str | Cell]] = [
        [*_head(b, 13)],
        [
            Cell("序号", rows=2),
            Cell("功能分类科目", cols=2),
            Cell("合计", rows=2),
            Cell("本年收入", cols=8),
            Cell("上年结转", rows=2),
        ],
        ["科目编码", "科目名称", *low],
        [*_columns(13)],
    ]
    for n, line in enumerate([total(b.lines), *b.tree(b.lines)], 1):
        current = shown(line.current)
        cells = [str(n), line.code, line.name, shown(line.total), current, current]
        rows.append([*cells, *[""] * 6, shown(line.carry)])
    return table(rows, header=4)


def _spending(b: Budget) -> Table:
    late = ("经营支出", "上解上级支出", "对附属单位补助支出")
    rows: list[list[str | Cell]] = [
        [*_head(b, 9)],
        [
            Cell("序号", rows=2),
            Cell("功能分类科目", cols=2),
            *(Cell(name, rows=2) for name in ("合计", "基本支出", "项目支出", *late)),
        ],
        ["科目编码", "科目名称"],
        [*_columns(9)],
    ]
    for n, line in enumerate([total(b.lines), *b.tree(b.lines)], 1):
        amounts = [shown(line.total), shown(line.basic), shown(line.projects)]
        rows.append([str(n), line.code, line.name, *amounts, "", "", ""])
    return table(rows, header=4)


def _grant(b: Budget) -> Table:
    funds = ("general", "fund", "state")
    rows: list[list[str | Cell]] = [
        [*_head(b, 8)],
        [Cell("序号", rows=2), Cell("收入", cols=2), Cell("支出", cols=5)],
        [
            "项  目",
            "金额",
            "项  目",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        ],
        [*_columns(8)],
    ]
    functions = _functions(b)
    sources = ("一、一般公共预算拨款", "二、政府性基金预算拨款", "三、国有资本经营预算拨款")
    for n, (code, label) in enumerate(functions, 1):
        source = sources[n - 1] if n <= 3 else ""
        amount = shown(total(b.of(funds[n - 1])).current) if n <= 3 else ""
        split = [shown(_class_total(b.of(f), code)) for f in funds]
        rows.append([str(n), source, amount, label, shown(_class_total(b.lines, code)), *split])
    whole, n = total(b.lines), len(functions)
    split = [shown(total(b.of(f)).total) for f in funds]
    income, spent = shown(whole.current), shown(whole.total)
    rows.append([str(n + 1), "本年收入合计", income, "本年支出合计", spent, *split])
    carry = ["年初财政拨款结转和结余", shown(whole.carry), "年末财政拨款结转和结余"]
    rows.append([str(n + 2), *carry, "", "", "", ""])
    for k, (source, fund) in enumerate(zip(sources, funds, strict=True), 3):
        rows.append([str(n + k), source, shown(total(b.of(fund)).carry), "", "", "", "", ""])
    rows.append(
        [str(n + 6), "收入总计", shown(whole.total), "支出总计", shown(whole.total), *split]
    )
    return table(rows, header=4)


def _by_function(b: Budget, lines: list[Line]) -> Table:
    rows: list[list[str | Cell]] = [
        [*_head(b, 6)],
        [
            Cell("序号", rows=2),
            Cell("功能分类科目", cols=2),
            *(Cell(name, rows=2) for name in ("合计", "基本支出", "项目支出")),
        ],
        ["科目编码", "科目名称"],
        [*_columns(6)],
    ]
    if not lines:
        return table([*rows, [""] * 6], header=4)
    for n, line in enumerate([total(lines), *b.tree(lines)], 1):
        amounts = [shown(line.total), shown(line.basic), shown(line.projects)]
        rows.append([str(n), line.code, line.name, *amounts])
    return table(rows, header=4)


def _by_economy(b: Budget) -> Table:
    rows: list[list[str | Cell]] = [
        [*_head(b, 6)],
        [
            Cell("序号", rows=2),
            Cell("支出部门经济分类科目", cols=2),
            Cell("一般公共预算基本支出", cols=3),
        ],
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        [*_columns(6)],
    ]
    items = [("", "合计", *economic_sum(b, ""))]
    for code, name in b.economic_parents.items():
        items.append((code, name, *economic_sum(b, code)))
    items += b.economic
    for n, (code, name, people, office) in enumerate(sorted(items), 1):
        both = shown(people + office)
        rows.append([str(n), code, name, both, shown(people), shown(office)])
    return table(rows, header=4)


def economic_sum(b: Budget, code: str) -> tuple[Decimal, Decimal]:
    """People and office costs of the items below ``code``."""
    chosen = [item for item in b.economic if item[0].startswith(code)]
    return sum((i[2] for i in chosen), ZERO), sum((i[3] for i in chosen), ZERO)


def _three(b: Budget) -> Table:
    cars, guests, training = (b.three[k] for k in ("vehicles", "guests", "training"))
    few = cars + guests
    lines = [
        ("合计", few + training),
        ("“三公”经费小计", few),
        ("一、因公出国（境）费", ZERO),
        ("    其中：教学科研人员因公出国（境）费", ZERO),
        ("          其他因公出国（境）费", ZERO),
        ("二、公务用车购置及运维费", cars),
        ("    其中：公务用车购置费", ZERO),
        ("          公务用车运行维护费", cars),
        ("三、公务接待费", guests),
        ("四、会议费", ZERO),
        ("五、培训费", training),
    ]
    rows: list[list[str | Cell]] = [
        [*_head(b, 6)],
        [Cell("序号", rows=2), Cell("项  目", rows=2), Cell("资 金 性 质", cols=4)],
        ["合计", "一般公共预算财政拨款", "政府性基金预算拨款", "国有资本经营预算财政拨款"],
        [*_columns(6)],
    ]
    for n, (name, amount) in enumerate(lines, 1):
        rows.append([str(n), name, shown(amount), shown(amount), "", ""])
    return table(rows, header=4)
