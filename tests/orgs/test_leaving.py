"""What the form of leaving says becomes of the year's pledge and duties is what becomes of them."""

from datetime import UTC, date, datetime

import time_machine
from django.urls import reverse

from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty
from jiannuo.fulfilment.actions import note
from jiannuo.orgs.actions.members import leave
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

NOW = datetime(2011, 6, 20, 2, 0, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_who_leaves_is_told_what_becomes_of_the_pledge_and_the_duties(county):
    pledge = walk(county, county.draft(county.member), Stage.PUBLISHED)
    expect(county.round, county.county, by=None)
    before = set(Duty.objects.filter(member=county.member, done_on=None).values_list("due_on", flat=True))
    page = county.client("secretary").get(reverse("orgs:member", args=[county.member.pk])).text
    assert "今年的承诺书留在本支部，已公示的照样公示，没有办完的事项由本支部书记、组织委员接着记进展、填结果" in page
    assert "离开那天起到期的应办不再要求，以前到期没办的仍记着" in page
    gone_on = date(2011, 6, 15)
    leave(county.member, by=county.users["secretary"], left_on=gone_on, reason="组织关系转出")
    expect(county.round, county.county, by=None)
    after = set(Duty.objects.filter(member=county.member, done_on=None).values_list("due_on", flat=True))
    assert after == {day for day in before if day < gone_on}
    assert before - after
    assert after
    assert (fresh(pledge).stage, fresh(pledge).organisation) == (Stage.PUBLISHED, county.branch)
    item = StandingItem.objects.get(pledge=pledge)
    assert note(item, "支部派人接着做", date(2011, 6, 18), by=county.users["organiser"]).item == item
