"""The text of an objective: what is left without numbering, and whether it states a figure."""

from __future__ import annotations

from functools import lru_cache

from perflint.patterns import pattern

_NUMBERING = pattern(
    r"(?:^|(?<=[\n。；;]))\s*(?:目标\s*)?[（(]?(?:\d{1,2}(?:\.\d{1,2})?|[一二三四五六七八九十]{1,2})\s*[)）.．、:：]\s*(?!\d)"
)
# 2000个 is a figure.
_COUNTED = r"[\d.,，]*[%％万亿余多个人名户家台套件次场份册亩公平立方米吨条座处项所期批只头株盏辆元千瓦页篇张宗度以]"
_YEAR = pattern(rf"(?<![\d.])(?:19|20)\d{{2}}(?:\s*年度?|(?![\d.]|\s*{_COUNTED}))")
_DOC_NUMBER = pattern(r"[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s*\d*\s*号?")
_FIGURE = pattern(
    r"\d|[零两一二三四五六七八九十百千万]+(?:次|场|期|人|名|个|户|台|套|辆|公里|亩|所|处|座|项|条|件)|百分之"
)
# A date is when, not how much.
_DATE = pattern(
    r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日|第?[一二三四]季度|十[九二]?大|十四五|十三五"
)


@lru_cache(maxsize=1024)
def bare_objective(text: str) -> str:
    """An objective without numbering, years and document numbers."""
    flat = _NUMBERING.sub("", text.strip())
    return _YEAR.sub("", _DOC_NUMBER.sub("", flat)).strip()


def has_figure(text: str) -> bool:
    """Whether an objective states a figure; years, dates, ordinals and numbering are none."""
    return bool(_FIGURE.search(_DATE.sub("", bare_objective(text))))
