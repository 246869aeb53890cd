"""C14 「力求承诺事项明确、具体、实在」: what, who, by when, to what effect, how one can tell."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_organisation, save_boxes
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import PledgeVersion


def test_every_item_carries_its_five_answers_into_the_frozen_text(county):
    by, client = county.users["secretary"], county.client("secretary")
    pledge = open_for_organisation(county.round, county.branch, by=by)
    save_boxes(pledge, {"deed": "5月底前修好四组机耕路1.2公里"}, by=by)
    item = pledge.items.get()
    url = reverse("pledges:item", kwargs={"pk": pledge.pk, "uid": item.uid})
    page = client.get(url).content.decode()
    for label in ("责任人", "完成时限", "预期效果", "怎样算做到"):
        assert label in page
    sent = {"responsible": "王主任", "expected_effect": "雨天能通农用车", "criterion": "路面通车，组长验收"}
    sent |= {"deadline-TOTAL_FORMS": 1, "deadline-INITIAL_FORMS": 1, "deadline-0-type": "period"}
    sent |= {"deadline-0-day": "2011-05-31", "deadline-0-words": "5月底前", "target-TOTAL_FORMS": 0}
    client.post(url, sent | {"target-INITIAL_FORMS": 0})
    propose(pledge, by=by)
    (frozen,) = PledgeVersion.objects.get().content["items"]
    assert frozen["text"] == "5月底前修好四组机耕路1.2公里"
    assert (frozen["responsible"], frozen["due_on"]) == ("王主任", "2011-05-31")
    assert (frozen["expected_effect"], frozen["criterion"]) == ("雨天能通农用车", "路面通车，组长验收")
    document = client.get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).content.decode()
    for words in ("王主任", "2011年5月31日前（5月底前）", "雨天能通农用车", "路面通车，组长验收"):
        assert words in document
