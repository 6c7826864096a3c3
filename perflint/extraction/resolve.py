"""Which field each column is: by its header, by its neighbours and by what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from perflint.extraction.contents import Contents, contents_of
from perflint.extraction.header import Column
from perflint.extraction.lexicon import (
    head_of,
    header_of,
    is_area_total,
    is_evaluation,
    is_grade,
)
from perflint.extraction.periods import settle_periods
from perflint.extraction.text import plain, unbracketed

Samples = Sequence[Sequence[str]]
_LABELS = ("level1", "level2", "levels")
_SINGLE = ("level1", "level2", "name", "operator", "unit", "direction", "weight")


_NOTHING = Contents()


class _Lazy:
    """What stands in each column, counted when first asked: most headers speak for themselves."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._found: dict[int, Contents] = {}

    def texts(self, index: int) -> Sequence[str]:
        return self._samples[index]

    def __getitem__(self, index: int) -> Contents:
        if index not in self._found:
            self._found[index] = contents_of(self._samples[index])
        return self._found[index]


def titles_side(text: str) -> bool:
    """Whether a cell only titles the rows beside it (绩效指标, 年度绩效指标)."""
    label = head_of(text)
    return label is not None and label.role == "group"


def resolve(columns: list[Column], samples: Samples) -> list[str]:
    """Set the field of every column; ``samples`` are the texts below each. Returns doubts."""
    contents = _Lazy(samples)
    for column in columns:
        _by_header(column)
    if sum(column.field == "grade" for column in columns) == 1:
        next(c for c in columns if c.field == "grade").field = ""
    _pairs(columns, contents)
    _groups(columns, contents)
    _levels(columns, contents)
    _unread_headers(columns, contents)
    _name(columns, contents)
    for index, column in enumerate(columns):
        if column.field == "sign":
            _sign(column, contents[index], columns)
        elif column.field == "place":
            _place(column, contents[index])
    _texts(columns, contents)
    doubts = _values(columns, contents)
    doubts += settle_periods(columns)
    _once(columns)
    return doubts


def has(columns: Sequence[Column], field: str) -> bool:
    return any(column.field == field for column in columns)


def _set(column: Column, field: str, how: str, confidence: float = 1.0) -> None:
    column.field, column.how, column.confidence = field, how, confidence


def _by_header(column: Column) -> None:
    last, outer = column.last, column.chain[:-1]
    quoted = f"表头“{column.header}”"
    if column.split:
        return _set(column, column.split, f"{quoted}下的分列及列内内容", 0.9)
    if is_evaluation(last) or any(is_evaluation(text) for text in outer):
        return _set(column, "evaluation", quoted)
    parent = next((h for h in map(header_of, reversed(outer)) if h), None)
    if is_grade(last):
        return _set(column, "grade", quoted)
    header = header_of(last)
    if (
        parent
        and parent.field in ("value", "standard")
        and (header is None or header.field in ("content", "value", "amount"))
    ):
        known = header is not None or bool(column.period)
        return _set(column, "value" if known else "area", quoted, 1.0 if known else 0.8)
    if parent and parent.field == "value" and header and header.field == "place":
        return _set(column, "unit", quoted)
    if header is None and parent is not None and len(column.chain) > 1 and not last.strip():
        header = parent
    if header is None:
        return _set(column, "", "表头未识别" if last.strip() else "无表头", 0.5)
    return _set(column, header.field, quoted, 1.0 if header.exact else 0.9)


def _pairs(columns: list[Column], contents: _Lazy) -> None:
    """One column for both levels (产出—数量指标)."""
    if has(columns, "level1") and has(columns, "level2"):
        return
    for index, column in enumerate(columns):
        if column.field in (*_LABELS, "group", "sign", "content", "name", ""):
            found = contents[index]
            if found.mostly(found.pairs):
                _set(column, "levels", f"表头“{column.header}”，列内为一级和二级指标", 0.9)
                break


def _groups(columns: list[Column], contents: _Lazy) -> None:
    """绩效指标 and its kin: a level, the name, or only the title at the side of the table."""
    for index, column in enumerate(columns):
        if column.field != "group":
            continue
        found = contents[index]
        side = column.cell is not None and column.cell.rowspan > 3
        side = side or all(titles_side(text) for text in contents.texts(index))
        if side or not found.filled:
            _set(column, "", "表侧标题")
        elif found.mostly(found.level2) and not found.mostly(found.level1):
            _set(column, "" if has(columns, "level2") else "level2", "列内为二级指标名称", 0.9)
        elif found.mostly(found.level1):
            _set(column, "" if has(columns, "level1") else "level1", "列内为一级指标名称", 0.9)
        elif found.mostly(found.attributes) or found.mostly(found.directions + found.operators):
            _set(column, "sign", f"表头“{column.header}”")
        elif not has(columns, "name"):
            _set(column, "name", f"表头“{column.header}”", 0.9)
        else:
            _set(column, "", "表侧标题")


def _levels(columns: list[Column], contents: _Lazy) -> None:
    """One level column alone may hold the second level (数量指标 under 指标分类)."""
    if has(columns, "level2"):
        return
    for index, column in enumerate(columns):
        found = contents[index] if column.field == "level1" else _NOTHING
        if (
            column.field == "level1"
            and found.mostly(found.level2)
            and not found.mostly(found.level1)
        ):
            _set(column, "level2", "列内为二级指标名称", 0.9)


def _unread_headers(columns: list[Column], contents: _Lazy) -> None:
    """A header that could not be read (a bad scan) does not hide labels below it."""
    for index, column in enumerate(columns):
        if column.field or column.how not in ("表头未识别", "无表头"):
            continue
        found = contents[index]
        for level, count in (("level2", found.level2), ("level1", found.level1)):
            if found.mostly(count) and not has(columns, level):
                _set(column, level, "按列内内容认定", 0.7)
                break


def _name(columns: list[Column], contents: _Lazy) -> None:
    """The name where no column is headed 三级指标."""
    if has(columns, "name"):
        return None
    for wanted in ("content", "standard"):
        level2 = next((i for i, c in enumerate(columns) if c.field == "level2"), None)
        if wanted == "standard" and level2 is not None:
            found = contents[level2]
            if found.filled and not found.mostly(found.level2):
                return _set(columns[level2], "name", "二级指标列内为具体指标", 0.8)
        for column in columns:
            if column.field == wanted:
                others = has(columns, "value") or has(columns, "grade") or wanted == "content"
                if others:
                    return _set(column, "name", f"无三级指标列，取“{column.header}”", 0.9)
    for index, column in enumerate(columns):
        found = contents[index] if column.field == "level2" else _NOTHING
        if column.field == "level2" and found.filled and not found.mostly(found.level2):
            return _set(column, "name", "二级指标列内为具体指标", 0.8)
    return _name_by_place(columns, contents)


def _name_by_place(columns: list[Column], contents: _Lazy) -> None:
    """Between the levels and the value stands the name, whatever its header says."""
    value = next((i for i, c in enumerate(columns) if c.field in ("value", "sign")), None)
    labels = [i for i, c in enumerate(columns) if c.field in _LABELS]
    if value is None or not labels:
        return None
    for index in range(max(labels) + 1, value):
        if not columns[index].field and contents[index].filled:
            return _set(columns[index], "name", "按所在位置认定", 0.7)
    for index in range(max(labels) + 1, value):
        if columns[index].field == "description" and contents[index].filled:
            header = columns[index].header
            return _set(columns[index], "name", f"无三级指标列，取“{header}”", 0.7)
    return None


def _sign(column: Column, found: Contents, columns: list[Column]) -> None:
    """指标性质 is the comparator in one province and 正向/反向 in another."""
    quoted = f"表头“{column.header}”及列内内容"
    label = unbracketed(plain(column.last))
    if found.operators and found.operators >= found.directions:
        _set(column, "operator", quoted)
    elif found.directions:
        _set(column, "direction", quoted)
    elif found.mostly(found.level2) and not has(columns, "level2"):
        _set(column, "level2", quoted, 0.9)
    elif found.mostly(found.level1) and not has(columns, "level1"):
        _set(column, "level1", quoted, 0.9)
    elif found.quantitative or "方向性" in label or "属性" in label or "类别" in label:
        _set(column, "other", quoted)
    elif "符" in label or (found.attributes and not has(columns, "operator")):
        _set(column, "operator", quoted, 0.8)
    else:
        _set(column, "other", quoted, 0.8)


def _place(column: Column, found: Contents) -> None:
    """单位 is the unit of measurement, or the office that reports."""
    unit = found.mean_length <= 4
    _set(column, "unit" if unit else "department", f"表头“{column.header}”及列内内容", 0.9)


def _texts(columns: list[Column], contents: _Lazy) -> None:
    """指标内容 and 绩效标准 beside a name: description or basis."""
    for index, column in enumerate(columns):
        if column.field not in ("content", "standard"):
            continue
        found = contents[index]
        quoted = f"表头“{column.header}”及列内内容"
        if column.field == "content":
            free = not has(columns, "value") and found.mostly(found.values)
            _set(column, "value" if free else "description", quoted, 0.9)
        elif column.field == "standard":
            label = unbracketed(plain(column.last))
            if has(columns, "grade"):
                _set(column, "other", quoted)
            elif not has(columns, "value") and not label.endswith(("绩效标准", "标准值")):
                _set(column, "note", quoted)
            elif not has(columns, "value"):
                _set(column, "value", quoted, 0.7)
            elif found.standards or has(columns, "description") or found.mean_length < 6:
                _set(column, "basis", quoted, 0.9)
            else:
                _set(column, "description", quoted, 0.8)


def _values(columns: list[Column], contents: _Lazy) -> list[str]:
    """The value where no header says so: graded columns, one column per area, or by content."""
    if has(columns, "value") or has(columns, "evaluation"):
        _unknown_to_other(columns)
        return []
    if has(columns, "grade"):
        _unknown_to_other(columns)
        return []
    last_label = max(
        (i for i, c in enumerate(columns) if c.field in (*_LABELS, "name")), default=-1
    )
    free = [i for i in range(last_label + 1, len(columns)) if columns[i].field in ("", "area")]
    headed = [i for i in free if columns[i].last.strip()]
    if headed and all(columns[i].period in ("long", "year") for i in headed):
        for i in headed:
            _set(columns[i], "value", f"表头“{columns[i].header}”为期间", 0.8)
        _unknown_to_other(columns)
        return []
    if len(headed) >= 2 or any(is_area_total(columns[i].last) for i in headed):
        for i in headed:
            _set(columns[i], "area", f"分地区列“{columns[i].header}”", 0.9)
        return []
    best = max(free, key=lambda i: contents[i].values, default=None)
    if best is not None and contents[best].mostly(contents[best].values):
        header = columns[best].header
        _set(columns[best], "value", "按列内内容认定", 0.7)
        _unknown_to_other(columns)
        return [
            f"没有“指标值”表头，按内容将{f'“{header}”列' if header else '无表头的一列'}作为指标值"
        ]
    _unknown_to_other(columns)
    return []


def _unknown_to_other(columns: list[Column]) -> None:
    for column in columns:
        if column.field in ("", "area") and column.how == "表头未识别":
            _set(column, "other", column.how, 0.5)
        elif column.field == "area":
            field = "other" if has(columns, "value") else "value"
            _set(column, field, column.how, column.confidence)


def _once(columns: list[Column]) -> None:
    """A field that a row has once: further columns of it are kept by their headers."""
    seen: set[str] = set()
    for column in columns:
        if column.field in _SINGLE:
            if column.field in seen:
                _set(column, "other", "同名的又一列", 0.7)
            seen.add(column.field)
        elif column.field == "note":
            _set(column, "other", column.how, column.confidence)
