"""The figures an objective promises: how much, of what, by the words that stand around the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from perflint.checks.matter.words import Pairs, pairs, pieces
from perflint.language.quantities import FoundQuantity, find_quantities
from perflint.patterns import pattern
from perflint.resources import corpus

CLAUSES = pattern(r"[，,。；;\n：:]")
# Whom it reaches, what there is already, and where it happens: no output of its own.
_BACKGROUND = pattern(r"惠及|受益|涉及|辖区|现有|共有|下辖|拥有|已有|常住|预计|占地|总投资|投入")
_ITEMS = pattern(r"[、和及与]")
_SAID = pattern(r"[\u4e00-\u9fff]+")
_COUNTED = {"count", "length", "area", "volume", "weight", "energy"}
# 以上 behind a unit belongs to the number.
_BOUND = ("以上", "以内", "以下", "左右", "以外")
# 150字以内 is the form's, not the department's; 64排CT is a model.
_NO_OUTPUT = ("字", "排")
REACH, LEAST = 6, 4


@dataclass(frozen=True, slots=True)
class Promise:
    """``noun`` is what is counted or measured, by the words nearest to the number; ``head`` the
    measure it ends in where it is one (率 apart: 密度, 能力), else "". ``text`` is for quoting.
    ``behind``: the number stands behind its noun (消火栓80个), or says how often (2次评估), as outputs
    do, and not before it (18座水库), as what a project is about often does.
    """

    text: str
    noun: str
    head: str
    number: Fraction
    unit: str
    percent: bool
    behind: bool = False

    @property
    def matter(self) -> Pairs:
        return pairs(self.noun)

    @property
    def measured_by(self) -> tuple[str, ...]:
        """The measure and those that say the same (占比: 比例, 率)."""
        return (self.head, *corpus("coverage.toml")["figures"]["alike"].get(self.head, ()))


@lru_cache(maxsize=1024)
def promises(objective: str) -> tuple[Promise, ...]:
    """The counted outputs and measured results of an objective, in order.

    Money, dates, durations and numbers for places and people reached are left out; rates that end in
    率 are told apart by ``coverage``.
    """
    found: list[Promise] = []
    for clause in CLAUSES.split(objective):
        if not _BACKGROUND.search(clause):
            found += _in_clause(clause)
    return tuple(found)


def _in_clause(clause: str) -> Iterator[Promise]:
    begin = 0
    for item in find_quantities(clause):
        before, quantity = clause[begin : item.start], item.quantity
        begin = item.end
        if quantity.unit in _NO_OUTPUT:
            continue
        head = _measure(before)
        percent = quantity.dimension == "percent"
        if percent and not head:
            continue
        if not percent and not (quantity.dimension in _COUNTED and (head or not quantity.per)):
            continue
        noun = _noun(before, clause, item)
        if noun or head:
            # 2次质量评估: how often something is done is an output wherever it stands.
            often = quantity.unit in corpus("coverage.toml")["figures"]["deeds"]
            behind = often or (bool(pieces(before)) and not _behind(clause, item))
            yield Promise(
                clause.strip(), noun, head, quantity.number, quantity.unit, percent, behind
            )


@lru_cache(maxsize=1)
def _measures() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data = corpus("coverage.toml")["figures"]
    words = sorted(data["measures"], key=len, reverse=True)
    links = "|".join(map(re.escape, data["links"]))
    return re.compile(rf"({'|'.join(map(re.escape, words))})(?:{links})*$"), tuple(data["places"])


def _measure(before: str) -> str:
    """The measure right before a number (免疫密度常年保持90%), or ""."""
    match = _measures()[0].search(re.sub(r"[\s≥≤<>=＞＜]+$", "", before))
    return match[1] if match else ""


def _noun(before: str, clause: str, item: FoundQuantity) -> str:
    """The last words before the number and the first behind its unit; "" for a place (18个乡镇)."""
    behind = _behind(clause, item)
    if behind.startswith(_measures()[1]):
        return ""
    here = _last(pieces(_ITEMS.split(before)[-1]))
    after = pieces(behind)
    return "，".join(filter(None, (here, after[0][:REACH] if after else "")))


def _behind(clause: str, item: FoundQuantity) -> str:
    """What stands right behind a quantity, up to the next sign or number: 台消防车 of 12台消防车."""
    said = clause[item.start : item.end].lstrip("0123456789.,万亿 ")
    match = _SAID.match(said.removeprefix(item.quantity.unit) + clause[item.end :])
    behind = match[0] if match else ""
    return next((behind.removeprefix(word) for word in _BOUND if behind.startswith(word)), behind)


def _last(here: tuple[str, ...]) -> str:
    """The last words of some, a short one with the one before it (购买安保|岗位)."""
    taken: list[str] = []
    for piece in reversed(here):
        taken.insert(0, piece[-REACH:])
        if sum(map(len, taken)) >= LEAST:
            break
    return "，".join(taken)
