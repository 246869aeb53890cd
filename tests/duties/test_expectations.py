"""What is expected of whom: reckoned from the round, once, and anew when the round's day moves."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.duties import queries
from jiannuo.duties.actions import expect, expect_proposals, meet_proposal
from jiannuo.duties.actions.expected import note_reckoned
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.plans import newcomers
from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.actions.propose import propose
from jiannuo.rounds.models import Round, Step

OURS = "本系统的建议（指导意见没有规定日期）："


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


@pytest.mark.parametrize(
    ("came_on", "due_on", "reckoned"),
    [
        (date(2011, 2, 1), date(2011, 2, 20), "2月1日开始，20天内提诺"),
        (date(2011, 2, 2), date(2011, 2, 21), "2月1日开始，20天内提诺；2月2日新进名册，从那天起20天内提诺"),
        (date(2011, 5, 10), date(2011, 5, 29), "2月1日开始，20天内提诺；5月10日新进名册，从那天起20天内提诺"),
    ],
)
def test_one_who_comes_late_has_a_day_of_his_own(county, came_on, due_on, reckoned):
    new = Member.objects.create(branch=county.branch, name="新来的", sex="male", came_on=came_on)
    expect_proposals(county.round, county.county, by=None)
    duty = Duty.objects.get(member=new)
    assert (duty.due_on, duty.reckoning) == (due_on, f"{OURS}{reckoned}")
    assert duty.original_due_on == date(2011, 2, 20)


def test_one_who_comes_late_reads_his_own_day_before_and_while_writing(county):
    Member.objects.filter(pk=county.member.pk).update(came_on=date(2011, 5, 10))
    expect_proposals(county.round, county.county, by=None)
    client = county.client("member")
    assert "5月29日" in client.get("/pledges/mine/").content.decode()
    pledge = open_for_member(county.round, county.member, by=county.users["member"])
    assert "5月29日" in client.get(f"/pledges/{pledge.pk}/write/").content.decode()


def test_who_comes_after_the_round_has_closed_is_not_expected_in_it(county):
    Member.objects.create(branch=county.branch, name="明年的", sex="male", came_on=date(2012, 1, 3))
    expect_proposals(county.round, county.county, by=None)
    with time_machine.travel(datetime(2012, 1, 4, 1, 0, tzinfo=UTC)):
        assert [list(rows) for rows in newcomers(county.round)] == [[], []]


@pytest.mark.parametrize(
    ("opens_on", "due_on"), [(date(2011, 2, 15), date(2011, 6, 6)), (date(2011, 1, 1), date(2011, 6, 30))]
)
def test_who_comes_late_has_as_long_as_everybody_had_and_30_days_at_most(county, opens_on, due_on):
    Round.objects.update(opens_on=opens_on)
    county.round.refresh_from_db()
    Member.objects.filter(pk=county.co_member.pk).update(came_on=date(2011, 6, 1))
    expect_proposals(county.round, county.county, by=None)
    assert Duty.objects.get(member=county.co_member).due_on == due_on


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


@time_machine.travel(datetime(2011, 2, 10, 2, tzinfo=UTC))
def test_who_proposes_before_the_worker_has_written_his_duties_has_proposed(county):
    """The worker comes once in a minute; what it wrote down afterwards stayed undone for ever."""
    expect(county.round, county.county, by=None)
    note_reckoned(county.round, by=None)
    newcomer = Member.objects.create(branch=county.branch, name="新来的", sex="male")
    by = county.users["secretary"]
    oral = open_for_member(county.round, newcomer, by=by)
    propose(save_boxes(oral, {"post": "每月走访8户"}, by=by), by=by)
    assert Duty.objects.get(member=newcomer, kind=DutyKind.PROPOSE).done_on is not None
    assert Duty.objects.filter(member=newcomer).count() > 1, "nor is he overlooked for the rest of the year"
    assert [duty.member for duty in Duty.objects.filter(done_on__isnull=False)] == [newcomer]
    assert expect(county.round, county.county, by=None) == 0


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
