"""A public copy hides words of the filed text and says nothing else (C15, C16, C48)."""

import time

import pytest

from jiannuo.publicity.hiding import is_hiding, places, why_not_so
from jiannuo.publicity.redaction import REASON, passage

CANAL = "6月底前给桥头二娃家门口修水渠1200米，每月巡查2次"


def _is_hiding(filed: str, shown: str, key: str = "u.text", names: tuple[str, ...] = ()) -> bool:
    return is_hiding(passage(key, "第1项 承诺事项", filed, names), shown, 2011)


@pytest.mark.parametrize(
    "shown",
    [
        CANAL,
        CANAL.replace("二娃", "某某"),
        CANAL.replace("桥头二娃家", "××"),
        CANAL.replace("二娃", "EW"),
        CANAL.replace("给桥头二娃家门口", "（略）"),
        CANAL.replace("二娃", "某").replace("桥头", "*"),
    ],
)
def test_words_give_way_to_a_mark(shown):
    assert _is_hiding(CANAL, shown)


@pytest.mark.parametrize(
    "shown",
    [
        CANAL.replace("1200", "12"),
        CANAL.replace("1200米", "若干"),
        CANAL.replace("1200", "××"),
        CANAL.replace("修水渠1200米", "（略）"),
        CANAL.replace("6月底前", ""),
        CANAL.replace("6月底前", "某某"),
        CANAL.replace("6月", "9月"),
        CANAL.replace("每月", "××"),
        CANAL.replace("水渠", "水塘"),
        CANAL.replace("二娃", "张三"),
        CANAL.replace("二娃", ""),
        CANAL.replace("水渠", "水渠某某"),
        f"{CANAL}，争取",
        f"某某{CANAL}",
        "",
    ],
)
def test_what_says_something_else_is_refused(shown):
    assert not _is_hiding(CANAL, shown)
    assert "充实完善" in why_not_so(passage("u.text", "第1项 承诺事项", CANAL, ()), shown, 2011)


@pytest.mark.parametrize(
    ("filed", "shown", "told"),
    [
        (CANAL, f"某某{CANAL}", "添了“某某”"),
        (CANAL, CANAL.replace("二娃", "某某").replace("1200", "××"), "隐去的“1200”含有承诺的数量或者时限"),
        (CANAL, CANAL.replace("二娃", "某某").replace("水渠", "水塘"), "把“渠”改成了“塘”"),
        ("王邻居家修屋顶3间", "1户群众修屋顶××间", "隐去的“3”含有承诺的数量或者时限"),
        ("王邻居家修屋顶3间", "1户群众修屋顶", "删去了“3间”，没有留下记号"),
    ],
)
def test_the_refusal_names_the_place_that_is_wrong(filed, shown, told):
    why = why_not_so(passage("u.text", "第1项", filed, ("王邻居",)), shown, 2011)
    assert why.startswith(f"“第1项”里{told}。")


@pytest.mark.parametrize(
    ("filed", "shown"),
    [
        ("王邻居家修屋顶，电话13900001111", "1户群众修屋顶，电话（电话号码已隐去）"),
        ("王邻居家修屋顶，电话13900001111", "WLJ家修屋顶，电话139××××1111"),
        ("为王邻居等8户困难群众修屋顶", "为8户困难群众修屋顶"),
        ("给柳树湾3组12号的二娃送饭，每天1次", "给某某送饭，每天1次"),
    ],
)
def test_what_the_reader_suggests_and_what_is_no_figure_of_a_promise_may_go(filed, shown):
    assert _is_hiding(filed, shown, names=("王邻居",))


def test_a_group_that_stands_for_names_keeps_its_number():
    assert not _is_hiding("为王邻居等8户困难群众修屋顶", "为某某修屋顶", names=("王邻居",))
    assert not _is_hiding("为王邻居等8户困难群众修屋顶", "为6户困难群众修屋顶", names=("王邻居",))
    assert not _is_hiding("为王邻居等8户困难群众修屋顶", "为修屋顶", names=("王邻居",))


def test_of_a_minus_and_a_not_something_stays_to_be_seen():
    assert not _is_hiding("不收礼", "收礼")
    assert _is_hiding("不收礼", "某收礼")


def test_a_field_beside_the_text_may_stay_behind_whole_unless_it_holds_a_figure():
    assert _is_hiding("村口老屋", "", "u.place")
    assert not _is_hiding("受益农户120户", "", "u.expected_effect")


def test_a_reason_may_hide_how_long_somebody_was_ill():
    assert _is_hiding("二娃住院3个月，少修一段", "某某，少修一段", REASON)
    assert not _is_hiding("二娃住院3个月，少修一段", "资金没有到位，少修一段", REASON)


def test_long_texts_are_judged_at_once():
    begun = time.process_time()
    assert not _is_hiding("修水渠" * 3000, "某A" * 9000)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("filed", "shown", "told"),
    [
        (CANAL, CANAL, (0, 0)),
        (CANAL, CANAL.replace("二娃", "某某"), (1, 0)),
        (CANAL, CANAL.replace("1200", "12"), (0, 1)),
        ("为李大山等8户困难群众修房，电话13900001111", "为8户困难群众修房，电话（电话号码已隐去）", (2, 0)),
        ("每周帮二娃", "每周给群众帮忙", (0, 1)),
        ("为吕二娃修房", "为1户群众修房", (1, 0)),
    ],
)
def test_places_that_are_hidden_are_told_from_those_that_an_old_copy_says_in_other_words(filed, shown, told):
    assert places(passage("u.text", "第1项", filed, ()), shown, 2011) == told
