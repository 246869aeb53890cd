"""What the publishing check finds and suggests; what never passes."""

import pytest

from jiannuo.pledges.reading import has_private_number
from jiannuo.publicity.names import masked
from jiannuo.publicity.redaction import passages, spans_in


@pytest.mark.parametrize(
    ("name", "shown"), [("周大有", "周某"), ("欧阳修文", "欧阳某"), ("欧阳", "欧某"), ("㛃玉", "㛃某"), ("王", "王某")]
)
def test_a_name_without_consent_is_the_surname(name, shown):
    assert masked(name) == shown


@pytest.mark.parametrize(
    "text",
    [
        "证号420111196103041234",
        "证号42011119610304123X。",
        "电话13900001111",
        "电话139-0000-1111",
        "电话139 0000 1111",
        "电话１３９００００１１１１",
        "卡号6222020200112233445",
        "电话一三八七二三四五六七八",
        "电话幺三八〇〇〇〇幺幺幺幺",
    ],
)
def test_private_numbers_are_found_however_they_are_written(text):
    assert has_private_number(text)


@pytest.mark.parametrize(
    "text", ["栽树10000株", "2011年12月31日前", "电话0719-5729064", "增收3900元至7000元", "2011-01-01至2011-12-31", ""]
)
def test_figures_of_a_promise_are_no_private_numbers(text):
    assert not has_private_number(text)


def _content(**item):
    blank = dict.fromkeys(("text", "responsible", "expected_effect", "criterion", "beneficiaries", "place"), "")
    return {
        "form": "member",
        "subject": {"name": "周大有", "unit_and_post": "柳树湾村村民", "duty": ""},
        "items": [{"uid": "u", "kind": "deed", **blank, **item}],
    }


def test_the_own_name_becomes_the_speaker_and_a_responsible_person_keeps_the_surname():
    found = passages(_content(text="周大有为村里洒水", responsible="王邻居"), "", {"王邻居"})
    suggested = {p.key: p.suggested for p in found}
    assert suggested == {"unit_and_post": "柳树湾村村民", "u.text": "本人为村里洒水", "u.responsible": "王某"}
    assert [p.key for p in found if spans_in(p.suggested, {"王邻居", "周大有"})] == []


def test_marked_pieces_make_up_the_whole_text():
    text = "为王邻居家修好屋顶，电话13900001111"
    (_, passage) = passages(_content(text=text), "", {"王邻居"})
    assert "".join(piece for piece, _ in passage.marked) == text
    assert [piece for piece, span in passage.marked if span] == ["王邻居家", "13900001111"]


def test_what_is_told_of_somebody_goes_with_the_names_in_it():
    (told,) = spans_in("妻子王邻居住院，没有完成", {"王邻居"}, is_reason=True)
    assert (told.words, told.replacement, told.reason) == ("妻子王邻居住院", "因家庭原因", "健康情况")
    assert passages(_content(text="为低保户修房3间"), "", {"王邻居"})[-1].spans == ()
    (reason,) = [p for p in passages(_content(text="修路"), "本人住院，少修一段", {"王邻居"}) if p.key == "reason"]
    assert reason.suggested == "因个人原因，少修一段"
