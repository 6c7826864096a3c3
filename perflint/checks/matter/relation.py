"""Whether an indicator belongs to the matter of its project."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.cross.programme import rows_by_name, same_programme
from perflint.checks.hit import Hit
from perflint.checks.matter.labels import bare_name
from perflint.checks.matter.topic import (
    Topics,
    related,
    surveyed,
    telling_words,
    topic_words,
    topics,
    topics_of,
)
from perflint.checks.matter.words import Pairs, pairs
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.language.normal import normal

# A name with fewer pairs (设备数量) says too little of its matter.
FEWEST_PAIRS = 2


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
    borrowed = _borrowed(context, view)
    for row in view.rows:
        if row.place in borrowed:
            yield row.hit("name", "borrowed", other=borrowed[row.place].title)
            continue
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


def _borrowed(context: Context, view: ProjectView) -> dict[tuple[int, int], ProjectView]:
    """Output rows that stand with the same target in a project of another matter, which they fit.

    A row fits where its name shares a pair with title or objective. The test is the document's own,
    so it also holds for matters that no lexicon knows.
    """
    own = _aims(view)
    found = {}
    for row in view.rows:
        if row.group != "产出" or row.is_cost:
            continue
        said = pairs(bare_name(row.name))
        if len(said) < FEWEST_PAIRS or said & own:
            continue
        for twin in rows_by_name(context).get(row.name_key, ()):
            origin = twin.project
            if twin.value_key != row.value_key or not said & _aims(origin):
                continue
            if origin is not view and not same_programme(context, view, origin):
                found[row.place] = origin
    return found


def _aims(view: ProjectView) -> Pairs:
    return pairs(view.title) | pairs(view.record.objective)


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
            if word not in own and not fields & known:
                return word
    words = telling_words(text) or _measured_words(row)
    alien = topics_of(words)
    # 保障教学科研 on a campus: one of its matters is the project's own.
    if not alien or related(topics(text), known):
        return ""
    if any(word in row.project.title for word in params.support) and alien & _office(context):
        return ""
    return words[0]


def _measured_words(row: Row) -> tuple[str, ...]:
    """Words other matters use too, where two of them together say what is measured.

    近视 alone may be a side effect of anything; 学生近视率 is a figure of one matter.
    """
    words = topic_words(row.name)
    return words if len(words) > 1 and row.head.measurable else ()


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
