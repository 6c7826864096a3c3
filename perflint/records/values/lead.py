"""What stands before the number: operators, filler words, and “every year”."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from perflint.patterns import pattern
from perflint.records.target import Operator
from perflint.records.values.operators import PLAIN_SIGNS, alternatives, sign_at, word_at
from perflint.resources import corpus

_EVERY = pattern(
    r"每(?P<every>个?(?:年度?|月|季度?|周|天|日|学期|学年|半年|旬|人次|人|户|亩|乡镇|街道|村|县|镇|乡|站|点|床|条|处|座|校|班|生|件|次|期|场|个|台|套|株|位|名|家|所|辆|社区|项目|机构))"
    r"(?:度)?[,:]?(?=.)|(?P<once>一|1|两|二|2|三|3|半)个?(?P<period>年|月|季度?|周|天|日|学期)(?=[\d一二两三四五六七八九]+[次期场轮遍])"
)


@dataclass(slots=True)
class Lead:
    """``end`` is where the lead stops; operator signs and words keep their spans."""

    end: int = 0
    operator: Operator | None = None
    span: tuple[int, int] | None = None
    verbal: bool = False
    lookalike: bool = False
    conflict: bool = False
    per: tuple[str, ...] = ()
    places: dict[str, tuple[int, int]] = field(default_factory=dict)


@cache
def _fillers() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    data = corpus("values.toml")["lead"]
    words = [word for word in data["words"] if word]
    return (
        re.compile(alternatives(words)),
        dict(data["per"]),
        re.compile(alternatives(list(data["per"]))),
    )


def lead_at(text: str, start: int = 0) -> Lead:
    """Reads operators and fillers from ``start`` as far as they go."""
    lead = Lead(end=start)
    while lead.end < len(text) and not "0" <= text[lead.end] <= "9":
        if not (_take_sign(text, lead) or _take_every(text, lead) or _take_filler(text, lead)):
            break
    if lead.end < len(text) and "0" <= text[lead.end] <= "9":
        _take_every(text, lead)
    return lead


def _take_sign(text: str, lead: Lead) -> bool:
    operator, end = sign_at(text, lead.end)
    verbal = operator is None
    if operator is None:
        operator, end = word_at(text, lead.end)
    if operator is None:
        return False
    if (
        operator == "≈"
        and verbal
        and end == lead.end + 1
        and text[lead.end] == "近"
        and end == len(text)
    ):
        return False
    if lead.operator is not None and operator != lead.operator:
        lead.conflict = True
    else:
        lead.operator, lead.verbal = operator, verbal
    lead.lookalike |= not verbal and text[lead.end : end] not in PLAIN_SIGNS
    lead.span = (lead.span[0] if lead.span else lead.end, end)
    lead.end = end
    return True


def _take_every(text: str, lead: Lead) -> bool:
    match = _EVERY.match(text, lead.end)
    if match is None:
        return False
    if match["every"]:
        name = match["every"].removeprefix("个") or "个"
        lead.per += ({"年度": "年", "季": "季度"}.get(name, name),)
    else:
        number, period = match["once"], match["period"]
        lead.per += (period if number in "一1" else number + period,)
    lead.places["per"] = match.span()
    lead.end = match.end()
    return True


def _take_filler(text: str, lead: Lead) -> bool:
    words, per, per_words = _fillers()
    match = per_words.match(text, lead.end)
    if match is not None:
        lead.per += (per[match[0]],)
        lead.places["per"] = match.span()
    else:
        match = words.match(text, lead.end)
    if match is None:
        return False
    lead.end = match.end()
    return True
