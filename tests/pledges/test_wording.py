"""Deadlines and targets in few words."""

import json
from dataclasses import asdict

import pytest

from jiannuo.pledges.reading import targets
from jiannuo.pledges.wording import target_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
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
