"""Mass assignment: every form, sent with every field of every model that is not on it, does what it does without."""

import re
from functools import cache

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models, transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from tests.house.permissions import MATRIX, STEP_ROWS
from tests.house.world import NOW, World

pytestmark = pytest.mark.once  # what a form takes is settled before any database hears of it
_CASES = [
    pytest.param(step, row, id=f"{row.name}:{row.thing}{':' + step if step else ''}")
    for step, row in [("", row) for row in MATRIX] + list(STEP_ROWS)
    if row.act
]
# How forms say which state they were made on: a wrong one is refused, as it should be.
_STATE = {"version", "revision", "page"}
# Acts that read more than the matrix sends without a form class, and without a page of their own to show it.
_TAKES = {
    "pledges:review_batch": {"opinion"},
    "meetings:roll": {"present"},
    "appraisal:roll": {"present"},
    "appraisal:yearly_decide": {"ayes", "noes", "abstentions", "meeting"},
    "appraisal:yearly_publish": {"public_words", "has_looked"},
}
_ROOMS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("jiannuo.")]
_COLUMNS = {m: [f.attname for f in m._meta.concrete_fields if f.name != "last_login"] for m in _ROOMS}
_ROWS = {
    m: 'SELECT {} FROM "{}" ORDER BY "{}"'.format(  # noqa: S608  our own table
        ", ".join(f'"{f.column}"' for f in m._meta.concrete_fields if f.name != "last_login"),
        m._meta.db_table,
        m._meta.pk.column,
    )
    for m in _ROOMS
}


def _value(field, last):
    """One that the field would take, and that nothing stored has; `last`: the newest row of a model."""
    if field.choices:
        return str(field.flatchoices[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "1999-09-09T09:09"
    if isinstance(field, models.DateField):
        return "1999-09-09"
    if field.is_relation:
        return last(field.related_model)
    if isinstance(field, models.IntegerField):
        return "77"
    return "{}" if isinstance(field, models.JSONField) else "串改"


def _extras(taken):
    @cache
    def last(model):
        return str(model._base_manager.order_by("pk").values_list("pk", flat=True).last() or 1)

    found = {}
    for model in _ROOMS:
        for field in model._meta.get_fields():
            if field.concrete:
                found |= {name: _value(field, last) for name in {field.name, getattr(field, "attname", field.name)}}
    return {name: value for name, value in found.items() if name not in taken | _STATE}


def _stored():
    found = {}
    with connection.cursor() as cursor:
        for model, question in _ROWS.items():
            cursor.execute(question)
            found[model] = cursor.fetchall()
    return found


def _sent(user, url, data):
    """The status and everything stored afterwards; all of it undone."""
    client = Client()
    client.force_login(user)
    with transaction.atomic():
        status = client.post(url, data).status_code
        rows = _stored()
        transaction.set_rollback(True)
    return status, rows


def _differing(one, other):
    """{model.column} in which two states differ; a different number of rows counts as the key."""
    found = set()
    for model, columns in _COLUMNS.items():
        if len(one[model]) != len(other[model]):
            found.add(f"{model._meta.label}.pk")
        for row, twin in zip(one[model], other[model], strict=False):
            found |= {f"{model._meta.label}.{c}" for c, a, b in zip(columns, row, twin, strict=True) if a != b}
    return found


@pytest.fixture
def world(county, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield World(county)


@pytest.fixture
def asked(monkeypatch):
    """The names that the form classes of an act ask for, as they are cleaned."""
    names, clean = set(), BaseForm.full_clean

    def listening(form):
        names.update(form.add_prefix(name) for name in form.fields)
        clean(form)

    monkeypatch.setattr(BaseForm, "full_clean", listening)
    return names


def _names_on(user, url, row):
    """What the form itself asks for."""
    if row.get != 200:
        return set()
    client = Client()
    client.force_login(user)
    return set(re.findall(r'name="([^"]+)"', client.get(url).content.decode()))


@pytest.mark.parametrize(("step", "row"), _CASES)
def test_fields_that_a_form_does_not_have_are_left_alone(world, asked, step, row):
    kwargs = getattr(world, row.thing)()
    url = reverse(row.name, kwargs=kwargs | ({"move": step} if step else {}))
    user = world.users[min(row.act)]
    plain = _sent(user, url, row.data(world))
    taken = asked | _names_on(user, url, row) | set(row.data(world)) | _TAKES.get(row.name, set())
    stuffed = _sent(user, url, _extras(taken) | row.data(world))
    assert stuffed[0] == plain[0]
    found = _differing(plain[1], stuffed[1])
    if found:  # random codes, and keys where the database does not give them back
        found -= _differing(plain[1], _sent(user, url, row.data(world))[1])
    assert found == set(), "what an act takes without a form class belongs in _TAKES"


def test_the_extras_are_every_field_there_is(county):
    extras = _extras({"duty"})
    assert {"stage", "is_active", "consents_to_name", "organisation", "branch_id", "path", "identity_hash"} <= set(
        extras
    )
    assert "duty" not in extras
    assert len(extras) > 150


def test_a_field_that_slips_through_is_seen(county):
    one = _stored()
    county.member.consents_to_name = not county.member.consents_to_name
    county.member.save()
    assert _differing(one, _stored()) == {"orgs.Member.consents_to_name"}
