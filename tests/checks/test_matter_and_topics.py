"""What a text is about, with and without the lexicon of matters."""

from __future__ import annotations

import pytest
from project_cases import context, project

from perflint.checks.matter.topic import related, surveyed, telling_words, topic_words, topics
from perflint.checks.matter.words import output_pairs, pairs, pieces, title_pairs
from perflint.checks.once import once
from perflint.resources import corpus

TOPICS = corpus("topics.toml")["topic"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保障业务正常开展", ()),
        ("2024年河道清淤专项经费", ("河道清淤",)),
        ("[517]水质检测", ("水质检测",)),
        ("财农〔2023〕36号 苗木补植", ("苗木补植",)),
        ("", ()),
    ],
)
def test_pieces_leave_out_what_any_project_says(text: str, expected: tuple[str, ...]) -> None:
    assert pieces(text) == expected


def test_pairs_are_neighbouring_characters() -> None:
    assert pairs("河道清淤") == {"河道", "道清", "清淤"}
    assert pairs("保障资金发放") == frozenset()


def test_short_forms_meet_their_long_forms() -> None:
    assert pairs("公益性岗位补贴") & pairs("公益岗岗补")
    assert pairs("社会保险补贴") & pairs("社补")
    assert pairs("国有企业改制") & pairs("国企改制")


def test_line_breaks_do_not_join_words() -> None:
    assert "木河" not in pairs("补植苗木\n河道清淤")


def test_titles_leave_out_more_words() -> None:
    assert pairs("设备购置", title=True) == frozenset()
    assert pairs("设备购置") != frozenset()


def test_place_of_the_department_is_no_matter() -> None:
    ctx = context(project("青岭县森林防火", "数|巡护里程|≥9公里"), department="青岭县林业局")
    view = ctx.projects[0]
    assert "青岭" not in title_pairs(ctx, view)
    assert "森林" in title_pairs(ctx, view)


def test_what_nearly_every_title_says_links_nothing() -> None:
    names = ["护林员", "苗圃", "防火塔", "林道", "鸟巢"]
    ctx = context(*(project(f"松岭林场{name}", "数|数量|≥9个") for name in names))
    assert "松岭" not in title_pairs(ctx, ctx.projects[0])
    few = context(*(project(f"松岭林场{name}", "数|数量|≥9个") for name in names[:2]))
    assert "松岭" in title_pairs(few, few.projects[0])


def test_output_pairs_come_from_outputs_only() -> None:
    ctx = context(project("护林", "数|巡护里程|≥9公里", "社|改善民风|改善"))
    assert "巡护" in output_pairs(ctx.projects[0])
    assert "民风" not in output_pairs(ctx.projects[0])


def test_work_is_done_once_a_run() -> None:
    calls: list[int] = []

    def work() -> int:
        calls.append(1)
        return len(calls)

    first, second = context(), context()
    assert [once(first, "k", work), once(first, "k", work), once(second, "k", work)] == [1, 1, 2]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["name"])
def test_every_topic_is_well_formed(topic: dict[str, object]) -> None:
    names = {entry["name"] for entry in TOPICS}
    assert set(topic["near"]) <= names - {topic["name"]}  # type: ignore[call-overload]
    assert set(topic.get("wide", [])) <= set(topic["words"])  # type: ignore[call-overload]
    assert len(set(topic["words"])) == len(topic["words"])  # type: ignore[arg-type, call-overload]
    for word in topic["words"]:  # type: ignore[attr-defined]
        assert topics(word), word


def test_topic_names_are_unique() -> None:
    names = [entry["name"] for entry in TOPICS]
    assert len(names) == len(set(names)) >= 50


def test_the_longer_word_takes_the_place_of_the_shorter() -> None:
    assert topics("居民健康档案建档率") == topics("健康档案") == {"公共卫生"}


def test_wide_words_tell_a_topic_but_prove_nothing() -> None:
    assert topics("减少信访") == {"信访"}
    assert telling_words("减少信访") == ()
    assert telling_words("森林管护面积") == ("森林",)
    assert topic_words("学前教育与学前教育") == ("学前教育",)


def test_related_is_symmetric_and_needs_both() -> None:
    road, transport, school = topics("公路养护"), topics("公交线路"), topics("义务教育")
    assert related(road, transport)
    assert related(transport, road)
    assert not related(road, school)
    assert not related(road, frozenset())


def test_surveyed_people_belong_to_matters() -> None:
    fields = surveyed("住院患者满意度")["患者"]
    assert "医疗" in fields
    assert "公路" not in fields
    assert surveyed("服务对象满意度") == {}
