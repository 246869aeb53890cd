"""Writing a pledge: opening, boxes, items that follow them, carry-over, signing together, recording for others."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.base.errors import Refusal, Stale
from jiannuo.journal.models import Entry
from jiannuo.pledges import subjects
from jiannuo.pledges.actions.draft import (
    carry_over,
    open_for_member,
    open_for_organisation,
    record_oral,
    save_boxes,
)
from jiannuo.pledges.actions.items import confirm_items, edit_item, move_item
from jiannuo.pledges.actions.joint import sign_together
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import Pledge, PledgeItem
from jiannuo.rounds.actions import open_round

_WRITTEN = datetime(2011, 2, 20, 3, tzinfo=UTC)
POST = "1、每月走访本组8户；\n2、年底前修好二组水渠300米。"


def _items(pledge):
    return [(item.kind, item.text) for item in pledge.items.all()]


def test_opening_twice_gives_the_same_draft(county):
    first = open_for_member(county.round, county.member, by=county.users["member"])
    again = open_for_member(county.round, county.member, by=county.users["secretary"])
    assert first == again
    assert Pledge.objects.count() == 1
    assert (first.path, first.sector_id) == (county.branch.path, None)


@pytest.mark.parametrize("who", ["co_member", "neighbour_secretary", "town_secretary", "guide", "leader"])
def test_nobody_else_opens_a_members_draft(county, who):
    with pytest.raises(Refusal, match="承诺人本人"):
        open_for_member(county.round, county.member, by=county.users[who])
    assert not Pledge.objects.exists()


def test_one_who_has_left_cannot_start(county):
    county.member.left_on = date(2011, 1, 1)
    county.member.save()
    with pytest.raises(Refusal, match="转出"):
        open_for_member(county.round, county.member, by=county.users["secretary"])


def test_items_are_read_from_the_boxes_and_keep_their_uid_while_the_words_stay(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    pledge = save_boxes(pledge, {"post": POST, "common": "", "deed": ""}, by=by, version=pledge.version)
    visits, canal = pledge.items.all()
    assert canal.due_on == date(2011, 12, 31)
    assert visits.deadlines[0]["every"] == "month"
    edit_item(canal, by=by, place="二组", deadlines=[{"type": "date", "on": "2011-10-01", "words": "国庆前"}])

    pledge = Pledge.objects.get()
    save_boxes(pledge, {"post": POST + "\n3、调解纠纷3起。"}, by=by, version=pledge.version)
    kept = PledgeItem.objects.get(uid=canal.uid)
    assert (kept.place, kept.due_on, kept.is_confirmed) == ("二组", date(2011, 10, 1), True)
    assert Pledge.objects.get().items.count() == 3


def test_changed_words_keep_the_item_but_are_read_anew(county):
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"post": POST}, by=by)
    canal = pledge.items.all()[1]
    edit_item(canal, by=by, place="二组")
    save_boxes(pledge, {"post": POST.replace("年底前", "6月底前")}, by=by)
    kept = PledgeItem.objects.get(uid=canal.uid)
    assert (kept.place, kept.due_on, kept.is_confirmed) == ("二组", date(2011, 6, 30), False)


def test_the_same_text_saved_twice_changes_nothing_even_from_an_old_page(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    saved = save_boxes(pledge, {"post": POST}, by=by, version=1)
    again = save_boxes(pledge, {"post": POST}, by=by, version=1)
    assert again.version == saved.version == 2


def test_a_stale_text_is_refused_and_the_stored_one_handed_over(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    save_boxes(pledge, {"post": POST}, by=by, version=1)
    with pytest.raises(Stale) as refused:
        save_boxes(pledge, {"post": "别的内容"}, by=by, version=1)
    assert refused.value.stored.boxes["post"] == POST
    assert Pledge.objects.get().boxes["post"] == POST


def test_a_pause_in_typing_makes_no_journal_entry_but_a_saved_text_does(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    before = Entry.objects.count()
    save_boxes(pledge, {"post": "每月"}, by=by, is_autosave=True)
    assert Entry.objects.count() == before
    save_boxes(pledge, {"post": POST}, by=by)
    assert Entry.objects.latest("id").verb == "write"


def test_a_proposed_text_can_no_longer_be_written(county):
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"post": POST}, by=by)
    propose(pledge, by=by)
    with pytest.raises(Refusal, match="内容已固定"):
        save_boxes(pledge, {"post": "改一改"}, by=by)
    with pytest.raises(Refusal, match="内容已固定"):
        move_item(pledge.items.first(), "deed", by=by)
    with pytest.raises(Refusal, match="内容已固定"):
        edit_item(pledge.items.first(), by=by, place="村口")
    with pytest.raises(Refusal, match="内容已固定"):
        confirm_items(pledge, by=by)


def test_one_tap_for_all_leaves_what_is_past_its_day_to_a_tap_of_its_own(county):
    by = county.users["member"]
    pledge = save_boxes(
        open_for_member(county.round, county.member, by=by), {"deed": "1、3月底前修渠。\n2、年底前修路。"}, by=by
    )
    with time_machine.travel(datetime(2011, 4, 2, 3, tzinfo=UTC)):
        assert confirm_items(pledge, by=by) == 1
        past = pledge.items.get(is_confirmed=False)
        assert past.due_on == date(2011, 3, 31)
        assert confirm_items(pledge, [str(past.uid)], by=by) == 1


def test_an_item_moves_to_another_box_and_both_texts_follow(county):
    by = county.users["member"]
    pledge = save_boxes(
        open_for_member(county.round, county.member, by=by),
        {"post": POST, "deed": "1、给老人理发。\n2、修路灯。"},
        by=by,
    )
    canal = pledge.items.get(text__contains="水渠")
    move_item(canal, "deed", by=by)
    pledge.refresh_from_db()
    assert _items(pledge) == [
        ("deed", "给老人理发"),
        ("deed", "修路灯"),
        ("deed", "年底前修好二组水渠300米"),
        ("post", "每月走访本组8户"),
    ]
    assert "水渠" not in pledge.boxes["post"]
    assert "水渠" in pledge.boxes["deed"]
    assert pledge.items.get(uid=canal.uid).kind == "deed"


def test_an_item_cannot_move_to_a_box_that_the_form_does_not_have(county):
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"post": POST}, by=by)
    with pytest.raises(Refusal, match="没有这个类别"):
        move_item(pledge.items.first(), "goal", by=by)


@time_machine.travel(_WRITTEN)
def test_confirming_all_or_one(county):
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"post": POST}, by=by)
    assert confirm_items(pledge, [str(pledge.items.first().uid)], by=by) == 1
    assert confirm_items(pledge, by=by) == 1
    assert confirm_items(pledge, by=by) == 0
    assert not pledge.items.filter(is_confirmed=False).exists()


def test_last_years_items_are_carried_over_once(county):
    by = county.users["member"]
    earlier = open_round(by=None, organisation=county.county, year=2010)
    old = save_boxes(open_for_member(earlier, county.member, by=by), {"post": POST}, by=by)
    pledge = open_for_member(county.round, county.member, by=by)
    save_boxes(pledge, {"post": "带头学技术"}, by=by)
    uids = [str(item.uid) for item in old.items.all()]
    carry_over(pledge, uids[:1], by=by)
    carry_over(pledge, uids, by=by)
    pledge.refresh_from_db()
    assert _items(pledge) == [("post", "带头学技术"), ("post", "每月走访本组8户"), ("post", "年底前修好二组水渠300米")]
    assert not set(uids) & {str(item.uid) for item in pledge.items.all()}


def test_signing_together_binds_each_member_once(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    sign_together(pledge, [county.co_member], by=by)
    assert subjects.of_member(county.round, county.co_member) == pledge
    assert open_for_member(county.round, county.co_member, by=county.users["co_member"]) == pledge
    assert county.co_member not in subjects.without_pledge(county.round, county.branch)


def test_one_with_a_pledge_of_the_own_or_of_another_branch_cannot_sign(county):
    by = county.users["member"]
    pledge = open_for_member(county.round, county.member, by=by)
    open_for_member(county.round, county.co_member, by=county.users["co_member"])
    for member in (county.co_member, county.neighbour_member):
        with pytest.raises(Refusal, match=member.name):
            sign_together(pledge, [member], by=by)
    assert not pledge.co_signers.exists()


def test_an_oral_pledge_names_its_recorder(county):
    pledge = record_oral(county.round, county.member, {"deed": "给五保户挑水"}, by=county.users["secretary"])
    assert (pledge.is_oral, pledge.recorded_by) == (True, county.users["secretary"])
    with pytest.raises(Refusal, match="已有承诺书"):
        record_oral(county.round, county.member, {"deed": "再说一遍"}, by=county.users["secretary"])


def test_an_organisation_has_one_pledge_a_round(county):
    by = county.users["organiser"]
    first = open_for_organisation(county.round, county.branch, by=by)
    assert open_for_organisation(county.round, county.branch, by=county.users["secretary"]) == first
    with pytest.raises(Refusal, match="书记、组织委员"):
        open_for_organisation(county.round, county.neighbour, by=by)
