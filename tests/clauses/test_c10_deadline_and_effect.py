"""C10 「完成时限、预期效果」: deadlines keep the words, targets have number and base."""

import pytest
from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.actions.items import edit_item
from jiannuo.pledges.content import item_content
from jiannuo.pledges.sheet import facts_of


@pytest.fixture
def read(county):
    def item_of(text):
        by = county.users["member"]
        pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"post": text}, by=by)
        return pledge.items.get()

    return item_of


@pytest.mark.parametrize(
    ("text", "sort", "words", "due"),
    [
        ("10月1日前修好机耕路2公里", "date", "10月1日", "2011-10-01"),
        ("年底前修好机耕路2公里", "period", "年底前", "2011-12-31"),
        ("每月走访8户", "recurring", "每月", "None"),
        ("逢场天义务站岗", "event", "逢场天", "None"),
        ("长期照看2户五保户", "open", "长期", "None"),
    ],
)
def test_five_sorts_of_deadline_keep_the_original_wording(read, text, sort, words, due):
    item = read(text)
    (deadline,) = item.deadlines
    assert deadline["type"] == sort
    assert words in deadline["words"]
    assert str(item.due_on) == due


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年写稿不少于12篇", "不少于12篇"),
        ("三年内人均纯收入由3900元提高到7000元", "由3900到7000元"),
        ("年底前办好一至两件实事", "1至2件"),
        ("全年有效投诉少于10件", "少于10件"),
    ],
)
def test_targets_are_read_with_comparator_number_unit_and_base(read, text, said):
    assert any(said in words for name, words in facts_of(item_content(read(text))) if name == "数量指标")


def test_what_was_read_is_confirmed_with_one_tap(county, read):
    item, client = read("年底前修好机耕路2公里"), county.client("member")
    url = reverse("pledges:check", kwargs={"pk": item.pledge_id})
    assert "2011年12月31日前（年底前）" in client.get(url).content.decode()
    client.post(url, {"confirm": str(item.uid)})
    item.refresh_from_db()
    assert item.is_confirmed


def test_the_last_dated_deadline_is_the_one_that_is_due(county, read):
    item = read("年底前修好机耕路2公里")
    rows = [
        {"type": "date", "on": "2011-05-01", "words": "五一动工"},
        {"type": "period", "ends_on": "2011-09-30", "words": "三季度完工"},
        {"type": "recurring", "every": "month", "times": 1, "words": "每月"},
    ]
    item = edit_item(item, by=county.users["member"], deadlines=rows)
    assert str(item.due_on) == "2011-09-30"
