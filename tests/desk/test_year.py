"""The desk through the year: 述, 讲, 点, 评, each with its day, gone when done."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import Waiver, exempt, expect, extend, meet
from jiannuo.duties.models import Duty, Ground


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
    late = [line for line in lines(year, "town_organiser") if line.sentence.startswith("述和讲")]
    assert [(line.sentence, line.url) for line in late] == [
        ("述和讲：中共清河镇委员会下级有 7 项逾期没有办。", f"/duties/in/{year.town.pk}/?year=2011")
    ]


def test_what_was_put_off_or_waived_is_not_overdue_below(year):
    others = (
        Duty.objects.filter(kind="self_report", period=1).exclude(member=None).exclude(member=year.secretary_member)
    )
    first, second = others.order_by("id")[:2]
    with time_machine.travel(datetime(2011, 4, 5, 1, 0, tzinfo=UTC)):
        extend([first], date(2011, 8, 1), "外出务工，月底返乡。", by=year.users["secretary"])
    exempt([second], Waiver(Ground.ILL), by=year.users["secretary"])
    assert "述和讲：中共清河镇委员会下级有 5 项逾期没有办。" in said(year, "town_organiser")
    with time_machine.travel(datetime(2011, 8, 2, 1, 0, tzinfo=UTC)):  # the second quarter is late by now, too
        late = Duty.objects.filter(kind__in=["self_report", "branch_comment"], path__startswith=year.town.path)
        number = late.filter(done_on=None, exemption=None, due_on__lt=date(2011, 8, 2)).count()
        assert number > 7
        assert f"述和讲：中共清河镇委员会下级有 {number} 项逾期没有办。" in said(year, "town_organiser")


def test_every_address_opens(year):
    for who in year.users:
        client = year.client(who)
        for line in lines(year, who):
            assert client.get(line.url).status_code in {200, 302}, (who, line)
