"""放弃修改: an amendment opened by mistake leaves no trace in the text, and one in the journal."""

import uuid
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal, Stale
from jiannuo.journal.queries import of
from jiannuo.pledges import boxes, workflow
from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.actions.dropping import drop_amendment
from jiannuo.pledges.actions.joint import sign_together
from jiannuo.pledges.actions.propose import amend, propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.content import draft_of, fingerprint_of
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.wording import kinds_of
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.walking import fresh, walk


@pytest.fixture
def published(county):
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        pledge = county.draft(county.member)
        texts = {"deed": "年底前修好村口路灯3盏。\n每月洒水2次。", "common": "遵守党章。"}
        save_boxes(pledge, texts, by=county.users["member"])
        return walk(county, fresh(pledge), Stage.PUBLISHED)


def _state(pledge):
    """Everything that may not differ. Left out: the count of acts, and the boxes' own line breaks and numbering."""
    row = Pledge.objects.values().get(pk=pledge.pk)
    del row["version"]
    read = boxes.read(row.pop("boxes"), list(kinds_of(pledge)), 2011)
    row |= {"stage_at": row["stage_at"].replace(microsecond=0), "read": [(kind, item.text) for kind, item in read]}
    fields = ("uid", "kind", "text", "text_key", "deadlines", "targets", "due_on", "expected_effect", "place")
    items = list(pledge.items.order_by("uid").values(*fields))
    return row, items, list(StandingItem.objects.order_by("id").values())


def _rewritten(county, pledge):
    by = county.users["member"]
    amend(pledge, "点错了。", by=by)
    save_boxes(fresh(pledge), {"deed": "每月洒水4次。\n植树200棵。", "common": "", "post": "巡河。"}, by=by)
    return fresh(pledge)


def test_everything_is_as_it_was_before(county, published):
    before = _state(published)
    changed = _rewritten(county, published)
    assert _state(changed)[1] != before[1]
    drop_amendment(changed, by=county.users["member"])
    assert _state(published) == before
    assert fingerprint_of(draft_of(fresh(published))) == published.current.fingerprint
    assert of(published).last().verb == "drop_amendment"
    assert of(published).last().detail["reason"] == "点错了。"


def test_a_text_that_was_sent_back_stays_in_the_history_and_its_number_is_not_given_twice(county, published):
    changed = _rewritten(county, published)
    propose(changed, by=county.users["member"])
    judge(fresh(changed), workflow.SEND_BACK, Opinion("不必改。"), by=county.users["secretary"])
    dropped = drop_amendment(fresh(changed), by=county.users["member"])
    assert (dropped.stage, dropped.current.number, dropped.published_id) == (Stage.PUBLISHED, 1, published.published_id)
    page = county.client("member").get(reverse("pledges:detail", args=[published.pk])).content.decode()
    assert "已放弃" in page
    again = propose(_rewritten(county, fresh(published)), by=county.users["member"])
    assert again.current.number == 3


def test_a_filed_pledge_goes_back_to_the_file(county):
    filed = walk(county, county.draft(county.member), Stage.FILED)
    before = _state(filed)
    drop_amendment(_rewritten(county, filed), by=county.users["member"])
    assert _state(filed)[0]["stage"] == Stage.FILED
    assert fresh(filed).stage_at == filed.current.filing.at
    assert _state(filed)[2] == before[2]


def test_the_second_text_may_be_filed_while_the_first_is_still_the_public_one(county, published):
    second = walk(county, _rewritten(county, published), Stage.FILED)
    assert second.current.number == 2
    amend(second, "再改。", by=county.users["member"])
    dropped = drop_amendment(fresh(second), by=county.users["member"])
    assert (dropped.stage, dropped.current.number, dropped.published.number) == (Stage.FILED, 2, 1)
    assert dropped.amendment_reason == "点错了。"


def test_a_draft_that_was_never_filed_has_nothing_to_go_back_to(county):
    with pytest.raises(Refusal, match="还没有备案过的文本"):
        drop_amendment(county.draft(county.member), by=county.users["member"])


def test_an_older_click_drops_nothing(county, published):
    changed = _rewritten(county, published)
    with pytest.raises(Stale):
        drop_amendment(changed, by=county.users["member"], version=changed.version - 1)
    assert fresh(published).stage == Stage.DRAFTED


def test_who_signed_with_it_signs_again(county):
    draft = county.draft(county.member)
    sign_together(draft, [county.co_member], by=county.users["member"])
    published = walk(county, fresh(draft), Stage.PUBLISHED)
    amend(published, "点错了。", by=county.users["member"])
    sign_together(fresh(published), [], by=county.users["member"])
    drop_amendment(fresh(published), by=county.users["member"])
    assert list(published.co_signers.all()) == [county.co_member]


def test_who_signed_with_it_and_has_left_is_named(county):
    draft = county.draft(county.member)
    sign_together(draft, [county.co_member], by=county.users["member"])
    published = walk(county, fresh(draft), Stage.PUBLISHED)
    amend(published, "点错了。", by=county.users["member"])
    sign_together(fresh(published), [], by=county.users["member"])
    county.co_member.left_on = datetime(2011, 3, 1, tzinfo=UTC).date()
    county.co_member.save()
    with pytest.raises(Refusal, match=f"联名人{county.co_member.name}已不能恢复"):
        drop_amendment(fresh(published), by=county.users["member"])


def test_the_page_shows_what_would_be_lost_and_asks_once_more(county, published):
    changed = _rewritten(county, published)
    client, address = county.client("member"), reverse("pledges:drop_amendment", args=[published.pk])
    page = client.get(address).content.decode()
    assert "已公示的第1稿" in page
    assert "植树200棵" in page
    data = {"version": changed.version, "once": str(uuid.uuid4())}
    assert client.post(address, data).url == reverse("pledges:detail", args=[published.pk])
    assert client.post(address, data).url == reverse("pledges:detail", args=[published.pk])
    assert fresh(published).stage == Stage.PUBLISHED


def test_only_what_was_changed_is_said_to_be_lost(county, published):
    by = county.users["member"]
    amend(published, "点错了。", by=by)
    save_boxes(fresh(published), published.boxes | {"deed": published.boxes["deed"] + "\n植树200棵。"}, by=by)
    page = county.client("member").get(reverse("pledges:drop_amendment", args=[published.pk])).content.decode()
    assert "不能找回：新增1项。" in page


def test_an_open_amendment_says_which_text_counts_and_offers_the_way_back(county, published):
    detail = reverse("pledges:detail", args=[published.pk])
    drop = reverse("pledges:drop_amendment", args=[published.pk])
    client = county.client("member")
    assert drop not in client.get(detail).content.decode()
    _rewritten(county, published)
    page = client.get(detail).content.decode()
    assert "已公示的第1稿仍然有效，正在充实完善" in page
    assert drop in page
    propose(fresh(published), by=county.users["member"])
    page = client.get(detail).content.decode()
    assert "已公示的第1稿仍然有效，正在充实完善" in page
    assert drop not in page


def test_a_first_draft_offers_no_way_back(county):
    page = county.client("secretary").get(reverse("pledges:detail", args=[county.draft(county.member).pk]))
    assert "放弃修改" not in page.content.decode()


def test_during_an_amendment_last_years_text_is_not_offered_as_a_whole(county, published):
    earlier = open_round(by=None, organisation=county.county, year=2010)
    by = county.users["member"]
    save_boxes(open_for_member(earlier, county.member, by=by), {"post": "每月走访8户"}, by=by)
    address = reverse("pledges:write", args=[published.pk])
    _rewritten(county, published)
    page = county.client("member").get(address).content.decode()
    assert "去年写的" in page
    assert "去年的全部沿用" not in page
