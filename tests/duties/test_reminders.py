"""Reminders: before the day and once after it, bundled, never twice, never daily, none for what is done or waived."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core import mail

from jiannuo.accounts.actions import set_email
from jiannuo.duties import tasks
from jiannuo.duties.actions import Waiver, exempt, expect, meet
from jiannuo.duties.actions.remind import read, remind, set_robot
from jiannuo.duties.models import Duty, Ground, Outgoing, OutgoingState, Reminder, ReminderLine


def at(day, hour=1):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def said_to(user):
    return list(ReminderLine.objects.filter(reminder__user=user).order_by("id").values_list("sentence", flat=True))


@pytest.fixture
def year(county):
    with at(date(2011, 2, 1)):
        expect(county.round, county.county, by=None)
    Duty.objects.filter(kind="propose").delete()
    return county


def walk(start, end):
    """Every day from one to the other, as the worker does."""
    day, found = start, []
    while day <= end:
        with at(day):
            if remind(day):
                found.append(day)
        day += timedelta(days=1)
    return found


def test_a_member_is_told_once_before_and_once_after(year):
    walk(date(2011, 3, 1), date(2011, 5, 20))
    assert said_to(year.users["member"]) == [
        "您的党员述还没有办（第一季度），请在4月10日前办理。",
        "您的党员述还没有办（第一季度），4月10日已到期。",
    ]
    assert list(Reminder.objects.filter(user=year.users["member"]).values_list("on", flat=True)) == [
        date(2011, 4, 3),
        date(2011, 4, 11),
    ]


def test_nobody_gets_two_messages_in_a_week(year):
    walk(date(2011, 3, 1), date(2011, 8, 20))
    for user in year.users.values():
        days = list(Reminder.objects.filter(user=user).order_by("on").values_list("on", flat=True))
        assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))


def test_nobody_is_told_the_same_twice(year):
    walk(date(2011, 3, 1), date(2011, 8, 20))
    for user in year.users.values():
        said = said_to(user)
        assert len(said) == len(set(said))


def test_what_is_done_or_waived_is_no_reminder(year):
    with at(date(2011, 4, 2)):
        meet(year.round, "self_report", 1, organisation=year.branch, member_ids=[year.member.pk],
             on=date(2011, 4, 1), by=None)  # fmt: skip
        other = Duty.objects.get(member=year.co_member, kind="self_report", period=1)
        exempt([other], Waiver(Ground.ILL), by=year.users["secretary"])
    walk(date(2011, 4, 2), date(2011, 4, 30))
    assert said_to(year.users["member"]) == said_to(year.users["co_member"]) == []


def test_an_officer_gets_one_message_with_numbers(year):
    with at(date(2011, 4, 5)):
        remind(date(2011, 4, 5))
    assert Reminder.objects.filter(user=year.users["organiser"]).count() == 1
    assert "3 名党员未述职（第一季度），请在4月10日前办理。" in said_to(year.users["organiser"])
    assert not any("周大有" in line for line in ReminderLine.objects.values_list("sentence", flat=True))


def test_a_leader_is_told_whom_he_has_not_commented_on_by_number(year):
    walk(date(2011, 7, 20), date(2011, 7, 31))
    assert any("2 个党组织没有点评（上半年）" in line for line in said_to(year.users["leader"]))
    assert any("3 个党组织没有点评" in line for line in said_to(year.users["town_secretary"]))


def test_the_page_shows_them_and_they_are_read(year):
    with at(date(2011, 4, 5)):
        remind(date(2011, 4, 5))
        client = year.client("member")
        assert "还没有办（第一季度）" in client.get("/duties/reminders/").content.decode()
        assert "有 1 条提醒没有看" in client.get("/desk/").content.decode()
        assert client.post("/duties/reminders/read/").status_code == 302
        assert "条提醒没有看" not in client.get("/desk/").content.decode()
    assert read(year.users["co_member"], by=year.users["member"]) == 0


def test_mail_goes_to_who_gave_an_address_and_to_nobody_where_there_is_no_server(year, settings):
    set_email(year.users["member"], "zdy@example.org", by=year.users["member"])
    with at(date(2011, 4, 5)):
        remind(date(2011, 4, 5))
    assert not Outgoing.objects.exists()
    settings.MAIL_IS_ON = True
    with at(date(2011, 4, 13)):
        tasks.sweep()
    assert [message.to for message in mail.outbox] == [["zdy@example.org"]]
    assert "4月10日已到期" in mail.outbox[0].body
    assert Outgoing.objects.get().state == OutgoingState.SENT


def test_the_worker_disturbs_nobody_at_night_and_reminds_once_a_day(year):
    with at(date(2011, 4, 4), hour=20):  # four in the morning of the fifth
        tasks.sweep()
        assert not Reminder.objects.exists()
    with at(date(2011, 4, 5), hour=1):
        tasks.sweep()
        count = Reminder.objects.count()
        tasks.sweep()
        assert Reminder.objects.count() == count > 0


def test_a_message_that_does_not_arrive_is_tried_again_and_at_last_given_up(year, settings):
    settings.WEBHOOK_HOSTS = frozenset({"http://127.0.0.1:9"})
    set_robot(year.branch, "http://127.0.0.1:9/x", "wecom", is_on=True, by=year.users["secretary"])
    with at(date(2011, 4, 5)) as clock:
        tasks.sweep()
        row = Outgoing.objects.get()
        assert (row.state, row.attempts) == (OutgoingState.WAITING, 1)
        assert row.error.startswith("没有送达")
        assert tasks.sweep() == 0, "not before its time"
        for _ in range(4):
            clock.shift(timedelta(hours=3))
            tasks.sweep()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingState.GIVEN_UP, 5)
