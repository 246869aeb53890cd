"""C8 「做好日常工作、服务人民群众、完成急难险重任务、实现年度工作目标」 stand beside a member's 岗位承诺."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member

TOPICS = ("做好日常工作", "服务人民群众", "完成急难险重任务", "实现年度工作目标")


def test_the_rounds_topics_stand_beside_the_members_box(county):
    pledge = open_for_member(county.round, county.member, by=county.users["member"])
    page = county.client("member").get(reverse("pledges:write", kwargs={"pk": pledge.pk}))
    box = next(box for box in page.context["boxes"] if box.field.label == "岗位承诺")
    assert tuple(box.topics) == TOPICS
    assert all(topic in page.content.decode() for topic in TOPICS)
    assert len(box.examples) >= 2
