"""充实完善: a reason, the same road again, the old text as it was, and a readable difference."""

import uuid

import pytest
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.pledges import diff
from jiannuo.pledges.actions.propose import amend, propose
from jiannuo.pledges.models import ItemKind, PledgeItem
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

LABELS = {"common": "共性承诺", "post": "岗位承诺", "deed": "实事承诺"}


@pytest.fixture
def published(county):
    return walk(county, county.draft(county.member), Stage.PUBLISHED)


def test_an_amendment_needs_a_reason(county, published):
    with pytest.raises(Refusal, match="请写明充实完善的原因"):
        amend(published, "　", by=county.users["member"])
    assert fresh(published).stage == Stage.PUBLISHED


def test_the_old_text_stays_public_until_the_new_one_is(county, published):
    old = published.current
    amend(published, "群众要求增加一项。", by=county.users["member"])
    published.items.update(text="每月洒水4次")
    for stage in (Stage.PROPOSED, Stage.REVIEWED, Stage.CONFIRMED, Stage.FILED):
        at_stage = walk(county, fresh(published), stage)
        assert at_stage.published == old
    again = walk(county, fresh(published), Stage.PUBLISHED)
    assert (again.published.number, again.published.reason) == (2, "群众要求增加一项。")
    assert [v.content["items"][0]["text"] for v in again.versions.all()] == ["每月为村里水泥巷道洒水2次", "每月洒水4次"]


def test_an_amendment_that_changes_nothing_is_refused(county, published):
    amend(published, "再想想。", by=county.users["member"])
    with pytest.raises(Refusal, match="与已定诺的文本完全相同"):
        propose(fresh(published), by=county.users["member"])


def test_the_form_keeps_what_was_typed_and_opens_the_text_for_writing(county, published):
    client, address = county.client("member"), reverse("pledges:amend", args=[published.pk])
    empty = client.post(address, {"reason": " ", "version": published.version})
    assert empty.status_code == 422
    assert "请写明原因" in empty.content.decode()
    data = {"reason": "上级新下达任务。", "version": published.version, "once": str(uuid.uuid4())}
    assert client.post(address, data).url == reverse("pledges:write", args=[published.pk])
    assert client.post(address, data).url == reverse("pledges:write", args=[published.pk])
    assert fresh(published).amendment_reason == "上级新下达任务。"


def test_who_may_not_amend_is_told_why(county, published):
    page = county.client("town_secretary").get(reverse("pledges:amend", args=[published.pk])).content.decode()
    assert "充实完善须由承诺人办理。" in page


def _item(text, uid="a", kind="deed", **more):
    facts = {"first": "", "responsible": "", "expected_effect": "", "criterion": "", "beneficiaries": "", "place": ""}
    return {"uid": uid, "kind": kind, "text": text, "deadlines": [], "targets": [], "due_on": None} | facts | more


def _changes(before, after):
    return diff.changes({"items": before}, {"items": after}, LABELS)


def test_items_meet_by_their_uid_and_are_said_to_be_added_changed_or_gone():
    found = _changes(
        [_item("洒水", "a"), _item("修渠", "b"), _item("帮厨", "c")],
        [_item("洒水3次", "a"), _item("帮厨", "c"), _item("植树", "d")],
    )
    assert [(c.sort, c.box, c.label, c.before, c.after) for c in found] == [
        ("changed", "实事承诺", "第1项", "洒水", "洒水3次"),
        ("same", "实事承诺", "第2项", "帮厨", "帮厨"),
        ("added", "实事承诺", "第3项", "", "植树"),
        ("gone", "实事承诺", "第2项", "修渠", ""),
    ]
    assert diff.summary(found) == "新增1项，改动1项，取消1项，未改动1项。"


def test_every_change_stands_in_its_box_in_the_order_of_the_form():
    found = _changes(
        [_item("修渠", "a"), _item("学党章", "b", "common"), _item("捐款", "c", "common")],
        [
            _item("修渠", "a"),
            _item("巡河", "d", "post"),
            _item("学党章", "b", "common"),
            _item("自律", "e", "common"),
        ],
    )
    assert [(box, [(c.sort, c.label, c.text) for c in some]) for box, some in diff.in_boxes(found)] == [
        ("共性承诺", [("same", "第1项", "学党章"), ("added", "第2项", "自律"), ("gone", "第2项", "捐款")]),
        ("岗位承诺", [("added", "第3项", "巡河")]),
        ("实事承诺", [("same", "第4项", "修渠")]),
    ]


def test_an_added_item_is_shown_with_its_deadline():
    due = [{"type": "period", "words": "年底前", "ends_on": "2011-12-31"}]
    assert _changes([], [_item("植树", deadlines=due)])[0].facts == (("完成时限", "", "2011年12月31日前（年底前）"),)
    assert _changes([_item("植树", deadlines=due)], [])[0].facts == (("完成时限", "2011年12月31日前（年底前）", ""),)


def test_a_change_of_deadline_or_box_alone_is_a_change():
    yearly, later = (
        [{"type": "period", "words": w, "ends_on": d}] for w, d in (("年底前", "2011-12-31"), ("6月底前", "2011-06-30"))
    )
    found = _changes([_item("洒水", deadlines=yearly)], [_item("洒水", kind="post", deadlines=later, place="二组")])
    assert found[0].sort == "changed"
    assert found[0].facts == (
        ("完成时限", "2011年12月31日前（年底前）", "2011年6月30日前（6月底前）"),
        ("地点", "", "二组"),
        ("类别", "实事承诺", "岗位承诺"),
    )


def test_the_difference_page_compares_the_latest_two_and_any_two(county, published):
    amend(published, "增加一项。", by=county.users["member"])
    PledgeItem.objects.create(pledge=published, kind=ItemKind.COMMON, position=1, text="遵守<b>党章</b>", text_key="x")
    propose(fresh(published), by=county.users["member"])
    client, address = county.client("member"), reverse("pledges:diff", args=[published.pk])
    page = client.get(address).content.decode()
    assert "新增1项，未改动1项。" in page
    assert "增加一项。" in page
    assert "遵守&lt;b&gt;党章&lt;/b&gt;" in page
    assert "取消1项" in client.get(address, {"from": "2", "to": "1"}).content.decode()
    assert client.get(address, {"from": "x", "to": "99"}).status_code == 200


def test_a_pledge_with_one_version_has_nothing_to_compare(county):
    pledge = walk(county, county.draft(county.member), Stage.PROPOSED)
    assert "只有一份文本" in county.client("member").get(reverse("pledges:diff", args=[pledge.pk])).content.decode()


def test_a_version_shows_its_text_and_fingerprint(county, published):
    page = county.client("member").get(reverse("pledges:version", args=[published.pk, 1])).content.decode()
    assert published.current.fingerprint in page
    assert "每月为村里水泥巷道洒水2次" in page


def test_the_page_of_an_organisations_text_names_it_once(county):
    pledge = county.draft(None)
    walk(county, pledge, Stage.FILED)
    page = county.client("secretary").get(f"/pledges/{pledge.pk}/versions/1/").text
    assert "柳树湾村党支部 · 第1稿" in page
    assert "柳树湾村党支部 · 柳树湾村党支部" not in page


def test_who_amends_is_not_told_by_when_to_propose(county, published):
    url, client = reverse("pledges:write", args=[published.pk]), county.client("member")
    amend(published, "群众要求增加一项。", by=county.users["member"])
    page = client.get(url).content.decode()
    assert "提诺。" not in page
    assert "整段粘贴" in page


def test_who_drafts_is_told_by_when_to_propose(county):
    page = county.client("member").get(reverse("pledges:write", args=[county.draft(county.member).pk]))
    assert "提诺。" in page.content.decode()
