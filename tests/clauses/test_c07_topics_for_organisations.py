"""C7 「围绕中心、服务大局、做好本单位业务工作、完成重点任务、推进“五个基本”和“七个体系”建设」 stand beside 履职承诺."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member, open_for_organisation

TOPICS = (
    "围绕中心",
    "服务大局",
    "做好本单位业务工作",
    "完成重点任务",
    "“五个基本”建设",
    "“七个体系”建设",
    "服务群众、为民办事",
)


def _page(county, pledge, who):
    return county.client(who).get(reverse("pledges:write", kwargs={"pk": pledge.pk}))


def test_the_rounds_topics_stand_beside_the_organisations_box(county):
    pledge = open_for_organisation(county.round, county.branch, by=county.users["secretary"])
    page = _page(county, pledge, "secretary")
    box = next(box for box in page.context["boxes"] if box.field.label == "履职承诺")
    assert tuple(box.topics) == TOPICS
    assert all(topic in page.content.decode() for topic in TOPICS)


def test_a_round_may_offer_other_topics(county):
    county.round.terms["topics"]["organisation"]["post"] = ["乡村振兴"]
    county.round.save()
    pledge = open_for_organisation(county.round, county.branch, by=county.users["secretary"])
    page = _page(county, pledge, "secretary").content.decode()
    assert "乡村振兴" in page
    assert "“七个体系”建设" not in page


def test_they_are_not_a_members_topics(county):
    pledge = open_for_member(county.round, county.member, by=county.users["member"])
    assert "“七个体系”建设" not in _page(county, pledge, "member").content.decode()
