"""What an objective says on its own, and whether it is this project's objective."""

from __future__ import annotations

from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.cross.copies import objective_origins
from perflint.checks.hit import Hit
from perflint.checks.matter.objective_text import bare_objective, has_figure
from perflint.checks.matter.topic import related, telling_words, topics, topics_of
from perflint.checks.matter.words import output_pairs, pairs, telling_pairs, title_pairs
from perflint.checks.registry import Params, check
from perflint.checks.rows import ProjectView
from perflint.patterns import is_han, pattern

_TITLE_FRAME = pattern(r"[\[【〔（(][^\]】〕）)]*[\]】〕）)]|(?:19|20)\d{2}\s*年度?")
_MONEY_END = pattern(r"(?:专项|工作|业务|办公|补助|财政)*(?:经费|资金|项目|支出|费用)$")
# Fewer say too little of what an objective is about.
FEWEST_PAIRS, FEWEST_WITHOUT_FIGURE, FEWEST_OF_SAME_MATTER = 6, 10, 16
# Kinds of people, which an objective may well name by their parts; posts are not.
POSTS = ("员",)
KINDS = ("学生", "儿童", "老人", "居民", "农民", "职工", "家庭")


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
    count = sum(map(is_han, bare))
    if count == 0 or has_figure(text):
        return
    if count > params.frame_longest:
        return
    # The title once more, with verbs around it, sets nothing either.
    echo = pairs(bare) <= pairs(view.title)
    if count <= params.longest or echo or _is_frame(bare, params):
        yield view.hit("objective", length=str(count))


def _is_frame(bare: str, params: Thin) -> bool:
    stripped = bare.rstrip("。；;，, \n")
    return stripped.startswith(tuple(params.openings)) and stripped.endswith(tuple(params.endings))


class Unquantified(Params):
    """Reported when at least ``share`` of the objectives state no figure, or ``several`` of them do
    and they make ``several_share``: a single one may be a matter without figures."""

    share: float = 0.5
    several: int = 2
    several_share: float = 0.2


@check("objectives-not-quantified", scope="submission", params=Unquantified)
def objectives_not_quantified(context: Context, _: Context, params: Unquantified) -> Iterator[Hit]:
    """How many objectives of the document state no figure, with the list."""
    stated = [view for view in context.only_projects if bare_objective(view.record.objective)]
    bare = [view for view in stated if not has_figure(view.record.objective)]
    if not stated or not bare:
        return
    many = len(bare) >= params.several and len(bare) >= params.several_share * len(stated)
    if not many and len(bare) < params.share * len(stated):
        return
    listed = "、".join(f"第{view.number}个" for view in bare)
    yield Hit(
        field="objective",
        quote=f"{len(bare)}/{len(stated)}",
        values={"total": str(len(stated)), "bare": str(len(bare)), "listed": listed},
        anchor=bare[0].record.anchors.get("objective", bare[0].record.anchor),
    )


class RoleBeforeMoney(Params):
    """``payments`` are words after which a role noun in a title names those who are paid;
    ``not_paid`` those of titles that watch over what others pay (工资支付监管)."""

    payments: list[str] = []
    not_paid: list[str] = []


@check("objective-title-mismatch", scope="project", params=RoleBeforeMoney)
def objective_title_mismatch(
    context: Context, view: ProjectView, params: RoleBeforeMoney
) -> Iterator[Hit]:
    """The objective speaks of another matter than title and outputs, or leaves out who is paid."""
    objective = view.record.objective
    if not bare_objective(objective) or not view.title:
        return
    if _other_matter(context, view):
        yield view.hit("objective", about=_about(view.title))
        return
    role = _paid_role(view.title, params) or _other_people(view.title, objective)
    if role and not _named(role, objective):
        yield view.hit("objective", "role", role=role)


def _other_matter(context: Context, view: ProjectView) -> bool:
    """No pair shared with title or outputs, and the matters of both known and not related.

    Where the lexicon does not know a matter, nothing is said (文化下乡: 组织演出36场). An objective
    copied from a project of another matter needs no lexicon.
    """
    own, objective = view.title, view.record.objective
    said = telling_pairs(objective, title=False)
    if not said or not pairs(own) or said & (pairs(own) | output_pairs(view)):
        return False
    origin = objective_origins(context).get(view.number)
    if origin is not None and not title_pairs(context, view) & title_pairs(context, origin):
        return True
    if not said & _all_pairs(view) and _says_much(objective, own):
        return True  # it sets an amount, or tells at length, of something no row of the table knows
    here = topics(own) | _output_topics(view)
    there = topics(objective)
    return bool(here and there) and not related(here, there)


def _says_much(objective: str, title: str) -> bool:
    """A figure and some words, many words, or still more where the title surely names their matter
    (免疫规划: 筑牢传染病防控屏障)."""
    said = len(pairs(objective))
    if has_figure(objective):
        return said >= FEWEST_PAIRS
    sure = topics_of(telling_words(title)) & topics(objective)
    return said >= (FEWEST_OF_SAME_MATTER if sure else FEWEST_WITHOUT_FIGURE)


def _all_pairs(view: ProjectView) -> frozenset[str]:
    return frozenset().union(
        *(pairs(row.name) | pairs(row.text("description")) for row in view.rows)
    )


def _output_topics(view: ProjectView) -> frozenset[str]:
    outputs = [row.name for row in view.rows if row.group == "产出"]
    return topics("，".join(outputs))


def _about(title: str) -> str:
    """The title without code, year and the word for money at its end."""
    bare = _TITLE_FRAME.sub("", title).strip(" 　:：")
    return _MONEY_END.sub("", bare) or title


def _paid_role(title: str, params: RoleBeforeMoney) -> str:
    from perflint.language.roles import role_nouns

    if any(word in title for word in params.not_paid):
        return ""
    for role in role_nouns(title):
        after = title[title.index(role) + len(role) :].lstrip("的")
        if after.startswith(tuple(params.payments)):
            return role
    return ""


def _other_people(title: str, objective: str) -> str:
    """Whom the title is for where the objective is for others (离退休干部: 驻村干部), or ""."""
    from perflint.language.roles import role_nouns

    there = role_nouns(objective)
    ends = {role[-2:] for role in there}
    mine = [role for role in role_nouns(title) if role[-2:] in ends]
    if len(mine) != 1 or any(_named(mine[0], other) for other in there):
        return ""
    return mine[0]


def _named(role: str, text: str) -> bool:
    from perflint.language.roles import near_roles, parts_of, role_nouns

    if len(role) == 4 and role[:2] in text and role[2:] in text:
        return True  # 高龄老人: 为80周岁以上老人发放高龄补贴
    if role.endswith(KINDS) and role[-2:] in text:
        return True  # 家庭经济困难学生: 低保家庭学生、孤残学生
    if len(role) == 3 and role.endswith(POSTS) and role[:2] in text:
        return True  # 网格员: 依托综治中心划分网格
    named = (
        role,
        *near_roles(role),
        *parts_of(role),
        *(other for other in role_nouns(text) if other in role),
    )
    return any(word in text for word in named)
