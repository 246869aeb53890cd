"""The yearly appraisal's meeting (C29): everybody of the branch is expected, so only the absent are asked for."""

import re

import pytest
import time_machine
from django.urls import reverse

from jiannuo.meetings.actions import convene
from jiannuo.meetings.models import Category, Meeting, MeetingKind

NOW = "2012-01-10T11:40:00+08:00"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _box(page, name):
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return value[1] if value else ""


def _create(organisation):
    return reverse("meetings:create", args=[organisation.pk])


def test_time_place_and_chair_are_ready(county):
    convene(
        county.branch, MeetingKind.LEADERS, "2012-01-05T01:00Z", "村委会会议室", "王委员", by=county.users["secretary"]
    )
    page = county.client("secretary").get(_create(county.branch) + "?kind=appraisal").text
    told = [_box(page, name) for name in ("held_at", "place", "chair")]
    assert told == ["2012-01-10T11:30", "村委会会议室", "王委员"]
    other = county.client("secretary").get(_create(county.branch) + "?kind=delegates").text
    assert _box(other, "held_at") == ""


@pytest.mark.parametrize(("kind", "there"), [("appraisal", {"周大有", "陈小满", "李书记"}), ("delegates", set())])
def test_the_branchs_members_are_on_the_roll_and_there(county, kind, there):
    sent = {"kind": kind, "held_at": "2012-01-10T11:30", "place": "村委会", "chair": "李书记"}
    page = county.client("secretary").post(_create(county.branch), sent, follow=True).text
    roll = Meeting.objects.get().roll.all()
    assert {row.name for row in roll} == there
    assert all(row.is_present and row.category == Category.BRANCH_MEMBER for row in roll)
    assert len(re.findall(r'name="present" value="\d+" checked', page)) == len(there)
    assert ("没来的取消勾选，其余不用动" in page) == bool(there)


def test_a_committees_meeting_begins_with_an_empty_roll(county):
    sent = {"kind": "appraisal", "held_at": "2012-01-10T11:30", "place": "镇党委", "chair": "书记"}
    county.client("town_secretary").post(_create(county.town), sent)
    assert not Meeting.objects.get().roll.exists()
