"""Deadlines and targets in few words."""

import json
from dataclasses import asdict

import pytest

from jiannuo.pledges.reading import targets
from jiannuo.pledges.sheet import facts_of
from jiannuo.pledges.wording import deadline_said, target_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("粮食产量比上年增加5万斤", "增加50000斤（比上年）"),
        ("每户增收500元", "增加500元（每户）"),
        ("校园安全责任事故为零", "为零"),
        ("安全生产零事故", "零事故"),
        ("全年投诉0件", "0件"),
        ("全年调解纠纷不少于20起", "不少于20起"),
        ("办实事一至两件", "1至2件"),
    ],
)
def test_a_target_is_said_so_that_it_means_something_alone(text, said):
    assert [target_said(json.loads(json.dumps(asdict(target)))) for target in targets(text)] == [said]


def test_a_target_whose_words_were_taken_out_still_says_zero():
    assert target_said({"number": 0, "unit": None, "words": ""}) == "为零"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("入冬前", "入冬前"),
        ("暑假前", "暑假前"),
        ("防火期", "防火期"),
        ("逢场天", "逢场天"),
        ("接到报警后", "遇事即办"),
        ("随叫随到", "遇事即办"),
        ("", "遇事即办"),
    ],
)
def test_only_what_waits_for_something_to_happen_is_done_as_it_happens(words, said):
    assert deadline_said({"type": "event", "words": words}) == said


def test_an_occasion_is_named_once_beside_the_item():
    item = {
        "deadlines": [{"type": "event", "words": "入冬前"}, {"type": "event", "words": "接到报警后"}],
        "targets": [],
    }
    assert facts_of(item) == (("完成时限", "入冬前；遇事即办（接到报警后）"),)
