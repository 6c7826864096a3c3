"""Years and policy terms that were right in an earlier budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.money.shared import on_carry_over
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.checks.whereabouts import passage_with
from perflint.patterns import pattern
from perflint.resources import corpus

# A year in the brackets of a document number is the document's, not the work's.
_BRACKETED = pattern(r"[〔\[【（(［〖]\s*(?:19|20)\d{2}\s*年?[〕\]】）)］〗]")
_YEAR = pattern(r"(?<!\d)(20\d{2})(?=\s*年)")
_RANGE = pattern(r"20\d{2}\s*年?\s*[-—–~～至到、]+\s*(?:20)?\d{2}\s*年")
_PAST = pattern(
    r"(?:自|从|截至|截止|较|比|与|至|原|到|于)\s*20\d{2}年|20\d{2}年(?:以来|起|底|末|以前|之前|以后|前)"
)


def stated_years(text: str) -> list[int]:
    """Years that a text claims for its work: no document numbers, ranges or comparisons."""
    for other in (_BRACKETED, _RANGE, _PAST):
        text = other.sub(" ", text)
    return [int(year) for year in _YEAR.findall(text)]


class StaleYear(Params):
    """``carried`` are words of a title that show money of an earlier year."""

    carried: list[str] = []
    unless: list[str] = []


@check("stale-year", scope="project", params=StaleYear)
def stale_year(context: Context, view: ProjectView, params: StaleYear) -> Iterator[Hit]:
    """A title, objective or name that speaks of another year than the budget's."""
    budget = context.submission.year
    if budget is None:
        return
    wrong = [year for year in stated_years(view.title) if year < budget]
    if wrong and not any(word in view.title for word in params.unless):
        carried = any(word in view.title for word in params.carried) or on_carry_over(
            context, view.number
        )
        yield view.hit(
            "title", "carried" if carried else "", year=str(wrong[0]), budget=str(budget)
        )
    elif year := _other_year(view.record.objective, budget):
        yield view.hit("objective", year=str(year), budget=str(budget))
    for row in view.rows:
        years = [year for year in stated_years(row.name) if year < budget]
        if years and not wrong:
            yield row.hit("name", year=str(years[0]), budget=str(budget))


# 按2024年度计划, 根据2024年工作安排: the plan the work follows is an old one.
_PLAN = pattern(
    r"(?:按照?|根据|依据|依照|对照)\s*(20\d{2})\s*年度?(?:工作|年度|任务|项目|实施)*(?:计划|安排|要点|任务|部署|方案)"
)
# 2023年完成11个镇: the work itself is said to be of that year.
_WORK = pattern(
    r"(?:^|[\s，,。；;：:、．.])(?:计划|拟|将|确保|力争)?\s*(20\d{2})\s*年度?(?:内|全年|计划|拟|将|预计|确保|力争)*"
    r"(?:完成|开展|做好|实施|组织|新建|新增|建设|改造|治理|培训|购置|保障|发放|聘用|招聘|举办|维护|推进|实现|补助|资助|配备|为|对|由"
    r"|选派|招募|引进|选拔|选聘|认定|评选|编制|编印|出版|印制|更换|更新|升级|维修|修缮|修复|养护|采购|购买|租赁|检测|监测|抽检|检查|巡查|排查|核查|处置"
    r"|办理|受理|审理|审结|清理|清运|清淤|疏浚|种植|栽植|造林|绿化|救助|慰问|走访|奖励|表彰|兑现|支付|落实|接待|服务|演出|放映|征集|拍摄|铺设|安装|硬化|拆除|提供|继续|全面|持续)"
)
_DEED = pattern(r"(?:^|[\s，,。；;：:、．.])(?:完成|开展|做好|实施|组织)\s*(20\d{2})\s*年")
_DONE = pattern(r"已|了|以来|的基础上|结转|延续|续建|跨年")


def _other_year(objective: str, budget: int) -> int | None:
    """The earlier year an objective speaks of as its own, where it states no current year."""
    stated = stated_years(objective)
    if budget in stated:
        return None
    for found in (found for said in (_PLAN, _DEED, _WORK) for found in said.finditer(objective)):
        year = int(found[1])
        clause = re.split(r"[，,。；;\n]", objective[found.end() :])[0]
        if year in stated and year < budget and not _DONE.search(clause):
            return year
    return None


@cache
def _terms() -> tuple[dict[str, Any], ...]:
    return tuple(corpus("stale.toml")["terms"])


def stale_terms(text: str, year: int, around: str = "") -> list[dict[str, Any]]:
    """The outdated terms of a text in a budget of that year; ``around`` is what else may show that
    another matter is meant (松材线虫病疫情防控)."""
    return [
        term
        for term in _terms()
        if term["term"] in text
        and year >= term["since"]
        and not any(word in text + around for word in term.get("unless_with", ()))
        and not any(phrase in text for phrase in term.get("not_in", ()))
    ]


@check("stale-term", scope="submission")
def stale_term(context: Context, _: Context, __: Params) -> Iterator[Hit]:
    """Outdated policy terms: one hit a project, one for the prose of the document."""
    year = context.submission.year
    if year is None:
        return
    prose: dict[str, str] = {}
    for passage in context.submission.passages:
        for term in stale_terms(passage.text, year):
            prose.setdefault(term["term"], term["replace"])
    if prose:
        yield Hit(
            field="passages",
            quote="、".join(prose),
            values=_words(prose),
            anchor=passage_with(context, prose),
        )
    for view in context.only_projects:
        found = _found(f"{view.title}\n{view.record.objective}", year)
        if found:
            yield view.hit("objective", quote="、".join(found), **_words(found))
        for row in view.rows:
            named = _found(row.name, year, view.title)
            if named:
                yield row.hit("name", quote="、".join(named), **_words(named))


def _found(text: str, year: int, around: str = "") -> dict[str, str]:
    return {term["term"]: term["replace"] for term in stale_terms(text, year, around)}


def _words(found: dict[str, str]) -> dict[str, str]:
    return {
        "terms": "".join(f"“{term}”" for term in found),
        "replaced": "；".join(
            f"“{term}”改为“{better}”" for term, better in found.items() if better
        ),
    }
