"""C24: 「一季一讲评，半年一点评，一年一评议」 and 群众评: what is expected of whom in which period."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.duties.actions import expect, meet
from jiannuo.duties.models import Duty
from jiannuo.duties.states import DutyState, state_of
from jiannuo.orgs.models import Member
from jiannuo.rounds.presets import TWO_WORDS


@pytest.fixture(autouse=True)
def opening():
    with time_machine.travel(datetime(2011, 2, 1, 1, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def year(county):
    expect(county.round, county.county, by=None)
    return county


def on(day, hour=1):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def test_the_guidances_own_rhythm_is_the_preset(year):
    count = {}
    for kind, period in Duty.objects.filter(member=year.member).values_list("kind", "period"):
        count.setdefault(kind, []).append(period)
    assert {kind: sorted(periods) for kind, periods in count.items()} == {
        "propose": [0],
        "self_report": [1, 2, 3, 4],
        "appraisal": [1],
    }
    of_branch = Duty.objects.filter(organisation=year.branch, member=None).values_list("kind", "period")
    assert sorted(of_branch) == [
        ("appraisal", 1),
        ("branch_comment", 1),
        ("branch_comment", 2),
        ("branch_comment", 3),
        ("branch_comment", 4),
        ("leader_comment", 1),
        ("leader_comment", 2),
        ("propose", 0),
        ("survey", 1),
        ("survey", 2),
    ]


def test_where_the_guidance_contradicts_itself_the_round_says_so_and_may_choose(year):
    client = year.client("county_organiser")
    assert TWO_WORDS in client.get("/rounds/2011/").content.decode()
    form = client.get("/rounds/2011/edit/").context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"times_survey": 1}
    assert client.post("/rounds/2011/edit/", sent).status_code == 302
    expect(year.round, year.county, by=None)
    assert Duty.objects.filter(organisation=year.branch, kind="survey").count() == 1


def test_a_committee_of_the_county_surveys_nobody_and_members_are_commented_with_their_branch(year):
    assert not Duty.objects.filter(organisation=year.county, member=None).exists()
    assert Duty.objects.filter(organisation=year.town, kind="survey").count() == 2
    assert not Duty.objects.filter(kind="leader_comment", member__isnull=False).exists()


def test_who_acts_stands_on_the_row(year):
    acting = {
        "leader_comment": (year.branch, None, year.town),
        "appraisal": (year.branch, None, year.town),
        "survey": (year.branch, None, None),
    }
    for kind, (organisation, member, obliged) in acting.items():
        row = Duty.objects.filter(organisation=organisation, member=member, kind=kind).first()
        assert row.obliged == obliged
    assert Duty.objects.get(member=year.member, kind="appraisal").obliged == year.branch


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2011, 6, 9), DutyState.NOT_YET),
        (date(2011, 6, 10), DutyState.OPEN),
        (date(2011, 7, 2), DutyState.OPEN),
        (date(2011, 7, 3), DutyState.DUE_SOON),
        (date(2011, 7, 10), DutyState.DUE_SOON),
        (date(2011, 7, 11), DutyState.OVERDUE),
    ],
)
def test_open_due_and_overdue_follow_the_day(year, day, state):
    duty = Duty.objects.get(member=year.member, kind="self_report", period=2)
    assert state_of(duty, day) == state
    assert duty.reckoning == "第二季度末6月30日＋10天"


@pytest.mark.parametrize(
    ("happened", "entered", "state"),
    [
        (date(2011, 7, 9), date(2011, 7, 9), DutyState.DONE),
        (date(2011, 7, 10), date(2011, 7, 10), DutyState.DONE),
        (date(2011, 7, 9), date(2011, 8, 1), DutyState.BACK_FILLED),
        (date(2011, 7, 11), date(2011, 7, 11), DutyState.DONE_LATE),
    ],
)
def test_in_time_late_and_back_filled_are_kept_apart(year, happened, entered, state):
    with on(entered):
        meet(year.round, "self_report", 2, organisation=year.branch, member_ids=[year.member.pk],
             on=happened, by=None)  # fmt: skip
    assert state_of(Duty.objects.get(member=year.member, kind="self_report", period=2), entered) == state


def test_a_newcomer_owes_nothing_of_what_was_before(year):
    with on(date(2011, 7, 15)):
        newcomer = Member.objects.create(branch=year.branch, name="新来的", sex="female")
        expect(year.round, year.county, by=None)
        periods = Duty.objects.filter(member=newcomer, kind="self_report").values_list("period", flat=True)
        assert sorted(periods) == [3, 4]


def test_who_has_left_owes_nothing_more_and_keeps_what_was(year):
    with on(date(2011, 7, 15)):
        Member.objects.filter(pk=year.co_member.pk).update(left_on=date(2011, 7, 15))
        expect(year.round, year.county, by=None)
    rows = Duty.objects.filter(member=year.co_member).exclude(kind="propose")
    assert sorted(rows.values_list("kind", "period")) == [("self_report", 1), ("self_report", 2)]


def test_the_officer_has_everything_reckoned_anew_from_the_rounds_page(year):
    assert "重新推算应办" in year.client("county_organiser").get("/rounds/2011/").content.decode()
    assert "重新推算应办" not in year.client("secretary").get("/rounds/2011/").content.decode()
    assert year.client("county_organiser").post("/duties/rounds/2011/expect/").status_code == 302
