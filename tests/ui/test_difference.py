from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jiannuo.ui.difference import pieces

words = st.text(alphabet="每月为村里水泥巷道洒2次，。户", max_size=40)


@given(words, words)
def test_the_pieces_are_both_texts_and_nothing_else(before, after):
    found = pieces(before, after)
    assert "".join(t for kind, t in found if kind != "in") == before
    assert "".join(t for kind, t in found if kind != "out") == after
    assert all(text for _, text in found)


@given(words, words)
def test_changes_that_touch_are_drawn_together(before, after):
    kinds = [kind for kind, _ in pieces(before, after)]
    assert all(
        (a, b) in {("same", "out"), ("same", "in"), ("out", "in"), ("out", "same"), ("in", "same")}
        for a, b in pairwise(kinds)
    )


def test_a_change_is_shown_where_it_is():
    assert pieces("年内帮助3户修缮房屋", "年内帮助5户修缮房屋") == [
        ("same", "年内帮助"),
        ("out", "3"),
        ("in", "5"),
        ("same", "户修缮房屋"),
    ]


def test_a_figure_is_replaced_whole():
    assert pieces("育苗不少于120000株", "育苗不少于150000株")[1:3] == [("out", "120000"), ("in", "150000")]
    assert pieces("管护1.5公里", "管护12.5公里")[1:3] == [("out", "1.5"), ("in", "12.5")]


def test_very_long_texts_are_shown_whole():
    before, after = "甲" * 15_000, "乙" * 15_000
    assert pieces(before, after) == [("out", before), ("in", after)]
