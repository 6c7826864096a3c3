"""Two periods side by side: the year under review is taken, the other kept."""

from __future__ import annotations

from perflint.extraction.header import Column

# The year under review first; half a year, the whole term or the year before only without it.
_RANK = {"year": 0, "": 1, "long": 2, "half": 3, "past": 9}
_REPEATED = ("level2", "name", "value", "operator", "unit", "description", "weight")
_NAMES = {"long": "中期", "half": "半年", "past": "上年", "year": "年度", "": "另一期"}


def settle_periods(columns: list[Column]) -> list[str]:
    """Keep one column a field; the other period's columns become ``other``. Returns doubts."""
    blocks = _blocks(columns)
    if len(blocks) == 2:
        return _choose_block(columns, blocks)
    _choose_value(columns)
    return []


def _blocks(columns: list[Column]) -> list[list[Column]]:
    """The columns after the first level in runs that each have an own name or value."""
    for wanted in ("name", "level2"):
        starts = [i for i, column in enumerate(columns) if column.field == wanted]
        if len(starts) == 2:
            break
    else:
        return []
    first, second = starts
    if wanted == "name" and first and columns[first - 1].field == "level2":
        first -= 1
    if wanted == "name" and columns[second - 1].field == "level2":
        second -= 1
    if second > 0 and columns[second - 1].field == "level1":
        second -= 1
    blocks = [
        [c for c in columns[first:second] if c.field in (*_REPEATED, "level1")],
        [c for c in columns[second:] if c.field in (*_REPEATED, "level1")],
    ]
    both = all(any(c.field == "value" for c in block) for block in blocks)
    return blocks if both else []


def _choose_block(columns: list[Column], blocks: list[list[Column]]) -> list[str]:
    periods = [_period(block) for block in blocks]
    if periods[0] == periods[1]:
        taken, doubts = 1, ["并列两期指标而表头未写明，按惯例取后一期为年度"]
    else:
        taken, doubts = min((0, 1), key=lambda i: (_RANK[periods[i]], -i)), []
    left = blocks[1 - taken]
    name = _NAMES[periods[1 - taken]] if periods[1 - taken] != "year" else "另一期"
    if periods[0] == periods[1]:
        name = "中期"
    shared = {c.field for c in blocks[taken]}
    for column in left:
        if column.field == "level1" and "level1" not in shared:
            continue
        if column.field == "level2" and "level2" not in shared:
            continue
        column.chain = (name, *column.chain[-1:])
        column.field, column.how = "other", f"{name}的列，不作为本年度指标"
        column.block = 1
    return doubts


def _period(block: list[Column]) -> str:
    found = [column.period for column in block if column.period]
    return min(found, key=lambda period: _RANK.get(period, 5)) if found else ""


def _choose_value(columns: list[Column]) -> None:
    """Several value columns: 中期指标值 beside 年度指标值, or last year's as a base line."""
    values = [column for column in columns if column.field == "value"]
    if not values:
        return
    best = min(values, key=lambda column: _RANK.get(column.period, 1))
    for column in values:
        if column is not best or column.period == "past":
            column.field = "other"
