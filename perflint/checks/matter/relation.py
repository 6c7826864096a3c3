"""Whether an indicator belongs to the matter of its project."""

from __future__ import annotations

from collections.abc import Container, Iterator

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
from perflint.checks.matter.words import Pairs, pairs, telling_pairs
from perflint.checks.once import once
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView, Row
from perflint.language.normal import normal
from perflint.patterns import pattern
from perflint.resources import corpus

# A name with fewer pairs (设备数量) says too little of its matter, and so many of them fit a project
# even where they are words of any row (设施设备).
FEWEST_PAIRS = 2
FEWEST_BORROWED = 2
# From so many pairs on a title and an objective tell what a project is about, known matter or not.
FEWEST_TOLD = 8


# How a survey is made says nothing of whom it asks.
_METHOD = pattern(r"(?:抽样|问卷|随机|电话|入户|网络|现场)+(?:调查|抽查|访问|问卷)?")


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
        word = _alien_word(context, row, params, _own_text(row, borrowed))
        if word:
            satisfied = row.category == "满意度"
            field = "name" if word in row.name else "description"
            yield row.hit(field, "surveyed" if satisfied else "", word=word)
        elif (other := _of_another(context, row)) is not None:
            yield row.hit("name", "elsewhere", other=other.title)


def _borrowed(context: Context, view: ProjectView) -> dict[tuple[int, int], ProjectView]:
    """Rows with a number that stand with the same target in a project of another matter, which they
    fit.

    A row fits where its name shares a pair with title or objective; words of any row (设备, 故障) only
    count beside other rows from there. The test is the document's own, so it also holds for matters
    that no lexicon knows.
    """
    found: dict[tuple[int, int], ProjectView] = {}
    plain: dict[tuple[int, int], ProjectView] = {}
    for row in view.rows:
        if row.is_cost or row.category == "满意度" or not row.target.is_numeric:
            continue
        origin = _origin(context, row)
        if origin is not None:
            (found if telling_pairs(bare_name(row.name)) else plain)[row.place] = origin
    origins = [origin.number for origin in found.values()]
    return found | {
        place: origin
        for place, origin in plain.items()
        if origins.count(origin.number) >= FEWEST_BORROWED
    }


def _origin(context: Context, row: Row) -> ProjectView | None:
    """The project of another matter that a row of this one's was copied from, or None."""
    name, view = bare_name(row.name), row.project
    said, telling = pairs(name), telling_pairs(name)
    own = _aims(view)
    if len(said) < FEWEST_PAIRS or telling & own or (not telling and said & own):
        return None
    for twin in rows_by_name(context).get(row.name_key, ()):
        origin = twin.project
        aims = _aims(origin)
        fits = telling & aims or len(said & aims) >= FEWEST_PAIRS
        same = twin.value_key == row.value_key and origin is not view
        if same and fits and not same_programme(context, view, origin):
            return origin
    return None


def _of_another(context: Context, row: Row) -> ProjectView | None:
    """The project of the document that a row speaks of, where it shares not a word with its own.

    Neither title and objective nor the other rows of its own project know its words; another
    project's title or objective does, and the two matters are not near.
    """
    if row.category not in ("社会效益", "可持续影响", "质量"):
        return None
    said = telling_pairs(bare_name(row.name))
    if len(said) < FEWEST_PAIRS or said & _whole(row):
        return None
    view = row.project
    known = topics(f"{view.title}，{view.record.objective}") | topics(_own_text(row))
    if related(topics(row.name), known):
        return None
    return next(
        (
            other
            for other in context.only_projects
            if other is not view
            and len(said & _aims(other)) >= FEWEST_PAIRS
            and not same_programme(context, view, other)
        ),
        None,
    )


def _whole(row: Row) -> Pairs:
    """The pairs of title, objective and all other rows of a row's project."""
    rest = (other for other in row.project.rows if other is not row)
    return _aims(row.project).union(
        *(pairs(other.name) | pairs(other.text("description")) for other in rest)
    )


def _aims(view: ProjectView) -> Pairs:
    return pairs(view.title) | pairs(view.record.objective)


def _alien_word(context: Context, row: Row, params: Unrelated, own: str) -> str:
    text = _said(row)
    for title_word, word in params.pairs:
        if title_word in row.project.title and word in row.name and word not in own:
            return word
    if word := _unsupported(context, row, own):
        return word
    known = topics(own)
    if not known or telling_pairs(text) & pairs(own):
        return ""
    if row.category == "满意度":
        for word, fields in surveyed(text).items():
            if word not in own and not fields & known and not _trained(word, own):
                return word
    words = telling_words(text) or _measured_words(row)
    alien = topics_of(words)
    # 保障教学科研 on a campus: one of its matters is the project's own.
    if not alien or related(alien, known) or topics(text) & known:
        return ""
    if any(word in row.project.title for word in params.support) and alien & _office(context):
        return ""
    return words[0]


def _trained(word: str, own: str) -> bool:
    """学员 are whoever is trained, in any matter."""
    return word in ("学员", "参训人员", "培训对象") and any(
        t in own for t in ("培训", "进修", "训练")
    )


def _unsupported(context: Context, row: Row, own: str) -> str:
    """A thing the row measures of which nothing in project and office speaks, not even by one of the
    words it needs (工程质量 without 建, 修, 造 …), or ""."""
    told = f"{row.project.title}，{row.project.record.objective}"
    if row.category == "满意度" or not (topics(told) or len(pairs(told)) >= FEWEST_TOLD):
        return ""
    around = own + context.submission.department
    for need in corpus("topics.toml")["need"]:
        word = next((word for word in need["words"] if word in row.name), "")
        if not word or any(other in around for other in need["any"]):
            continue
        # 布展工程验收 where the project is 陈列布展: the rest of the name is its own.
        if not telling_pairs(row.name.replace(word, "，")) & pairs(own):
            return str(word)
    return ""


def _measured_words(row: Row) -> tuple[str, ...]:
    """Words other matters use too, where two of them together say what is measured.

    近视 alone may be a side effect of anything; 学生近视率 is a figure of one matter.
    """
    words = topic_words(row.name)
    return words if len(words) > 1 and row.head.measurable else ()


def _said(row: Row) -> str:
    """Name and, for a survey, a description that says more."""
    description = _METHOD.sub("", row.indicator.description)
    if row.category == "满意度" and normal(description) != row.name_key:
        return f"{row.name}，{description}"
    return row.name


def _own_text(row: Row, borrowed: Container[tuple[int, int]] = ()) -> str:
    """Title, objective and the other output rows of the row's project, without borrowed ones."""
    view = row.project
    outputs = [
        other.name
        for other in view.rows
        if other.group == "产出" and other is not row and other.place not in borrowed
    ]
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
