from datetime import date

import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    ("text", "words", "ends_on"),
    [
        ("今年修路", "今年", "2011-12-31"),
        ("从十月到来年三月上山巡查", "从十月到来年三月", "2012-03-31"),
        ("11月至次年2月扫雪", "11月至次年2月", "2012-02-29"),
        ("年内修路", "年内", "2011-12-31"),
        ("5月1日至10月31日巡逻", "5月1日至10月31日", "2011-10-31"),
        ("元月底前修路", "元月底前", "2011-01-31"),
        ("从3月起修路，年底前通车", "年底前", "2011-12-31"),
        ("自4月1日起办证，9月底前到户", "9月底前", "2011-09-30"),
        ("年底前修路", "年底前", "2011-12-31"),
        ("年內修路", "年內", "2011-12-31"),
        ("水渠六月完工", "六月", "2011-06-30"),
        ("今年底修路", "今年底", "2011-12-31"),
        ("全年写稿", "全年", "2011-12-31"),
        ("上半年修路", "上半年", "2011-06-30"),
        ("下半年修路", "下半年", "2011-12-31"),
        ("三年内修路", "三年内", "2013-12-31"),
        ("２年内修路", "２年内", "2012-12-31"),
        ("2011年度修路", "2011年度", "2011-12-31"),
        ("2013年底前修路", "2013年底前", "2013-12-31"),
        ("第一季度修路", "第一季度", "2011-03-31"),
        ("三季度末修路", "三季度末", "2011-09-30"),
        ("6月底前修路", "6月底前", "2011-06-30"),
        ("六月底前修路", "六月底前", "2011-06-30"),
        ("6月前修路", "6月前", "2011-05-31"),
        ("9月中旬修路", "9月中旬", "2011-09-20"),
        ("明年6月底前修路", "明年6月底前", "2012-06-30"),
        ("春节前修路", "春节前", "2011-02-02"),
        ("清明前修路", "清明前", "2011-04-04"),
        ("清明节之前修路", "清明节之前", "2011-04-04"),
        ("明年清明前修路", "明年清明前", "2012-04-03"),
        ("元宵节前修路", "元宵节前", "2011-02-16"),
        ("国庆节前修路", "国庆节前", "2011-09-30"),
        ("“七一”前修路", "“七一”前", "2011-06-30"),
        ("十二五期间修路", "十二五期间", "2015-12-31"),
        ("1-6月修路", "1-6月", "2011-06-30"),
        ("任期内修路", "任期内", None),
    ],
)
def test_a_period_ends_on_its_last_day(text, words, ends_on):
    assert [d.as_json() for d in reading.deadlines(text, 2011)] == [
        {"type": "period", "words": words, "ends_on": ends_on}
    ]


@pytest.mark.parametrize(
    ("text", "on"),
    [("6月30日前", date(2011, 6, 30)), ("2012年1月8日", date(2012, 1, 8)), ("2011-10-01", date(2011, 10, 1))],
)
def test_a_date_is_a_day(text, on):
    assert [(d.type, d.on, d.words) for d in reading.deadlines(f"{text}修好路", 2011)] == [("date", on, text)]


@pytest.mark.parametrize(
    ("text", "words", "every", "times"),
    [
        ("每月打扫", "每月", "month", 1),
        ("每月打扫两次", "每月", "month", 2),
        ("每周两次打扫", "每周两次", "week", 2),
        ("每天早晚各扫一次", "每天", "day", 2),
        ("每季度不少于1次", "每季度不少于1次", "quarter", 1),
        ("每半年汇报", "每半年", "half_year", 1),
        ("每学期家访", "每学期", "half_year", 1),
        ("每周五值班", "每周五", "week", 1),
        ("每个双休日值班", "每个双休日", "week", 1),
        ("每周二、周四值班", "每周二、周四", "week", 2),
        ("每月15日开会", "每月15日", "month", 1),
        ("每月1、15日开会", "每月1、15日", "month", 2),
        ("每月5号和20号坐班", "每月5号和20号", "month", 2),
        ("一年四次体检", "一年四次", "year", 4),
        ("按月发放", "按月", "month", 1),
        ("每旬巡河一次", "每旬", "month", 3),
        ("每月初一理发", "每月初一", "month", 1),
        ("每周2斤豆腐", "每周", "week", 1),
    ],
)
def test_a_recurring_time_says_how_often(text, words, every, times):
    assert [d.as_json() for d in reading.deadlines(text, 2011)] == [
        {"type": "recurring", "words": words, "every": every, "times": times}
    ]


@pytest.mark.parametrize(
    "words",
    [
        "逢场天",
        "重要节点",
        "汛期",
        "农忙时节",
        "重阳节",
        "节假日",
        "接到报警后",
        "接到120电话后",
        "过节",
        "今冬明春",
        "随叫随到",
        "早晚高峰",
        "每逢开学季",
        "每逢初一、十五",
        "麦收前",
        "高温季节",
        "雨季来之前",
        "双休日、节假日",
        "打鱼的时候",
    ],
)
def test_an_event_keeps_its_words(words):
    assert [(d.type, d.words) for d in reading.deadlines(f"{words}帮老人挑水", 2011)] == [("event", words)]


def test_what_is_reported_is_an_event_also_where_the_place_comes_before_the_minutes():
    assert [d.words for d in reading.deadlines("报修后城区45分钟到场", 2011)] == ["报修后"]


@pytest.mark.parametrize("words", ["长期", "常年", "定期", "随时"])
def test_an_open_end_keeps_its_words(words):
    assert [(d.type, d.words) for d in reading.deadlines(f"{words}帮老人挑水", 2011)] == [("open", words)]


def test_several_deadlines_in_one_promise():
    assert [d.words for d in reading.deadlines("5月动工，年底前完工，每周通报一次进度", 2011)] == [
        "5月",
        "年底前",
        "每周",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "去年修了路",
        "2009年修了路",
        "长期以来没有路",
        "及时修路",
        "年轻人修路",
        "月亮湾修路",
        "年度考核合格",
        "工资不低于4000元/月",
    ],
)
def test_what_is_no_deadline_of_this_year(text):
    assert reading.deadlines(text, 2011) == []


def test_without_a_year_the_end_is_not_known():
    assert [d.as_json() for d in reading.deadlines("今年修路，2013年底前修桥", None)] == [
        {"type": "period", "words": "今年", "ends_on": None},
        {"type": "period", "words": "2013年底前", "ends_on": "2013-12-31"},
    ]


def test_a_day_that_does_not_exist_is_no_date():
    assert [d.words for d in reading.deadlines("2月30日前修路", 2011) if d.type == "date"] == []


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [("每逢双月15日开一次居民议事会", "每逢双月15日", 6), ("单月5日前报账，每单月一次", "每单月一次", 6)],
)
def test_every_second_month_is_six_times_a_year(text, words, times):
    found = [d for d in reading.deadlines(text, 2011) if d.type == "recurring"]
    assert [(d.every, d.words, d.times) for d in found] == [("year", words, times)]


def test_before_the_holidays_is_said_whole():
    assert [(d.type, d.words) for d in reading.deadlines("暑假前家访47名学生", 2011)] == [("event", "暑假前")]


def test_the_last_month_of_the_moon_is_an_occasion():
    assert [(d.type, d.words) for d in reading.deadlines("腊月里帮五保户磨豆腐", 2011)] == [("event", "腊月里")]


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("每周二四六值班", "每周二四六", 3),
        ("每周三四个人巡逻", "每周", 1),
        ("每两个月开展一次急救宣传", "每两个月", 6),
        ("一个礼拜去两回", "一个礼拜", 2),
        ("隔一天去一次", "隔一天", 15),
    ],
)
def test_rhythms_as_people_say_them(text, words, times):
    assert [(d.words, d.times) for d in reading.deadlines(text, 2011)] == [(words, times)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4月中旬至5月上旬完成插秧", [("4月中旬至5月上旬", date(2011, 5, 10))]),
        ("暑假前的7、8月份办班", [("暑假前", None), ("7、8月份", date(2011, 8, 31))]),
        ("下个月底之前办好", [("下个月底之前", None)]),
        ("产量比上年度增长8%", []),
        ("投诉比上一年减少10件", []),
        ("八月十五前送月饼", [("八月十五前", None)]),
        ("2011-2013年栽树100亩", [("2011-2013年", date(2013, 12, 31))]),
        ("雷雨天过后巡线", [("雷雨天过后", None)]),
        ("遇到急产随时到岗", [("随时", None)]),
        ("三年消除危桥12座", [("三年", date(2013, 12, 31))]),
        ("暑假维修厕所1座", [("暑假", None)]),
        ("五一栽树50棵", [("五一", None)]),
        ("初一十五打扫", [("初一十五", None)]),
    ],
)
def test_ranges_and_what_is_no_time_of_this_year(text, found):
    assert [(d.words, d.ends_on) for d in reading.deadlines(text, 2011)] == found


@pytest.mark.parametrize(
    ("text", "on", "ends_on"),
    [
        ("春节前修路", date(2011, 2, 2), date(2011, 2, 2)),
        ("春节前修路", date(2011, 2, 10), date(2012, 1, 22)),
        ("五一前修路", date(2011, 11, 24), date(2012, 4, 30)),
        ("2011年春节前修路", date(2011, 11, 24), date(2011, 2, 2)),
        ("6月底前修路", date(2011, 11, 24), date(2011, 6, 30)),
    ],
)
def test_a_festival_that_is_over_when_it_is_written_of_is_the_next_one(text, on, ends_on):
    (item,) = reading.read(text, 2011, on=on)
    assert [deadline.ends_on for deadline in item.deadlines] == [ends_on]


def test_what_cannot_be_every_day_is_no_promise_of_every_day():
    assert [d.words for d in reading.deadlines("我在外地，不能天天在村里，每月回来一次", 2026)] == ["每月"]


def test_an_occasion_of_ones_own_at_the_head_of_a_clause():
    assert [d.words for d in reading.deadlines("回乡时带回3个招工信息", 2026)] == ["回乡时"]
    assert reading.deadlines("办理业务限时办结，准时给学生上课", 2026) == []


def test_a_year_in_words_is_a_year():
    (found,) = reading.deadlines("二〇二六年底前修好水渠", 2026)
    assert (found.words, str(found.ends_on)) == ("二〇二六年底前", "2026-12-31")
