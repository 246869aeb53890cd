"""Where one sentence holds several promises (C10)."""

import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    "text",
    [
        "带动8户邻居种花椒，10月底前见成效",
        "对口帮扶的12户困难户，两年内全部脱贫",
        "改造三组供水管网，腊月二十前全部通水",
        "把村口的断头路接通，国庆前通车",
    ],
)
def test_when_it_is_done_stays_with_what_is_done(text):
    assert reading.split(text) == [text]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("辖区发案率下降8%，接报后10分钟内到场", ["辖区发案率下降8%", "接报后10分钟内到场"]),
        ("带头移风易俗，给5户邻居免费换灯泡", ["带头移风易俗", "给5户邻居免费换灯泡"]),
    ],
)
def test_a_response_beside_a_rate_and_a_counted_deed_beside_what_everybody_does_are_promises_of_their_own(text, items):
    assert reading.split(text) == items


@pytest.mark.parametrize("told", ["去年答应大伙的桥已经修通了。", "前年说的12盏路灯，上年已兑现。"])
def test_what_was_done_last_year_is_kept_but_is_no_promise(told):
    pieces = reading.outline(f"{told}今年给三组修晒场一个。")
    assert [(piece.role, piece.text) for piece in pieces] == [("note", told), ("item", "今年给三组修晒场一个")]


@pytest.mark.parametrize("told", ["去年欠的账，今年还清了才算数。", "2026年10月道路硬化全部完成。"])
def test_what_names_a_past_year_and_this_one_is_a_promise(told):
    assert reading.split(told) == [told.rstrip("。")]


def test_what_announces_is_no_part_of_the_promise():
    assert reading.split("我给大家表个态：谁家办事要用桌椅，到我家来拿。") == ["谁家办事要用桌椅，到我家来拿"]


def test_a_service_time_beside_a_rate_is_a_promise_of_its_own_also_among_semicolons():
    text = "水质合格率100%，一般报修2小时到场；免费更换水表120只"
    assert reading.split(text) == ["水质合格率100%", "一般报修2小时到场", "免费更换水表120只"]


def test_a_list_under_the_years_aim_takes_its_time():
    items = reading.read("今年的目标：村口添两个篮球架、修好活动室的屋顶、组织一次聚餐。", 2026)
    assert [item.text for item in items] == ["村口添两个篮球架", "修好活动室的屋顶", "组织一次聚餐"]
    assert {d.words for item in items for d in item.deadlines} == {"今年"}


def test_the_leaders_name_below_signs_whatever_the_surname():
    pieces = reading.outline("一、扶助下岗职工4人；\n二、送技能培训一期。\n书记：鲁建军")
    assert [(piece.role, piece.text) for piece in pieces][-1] == ("signature", "书记：鲁建军")
