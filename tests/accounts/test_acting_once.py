"""Slow work before an act holds no lock (SQLite has one for all), and a form sent twice acts once all the same."""

import uuid
from functools import wraps

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from jiannuo.accounts.models import Submission
from jiannuo.fulfilment.models import Evidence
from jiannuo.fulfilment.views import evidence as evidence_views
from jiannuo.fulfilment.views import sheet as sheet_views
from jiannuo.orgs.models import ImportBatch, ImportState, Member
from jiannuo.orgs.roster.actions import arrival, preview, writing
from jiannuo.orgs.views import members as members_views
from tests.fulfilment.conftest import fence, items, june  # noqa: F401 - the fixtures of the promises' room
from tests.fulfilment.files_of import pdf
from tests.orgs.sheets import grid, row, xlsx


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def depths(monkeypatch):
    """`depths(place, name)`: how deep in transactions each call of this function was; the function runs as ever."""

    def watch(place, name):
        told, was = [], getattr(place, name)

        @wraps(was)
        def watched(*args, **more):
            told.append(len(connection.savepoint_ids))
            return was(*args, **more)

        monkeypatch.setattr(place, name, watched)
        return told

    return watch


def _twice(client, address, data):
    """The answers to one form, sent twice."""
    key = str(uuid.uuid4())
    return [client.post(address, data() | {"once": key}) for _ in range(2)]


def test_evidence_is_looked_at_before_the_lock_and_kept_once(county, fence, depths):  # noqa: F811
    told = depths(evidence_views.files, "examine")
    client = county.client("member")
    address = reverse("fulfilment:add_evidence", args=[fence.pk])
    answers = _twice(client, address, lambda: {"file": SimpleUploadedFile("a.pdf", pdf())})
    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert (Evidence.objects.count(), Submission.objects.count()) == (1, 1)
    assert told == [0, 0]


def test_a_ledger_is_read_before_the_lock_and_taken_in_once(county, items, depths):  # noqa: F811
    told = depths(sheet_views, "told_in")
    client = county.client("secretary")
    sent = client.get(reverse("fulfilment:export", args=[county.branch.pk])).content
    address = reverse("fulfilment:bring_back", args=[county.branch.pk])
    answers = _twice(client, address, lambda: {"file": SimpleUploadedFile("a.xlsx", sent)})
    assert answers[0].url == answers[1].url
    assert told == [0, 0]


def test_a_roster_is_written_after_the_lock_of_its_confirming(county, depths, tmp_path):
    content = xlsx(tmp_path / "a.xlsx", grid(row("赵明"))).read_bytes()
    by = county.users["town_organiser"]
    batch = arrival.receive(by=by, organisation=county.town, file_name="a.xlsx", content=content)
    preview.check(batch.pk)
    told = depths(writing, "look")
    client = county.client("town_organiser")
    answers = _twice(client, reverse("orgs:roster_confirm", args=[batch.pk]), dict)
    assert [a.url for a in answers] == [reverse("orgs:roster_batch", args=[batch.pk])] * 2
    assert told == [0]
    assert ImportBatch.objects.get().state == ImportState.DONE
    assert Member.objects.filter(name="赵明").count() == 1


def test_first_passwords_are_hashed_before_the_lock(county, depths):
    Member.objects.create(branch=county.neighbour, name="新来的", sex="male")
    told = depths(members_views, "first_password")
    client = county.client("neighbour_secretary")
    answers = _twice(client, reverse("orgs:sign_ins", args=[county.neighbour.pk]), dict)
    assert [a.url for a in answers] == [reverse("orgs:slips")] * 2
    assert told == [0, 0]
