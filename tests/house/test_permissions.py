"""Every address, every role, own / below / above / beside / outside / nobody, reading and acting (G13)."""

import copy

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.house.permissions import MATRIX, NOBODY, SIGNED_IN, STEP_ROWS
from tests.house.world import NOW, World

_ALL = [("", row) for row in MATRIX] + list(STEP_ROWS)
_CASES = [pytest.param(step, row, id=f"{row.name}:{row.thing}{':' + step if step else ''}") for step, row in _ALL]
# Signing in and out changes who one is, not what there is.
_OF_THE_SIGN_IN = {"account_login", "account_logout", "accounts:demo"}
_PASSING = {"accounts.Submission"}
_HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def _names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield namespace + (pattern.name or str(pattern.pattern))


def test_every_address_declares_who_may_open_it():
    assert set(_names(get_resolver().url_patterns)) == {row.name for _, row in _ALL}


def test_every_role_of_the_county_is_in_the_matrix(county):
    assert set(World(county).users) == SIGNED_IN


@pytest.fixture
def world(county, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW):
        yield World(county)


_STORED = {
    m._meta.label: 'SELECT {} FROM "{}"'.format(  # noqa: S608  our own table
        ", ".join(f'"{f.column}"' for f in m._meta.concrete_fields if f.name != "last_login"), m._meta.db_table
    )
    for m in apps.get_models(include_auto_created=True)
    if m.__module__.startswith("jiannuo.") and m._meta.label not in _PASSING
}


def _rows():
    """Everything that is stored, so that a refused act can be shown to have changed nothing."""
    found = {}
    with connection.cursor() as cursor:
        for label, question in _STORED.items():
            cursor.execute(question)
            found[label] = sorted(map(str, cursor.fetchall()))
    return found


def _sign_in(world):
    """Everybody's client; nobody's has not signed in."""
    clients = {who: Client() for who in sorted(SIGNED_IN | NOBODY)}
    for who in SIGNED_IN:
        clients[who].force_login(world.users[who])
    return clients


class _Writes:
    """Hears every statement and remembers whether any of them could have changed a row."""

    heard = False

    def __call__(self, execute, sql, params, many, context):
        self.heard = self.heard or not sql.lstrip().upper().startswith(_HARMLESS)
        return execute(sql, params, many, context)


def _answer(signed_in, method, url, data=None, before=None):
    """The status, and whether anything stored has changed; all of it undone afterwards."""
    client = Client()
    client.cookies = copy.deepcopy(signed_in.cookies)
    writes = _Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            response = getattr(client, method)(url, data)
        changed = before is not None and writes.heard and _rows() != before
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    return ("sign in" if to_sign_in and "login" not in url else response.status_code), changed


def _address(world, step, row):
    kwargs = getattr(world, row.thing)()
    return reverse(row.name, kwargs=kwargs | ({"move": step} if step else {}))


def _expected_of_reading(row, who):
    known = row.see | row.told
    if who in NOBODY and who not in known and not row.open:
        return {"sign in", 405} if row.get == 405 else {"sign in"}
    if row.get == 405:
        return {405} if who in known else {404, 405}
    if who in row.told:
        return {403, 422}
    return {200, 302} if who in row.see else {404}


def _wrong_when_reading(row, url, clients):
    told = {who: _answer(client, "get", url)[0] for who, client in clients.items()}
    return {who: status for who, status in told.items() if status not in _expected_of_reading(row, who)}


def _expected_of_acting(row, who):
    """(statuses, must something change)."""
    known = row.see | row.told
    if who in NOBODY and not row.open and (who not in known or row.post == 405):
        return {"sign in", 405}, False
    if row.post == 405:
        return ({405} if who in known else {404, 405}), False
    if who in row.act:
        return {200, 302}, True
    return ({200, 302, 403, 404, 409, 422} if who in known else {404}), False


def _wrong_when_acting(row, url, clients, world):
    before, wrong = _rows(), {}
    for who, client in clients.items():
        status, changed = _answer(client, "post", url, row.data(world), before)
        statuses, must_change = _expected_of_acting(row, who)
        if status not in statuses or (changed != must_change and row.name not in _OF_THE_SIGN_IN):
            wrong[who] = f"{status}{' and something changed' if changed else ' and nothing changed'}"
    return wrong


@pytest.mark.parametrize(("step", "row"), _CASES)
def test_who_may_read_and_who_may_act(world, step, row):
    url, clients = _address(world, step, row), _sign_in(world)
    assert _wrong_when_reading(row, url, clients) == {}
    assert _wrong_when_acting(row, url, clients, world) == {}
