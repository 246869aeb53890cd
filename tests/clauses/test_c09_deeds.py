"""C9 「每年或每个时期向群众承诺做几件实事」: for whom, where, by when, to what effect."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.models import PledgeItem

NO_ROWS = {f"{part}-{name}": 0 for part in ("deadline", "target") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_a_deed_says_for_whom_where_by_when_and_to_what_effect(county):
    by, client = county.users["member"], county.client("member")
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": "6月底前修好护栏20米"}, by=by)
    deed = pledge.items.get()
    url = reverse("pledges:item", kwargs={"pk": pledge.pk, "uid": deed.uid})
    assert "只写情况，不写姓名" in client.get(url).content.decode()
    facts = {"beneficiaries": "塘边12户", "place": "李家塘", "expected_effect": "孩子路过不再落水"}
    kept = NO_ROWS | {
        "deadline-TOTAL_FORMS": 1,
        "deadline-INITIAL_FORMS": 1,
        "deadline-0-type": "period",
        "deadline-0-day": "2011-06-30",
        "deadline-0-words": "6月底前",
    }
    client.post(url, kept | facts)
    stored = PledgeItem.objects.values("beneficiaries", "place", "expected_effect").get()
    assert stored == facts
    document = client.get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).content.decode()
    for words in (*facts.values(), "2011年6月30日前"):
        assert words in document


def test_several_deeds_make_several_items(county):
    by = county.users["member"]
    text = "上半年帮乡亲卖包菜420亩,下半年卖冬瓜700亩"
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": text}, by=by)
    assert [(str(item.due_on), item.kind) for item in pledge.items.all()] == [
        ("2011-06-30", "deed"),
        ("2011-12-31", "deed"),
    ]
