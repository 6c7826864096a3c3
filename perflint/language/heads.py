"""The head noun of an indicator's name: what it measures, and which way is better.

Polarity belongs to the head, never to a substring: 投诉举报案件结案率 is a 结案率, 失业人员再就业人数
a 再就业人数. The lists are in corpora/heads.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from perflint.language.lexicon import (
    HeadEntry,
    HeadKind,
    Polarity,
    endings,
    heads,
    longest_head,
    stems,
)
from perflint.patterns import pattern
from perflint.records.values import parse_target
from perflint.records.values.normalise import normalise


@dataclass(frozen=True, slots=True)
class Head:
    """``text`` as normalised, ``start`` its place in the name as given (-1: none).

    ``kind``: rate, count, money, time, degree, index; ``verbal`` is a task (按期结案), ``other`` a noun
    that measures nothing (工作, 人才力量), ``none`` nothing known. ``polarity`` says which way is
    better; ``exact`` is a stock of one's own. ``bounded``: a share of a whole, never above 100 %.
    ``may_exceed``: a percent that may lawfully pass 100 %. ``cost``: spending, to be kept below.
    ``demand_driven``: a count that others decide (cases, arrears, deaths).
    """

    text: str = ""
    start: int = -1
    kind: HeadKind = "none"
    polarity: Polarity = "neutral"
    bounded: bool = False
    may_exceed: bool = False
    cost: bool = False
    demand_driven: bool = False

    @property
    def measurable(self) -> bool:
        return self.kind in ("rate", "count", "money", "time", "degree", "index")


NO_HEAD = Head()
_BRACKETS = pattern(r"[(\[][^()\[\]]*[)\]]?$")
_MARKS = "。;,、.!?:“”\"'*★"
_VALUE = pattern(
    r"(?:预计|共计|计划|达到|约|共|达|不少于|不低于|不超过|至少|[≥≤><=~])*"
    r"\d[\d.,]*(?:[%‰]|[万亿]?[\u4e00-\u9fff]{0,3})(?:以上|以内|以下|左右)?$"
)
_KINDS: dict[str | None, HeadKind] = {
    "percent": "rate", "count": "count", "money": "money", "duration": "time", "length": "count",
    "area": "count", "weight": "count", "volume": "count",
}  # fmt: skip


@lru_cache(maxsize=8192)
def head_of(name: str) -> Head:
    """The head of a name; ``NO_HEAD`` where it has none."""
    normal = normalise(name)
    start, end, value = _core(normal.text)
    head = _find(normal.text[start:end])
    if head.kind in ("none", "other") and (value or head.kind == "none"):
        kind = _KINDS.get(parse_target(value or normal.text[start:end]).dimension)
        if kind is not None:
            head = replace(head, kind=kind, bounded=False)
    if head.start < 0:
        return head
    return replace(head, start=normal.span(start + head.start, end)[0])


_COUNTING = ("数", "数量", "量", "面积", "起数", "件数", "次数", "人数", "户数", "份数", "条数")
# Endings that say only that a share is meant; whether it should be high, what it is a rate of tells.
BARE = ("率", "比例", "占比", "比率", "比重")
_FORMULA = pattern(r"^(?P<numerator>[^=＝÷/／*×]{3,40}?)(?:[÷/／]|占)")


def explained(head: Head, name: str, explanation: str) -> Head:
    """The head of a rate no list knows, its polarity read off the numerator of its formula.

    裁判瑕疵占比 with 评查有误案件数÷评查案件总数 is a rate of what went wrong.
    """
    if head.text not in BARE or head.polarity == "negative" or not explanation:
        return head
    formula = _FORMULA.match(normalise(explanation).text.rpartition("=")[2].strip("（( "))
    if formula is None:
        return head
    numerator, parts = formula["numerator"], stems()
    # 问题发现率: what is found is wrong, finding it is the work.
    if any(word in name for word in (*parts.handling, *parts.finding)):
        return head
    wrong = next((word for word in parts.wrong if word in numerator), "")
    if not wrong:
        return head
    behind = numerator.partition(wrong)[2]
    done_about = any(word in behind for word in (*parts.mending, *parts.helping))
    return head if done_about else replace(head, polarity="negative")


def as_result(head: Head, name: str) -> Head:
    """The head of a name that measures a result (quality, benefit) instead of an amount of work.

    漏保户数 or 拐卖案件数 may be work among the quantities; as a result they are harm, unless the name
    says that something is done about it.
    """
    if head.polarity != "neutral" or head.cost or head.kind in ("rate", "degree", "index"):
        return head
    text = normalise(name).text
    end = text.find(head.text, max(head.start, 0)) if head.text else -1
    before, parts = text[:end] if end > 0 else text, stems()
    done_about = (*parts.handling, *parts.helping, *parts.finding, *parts.absent, *parts.doing)
    if any(word in text for word in done_about):
        return head
    said = tuple(before + part for part in _shorter(head.text))
    harm = (*parts.negative, *parts.harm, *parts.result_harm)
    if any(part.endswith(harm) for part in said) or text.endswith(parts.consumed):
        return replace(head, kind=_counted(head), polarity="negative")
    if _harm_inside(before, parts.result_harm) or _gone_wrong(before):
        return replace(head, kind=_counted(head), polarity="negative")
    return head


def _shorter(counted: str) -> Iterator[str]:
    """What is counted, without the words for counting: 案件数 → 案件, 案; 件数 → 件, ""."""
    yield counted
    for ending in _COUNTING:
        yield counted.removesuffix(ending)


def _counted(head: Head) -> HeadKind:
    return head.kind if head.measurable else "count"


def _harm_inside(before: str, harm: tuple[str, ...]) -> bool:
    """违停|车辆|数, 文物盗掘|案件|数: the harm stands a word before what is counted."""
    reach = len(before) - _LONGEST_DEED
    return any(before.rfind(word, max(0, reach - len(word))) > 0 for word in harm)


def _core(text: str) -> tuple[int, int, str]:
    """Where the name itself stands, without label, formula, brackets and a value at its end."""
    start, end, value = 0, len(text), ""
    formula = re.search(r"[=÷]", text)
    if formula and formula.start() >= 2:
        end = formula.start()
    start, end = _at_colon(text, start, end)
    while end > start:
        cut = _cut(text[start:end])
        if cut == end - start:
            break
        if text[start + cut : start + cut + 1].isdigit() or _VALUE.match(text[start + cut : end]):
            value = value or text[start + cut : end]
        end = start + cut
    return start, end, value


def _at_colon(text: str, start: int, end: int) -> tuple[int, int]:
    """指标1：参保率 is named behind the colon, 到位准确率：准确发放人数*100% before it."""
    place = text.find(":", start, end)
    if place < 2:
        return start, end
    left = text[start:place].rstrip("0123456789")
    if left in stems().labels_before or place == end - 1:
        return (place + 1, end) if place < end - 1 else (start, place)
    behind = _find(text[place + 1 : end])
    return (start, place) if _find(text[start:place]).measurable or not behind.measurable else (
        place + 1, end,
    )  # fmt: skip


def _cut(text: str) -> int:
    """The length of the text without the one thing at its end that is no part of the name."""
    if text[-1] in _MARKS:
        return len(text) - 1
    bracket = _BRACKETS.search(text)
    if bracket and bracket.start() > 0 and (text[-1] in ")]"):
        return bracket.start()
    for label in stems().labels_behind:
        if text.endswith(label) and len(text) > len(label) + 1:
            return len(text) - len(label)
    value = _VALUE.search(text)
    # 5岁以下 qualifies what follows; only a value that ends the name is cut off.
    return value.start() if value and value.start() > 0 else len(text)


def _find(text: str) -> Head:
    """The head of a name without anything behind it; ``start`` counts in ``text``."""
    word, entry = _longest(text)
    changed = _changed(text, len(word))
    if changed is not None:
        return changed
    if entry is None:
        return _task(text)
    head = Head(
        word, len(text) - len(word), entry.kind, entry.polarity, entry.bounded, entry.may_exceed,
        entry.cost, entry.demand_driven,
    )  # fmt: skip
    head = _turned(head, entry, text[: head.start])
    return _task(text, head) if head.kind == "other" else head


def _longest(text: str) -> tuple[str, HeadEntry | None]:
    known, productive = heads(), endings()
    for length in range(min(longest_head(), len(text)), 0, -1):
        word = text[-length:]
        entry = known.get(word) or (productive.get(word) if length < len(text) else None)
        if entry is not None:
            return word, entry
    return "", None


def _turned(head: Head, entry: HeadEntry, before: str) -> Head:
    """What stands before an ending may turn its polarity."""
    grown = head.text.endswith(("增长率", "增幅")) and head.text.startswith(stems().costly)
    if grown and before.endswith(stems().wanted):
        return replace(head, polarity="positive")
    if head.text.endswith(("增长率", "增速", "增幅", "涨幅", "增加率", "增长幅度")):
        if before.endswith(stems().costly) and not before[:-2].endswith(stems().wanted):
            return replace(head, polarity="negative")
        return head
    if entry.shared:
        share = heads().get(before[-4:] + "率") or _suffix_rate(before)
        if share is not None:
            return replace(head, polarity=share.polarity, bounded=share.bounded)
    if entry.kind == "rate" and entry.polarity != "negative" and not entry.cost:
        return _spoiled_rate(head, entry, before)
    if entry.kind in ("count", "time"):
        return _harmful_count(head, entry, before)
    if entry.stem and _ends_with(before, stems().negative):
        return replace(head, polarity="negative")
    return head


def _spoiled_rate(head: Head, entry: HeadEntry, before: str) -> Head:
    """A rate of what went wrong: by the stem right before the ending, or by how it was done."""
    productive = entry.stem or entry.shared
    deed = before if productive else before + head.text.removesuffix("率")
    if _gone_wrong(deed) or (productive and _ends_with(before, stems().negative, adjacent=True)):
        return replace(head, polarity="negative")
    return head


def _harmful_count(head: Head, entry: HeadEntry, before: str) -> Head:
    """A count of harm; of harm that is dealt with (救助失学人数), a count of work."""
    if entry.polarity == "negative":
        dealt = before.endswith((*stems().handling, *stems().helping))
        fault = _own_fault(head.text, before)
        return replace(head, polarity="neutral") if dealt and not fault else head
    if entry.polarity != "neutral" or entry.demand_driven:
        return head
    if head.text.startswith((*stems().process, *stems().helping)):
        return head  # 水土流失|治理面积
    if _suffered(before):
        return replace(head, polarity="negative")
    bad = (*stems().harm, *(stems().negative if entry.stem else ()))
    happened = before.removesuffix("发生")
    if _ends_with(before, bad) or (happened != before and _ends_with(happened, bad)):
        return replace(head, polarity="negative")
    return head


def _suffix_rate(before: str) -> HeadEntry | None:
    """The entry that 率 has behind the same stem: 合格 gives 合格率."""
    known = heads()
    for length in range(6, 1, -1):
        entry = known.get(before[-length:] + "率") if len(before) >= length else None
        if entry is not None:
            return entry
    return None


def _ends_with(before: str, bad: tuple[str, ...], *, adjacent: bool = False) -> bool:
    """Whether something bad ends the text, and not as the object of work done, which is good
    (查处违规, 救助失学). In a rate only the verb right before it counts: 培训脱岗率 is no good."""
    if not before.endswith(bad):
        return False
    ending = max((word for word in bad if before.endswith(word)), key=len)
    rest, parts = before[: -len(ending)], stems()
    if rest.endswith(parts.absent) or any(word in rest[-3:] for word in ("无", "零")):
        return False  # 无事故天数, 零投诉月数, 无责任事故天数
    if _own_fault(ending, rest):
        return True
    if adjacent:
        return not rest.endswith(parts.handling)
    return not any(word in rest for word in parts.process)


def _own_fault(fault: str, before: str) -> bool:
    """处理差错, 办结超时: what went wrong in the work, not what the work is about (发现差错)."""
    parts = stems()
    named = fault.startswith(parts.own_faults)
    return named and before.endswith(parts.handling) and not before.endswith(parts.finding)


_LONGEST_DEED = 4


def _suffered(before: str) -> str:
    """What others did to it, where a text ends with it (被驳回, 被撤改), or ""."""
    _, passive, done = before.rpartition("被")
    short = passive and len(done) <= _LONGEST_DEED
    return done if short and done.startswith(stems().suffered) else ""


def _gone_wrong(before: str) -> bool:
    """重复申报, 违规领取, 误发, 不规范, 未整改, 被驳回: what was done wrongly, or not at all."""
    parts, pair = stems(), before[-2:]
    if len(pair) == 2 and pair[0] in parts.openers and pair not in parts.not_openers:
        return not before[:-2].endswith(parts.handling)
    for denial in ("不", "未"):
        rest = before[-_LONGEST_DEED:]
        at = rest.find(denial)
        if 0 <= at < len(rest) - 1 and not rest[at:].startswith(parts.not_denied):
            return not any(word in rest[at + 2 :] for word in parts.mending)
    if done := _suffered(before):
        return not any(word in done for word in parts.handling)
    for word in parts.spoiling:
        at = before.rfind(word)
        deed = before[at + len(word) :]
        if at >= 0 and len(deed) <= _LONGEST_DEED and not any(m in deed for m in parts.mending):
            return not before[:at].endswith(parts.handling)
    return False


def _changed(text: str, known: int) -> Head | None:
    """参保率提高, 失业率下降, 办理时间缩短: a head with a verb of change behind it."""
    parts = stems()
    for verb in (*parts.up, *parts.down):
        if not text.endswith(verb) or len(text) == len(verb) or known > len(verb):
            continue
        base = _find(text[: -len(verb)])
        if not base.measurable:
            return None
        better = (verb in parts.down) == (base.polarity == "negative" or base.cost)
        polarity: Polarity = "positive" if better or base.polarity == "neutral" else "negative"
        return Head(text[base.start :], base.start, base.kind, polarity, may_exceed=True)
    return None


def _task(text: str, found: Head = NO_HEAD) -> Head:
    """完成本年度各项工作: a task, where no measure ends the name."""
    for verb in stems().tasks:
        if text.startswith(verb) and len(text) > len(verb):
            return Head(verb, 0, "verbal", "positive", may_exceed=True)
    return found
