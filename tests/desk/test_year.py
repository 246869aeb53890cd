"""The desk through the year: 述, 讲, 点, 评, each with its day, gone when done."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import Waiver, exempt, expect, extend, meet
from jiannuo.duties.models import Duty, DutyKind, Ground
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role


@pytest.fixture
def year(county):
    with time_machine.travel(datetime(2011, 2, 1, 1, 0, tzinfo=UTC)):
        expect(county.round, county.county, by=None)
    Duty.objects.filter(kind="propose").delete()
    return county


@pytest.fixture(autouse=True)
def july():
    with time_machine.travel(datetime(2011, 7, 5, 1, 0, tzinfo=UTC)):
        yield


def lines(county, who):
    due = desk_of(User.objects.get(pk=county.users[who].pk)).due
    return [line for line in due if not line.sentence.startswith("提诺")]


def said(county, who):
    return [line.sentence for line in lines(county, who)]


def test_a_member_is_asked_to_report_with_the_day_and_how_it_was_reckoned(year):
    late, now = lines(year, "member")
    assert late.sentence == "党员述：请述第一季度的践诺情况，台帐里有记录的已替您填好。"
    assert (late.state, now.state) == ("late", "soon")
    assert now.due == "7月10日前（还有5天） · 第二季度末6月30日＋10天"
    meet(year.round, "self_report", 2, organisation=year.branch, member_ids=[year.member.pk],
         on=date(2011, 7, 5), by=None)  # fmt: skip
    first = Duty.objects.get(member=year.member, kind="self_report", period=1)
    exempt([first], Waiver(Ground.ILL), by=year.users["secretary"])
    assert said(year, "member") == []
    done = desk_of(User.objects.get(pk=year.users["member"].pk)).done
    assert "您已述第二季度的践诺情况。" in [line.sentence for line in done]


def test_a_secretary_sees_numbers_and_the_meeting(year):
    found = said(year, "organiser")
    assert "党员述：柳树湾村党支部还有 3 名党员没有述第二季度的践诺情况。" in found
    assert "支部讲：请召开柳树湾村党支部的组织生活会，逐项讲评第二季度的践诺情况。" in found
    assert "群众评：请办好柳树湾村党支部上半年的群众评议会议。" in found


def test_a_leader_and_the_secretary_above_are_asked_to_comment(year):
    assert "领导点：上半年还有 2 个党组织等您点评。" in said(year, "leader")
    assert "领导点：上半年还有 3 个党组织等您点评。" in said(year, "town_secretary")
    assert not any(line.startswith("领导点") for line in said(year, "town_organiser"))


def test_the_level_above_sees_what_is_overdue_below(year):
    late = [line for line in lines(year, "town_organiser") if line.sentence.startswith("逾期")]
    assert [(line.sentence, line.url) for line in late] == [
        ("逾期：中共清河镇委员会下级有述 4 项、讲 3 项没有办。", f"/duties/in/{year.town.pk}/late/?year=2011")
    ]


def test_the_level_above_sees_what_is_overdue_below_of_every_practice_and_finds_it_by_name(year, queries_of):
    """In one line, whatever it is: 述, 讲, 点, 评 and the year's appraisal."""
    with time_machine.travel(datetime(2012, 2, 20, 1, 0, tzinfo=UTC)):
        client = year.client("county_organiser")
        (line,) = [line for line in lines(year, "county_organiser") if line.sentence.startswith("逾期")]
        rows = Duty.objects.filter(done_on=None, path__startswith=year.county.path).exclude(path=year.county.path)
        numbers = {kind: rows.filter(kind=kind, due_on__lt=date(2012, 2, 20)).count() for kind in DutyKind}
        assert numbers[DutyKind.SURVEY] == 12  # of six bodies in two half-years
        assert line.sentence == (
            f"逾期：中共云川县委员会下级有述 {numbers['self_report']} 项、讲 {numbers['branch_comment']} 项、"
            f"点 {numbers['leader_comment']} 项、群众评 12 项、年度评议 {numbers['appraisal']} 项没有办。"
        )
        page = client.get(line.url)
        assert page.context["said"] in line.sentence
        assert set(rows) == {duty for duty, _ in page.context["rows"]} | {
            duty for duty, _ in client.get(f"{line.url}&page=2").context["rows"]
        }
        for kind in ("survey", "appraisal"):
            shown = client.get(f"{line.url}&kind={kind}").context["rows"]
            assert (len(shown), {duty.kind for duty, _ in shown}) == (numbers[kind], {kind})
        before = queries_of(client, line.url)
        Duty.objects.filter(kind="survey").delete()
        assert queries_of(client, line.url) == before <= 13


def test_what_is_overdue_of_the_own_body_is_not_called_overdue_below(year):
    """The own has lines of its own; whoever runs two bodies has a line for each."""
    Duty.objects.exclude(organisation=year.town).delete()
    with time_machine.travel(datetime(2012, 2, 20, 1, 0, tzinfo=UTC)):
        assert not [s for s in said(year, "town_organiser") if s.startswith("逾期")]
        assert "群众评：请办好中共清河镇委员会上半年的群众评议会议。" in said(year, "town_organiser")
        assert [s for s in said(year, "county_organiser") if s.startswith("逾期")] == [
            "逾期：中共云川县委员会下级有点 2 项、群众评 2 项、年度评议 1 项没有办。"
        ]
        organiser = year.users["county_organiser"]
        appoint(by=None, user=organiser, organisation=year.town, role=Role.ORGANISER, starts_on=date(2011, 1, 1))
        Duty.objects.filter(organisation=year.town).update(organisation=year.branch, path=year.branch.path)
        assert [s for s in said(year, "county_organiser") if s.startswith("逾期")] == [
            "逾期：中共云川县委员会下级有点 2 项、群众评 2 项、年度评议 1 项没有办。",
            "逾期：中共清河镇委员会下级有点 2 项、群众评 2 项、年度评议 1 项没有办。",
        ]


def test_more_than_a_thousand_of_one_practice_do_not_hide_another(year, monkeypatch):
    monkeypatch.setattr("jiannuo.duties.lateness.MOST", 3)
    monkeypatch.setattr("jiannuo.duties.wording.MOST", 3)
    assert "逾期：中共清河镇委员会下级有述 3+ 项、讲 3+ 项没有办。" in said(year, "town_organiser")


@pytest.mark.parametrize("ask", ["?kind=nothing", "?kind=propose", "?year=1999"])
def test_overdue_of_what_is_not_there_is_not_found(year, ask):
    assert year.client("town_organiser").get(f"/duties/in/{year.town.pk}/late/{ask}").status_code == 404


def test_who_may_not_waive_is_offered_no_box(year):
    """The county decides about the towns; of a member the branch or the town."""
    url = f"/duties/in/{year.county.pk}/late/?kind=self_report"
    assert 'name="pick"' not in year.client("county_organiser").get(url).text
    url = f"/duties/in/{year.town.pk}/late/?kind=branch_comment"
    assert year.client("town_organiser").get(url).text.count('name="pick"') == 3


def test_what_was_put_off_or_waived_is_not_overdue_below(year):
    others = (
        Duty.objects.filter(kind="self_report", period=1).exclude(member=None).exclude(member=year.secretary_member)
    )
    first, second = others.order_by("id")[:2]
    with time_machine.travel(datetime(2011, 4, 5, 1, 0, tzinfo=UTC)):
        extend([first], date(2011, 8, 1), "外出务工，月底返乡。", by=year.users["secretary"])
    exempt([second], Waiver(Ground.ILL), by=year.users["secretary"])
    assert "逾期：中共清河镇委员会下级有述 2 项、讲 3 项没有办。" in said(year, "town_organiser")
    with time_machine.travel(datetime(2011, 8, 2, 1, 0, tzinfo=UTC)):  # the second quarter is late by now, too
        late = Duty.objects.filter(path__startswith=year.town.path, due_on__lt=date(2011, 8, 2), kind="self_report")
        number = late.filter(done_on=None, exemption=None).count()
        assert number == 6
        told = f"逾期：中共清河镇委员会下级有述 {number} 项、讲 6 项、点 3 项、群众评 3 项没有办。"
        assert told in said(year, "town_organiser")


def test_every_address_opens(year):
    for who in year.users:
        client = year.client(who)
        for line in lines(year, who):
            assert client.get(line.url).status_code in {200, 302}, (who, line)
