import pytest

from jiannuo.pledges import reading
from jiannuo.pledges.reading import Neighbour


def hints(text, *, year=2011, neighbours=()):
    return reading.hints(text, reading.deadlines(text, year), reading.targets(text), year=year, neighbours=neighbours)


def codes(text, **more):
    return {hint.code for hint in hints(text, **more)}


def test_a_clear_promise_has_no_hints():
    assert hints("年底前为3户残疾户接通自来水") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("为3户残疾户接通自来水", "no_deadline"),
        ("年底前接通自来水", "no_number"),
        ("花最少的钱办最大的事", "empty_words"),
        ("全天保洁7小时:上午8:30-11:00;下午2:30-6:00", "contradiction"),
        ("教职工39人、党员19人（占50%）", "contradiction"),
        ("年底前走访困难户19/39户，占80%", "contradiction"),
        ("全村共300户，年底前改厕500户", "contradiction"),
        ("每天走访__户", "placeholder"),
        ("年底前修桥1座……", "cut"),
        ("每月给YFQ理一次发", "names_person"),
        ("今年争取指标加装变压器1台", "depends"),
        ("去年帮了2户；今年再帮5户", "last_year"),
    ],
)
def test_a_doubtful_promise_gets_its_hint(text, code):
    assert code in codes(text)


def test_figures_that_agree_get_no_hint():
    assert "contradiction" not in codes("全天保洁6小时:上午8:30-11:00;下午2:30-6:00")
    assert "contradiction" not in codes("年底前救助32人（占64人的50%）")
    assert "contradiction" not in codes("年底前走访3/4户，占75%")


def test_last_year_as_the_measure_is_no_promise_of_last_year():
    assert "last_year" not in codes("粮食产量比上年增加5万斤，与去年同期相比投诉减少3件")


def test_a_common_promise_is_not_asked_for_figures():
    assert codes("遵守党章，廉洁自律") == set()


def test_a_near_copy_says_whose_and_how_alike():
    found = hints("年底前修通村组路3公里", neighbours=[Neighbour("李家湾支部", "年底前，修通村组路3公里。")])
    assert [(hint.code, hint.sentence) for hint in found] == [
        ("near_copy", "与李家湾支部的承诺有100%相同，请结合自己的岗位来写。")
    ]


def test_the_preamble_and_the_cut_list_are_looked_at_too():
    assert [h.code for h in reading.text_hints("教职工39人、党员19人（占50%）。承诺：一、办实事")] == ["contradiction"]
    assert [h.code for h in reading.text_hints("调处纠纷1起；……共9项")] == ["cut"]
