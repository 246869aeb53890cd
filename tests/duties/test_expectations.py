"""What is expected of whom: reckoned from the round, once, and anew when the round's day moves."""

from datetime import date

import pytest

from jiannuo.duties import queries
from jiannuo.duties.actions import expect_proposals, meet_proposal
from jiannuo.duties.models import Duty
from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.actions.propose import propose
from jiannuo.rounds.models import Step


def test_every_organisation_below_the_root_and_every_member_is_expected_once(county):
    assert expect_proposals(county.round, county.county, by=None) == 6 + 4
    assert expect_proposals(county.round, county.county, by=None) == 0
    assert not Duty.objects.filter(organisation=county.county, member=None).exists()


def test_one_who_has_left_and_a_closed_organisation_are_not_expected(county):
    county.co_member.left_on = date(2011, 1, 1)
    county.co_member.save()
    county.far_branch.closed_on = date(2011, 1, 1)
    county.far_branch.save()
    expect_proposals(county.round, county.county, by=None)
    assert not Duty.objects.filter(member=county.co_member).exists()
    assert not Duty.objects.filter(organisation=county.far_branch).exists()


def test_a_moved_day_moves_what_is_open_and_leaves_what_is_done(county):
    expect_proposals(county.round, county.branch, by=None)
    meet_proposal(county.round, county.branch, [county.co_member.pk], by=None)
    county.round.milestones.filter(step=Step.PROPOSE).update(due_on=date(2011, 2, 25), reckoning="本级自行确定")
    expect_proposals(county.round, county.branch, by=None)
    done, still_open = Duty.objects.get(member=county.co_member), Duty.objects.get(member=county.member)
    assert done.due_on == date(2011, 2, 20)
    assert (still_open.due_on, still_open.reckoning) == (date(2011, 2, 25), "本级自行确定")


def test_proposing_meets_the_own_duty_and_nobody_elses(county):
    expect_proposals(county.round, county.branch, by=None)
    by = county.users["member"]
    propose(save_boxes(open_for_member(county.round, county.member, by=by), {"post": "每月走访8户"}, by=by), by=by)
    assert [duty.member for duty in Duty.objects.filter(done_at__isnull=False)] == [county.member]


@pytest.mark.parametrize(
    ("who", "count"), [("member", 1), ("secretary", 4), ("county_organiser", 10), ("guide", 1), ("far_secretary", 1)]
)
def test_duties_are_seen_by_those_they_bind_and_those_above(county, who, count):
    expect_proposals(county.round, county.county, by=None)
    assert queries.visible_to(county.users[who]).count() == count


def test_mine_are_my_own_and_those_of_the_organisation_i_run(county):
    expect_proposals(county.round, county.county, by=None)
    mine = queries.mine(county.users["secretary"])
    assert {(duty.organisation, duty.member) for duty in mine} == {
        (county.branch, None),
        (county.branch, county.secretary_member),
    }
