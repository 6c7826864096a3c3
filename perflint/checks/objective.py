"""What an objective says on its own, and whether it is this project's objective."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.matter import output_pairs, pairs
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.checks.topic import related, topics

_NUMBERING = re.compile(
    r"(?:^|(?<=[\n。；;]))\s*(?:目标\s*)?[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）.．、:：]\s*(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年度|年)?")
_DOC_NUMBER = re.compile(r"[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s*\d*\s*号?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(
    r"\d|[零两一二三四五六七八九十百千万]+(?:次|场|期|人|名|个|户|台|套|辆|公里|亩|所|处|座|项|条|件)|百分之"
)
# A date is when, not how much.
_DATE = re.compile(
    r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日|第?[一二三四]季度|十[九二]?大|十四五|十三五"
)


@lru_cache(maxsize=1024)
def bare_objective(text: str) -> str:
    """An objective without numbering, years and document numbers."""
    flat = _NUMBERING.sub("", text.strip())
    return _YEAR.sub("", _DOC_NUMBER.sub("", flat)).strip()


def has_figure(text: str) -> bool:
    """Whether an objective states a figure; years, dates, ordinals and numbering are none."""
    return bool(_FIGURE.search(_DATE.sub("", bare_objective(text))))


class Thin(Params):
    """At most ``longest`` characters are thin; up to ``frame_longest`` when only a frame is left:
    one of ``openings`` at the start and one of ``endings`` at the end."""

    longest: int = 12
    frame_longest: int = 20
    openings: list[str] = []
    endings: list[str] = []


@check("objective-too-thin", scope="project", params=Thin)
def objective_too_thin(_: Context, view: ProjectView, params: Thin) -> Iterator[Hit]:
    """An objective so short, or so much of a frame, that it sets nothing."""
    text = view.record.objective
    bare = bare_objective(text)
    count = len(_HAN.findall(bare))
    if count == 0 or has_figure(text):
        return
    if count <= params.longest or (count <= params.frame_longest and _is_frame(bare, params)):
        yield view.hit("objective", length=str(count))


def _is_frame(bare: str, params: Thin) -> bool:
    stripped = bare.rstrip("。；;，, \n")
    return stripped.startswith(tuple(params.openings)) and stripped.endswith(tuple(params.endings))


class Unquantified(Params):
    """Reported when at least ``share`` of the objectives state no figure."""

    share: float = 0.5


@check("objectives-not-quantified", scope="submission", params=Unquantified)
def objectives_not_quantified(context: Context, _: Context, params: Unquantified) -> Iterator[Hit]:
    """How many objectives of the document state no figure, with the list."""
    stated = [view for view in context.only_projects if bare_objective(view.record.objective)]
    bare = [view for view in stated if not has_figure(view.record.objective)]
    if not stated or len(bare) < params.share * len(stated):
        return
    listed = "、".join(f"第{view.number}个" for view in bare)
    yield Hit(
        field="objective",
        quote=f"{len(bare)}/{len(stated)}",
        values={"total": str(len(stated)), "bare": str(len(bare)), "listed": listed},
    )


class RoleBeforeMoney(Params):
    """``payments`` are words after which a role noun in a title names those who are paid."""

    payments: list[str] = []


@check("objective-title-mismatch", scope="project", params=RoleBeforeMoney)
def objective_title_mismatch(
    context: Context, view: ProjectView, params: RoleBeforeMoney
) -> Iterator[Hit]:
    """The objective speaks of another matter than title and outputs, or leaves out who is paid."""
    objective = view.record.objective
    if not bare_objective(objective) or not view.title:
        return
    if _other_matter(view):
        yield view.hit("objective", about=_about(view.title))
        return
    role = _paid_role(view.title, params.payments)
    if role and not _named(role, objective):
        yield view.hit("objective", "role", role=role)


def _other_matter(view: ProjectView) -> bool:
    """No pair shared with title or outputs, and the fields known and not related.

    Where a field is not in the lexicon, one shared character is enough to say nothing.
    """
    own, objective = view.title, view.record.objective
    said = pairs(objective)
    if not said or not pairs(own) or said & (pairs(own) | output_pairs(view)):
        return False
    here = topics(own) | _output_topics(view)
    there = topics(objective)
    if here and there:
        return not related(here, there)
    return not (set("".join(said)) & set("".join(pairs(own) | output_pairs(view))))


def _output_topics(view: ProjectView) -> frozenset[str]:
    outputs = [row.name for row in view.rows if row.group == "产出"]
    return topics("，".join(outputs))


def _about(title: str) -> str:
    from perflint.checks.matter import pieces

    return max(pieces(title), key=len, default=title)


def _paid_role(title: str, payments: list[str]) -> str:
    from perflint.language.roles import role_nouns

    for role in role_nouns(title):
        after = title[title.index(role) + len(role) :].lstrip("的")
        if after.startswith(tuple(payments)):
            return role
    return ""


def _named(role: str, text: str) -> bool:
    from perflint.language.roles import near_roles

    return role in text or any(near in text for near in near_roles(role))
