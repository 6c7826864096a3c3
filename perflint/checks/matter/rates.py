"""Rates that the objective promises and no indicator measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from perflint.checks.matter.figures import row_figures
from perflint.checks.matter.words import pairs
from perflint.checks.registry import Params
from perflint.checks.rows import ProjectView, Row
from perflint.language.quantities import find_quantities
from perflint.patterns import pattern
from perflint.resources import corpus

_RATE = pattern(r"([\u4e00-\u9fff]{2})率(?![先领队])")
_CLAUSES = pattern(r"[，,。；;、\n：:]")
_SENTENCES = pattern(r"[，,。；;\n]")


# So many characters before a rate say what it is a rate of.
NOUN = 4
WHOLE, SHARED_WHOLE = 100, 2


class Rates(Params):
    """``not_rates`` are words before 率 that make no indicator (效率, 税率);
    ``rate_like`` endings that measure what a rate does; ``deeds`` are covered by any row that
    names them (竣工率 by 竣工时间); ``punctual`` stems by any row with a time, ``spread`` stems by a row
    that counts what is spread (户厕普及率 by 新建户厕数量)."""

    not_rates: list[str] = []
    rate_like: list[str] = []
    deeds: list[str] = []
    punctual: list[str] = []
    spread: list[str] = []


def uncovered_rates(text: str, view: ProjectView, params: Rates) -> Iterator[str]:
    """Rates of an objective that no row with a number measures.

    A rate without a number beside a matter that some row counts (提高出租房屋登记率, 登记房屋数量) is taken
    as covered; with its own number (登记率达到85%) only by a rate of that number.
    """
    measured = [row for row in view.rows if row.target.kind != "text"]
    names = [row.name + row.text("description") + row.indicator.value for row in measured]
    all_names = pairs("，".join(row.name + "，" + row.text("description") for row in view.rows))
    for match in _RATE.finditer(text):
        stem = match[1]
        if any((stem + "率").endswith(word) for word in params.not_rates):
            continue
        if _named(stem, names, params) or _timed(stem, measured, params):
            continue
        if stem in params.spread and _counted(text[: match.start()], measured):
            continue
        number = _number(text, match.end())
        if number is None:
            if not _around(text, match.start(), match.end()) & all_names:
                yield stem + "率"
        elif not _same_number(number, text[: match.start()], measured):
            yield stem + "率"


def _named(stem: str, names: Sequence[str], params: Rates) -> bool:
    ends = ("", *params.rate_like) if stem in params.deeds else tuple(params.rate_like)
    endings = tuple(word + end for word in same_measure(stem) for end in ends)
    return any(any(ending in name for ending in endings) for name in names)


def _timed(stem: str, rows: Sequence[Row], params: Rates) -> bool:
    """发放及时率 is measured by 每月10日前 just as well."""
    return stem in params.punctual and any(
        row.target.kind == "date" or row.target.dimension == "duration" or row.category == "时效"
        for row in rows
    )


def _counted(before: str, rows: Sequence[Row]) -> bool:
    nouns = pairs(_CLAUSES.split(before)[-1][-NOUN:])
    return any(
        row.category == "数量" and row.target.is_numeric and nouns & pairs(row.name) for row in rows
    )


@cache
def _same() -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = corpus("coverage.toml")["figures"]["same"]
    found: dict[str, list[str]] = {}
    for group in groups:
        for word in group:
            found.setdefault(word, []).extend(group)
    return {word: tuple(dict.fromkeys((word, *group))) for word, group in found.items()}


def same_measure(stem: str) -> tuple[str, ...]:
    """The stems that measure what this one does, itself first (准确: 差错)."""
    return _same().get(stem, (stem,))


def _number(text: str, end: int) -> Fraction | None:
    """The percent that the clause behind a rate sets for it, or None."""
    clause = _SENTENCES.split(text[end:])[0]
    found = find_quantities(clause)
    if found and found[0].quantity.dimension == "percent":
        return found[0].quantity.number
    return None


def _same_number(number: Fraction, before: str, rows: Sequence[Row]) -> bool:
    """A row of the same percent, or of what is left to 100 (上报率98%, 漏报率2%), and the same matter.

    So many rates are set to 100 % that there one shared pair tells nothing.
    """
    matter = pairs(_CLAUSES.split(before)[-1])
    wanted = {(number, True), (100 - number, True)}
    least = SHARED_WHOLE if number == WHOLE else 1
    return any(
        wanted & set(row_figures(row)) and (not matter or len(matter & pairs(row.name)) >= least)
        for row in rows
        if row.category != "满意度"
    )


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """The matter of the clause around a rate, without the rate itself."""
    return pairs(_CLAUSES.split(text[:start])[-1]) | pairs(_CLAUSES.split(text[end:])[0])
