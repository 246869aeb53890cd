"""C11 「党员提诺」: drafting, carry-over, oral and joint pledges, wishes (the phone: tests/browser)."""

from datetime import date

from django.urls import reverse

from jiannuo.duties.actions import expect_proposals
from jiannuo.duties.models import Duty
from jiannuo.pledges.actions.draft import open_for_member, open_for_organisation, save_boxes, sign_together
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.wishes import hear
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round


def test_a_member_drafts_and_proposes(county):
    client = county.client("member")
    client.post(reverse("pledges:mine"))
    pledge = Pledge.objects.get()
    client.post(
        reverse("pledges:write", kwargs={"pk": pledge.pk}),
        {"version": 1, "common": "", "post": "每月走访8户", "deed": "年底前修灯3盏", "do": "check"},
    )
    client.post(reverse("pledges:propose", kwargs={"pk": pledge.pk}), {"version": 2})
    pledge.refresh_from_db()
    assert (pledge.stage, pledge.proposed_by, pledge.current.number) == (Stage.PROPOSED, county.users["member"], 1)


def test_an_organisation_drafts_with_the_wishes_at_hand(county):
    by = county.users["secretary"]
    hear(county.round, county.branch, "三组水渠漏水", "入户走访", date(2011, 1, 10), by=by)
    pledge = open_for_organisation(county.round, county.branch, by=by)
    page = county.client("secretary").get(reverse("pledges:write", kwargs={"pk": pledge.pk})).content.decode()
    assert "三组水渠漏水" in page


def test_all_of_last_years_text_is_carried_over_at_once(county):
    by = county.users["member"]
    earlier = open_round(by=None, organisation=county.county, year=2010)
    save_boxes(open_for_member(earlier, county.member, by=by), {"post": "每月走访8户", "deed": "修灯3盏"}, by=by)
    pledge = open_for_member(county.round, county.member, by=by)
    url = reverse("pledges:write", kwargs={"pk": pledge.pk})
    client = county.client("member")
    assert "去年的全部沿用" in client.get(url).content.decode()
    client.post(url, {"version": 1, "common": "", "post": "", "deed": "", "carry": "all"})
    assert "去年的全部沿用" not in client.get(url).content.decode()
    pledge.refresh_from_db()
    assert {kind: text for kind, text in pledge.boxes.items() if text} == {"post": "每月走访8户", "deed": "修灯3盏"}


def test_an_oral_pledge_is_shown_as_recorded_for_the_member(county):
    url = reverse("pledges:oral", kwargs={"pk": county.branch.pk})
    county.client("secretary").post(url, {"member": county.member.pk, "deed": "给五保户挑水", "do": "propose"})
    pledge = Pledge.objects.get()
    document = county.client("member").get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).content.decode()
    assert "口头承诺，由secretary代录" in document
    assert pledge.current.content["recorded_by"] == "secretary"


def test_a_joint_pledge_meets_the_duty_of_everybody_who_signs(county):
    expect_proposals(county.round, county.branch, by=None)
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": "合修机耕路2公里"}, by=by)
    sign_together(pledge, [county.co_member], by=by)
    propose(pledge, by=by)
    open_duties = Duty.objects.filter(done_at__isnull=True, member__isnull=False)
    assert [duty.member for duty in open_duties] == [county.secretary_member]
    assert pledge.versions.get().content["co_signers"] == ["陈小满"]
