"""Which figures are the author's numbers and which stand inside a promise (C10)."""

import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("一,爱护公物.二,看好水渠.三,帮邻居收谷", ["爱护公物", "看好水渠", "帮邻居收谷"]),
        ("（1）管好作业，一、二年级不留笔头作业\n（2）办好食堂", ["管好作业，一、二年级不留笔头作业", "办好食堂"]),
        ("①一抓学习，二抓服务②按时值班", ["一抓学习，二抓服务", "按时值班"]),
    ],
)
def test_numbers_go_on_behind_a_typed_dot_and_begin_no_list_of_one_inside_a_promise(text, items):
    assert [item.text for item in reading.read(text, 2026)] == items


def test_a_title_above_a_list_dates_nothing():
    title, announcement = (
        reading.read(f"{head}\n1、新修水渠200米\n2、每月值班两次", 2013)
        for head in ("村支部2013年公开承诺事项", "村支部2013年公开承诺：")
    )
    assert [d.words for d in title[0].deadlines] == []
    assert [d.words for d in announcement[0].deadlines] == ["2013年"]


def test_one_of_them_is_another_of_them_is_counts_like_firstly_and_secondly():
    text = "今年办两桩事，一桩是把三组的水管换了，一桩是修好晒场。"
    items = reading.read(text, 2026)
    assert [item.text for item in items] == ["把三组的水管换了", "修好晒场"]
    assert [[d.words for d in item.deadlines] for item in items] == [["今年"], ["今年"]]
    assert [item.text for item in reading.read("头疼的一件是修路", 2026)] == ["头疼的一件是修路"]


def test_a_number_right_behind_a_typed_dot_goes_on():
    text = "1、发展党员3名,培养积极分子6名.2、调解成功率98%以上.3、完成烟叶收购2200担"
    items = [item.text for item in reading.read(text, 2012)]
    assert items == ["发展党员3名,培养积极分子6名", "调解成功率98%以上", "完成烟叶收购2200担"]
