"""What the objective promises and no indicator measures, and what its kind of project should have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter import pairs
from perflint.checks.objective_text import bare_objective
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.records.target import TargetValue
from perflint.records.values import parse_target
from perflint.resources import corpus

_RATE = re.compile(r"([\u4e00-\u9fff]{2})率")
_CLAUSES = re.compile(r"[，,。；;、\n：:]")
_QUANTITY = re.compile(r"\d[\d,.]*\s*[万亿]?[\u4e00-\u9fff]{1,4}")
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
_LIST = re.compile(
    r"((?:[\u4e00-\u9fff]{2,10}、)*[\u4e00-\u9fff]{2,10}(?:、|和|及|与)[\u4e00-\u9fff]{2,10}?)"
    r"(补贴|补助|津贴|奖补|奖励|救助|资助)"
)
_PLACES = re.compile(
    r"((?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,6}?)(?:建设|创建|改造|维修|修缮)"
)
# Whom it reaches and what there is already: no output of its own.
_BACKGROUND = re.compile(r"惠及|受益|涉及|辖区|现有|共有|下辖|拥有|已有|常住")
COUNTED = {"count", "length", "area", "volume", "weight"}


class Coverage(Params):
    """``not_rates`` are words before 率 that make no indicator (效率, 税率);
    ``rate_like`` endings that measure what a rate does; ``deeds`` are covered by any row that
    names them (竣工率 by 竣工时间); ``sites`` endings of things that are built."""

    not_rates: list[str] = []
    rate_like: list[str] = []
    deeds: list[str] = []
    sites: list[str] = []


@check("objective-not-covered", scope="project", params=Coverage)
def objective_not_covered(_: Context, view: ProjectView, params: Coverage) -> Iterator[Hit]:
    """A rate, a counted output, a matter or a member of a list that no indicator takes up."""
    text = bare_objective(view.record.objective)
    if not text or not view.rows:
        return
    missing = [
        *_rates(text, view, params),
        *_matters(text, view),
        *_members(text, view, params),
        *_quantities(text, view),
    ]
    if missing:
        words = "、".join(f"“{word}”" for word in dict.fromkeys(missing))
        yield view.hit("objective", words=words)


def _names(view: ProjectView) -> str:
    return "，".join(row.name + "，" + row.text("description") for row in view.rows)


def _rates(text: str, view: ProjectView, params: Coverage) -> Iterator[str]:
    """Rates of the objective that no row with a number measures.

    A rate beside a matter that some row counts (卫生户厕普及率, 新建卫生户厕数量) is taken as covered.
    """
    names = pairs(_names(view))
    measured = [
        row.name + row.text("description") + row.indicator.value
        for row in view.rows
        if row.target.kind != "text"
    ]
    for match in _RATE.finditer(text):
        stem = match[1]
        if any((stem + "率").endswith(word) for word in params.not_rates):
            continue
        if _clause_matter(text, match.start(), match.end()) & names:
            continue
        ends = ("", *params.rate_like) if stem in params.deeds else params.rate_like
        endings = tuple(stem + end for end in ends)
        if not any(any(ending in name for ending in endings) for name in measured):
            yield stem + "率"


def _clause_matter(text: str, start: int, end: int) -> frozenset[str]:
    """The matter of the clause around a rate, without the rate itself."""
    before = _CLAUSES.split(text[:start])[-1]
    return pairs(before) | pairs(_CLAUSES.split(text[end:])[0])


def _matters(text: str, view: ProjectView) -> Iterator[str]:
    names = _names(view)
    for matter in corpus("coverage.toml")["matter"]:
        term = next((term for term in matter["terms"] if term in text), "")
        if term and not any(word in names for word in matter["covered"]):
            yield term


def _members(text: str, view: ProjectView, params: Coverage) -> Iterator[str]:
    """Members of “A、B和C补贴” without an indicator where another member has one, and sites of
    “A、B、C建设” where none has."""
    names = _names(view)
    for match in _LIST.finditer(text):
        yield from _uncovered(match[1], match[2], pairs(names))
    for match in _PLACES.finditer(text):
        members = [m for m in match[1].split("、") if m.endswith(tuple(params.sites))]
        if len(members) > 1 and not any(member[-2:] in names for member in members):
            yield re.sub("^(?:推进|开展|完成|实施|加强|加快|推动|做好)", "", match[0])


def _uncovered(listed: str, payment: str, names: frozenset[str]) -> Iterator[str]:
    members = [
        re.sub(f"^(?:发放|落实|给予|兑现)|{payment}$", "", member)
        for member in re.split("[、和及与]", listed)
    ]
    members = [member for member in members if pairs(member)]
    covered = [bool(pairs(member) & names) for member in members]
    if any(covered) and not all(covered):
        for member, here in zip(members, covered, strict=True):
            if not here:
                yield member if member.endswith(("补", "金")) else member + payment


def _quantities(text: str, view: ProjectView) -> Iterator[str]:
    """Counted outputs of the objective that share neither matter nor number with any row."""
    names = pairs(_names(view))
    numbers = {_size(row.target) for row in view.rows}
    for clause in _CLAUSES.split(_YEAR.sub("", text)):
        if _BACKGROUND.search(clause):
            continue
        matter = pairs(clause)
        for match in _QUANTITY.finditer(clause):
            target = parse_target(match[0])
            if target.kind != "number" or target.dimension not in COUNTED or target.per:
                continue
            if target.unit == "字":
                continue
            if matter and not matter & names and _size(target) not in numbers:
                yield clause.strip()
                break


def _size(target: TargetValue) -> object:
    return target.number


def _counts(row: Row) -> bool:
    return row.category in ("数量", "") and row.target.is_numeric


class Core(Params):
    """No parameters beside the lexicon ``types.toml``."""


@check("core-indicator-missing", scope="project", params=Core)
def core_indicator_missing(_: Context, view: ProjectView, __: Core) -> Iterator[Hit]:
    """A kind of project that has not one of the indicators that kind is judged by."""
    names = "，".join(row.name for row in view.rows if row.group != "满意度")
    for kind in corpus("types.toml")["type"]:
        if not any(word in view.title for word in kind["title"]):
            continue
        if any(word in view.title for word in kind.get("title_not", ())):
            continue
        if kind.get("quantity_is_enough") and any(_counts(row) for row in view.rows):
            continue
        if not any(word in names for word in kind["core"]):
            yield view.hit("title", kind=kind["name"], say=kind["say"])
            return
