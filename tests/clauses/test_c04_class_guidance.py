"""C4 「注重加强分类指导」: guidance, examples and hints differ by class, edited by the guiding body."""

import pytest
from django.urls import reverse

from jiannuo.orgs.models import OrgClass
from jiannuo.pledges.actions.draft import open_for_member, open_for_organisation
from jiannuo.rounds.examples import built_in
from jiannuo.rounds.models import Subject

KINDS = {Subject.MEMBER: {"common", "post", "deed"}, Subject.ORGANISATION: {"goal", "common", "post", "deed"}}


@pytest.mark.parametrize("subject", Subject.values)
def test_every_class_has_examples_of_its_own_for_every_kind(subject):
    seen = [text for c in OrgClass.values for texts in built_in(c, subject).values() for text in texts]
    assert all(set(built_in(c, subject)) == KINDS[subject] for c in OrgClass.values)
    assert len(seen) == len(set(seen))


def test_a_village_and_a_community_see_different_examples(county):
    def page(organisation, who):
        pledge = open_for_organisation(county.round, organisation, by=county.users[who])
        return county.client(who).get(reverse("pledges:write", kwargs={"pk": pledge.pk})).content.decode()

    village, community = page(county.branch, "secretary"), page(county.far_branch, "far_secretary")
    assert "机耕路" in village
    assert "机耕路" not in community
    assert "老旧院落" in community


def test_what_the_guiding_body_writes_stands_beside_the_boxes_of_its_class(county):
    url = reverse("rounds:guidance_edit", kwargs={"pk": county.town.pk, "org_class": "rural", "subject": "member"})
    written = {"text": "结合春耕写", "hints": "写明几户", "examples_deed": "给孤寡老人代买农资两次"}
    county.client("town_organiser").post(url, written)
    pledge = open_for_member(county.round, county.member, by=county.users["member"])
    page = county.client("member").get(reverse("pledges:write", kwargs={"pk": pledge.pk})).content.decode()
    for words in ("结合春耕写", "写明几户", "给孤寡老人代买农资两次", county.town.name):
        assert words in page


def test_the_branch_itself_cannot_rewrite_its_guidance(county):
    url = reverse("rounds:guidance_edit", kwargs={"pk": county.branch.pk, "org_class": "rural", "subject": "member"})
    answer = county.client("secretary").post(url, {"text": "我自己定"})
    assert answer.status_code == 422
    assert "党委的书记" in answer.content.decode()
