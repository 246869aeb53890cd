"""The same promises in every manner of numbering and behind broken lines read the same (C10)."""

import pytest

from bench.reading import manners
from jiannuo.pledges import reading


def test_promises_part_the_same_in_every_manner_of_numbering():
    every = list(manners.texts(each=2))
    wrong = [one.text for one in every if reading.split(one.text) != one.items]
    assert len(every) > 600
    assert len(wrong) <= len(every) // 50, wrong


@pytest.mark.parametrize(
    "text", ["第一季度修路2公里，第二季度通车", "8:30上班，12:00前不离岗", "补贴1,200元，每户1,500元"]
)
def test_what_only_looks_like_a_number_begins_no_promise(text):
    assert reading.split(text) == [text]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("接警后20分钟内到达事故现场，疏导好来往车辆，全年道\n路死亡事故下降5%。", 2),
        ("小学班主任，承诺每学期家访全覆盖，期末给每个学生写一封信；帮\n助单亲孩子2名。", 2),
        ("装路灯12盏\n退伍军人安置率100%", 2),
    ],
)
def test_a_line_that_a_machine_broke_is_joined_where_the_writer_ends_sentences_with_signs(text, items):
    read = reading.split(text)
    assert len(read) == items
    assert "全年道路死亡" in read[-1] or "帮助单亲" in read[-1] or read[-1] == "退伍军人安置率100%"


def test_a_full_stop_behind_a_per_cent_sign_ends_the_sentence():
    assert reading.split("产值比上年增长15%.为职工办实事5件.") == ["产值比上年增长15%", "为职工办实事5件"]


def test_the_year_of_an_announcement_holds_for_the_lines_below():
    items = reading.read("2024年我院承诺：门诊候诊时间缩短到20分钟以内；\n开展义诊12场。", 2024)
    assert [[d.words for d in item.deadlines] for item in items] == [["2024年"], ["2024年"]]


@pytest.mark.parametrize("text", ["我在外打工，還有每年捐1000元修路", "我上門修水電，不收錢；隔壁趙婆婆的電費我代繳"])
def test_traditional_characters_part_as_simplified_ones_do(text):
    assert len(reading.split(text)) == 2
