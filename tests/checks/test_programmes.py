"""Which projects belong together, and what only shows when they stand side by side."""

from __future__ import annotations

from project_cases import context, found, hits, project

from perflint.checks.cross.programme import (
    distinct_projects,
    joined,
    programmes,
    quantity,
    same_matter,
    same_programme,
    siblings,
    split_matters,
)

NAMES = ["质|发放准确率|100%", "时|发放及时率|100%", "社|困难家庭生活|改善"]


def test_joined_chains_links() -> None:
    assert joined([1, 2, 3, 4], [(3, 2), (2, 1)]) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert joined([], []) == {}


def test_titles_that_share_a_noun_are_one_programme() -> None:
    ctx = context(
        project("中央造林补助资金", "数|造林面积|≥2万亩"),
        project("省级造林补助", "数|造林面积|≥1万亩"),
        project("警车购置", "数|购置数量|≥3辆"),
    )
    first, second, third = ctx.projects
    assert same_programme(ctx, first, second)
    assert not same_programme(ctx, first, third)
    assert programmes(ctx) == {1: 1, 2: 1, 3: 3}


def test_siblings_agree_for_the_better_part() -> None:
    ctx = context(
        project("农村公路日常养护", "质|合格率|≥95%"),
        project("国省道公路路面大修", "质|合格率|100%"),
        project("城市低保金", "质|准确率|100%"),
        project("农村低保金", "质|准确率|≥95%"),
    )
    assert siblings(ctx) == {1: 1, 2: 2, 3: 3, 4: 3}
    assert programmes(ctx) == {1: 1, 2: 1, 3: 3, 4: 3}


def test_a_table_that_stands_twice_counts_once() -> None:
    twice = project("造林补助", "数|造林面积|≥2万亩")
    ctx = context(twice, twice, project("造林补助", "数|造林面积|≥3万亩"))
    assert [view.number for view in distinct_projects(ctx)] == [1, 3]


def test_quantity_is_an_absolute_number_of_an_output() -> None:
    ctx = context(
        project(
            "项目",
            "数|造林面积|≥2万亩",
            "数|应保尽保率|100%",
            "时|办结时限|≤60天",
            "数|演出场次|≥4场",
            "数|补助标准|≥30元/人·月",
            "社|受益人数|≥900人",
        )
    )
    assert [quantity(row) is not None for row in ctx.projects[0].rows] == [True] + [False] * 5


def test_same_matter_needs_four_names_and_a_quantity() -> None:
    same = project("甲", "数|受助人数|680人", *NAMES)
    ctx = context(
        same,
        project("乙", "数|受助人数|≥680人", *NAMES),
        project("丙", "数|受助人数|≥90人", *NAMES),
        project("丁", "数|受助人数|680人", *NAMES[:2]),
    )
    first, second, other_number, few_names = ctx.projects
    assert same_matter(first, second)
    assert not same_matter(first, other_number)
    assert not same_matter(first, few_names)
    assert [[view.number for view in group] for group in split_matters(ctx)] == [[1, 2]]


def test_split_matter_names_its_projects() -> None:
    rows = ["数|受助人数|680人", *NAMES]
    (hit,) = hits("B100", project("市级助学", *rows), project("省级助学", *rows))
    assert hit.rows == ((1, None), (2, None))
    assert "第2个“省级助学”" in hit.values["names"]


def test_copied_objective_is_reported_on_the_copy() -> None:
    origin = project("乡村医生补助", "数|乡村医生人数|≥60人", objective="稳定乡村医生队伍")
    copy = project("救护车购置", "数|购置救护车|≥3辆", objective="1.稳定乡村医生队伍。")
    assert found("R020", origin, copy) == {(2, None)}
    assert found("R020", copy, origin) == {(1, None)}


def test_copied_objective_of_one_programme_is_a_hint() -> None:
    first = project("中央造林补助", "数|造林面积|≥2万亩", objective="完成国土绿化任务")
    second = project("省级造林补助", "数|造林面积|≥1万亩", objective="完成国土绿化任务")
    assert [hit.variant for hit in hits("R020", first, second)] == ["linked"]


def test_boilerplate_in_two_programmes_or_in_three_projects() -> None:
    words = "社|保障事业顺利推进|保障"
    one, two = project("警犬饲养", words), project("羁押给养", words)
    assert found("R023", one, two) == {(1, 1), (2, 1)}
    linked = [project(f"{level}造林补助", words) for level in ("中央", "省级", "市级")]
    assert found("R023", *linked[:2]) == set()
    assert found("R023", *linked) == {(1, 1), (2, 1), (3, 1)}


def test_boilerplate_leaves_measured_benefits_and_labels_alone() -> None:
    rate, label = "社|城镇调查失业率|≤5.5%", "持|可持续影响|长期"
    assert found("R023", project("创业贷款", rate), project("见习补贴", rate)) == set()
    assert found("R023", project("创业贷款", label), project("警犬", label)) == set()


def test_double_count_compares_number_and_unit() -> None:
    a = project("苗木补植", "数|补植面积|≥2.4万亩")
    b = project("绿化养护", "数|补植面积|24000亩")
    (hit,) = hits("R036", a, b)
    assert hit.rows in (((1, 1), (2, 1)), ())
    assert hit.variant == ""


def test_double_count_of_the_whole_area_needs_a_link() -> None:
    whole = "数|覆盖行政村数量|156个"
    assert found("R036", project("农家书屋", whole), project("应急广播", whole)) == set()
    linked = project("农家书屋更新", whole), project("农家书屋管理员补贴", whole)
    assert found("R036", *linked) == {(1, 1), (2, 1)}


def test_table_copied_needs_names_of_its_own() -> None:
    own = ["数|巡护里程|≥9公里", "质|瞭望塔完好率|≥95%", "时|火情报告时限|≤9分钟"]
    survey = "满|服务对象满意度|≥90%"
    assert found("R039", project("森林防火", *own, survey), project("花卉展销", *own, survey)) == {
        (1, None),
        (2, None),
    }
    usual = ["质|验收合格率|100%", "时|完成时间|12月底前", "成|项目总成本|≤9万元", survey]
    assert found("R039", project("森林防火", *usual), project("花卉展销", *usual)) == set()


def test_siblings_disagree_by_sign_or_rate() -> None:
    a = project("中央造林补助", "质|造林成活率|≥85%", "数|造林面积|≥20000亩")
    b = project("省级造林补助", "质|造林成活率|85%", "数|造林面积|≥9000亩")
    assert found("A060", a, b) == {(1, 1), (2, 1)}


def test_siblings_without_a_link_may_differ() -> None:
    a, b = project("校车运营", "质|检验合格率|100%"), project("农药抽检", "质|检验合格率|≥97%")
    assert found("A060", a, b) == set()


def test_a_sibling_with_a_number_shows_how() -> None:
    a = project("草原禁牧补助", "生|草原植被盖度|≥62%")
    b = project("草原禁牧补助（省级）", "生|草原植被盖度|稳步提高")
    (hit,) = hits("A060", a, b)
    assert (hit.variant, hit.project, hit.row) == ("text", 2, 1)
    assert hit.values["shown"] == "≥62%"


def test_surveys_are_compared_within_one_matter_only() -> None:
    rows = ["数|受助人数|680人", *NAMES]
    a, b = (
        project("市级助学", *rows, "满|学生满意度|≥95%"),
        project("省级助学", *rows, "满|学生满意度|≥90%"),
    )
    assert (1, 5) in found("A060", a, b)


def test_minority_label_is_reported_and_a_tie_only_asked() -> None:
    early, late = "时|发放及时率|100%", "质|发放及时率|100%"
    three = [project("低保金", early), project("孤儿养育金", early), project("高龄津贴", late)]
    assert found("R038", *three) == {(3, 1)}
    assert [hit.variant for hit in hits("R038", three[0], three[2])] == ["tie"]
