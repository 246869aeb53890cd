"""C33 「经常深入基层，开展点评」: visits are recorded from a phone, with date and place."""

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.models import Visit
from jiannuo.journal.models import Entry


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(date(2011, 7, 5), tick=False):
        yield


def test_visits_are_recorded_with_date_and_place(county):
    client, address = county.client("leader"), reverse("appraisal:visit", args=[county.branch.pk])
    missing = client.post(address, {"on": "2011-07-04", "place": "", "note": "看了水渠。", "once": str(uuid.uuid4())})
    assert missing.status_code == 422
    assert "看了水渠。" in missing.content.decode()
    data = {"on": "2011-07-04", "place": "三组水渠", "note": "看了水渠。", "once": str(uuid.uuid4())}
    client.post(address, data)
    client.post(address, data)
    assert [(v.place, v.by) for v in Visit.objects.all()] == [("三组水渠", county.users["leader"])]
    assert Entry.objects.filter(verb="visit").count() == 1
    ahead = client.post(address, data | {"on": "2011-07-09", "once": str(uuid.uuid4())})
    assert "日期还没有到" in ahead.content.decode()
    assert county.client("far_secretary").get(address).status_code == 404
    assert "三组水渠" in county.client("secretary").get(address).content.decode()
