"""Whether an indicator belongs to its project: matter, scope, level of money, who is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter import pairs
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.checks.topic import Topics, related, surveyed, telling_words, topics, topics_of
from perflint.language.normal import normal


class Unrelated(Params):
    """``support`` are words of a title that serves the whole office, whatever its matters are.

    ``pairs`` are (word of the title, word of the indicator) that do not go together although their
    matters are near.
    """

    support: list[str] = []
    pairs: list[tuple[str, str]] = []


@check("indicator-unrelated", scope="project", params=Unrelated)
def indicator_unrelated(context: Context, view: ProjectView, params: Unrelated) -> Iterator[Hit]:
    """A benefit, quality or survey row that names another matter than anything in its project."""
    for row in view.rows:
        if row.category not in ("社会效益", "可持续影响", "质量", "满意度") and row.group != "效益":
            continue
        if row.category in ("经济效益", "生态效益"):
            # A road may bring tourists and raise dust: these reach into other matters by nature.
            continue
        word = _alien_word(context, row, params)
        if word:
            satisfied = row.category == "满意度"
            field = "name" if word in row.name else "description"
            yield row.hit(field, "surveyed" if satisfied else "", word=word)


def _alien_word(context: Context, row: Row, params: Unrelated) -> str:
    own = _own_text(row)
    text = _said(row)
    for title_word, word in params.pairs:
        if title_word in row.project.title and word in row.name and word not in own:
            return word
    known = topics(own)
    if not known or pairs(text) & pairs(own):
        return ""
    if row.category == "满意度":
        for word, fields in surveyed(text).items():
            if word not in own and not related(fields, known):
                return word
    words = telling_words(text)
    alien = topics_of(words)
    if not alien or related(alien, known):
        return ""
    if any(word in row.project.title for word in params.support) and alien & _office(context):
        return ""
    return words[0]


def _said(row: Row) -> str:
    """Name and, for a survey, a description that says more."""
    description = row.indicator.description
    if row.category == "满意度" and normal(description) != row.name_key:
        return f"{row.name}，{description}"
    return row.name


def _own_text(row: Row) -> str:
    """Title, objective and the other output rows of the row's project."""
    view = row.project
    outputs = [other.name for other in view.rows if other.group == "产出" and other is not row]
    return "，".join([view.title, view.record.objective, *outputs]).replace("\n", "")


def _office(context: Context) -> Topics:
    """The matters of the whole office: its name and the titles of its projects."""
    return once(
        context,
        "office-topics",
        lambda: topics(
            "，".join([context.submission.department, *(v.title for v in context.only_projects)])
        ),
    )


class Opposite(NamedTuple):
    """Two sides that exclude each other; ``firm`` counts in benefit rows too."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    not_in: tuple[str, ...]
    firm: bool


@check("scope-contradiction", scope="project")
def scope_contradiction(_: Context, view: ProjectView, __: Params) -> Iterator[Hit]:
    """Title and objective are for one side (统筹外), an indicator names the other (统筹内)."""
    stated = f"{view.title}，{view.record.objective}"
    for row in view.rows:
        found = _contradiction(stated, row)
        if found:
            yield row.hit("name", own=found[0], other=found[1])
        elif level := _mixed_level(row.name):
            yield row.hit("name", "level", level=level)
    if level := _mixed_level(view.title):
        yield view.hit("title", "level-title", level=level)


def _contradiction(stated: str, row: Row) -> tuple[str, str] | None:
    for pair in _opposites():
        if not pair.firm and row.group not in ("产出", "成本"):
            continue
        own, name = _cut(stated, pair.not_in), _cut(row.name, pair.not_in)
        for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
            mine, yours = _first(here, own), _first(there, name)
            if mine and yours and not _first(there, own) and not _first(here, name):
                return mine, yours
    return None


def _opposites() -> tuple[Opposite, ...]:
    from perflint.resources import corpus

    return tuple(
        Opposite(
            tuple(entry["one"]),
            tuple(entry["other"]),
            tuple(entry.get("not_in", ())),
            bool(entry.get("firm")),
        )
        for entry in corpus("scope.toml")["opposite"]
    )


def _cut(text: str, spared: tuple[str, ...]) -> str:
    for word in spared:
        text = text.replace(word, "□")
    return text


def _first(words: tuple[str, ...], text: str) -> str:
    return next((word for word in words if word in text), "")


def _mixed_level(text: str) -> str:
    """The own level (区级) of money that the same phrase says was handed down, or ""."""
    from perflint.resources import corpus

    levels = corpus("scope.toml")["levels"]
    down = next((word for word in levels["handed_down"] if word in text), "")
    if not down or any(word in text for word in levels["higher"]):
        return ""
    for level in levels["own"]:
        after = text.partition(level)[2][:4]
        if level in text and any(word in after for word in levels["money"]):
            return str(level)
    return ""
