"""C6 「主要包括共性承诺、岗位承诺和实事承诺三个方面」; an organisation's second kind is printed 履职承诺 (附件1)."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member, open_for_organisation, save_boxes
from jiannuo.pledges.wording import kinds_of


def test_the_second_kind_is_printed_by_subject(county):
    member = open_for_member(county.round, county.member, by=county.users["member"])
    organisation = open_for_organisation(county.round, county.branch, by=county.users["secretary"])
    assert list(kinds_of(member).values()) == ["共性承诺", "岗位承诺", "实事承诺"]
    assert list(kinds_of(organisation).values()) == ["创建目标", "共性承诺", "履职承诺", "实事承诺"]


def test_each_kind_holds_several_items_in_the_order_of_the_form(county):
    by = county.users["secretary"]
    pledge = open_for_organisation(county.round, county.branch, by=by)
    boxes = {
        "deed": "1、修路；2、修灯。",
        "post": "1、每月议事；2、每月公开。",
        "common": "一是守纪律；二是讲廉洁。",
        "goal": "收入增长8%",
    }
    save_boxes(pledge, boxes, by=by)
    assert [item.text for item in pledge.items.filter(kind="post")] == ["每月议事", "每月公开"]
    page = county.client("secretary").get(reverse("pledges:check", kwargs={"pk": pledge.pk}))
    shown = [(label, len(group)) for label, group in page.context["groups"]]
    assert shown == [("创建目标", 1), ("共性承诺", 2), ("履职承诺", 2), ("实事承诺", 2)]
    document = county.client("secretary").get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).content.decode()
    assert (
        document.index("创建目标")
        < document.index("共性承诺")
        < document.index("履职承诺")
        < document.index("实事承诺")
    )
