"""The standard categories behind the labels a table uses for its first and second level.

Labels differ by province and year (社会效益指标, 社会效益, 预算(或投资规模)控制指标 …); the categories are
those of 财预〔2015〕88号 and 财预〔2021〕101号.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Group = Literal["产出", "成本", "效益", "满意度", ""]
Category = Literal[
    "数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "满意度", ""
]  # fmt: skip

# In order: the first mark found in a label decides.
_CATEGORIES: tuple[tuple[str, Category], ...] = (
    ("满意", "满意度"),
    ("成本", "成本"),
    ("预算", "成本"),
    ("投资规模", "成本"),
    ("可持续", "可持续影响"),
    ("经济效益", "经济效益"),
    ("社会效益", "社会效益"),
    ("生态", "生态效益"),
    ("环境效益", "生态效益"),
    ("数量", "数量"),
    ("质量", "质量"),
    ("时效", "时效"),
)
_MIXED = ("社会、经济、生态", "经济、社会、生态", "经济社会", "社会经济", "社会、经济")
_GROUPS: tuple[tuple[str, Group], ...] = (
    ("满意", "满意度"),
    ("成本", "成本"),
    ("效益", "效益"),
    ("效果", "效益"),
    ("影响", "效益"),
    ("产出", "产出"),
    ("完成", "产出"),
    ("过程", "产出"),
    ("投入", "产出"),
)
_GROUP_OF: dict[Category, Group] = {
    "数量": "产出",
    "质量": "产出",
    "时效": "产出",
    "成本": "成本",
    "经济效益": "效益",
    "社会效益": "效益",
    "生态效益": "效益",
    "可持续影响": "效益",
    "满意度": "满意度",
    "": "",
}


@lru_cache(maxsize=512)
def category_of(level1: str, level2: str) -> Category:
    """The category of a row by its labels; "" where they do not tell (a benefit of mixed kind)."""
    if any(mark in level2 for mark in _MIXED):
        return ""
    for mark, category in _CATEGORIES:
        if mark in level2:
            return category
    # A first level that has no second level below it in this layout (满意度指标, 成本指标).
    first = level1.replace("产出", "").replace("效益", "")
    return "满意度" if "满意" in first else "成本" if "成本" in first else ""


@lru_cache(maxsize=512)
def group_of(level1: str, level2: str) -> Group:
    """产出, 成本, 效益 or 满意度, the second level before the first; "" where neither tells."""
    by_category = _GROUP_OF[category_of(level1, level2)]
    if by_category:
        return by_category
    for mark, group in _GROUPS:
        if mark in level1 or mark in level2:
            return group
    return ""
