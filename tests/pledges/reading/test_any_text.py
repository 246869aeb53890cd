"""Whatever is pasted: no crash, no lost words, no long wait."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.pledges import reading
from jiannuo.pledges.reading.cleaning import clean, fold
from jiannuo.pledges.reading.joining import lines

FRAGMENTS = [
    "1、", "2、", "（一）", "①", "一是", "二是", "一抓", "二抓", "。", "；", ";",
    "，", "、", "：", "\n", "\n\n", " ", "&nbsp;", "<br/>", "<br", "……", "（",
    "）", "“", "”", "修路3公里", "每月两次", "年底前", "2月30日", "由3元提高到5元", "零", "万", "不少于",
    "XX", "__", "张三等3户", "承诺人：", "去年", "共9项", "\x00", "\u200b", "&amp;amp;lt;", "一、", "第",
    "%", "-", "至", "😀", "𬭎", "٣", "2千元", "5百",
]  # fmt: skip
FIGURES = (
    "0159一二三十两半百千万亿点.,、，。%至到每年月日号季周次天前后底内由从提高降比去约近多余几不少于达个户元里克株"
)
LETTER = r"[a-zA-Z\u3400-\u9fff\U00020000-\U000323af]"
texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6), st.text(FIGURES, max_size=8)), max_size=30
).map("".join)


@settings(max_examples=150, deadline=None)
@given(texts, st.one_of(st.none(), st.integers(1990, 2050)))
def test_any_text_is_read_without_a_crash(text, year):
    for item in reading.read(text, year):
        assert item.text.strip()
        assert isinstance(reading.hints(item.text, item.deadlines, item.targets, year=year), list)
        assert isinstance(item.as_json(), dict)
    assert isinstance(reading.text_hints(text), list)
    assert isinstance(reading.redaction_hints(text, {"张三"}), list)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_no_word_is_lost_but_the_numbering(text):
    """Every piece's letters stand in the text in order; what is missing is numbering only."""
    whole = "".join(lines(text))
    place = 0
    for piece in reading.outline(text):
        for char in re.findall(LETTER, piece.text):
            place = whole.index(char, place) + 1
    kept = "".join(piece.text for piece in reading.outline(text))
    numbering = set(
        "一二三四五六七八九十是要第其件条项个头首先次再者然后最abcdefghABCDEFGH共性岗位履职实事承诺创建目标内容"
    )
    lost = [
        char
        for char in set(re.findall(LETTER, whole))
        if whole.count(char) > kept.count(char) and char not in numbering
    ]
    assert lost == []


@settings(max_examples=200, deadline=None)
@given(texts)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1、",
        "一是修路，",
        "（",
        "“",
        "每",
        "由3元",
        "修路3公里，",
        "9",
        "万",
        "零",
        "&amp;",
        "<br",
        "…",
        "年底前修路3公里、",
        "张",
        "A",
        "\n一、修路",
        "。",
        "占50%",
        "等",
        "8:30-",
        "_",
        "今年",
    ],
)
def test_a_hundred_thousand_characters_take_no_long_wait(unit):
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    started = time.process_time()
    reading.read(text, 2011)
    assert time.process_time() - started < 2  # bench/reading measures it; the suite shares its cores


def test_control_characters_are_gone():
    assert reading.split("修\x00路\x1b3公\u202e里") == ["修路3公里"]
