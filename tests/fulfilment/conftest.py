"""Promises in force: a member's and the branch's own, filed, with the clock in June."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.pledges.models import ItemKind, PledgeItem, StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

MID_JUNE = datetime(2011, 6, 15, 1, 0, tzinfo=UTC)
JUNE = date(2011, 6, 15)


def add(pledge, text, **more):
    fields = {"kind": ItemKind.DEED, "position": pledge.items.count() + 1, "text_key": text[:60]}
    return PledgeItem.objects.create(pledge=pledge, text=text, **fields | more)


def filed(county, pledge):
    """The pledge filed; its promises in order."""
    walk(county, pledge, Stage.FILED)
    return list(StandingItem.objects.filter(pledge=pledge).order_by("position"))


@pytest.fixture
def june():
    with time_machine.travel(MID_JUNE, tick=False):
        yield JUNE


@pytest.fixture
def items(county, june):
    """A member's three: watering the lanes every month twice, a fence by the end of June, and the Party's rules."""
    pledge = county.draft(county.member)
    monthly = {"type": "recurring", "every": "month", "times": 2, "words": "每月2次"}
    pledge.items.update(deadlines=[monthly])
    fence = {"type": "date", "on": "2011-06-30", "words": "6月底前"}
    metres = {"comparator": "=", "number": 20, "unit": "米", "base": None, "words": "20米"}
    add(pledge, "6月底前修好塘边护栏20米", deadlines=[fence], due_on=date(2011, 6, 30), targets=[metres])
    add(pledge, "遵守党章", kind=ItemKind.COMMON)
    return filed(county, pledge)


@pytest.fixture
def monthly(items):
    return next(i for i in items if "洒水" in i.text)


@pytest.fixture
def fence(items):
    return next(i for i in items if "护栏" in i.text)


@pytest.fixture
def rules(items):
    return next(i for i in items if "党章" in i.text)


@pytest.fixture
def own_item(county, june):
    """The branch's own: a road by the end of May."""
    pledge = county.draft()
    pledge.items.update(text="5月底前硬化入组路1公里", due_on=date(2011, 5, 31))
    return filed(county, pledge)[0]


@pytest.fixture
def second_eyes(county):
    county.round.terms["results_need_second_eyes"] = True
    county.round.save()
