"""C11 「党员提诺」: drafting, carry-over, oral and joint pledges, wishes (the phone: tests/browser)."""

from datetime import date

import pytest
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import expect_proposals
from jiannuo.duties.models import Duty
from jiannuo.orgs.models import Appointment, Member
from jiannuo.pledges import policies, workflow
from jiannuo.pledges.actions.draft import (
    open_for_member,
    open_for_organisation,
    record_oral,
    save_boxes,
)
from jiannuo.pledges.actions.joint import agree, sign_together, step_out
from jiannuo.pledges.actions.propose import amend, propose, withdraw
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.actions.wishes import hear
from jiannuo.pledges.jointly import not_agreed
from jiannuo.pledges.models import Agreement, Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.walking import fresh, recorded, walk


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


def _joint(county):
    """Submitted by the first of two signers."""
    by = county.users["member"]
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": "合修机耕路2公里"}, by=by)
    sign_together(pledge, [county.co_member], by=by)
    return propose(fresh(pledge), by=by)


def test_whoever_is_named_as_a_joint_signer_is_told_and_may_step_out(county):
    expect_proposals(county.round, county.branch, by=None)
    by, named = county.users["member"], county.client("co_member")
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": "合修机耕路2公里"}, by=by)
    sign_together(pledge, [county.co_member], by=by)
    asked = "周大有请您一起承诺，还没有提交审诺。请看看内容，不参加的可以退出。"
    detail = reverse("pledges:detail", kwargs={"pk": pledge.pk})
    assert [(line.sentence, line.url) for line in desk_of(county.users["co_member"]).due] == [(asked, detail)]
    step_out_url = reverse("pledges:step_out", kwargs={"pk": pledge.pk})
    assert step_out_url in named.get(detail).text
    assert step_out_url not in county.client("member").get(detail).text
    assert named.post(step_out_url).status_code == 302
    assert not fresh(pledge).co_signers.exists()
    assert asked not in [line.sentence for line in desk_of(county.users["co_member"]).due]
    own = open_for_member(county.round, county.co_member, by=county.users["co_member"])
    assert own.pk != pledge.pk
    with pytest.raises(Refusal, match="不在这份承诺书的联名人中"):
        step_out(fresh(pledge), by=by)


def test_a_joint_pledge_passes_review_only_after_every_signer_has_agreed_to_its_text(county):
    pledge = _joint(county)
    detail = reverse("pledges:detail", kwargs={"pk": pledge.pk})
    asked = next(line for line in desk_of(county.users["co_member"]).due if line.url == detail)
    assert asked.sentence.startswith("联名：周大有请您一起承诺，已经提交审诺。")
    judge(fresh(pledge), workflow.ENDORSE, Opinion(), by=county.users["secretary"])
    town = county.users["town_organiser"]
    with pytest.raises(Refusal, match="联名人陈小满还没有同意"):
        judge(fresh(pledge), workflow.REVIEW, Opinion(), by=town)
    named = county.client("co_member")
    assert reverse("pledges:agree", kwargs={"pk": pledge.pk}) in named.get(detail).text
    assert "现在没有需要您办的事" not in named.get(detail).text
    named.post(reverse("pledges:agree", kwargs={"pk": pledge.pk}))
    assert detail not in [line.url for line in desk_of(county.users["co_member"]).due]
    page = county.client("town_organiser").get(reverse("pledges:review", kwargs={"pk": pledge.pk})).text
    assert "联名人陈小满：" in page
    assert "还没有同意" not in page
    assert judge(fresh(pledge), workflow.REVIEW, Opinion(), by=town).stage == Stage.REVIEWED


def test_who_has_no_phone_says_it_to_the_branch_and_when_and_how_is_noted(county):
    pledge = _joint(county)
    by = county.users["secretary"]
    url = reverse("pledges:note_agreement", kwargs={"pk": pledge.pk, "member": county.co_member.pk})
    line = next(one for one in desk_of(by).due if one.sentence.startswith("联名："))
    assert (line.url, "1 份联名承诺" in line.sentence) == (reverse("pledges:detail", kwargs={"pk": pledge.pk}), True)
    with pytest.raises(Refusal, match="请写明陈小满何时、怎样同意的"):
        agree(pledge, county.co_member, by=by, note="  ")
    with pytest.raises(Refusal, match="最多200字，现在有201字"):
        agree(pledge, county.co_member, by=by, note="同" * 201)
    for stranger in ("town_organiser", "member"):
        with pytest.raises(Refusal, match="由所在党支部的负责人代录"):
            agree(pledge, county.co_member, by=county.users[stranger], note="电话里说的")
    county.client("secretary").post(url, {"note": "3月2日上门，本人同意"})
    said = Agreement.objects.get()
    assert (said.is_oral, said.by, said.note) == (True, by, "3月2日上门，本人同意")
    page = county.client("town_organiser").get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).text
    assert "口头同意（3月2日上门，本人同意），secretary" in page
    assert not [one for one in desk_of(by).due if one.sentence.startswith("联名：")]


def test_who_does_not_agree_leaves_and_the_text_goes_back_to_its_author(county):
    expect_proposals(county.round, county.branch, by=None)
    pledge = _joint(county)
    assert Duty.objects.get(member=county.co_member).done_at
    answer = county.client("co_member").post(reverse("pledges:step_out", kwargs={"pk": pledge.pk}))
    assert answer.status_code == 302
    assert (fresh(pledge).stage, fresh(pledge).co_signers.exists()) == (Stage.DRAFTED, False)
    assert Duty.objects.get(member=county.co_member).done_at is None
    told = [line.sentence for line in desk_of(county.users["member"]).due]
    assert "提诺：您的承诺联名人中已没有陈小满，现在回到您这里。请核对后重新提交审诺。" in told
    again = propose(fresh(pledge), by=county.users["member"])
    assert (again.current.number, again.current.content["co_signers"]) == (2, [])
    reviewed = walk(county, again, Stage.REVIEWED)
    with pytest.raises(Refusal, match="不在这份承诺书的联名人中"):
        step_out(reviewed, by=county.users["co_member"])


def test_a_changed_text_asks_the_signers_anew_and_the_same_text_does_not(county):
    pledge, by = _joint(county), county.users["member"]
    agree(pledge, county.co_member, by=county.users["co_member"])
    withdraw(fresh(pledge), by=by)
    assert not not_agreed(propose(fresh(pledge), by=by))
    withdraw(fresh(pledge), by=by)
    save_boxes(fresh(pledge), {"deed": "合修机耕路3公里"}, by=by)
    assert not_agreed(propose(fresh(pledge), by=by)) == [county.co_member]


def test_what_had_passed_before_agreements_were_asked_stays_as_it_is(county):
    passed = walk(county, _joint(county), Stage.REVIEWED)
    Agreement.objects.all().delete()
    assert walk(county, passed, Stage.FILED).stage == Stage.FILED
    with pytest.raises(Refusal, match="已经审诺通过，联名人不再变动"):
        step_out(fresh(passed), by=county.users["co_member"])


def test_who_signs_a_joint_draft_is_no_dead_end_in_the_list_of_those_who_have_not_proposed(county):
    expect_proposals(county.round, county.branch, by=None)
    by = county.users["secretary"]
    pledge = county.draft(county.member, is_oral=True, recorded_by=by)
    pledge.co_signers.add(county.co_member)
    url = reverse("pledges:missing", kwargs={"pk": county.branch.pk})
    page = county.client("secretary").get(url)
    rows = {duty.member.name: (duty.asked_by, address) for duty, address, _ in page.context["rows"] if duty.member}
    detail = reverse("pledges:detail", kwargs={"pk": pledge.pk})
    assert rows["陈小满"] == ("周大有", detail)
    assert rows["周大有"] == (None, detail)
    assert "已在周大有的联名承诺稿中" in page.text
    assert f"?member={county.co_member.pk}" not in page.text


def test_what_a_member_typed_nobody_else_writes_or_hands_in(county):
    pledge = county.draft(county.member)
    client = county.client("secretary")
    typed = {"version": pledge.version, "common": "", "post": "", "deed": "全年捐款5000元"}
    for name in ("write", "autosave", "check", "propose"):
        client.post(reverse(f"pledges:{name}", kwargs={"pk": pledge.pk}), typed)
    assert (fresh(pledge).stage, fresh(pledge).boxes) == (Stage.DRAFTED, pledge.boxes)
    secretary = county.users["secretary"]
    with pytest.raises(Refusal, match="请党员本人修改，或退回时写明意见"):
        save_boxes(fresh(pledge), {"deed": "全年捐款5000元"}, by=secretary)
    filed = walk(county, fresh(pledge), Stage.FILED)
    with pytest.raises(Refusal, match="充实完善须由本人办理"):
        amend(filed, "加一项。", by=secretary)
    assert (fresh(pledge).is_oral, fresh(pledge).current.content["is_oral"]) == (False, False)


def test_whoever_writes_for_a_member_without_sign_in_stands_on_the_text(county):
    secretary, organiser = county.users["secretary"], county.users["organiser"]
    member = Member.objects.create(branch=county.branch, name="余老三", sex="male")
    pledge = county.draft(member)  # from a release that did not mark it
    saved = save_boxes(pledge, {"deed": "每月帮厨2次"}, by=organiser)
    assert (saved.is_oral, saved.recorded_by) == (True, organiser)
    assert propose(saved, by=secretary).current.content["recorded_by"] == "organiser"
    filed = walk(
        county,
        county.draft(Member.objects.create(branch=county.branch, name="柳二婶", sex="female")),
        Stage.FILED,
        proposer="organiser",
    )
    Pledge.objects.filter(pk=filed.pk).update(is_oral=False, recorded_by=None)
    assert amend(fresh(filed), "加一项。", by=organiser).recorded_by == organiser


def test_a_member_is_told_who_recorded_it_and_takes_it_up_himself(county):
    secretary, member = county.users["secretary"], county.users["member"]
    pledge = record_oral(county.round, county.member, {"deed": "给五保户挑水"}, by=secretary)
    client, address = county.client("member"), reverse("pledges:detail", kwargs={"pk": pledge.pk})
    assert "这份承诺由secretary代您记录" in client.get(address).content.decode()
    saved = save_boxes(fresh(pledge), {"deed": "给五保户挑水，每周2次"}, by=member)
    assert (saved.is_oral, saved.recorded_by) == (False, None)
    with pytest.raises(Refusal, match="请党员本人修改"):
        save_boxes(fresh(pledge), {"deed": "全年捐款5000元"}, by=secretary)
    assert propose(fresh(pledge), by=member).current.content["is_oral"] is False


@pytest.mark.parametrize(
    ("stage", "way"),
    [
        (Stage.PROPOSED, "请他们退回后由您修改"),
        (Stage.REVIEWED, "由会议退回后修改"),
        (Stage.CONFIRMED, "等备案以后由您充实完善"),
        (Stage.FILED, ">充实完善</a>，写明原因后修改"),
        (Stage.PUBLISHED, ">充实完善</a>，写明原因后修改"),
    ],
)
def test_a_member_whose_promise_was_recorded_is_told_the_way_that_is_open_at_its_stage(county, stage, way):
    pledge = record_oral(county.round, county.member, {"deed": "给五保户挑水"}, by=county.users["secretary"])
    walk(county, fresh(pledge), stage, proposer="secretary")
    page = county.client("member").get(reverse("pledges:detail", kwargs={"pk": pledge.pk})).text
    notice = page[page.index("代您记录") :]
    assert way in notice[: notice.index("</p>", notice.index("</p>") + 1)]


@pytest.mark.parametrize("is_alone", [False, True])
def test_a_recorded_promise_skips_the_branchs_opinion_only_where_no_other_officer_could_give_it(county, is_alone):
    secretary = county.users["secretary"]
    if is_alone:
        Appointment.objects.filter(user=county.users["organiser"]).update(ends_on=date(2010, 12, 31))
    pledge = propose(record_oral(county.round, county.member, {"deed": "挑水"}, by=secretary), by=secretary)
    assert policies.needs_opinion(pledge) is not is_alone
    passing = workflow.REVIEW if is_alone else workflow.ENDORSE
    judged_by = county.users["town_organiser" if is_alone else "organiser"]
    assert policies.why_not(judged_by, fresh(pledge), passing) == ""


def test_a_first_draft_is_read_by_those_who_write_it_and_by_nobody_above(county):
    def readers(pledge):
        names = ("pledges:detail", "papers:pledge_pdf", "appraisal:case")
        answers = {
            who: {county.client(who).get(reverse(name, args=[pledge.pk])).status_code for name in names}
            for who in ("member", "secretary", "organiser", "town_organiser", "county_organiser", "leader")
        }
        return {who for who, codes in answers.items() if codes != {404}}

    own = county.draft(county.member)
    assert readers(own) == {"member"}
    listed = county.client("town_organiser").get(reverse("pledges:list", args=[county.town.pk])).content.decode()
    assert "周大有" in listed
    assert reverse("pledges:detail", args=[own.pk]) not in listed
    assert readers(recorded(own, county.users["organiser"])) == {"member", "secretary", "organiser"}
    assert readers(county.draft()) == {"secretary", "organiser"}


def test_while_it_is_amended_others_read_the_filed_words_and_not_the_new_ones(county):
    pledge = walk(county, county.draft(county.member), Stage.FILED)
    amend(pledge, "增加一项。", by=county.users["member"])
    save_boxes(fresh(pledge), {"deed": "每月洒水4次"}, by=county.users["member"])
    pages = {
        who: county.client(who).get(reverse("pledges:detail", args=[pledge.pk])).content.decode()
        for who in ("member", "secretary", "town_organiser")
    }
    assert {who for who, page in pages.items() if "每月洒水4次" in page} == {"member"}
    assert {who for who, page in pages.items() if "洒水2次" in page} == {"secretary", "town_organiser"}
