"""What stands in a column: the cells below a header may overrule it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perflint.extraction.labels import levels_of, pair_of
from perflint.extraction.text import plain, squeeze
from perflint.patterns import pattern

_OPERATORS = frozenset(
    [
        "≥",
        "≤",
        ">",
        "<",
        "=",
        ">=",
        "<=",
        "==",
        "≧",
        "≦",
        "═",
        "±",
        "≈",
        "~",
        "〉",
        "〈",
        "⩾",
        "⩽",
        "大于等于",
        "小于等于",
        "等于",
        "大于",
        "小于",
        "不低于",
        "不高于",
        "不少于",
        "不超过",
        "不大于",
        "不小于",
        "至少",
        "至多",
        "约等于",
        "大于或等于",
        "小于或等于",
        "高于",
        "低于",
        "以上",
        "以下",
        "以内",
        "区间",
        "介于",
        "正负",
        "左右",
    ]
)
_DIRECTIONS = frozenset(
    [
        "正向",
        "反向",
        "负向",
        "逆向",
        "中性",
        "正向指标",
        "反向指标",
        "负向指标",
        "逆向指标",
        "正",
        "反",
        "越大越好",
        "越小越好",
    ]
)
_ATTRIBUTES = frozenset(
    ["定性", "定量", "定性指标", "定量指标", "定性类", "定量类", "文字描述", "文字型", "数值型"]
)
_STANDARD = pattern(
    r"^(?:计划|历史|行业|经验|国家|地方|预算|部门|文件|合同|政策|其他|项目|企业|工作|统计|测算|法规|规范|定额|上级|内部)"
    r"[^，。；]{0,8}(?:标准|要求|数据|规定|约定|计划|依据|经验|预算|合同)$"
)
_DIGIT = pattern(r"\d")
_VALUE = pattern(
    r"[≥≤＞＜><=＝≧≦±]|^\d|\d+(?:\.\d+)?\s*[%％]|(?:以上|以内|以下|不低于|不少于|不超过|及时|提升|提高|改善|增强|有效|"
    r"显著|明显|良好|完善|保障|健全|合格|达标|优良|长期|持续|是$|否$|好$|高$)|[年月]底?前?$"
)
_MONEY = pattern(r"^-?[\d,，]+(?:\.\d+)?$")


@dataclass(slots=True)
class Contents:
    """Counts over the filled cells of a column."""

    filled: int = 0
    operators: int = 0
    directions: int = 0
    attributes: int = 0
    quantitative: int = 0
    level1: int = 0
    level2: int = 0
    pairs: int = 0
    values: int = 0
    units: int = 0
    standards: int = 0
    integers: int = 0
    length: int = 0

    def mostly(self, count: int) -> bool:
        return self.filled > 0 and count * 2 > self.filled

    @property
    def mean_length(self) -> float:
        return self.length / self.filled if self.filled else 0.0


def contents_of(texts: Sequence[str]) -> Contents:
    found = Contents()
    for text in texts:
        if text.strip():
            _count(found, text)
    return found


def _count(found: Contents, text: str) -> None:
    label = plain(text)
    bare = squeeze(text)
    found.filled += 1
    found.length += len(bare)
    found.operators += is_operator(text)
    found.directions += label in _DIRECTIONS
    found.attributes += label in _ATTRIBUTES
    found.quantitative += label.startswith("定量") or label == "数值型"
    levels = levels_of(text)
    found.level1 += 1 in levels
    found.level2 += 2 in levels
    found.pairs += pair_of(text) is not None
    found.values += bool(_VALUE.search(bare)) and len(bare) <= 40
    found.units += 0 < len(bare) <= 8 and not _DIGIT.search(bare) and not is_operator(text)
    found.standards += bool(_STANDARD.match(label))
    found.integers += label.isdigit()


def is_operator(text: str) -> bool:
    """A cell that holds nothing but a comparator."""
    label = squeeze(text)
    return bool(label) and (label in _OPERATORS or plain(text) in _OPERATORS or label in "＞＜＝")


def is_valueish(text: str) -> bool:
    """A text that can be the value of an indicator rather than its name."""
    bare = squeeze(text)
    return len(bare) <= 40 and bool(_VALUE.search(bare))


def is_number(text: str) -> bool:
    return bool(_MONEY.match(squeeze(text)))
