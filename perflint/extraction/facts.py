"""Facts of a document as a whole: the department, the place, the budget year, the money unit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice

from perflint.extraction.budget_text import squash, unit_in
from perflint.extraction.places import find_place
from perflint.patterns import pattern
from perflint.reading.document import Document, Paragraph
from perflint.resources import corpus

_HEAD_ROWS = 5
_LONGEST = 80
_CODE_BEFORE = pattern(r"^[\[【(（]?\d{3,9}[\]】)）]?[-—_ ]?")
_YEAR_DECLARED = pattern(
    r"(?:预算|申报|填报|所属)?年[度份][:：](20[1-3]\d)|[(（](20[1-3]\d)年度?[)）]"
)
_YEAR_OF_BUDGET = pattern(
    r"(20[1-3]\d)年(?:度)?(?:[一-龥]{0,24}?)(?:部门|单位)?(?:预算|绩效目标|项目支出|项目绩效)"
)
_YEAR_ANY = pattern(r"(20[1-3]\d)年")
_OTHER_YEAR = pattern(r"决算|执行情况|较20|比20|上年|截[至止]")


@dataclass(frozen=True, slots=True)
class Facts:
    """``""`` or None where the document does not say. ``unit``: 万元 or 元, of the budget tables."""

    department: str = ""
    place: str = ""
    year: int | None = None
    unit: str = ""


def document_facts(document: Document) -> Facts:
    """Read the facts from table heads, titles and the file name."""
    heads = _head_texts(document)
    titles = [text for text in _paragraph_texts(document) if len(text) <= _LONGEST]
    department = _department(heads, titles)
    return Facts(
        department=department,
        place=find_place(department, [document.name, *heads, *titles], _full_text(document)),
        year=_year(heads, titles, document.name),
        unit=_unit([*heads, *titles]),
    )


def _head_texts(document: Document) -> list[str]:
    """Short texts at the top of tables, and the names of sheets."""
    texts = []
    for table in document.tables:
        texts += [
            cell.text
            for cell in table.cells
            if cell.row < _HEAD_ROWS and len(cell.text) <= _LONGEST
        ]
        texts += [table.sheet] if table.sheet else []
    return texts


def _paragraph_texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def _full_text(document: Document) -> str:
    return "\n".join(
        islice((block.text for block in document.blocks if isinstance(block, Paragraph)), 400)
    )


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = corpus("places.toml")["departments"]
    ends = "|".join(sorted(words["ends"], key=len, reverse=True))
    labels = "|".join(words["labels"])
    name = rf"[一-龥（）()]{{2,40}}?(?:{ends})"
    return (
        re.compile(rf"^(?:{labels})[(（]?(?:盖章|公章|签章)?[)）]?[:：](?P<name>.+)$"),
        re.compile(rf"^(?P<name>{name})(?:[(（]?(?:本级|机关|汇总)[)）]?)?$"),
    )


def _department(heads: list[str], titles: list[str]) -> str:
    """The name most tables carry in their head; else the one in a title about the budget."""
    votes: Counter[str] = Counter()
    for text in heads:
        name, weight = _named(text)
        if name:
            votes[name] += weight
    for text in titles:
        name, weight = _named(text)
        if name and weight > 1:
            votes[name] += weight
        elif name := _in_title(text):
            votes[name] += 2
    if not votes:
        return ""
    most = max(votes.values())
    return max(
        (name for name in votes if votes[name] * 2 >= most), key=lambda n: (votes[n], len(n))
    )


def _named(text: str) -> tuple[str, int]:
    bare = squash(text)
    label, name = _names()
    found = label.match(bare)
    if found:
        value = _CODE_BEFORE.sub("", re.split(r"单位[:：]|预算年度|金额", found["name"])[0])
        return (value.strip("：:"), 3) if 3 <= len(value) <= 40 else ("", 0)
    rest = _CODE_BEFORE.sub("", bare)
    found = name.match(rest)
    if not found or len(rest) < 4:
        return "", 0
    return found["name"], 4 if rest != bare else 1


def _in_title(text: str) -> str:
    """“某县某局2023年部门预算信息公开情况说明” names the department before the year."""
    found = re.match(r"^(.{4,40}?)(?:关于)?20[1-3]\d年", squash(text))
    if not found or ("预算" not in text and "绩效" not in text):
        return ""
    named = _names()[1].match(_CODE_BEFORE.sub("", found[1]).removeprefix("关于"))
    return named["name"] if named else ""


def _year(heads: list[str], titles: list[str], name: str) -> int | None:
    votes: Counter[int] = Counter()
    for text in [*heads, *titles, name]:
        bare = squash(text)
        if _OTHER_YEAR.search(bare):
            continue
        declared = _YEAR_DECLARED.search(bare)
        budget = _YEAR_OF_BUDGET.search(bare)
        if declared:
            votes[int(declared[1] or declared[2])] += 6
        elif budget:
            votes[int(budget[1])] += 3
        else:
            votes.update(int(year) for year in _YEAR_ANY.findall(bare)[:1])
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _unit(texts: list[str]) -> str:
    units = Counter(unit for text in texts if (unit := unit_in(text)) in ("万元", "元"))
    return units.most_common(1)[0][0] if units else ""
