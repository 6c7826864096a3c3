"""What the objective promises and no indicator measures, and what its kind of project should have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter.figures import uncovered_figures
from perflint.checks.matter.objective_text import bare_objective
from perflint.checks.matter.rates import Rates, uncovered_rates
from perflint.checks.matter.words import Pairs, pairs
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.patterns import pattern
from perflint.resources import corpus

_LIST = pattern(
    r"((?:[\u4e00-\u9fff]{2,10}、)*[\u4e00-\u9fff]{2,10}(?:、|和|及|与)[\u4e00-\u9fff]{2,10}?)"
    r"(补贴|补助|津贴|奖补|奖励|救助|资助)"
)
_PLACES = pattern(r"((?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,6}?)(?:建设|创建|改造|维修|修缮)")

# 为困难农民工提供法律援助: a service to somebody, not what the work rests on (提供数据支撑).
_SERVED = pattern(r"[为向给对](?:[\u4e00-\u9fff“”、]{2,14})提供([\u4e00-\u9fff“”]{3,12})")
_NO_SERVICE = pattern(
    r"(?:支撑|支持|保障|依据|参考|条件|环境|基础|平台|资金|经费|场所|设施|便利|服务)$"
)

# 对特困人员、低保对象等困难群众资助: those who are paid, not what they are paid.
_RECIPIENTS = pattern(r"^[对为向给]|等|(?:给予|实行|进行|予以)$")


class Coverage(Rates):
    """``sites`` are endings of things that are built."""

    sites: list[str] = []


@check("objective-not-covered", scope="project", params=Coverage)
def objective_not_covered(_: Context, view: ProjectView, params: Coverage) -> Iterator[Hit]:
    """A rate, a counted output, a matter or a member of a list that no indicator takes up."""
    text = bare_objective(view.record.objective)
    if not text or not view.rows:
        return
    missing = [
        *uncovered_rates(text, view, params),
        *_matters(text, view),
        *_members(text, view, params),
        *_services(text, view),
        *uncovered_figures(text, view),
    ]
    if missing:
        words = "".join(f"“{word}”" for word in dict.fromkeys(missing))
        yield view.hit("objective", words=words, example=words)


def _names(view: ProjectView) -> str:
    return "，".join(row.name + "，" + row.text("description") for row in view.rows)


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
    headed = pairs("，".join(row.name for row in view.rows if row.group != "效益"))
    for match in _LIST.finditer(text):
        if not _RECIPIENTS.search(match[1]):
            yield from _uncovered(match[1], match[2], headed, pairs(names))
    for match in _PLACES.finditer(text):
        members = [m for m in match[1].split("、") if m.endswith(tuple(params.sites))]
        if len(members) > 1 and not any(member[-2:] in names for member in members):
            yield re.sub("^(?:推进|开展|完成|实施|加强|加快|推动|做好)", "", match[0])


def _services(text: str, view: ProjectView) -> Iterator[str]:
    """What the objective provides to somebody, of which no row says a word."""
    known = pairs(_names(view))
    for match in _SERVED.finditer(text):
        service = match[1].strip("“”")
        if pairs(service) and not pairs(service) & known and not _NO_SERVICE.search(service):
            yield match[1]


def _uncovered(listed: str, payment: str, headed: Pairs, names: Pairs) -> Iterator[str]:
    """``headed`` is what the names of the rows say, ``names`` also what their descriptions say."""
    members = [
        re.sub(f"^(?:发放|落实|给予|兑现)|{payment}$", "", member)
        for member in re.split("[、和及与]", listed)
    ]
    members = [member for member in members if pairs(member)]
    covered = [bool(pairs(member) & names) for member in members]
    if any(pairs(member) & headed for member in members) and not all(covered):
        for member, here in zip(members, covered, strict=True):
            if not here:
                yield member if member.endswith(("补", "金")) else member + payment


def _counts(row: Row) -> bool:
    return row.category in ("数量", "") and row.target.is_numeric


def _measured(kind: dict[str, Any], view: ProjectView) -> bool:
    """Whether a quantity row, or a price, of the project measures this kind, whatever its name is."""
    if kind.get("priced") and any(row.target.per for row in view.rows):
        return True
    quantities = [row for row in view.rows if _counts(row)]
    if kind.get("quantity_is_enough"):
        return bool(quantities)
    return any(row.target.unit in kind.get("counted", ()) for row in quantities)


class Core(Params):
    """No parameters beside the lexicon ``types.toml``."""


@check("core-indicator-missing", scope="project", params=Core)
def core_indicator_missing(_: Context, view: ProjectView, __: Core) -> Iterator[Hit]:
    """A kind of project that has not one of the indicators that kind is judged by."""
    rows = [row for row in view.rows if row.group != "满意度"]
    # What a cost consists of (燃油、维修) measures nothing.
    said = (row.name if row.is_cost else f"{row.name}，{row.indicator.description}" for row in rows)
    names = "，".join(said)
    for kind in corpus("types.toml")["type"]:
        if not any(word in view.title for word in kind["title"]):
            continue
        if any(word in view.title for word in kind.get("title_not", ())):
            continue
        if _measured(kind, view):
            continue
        if not any(word in names for word in kind["core"]):
            example = f"“{view.title}”（{kind['say']}）"
            yield view.hit("title", kind=kind["name"], say=kind["say"], example=example)
            return
