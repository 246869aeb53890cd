"""Many at once, cut off anywhere, searched afterwards: what the ballot page promises, against real processes."""

import json
import os
import random
import re
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from jiannuo.ballots import codes, remarks, tasks
from jiannuo.ballots.actions import cancel, close, confirm, write_digest
from jiannuo.ballots.models import BallotBox, SealedBallot, Slip
from tests.ballots.conftest import Poll

DRIVER = Path(__file__).with_name("driver.py")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drive():
    """Run the driver on this run's database; `drive("race", poll, slips=[...])`."""

    def run(command, poll, **given):
        name = str(connection.settings_dict["NAME"])
        answer = subprocess.run(
            [sys.executable, str(DRIVER), name, str(poll.box.pk), command], check=False, env=dict(os.environ),
            input=json.dumps(given | {"by": poll.by.pk}), capture_output=True, text=True,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr[-3000:]
        return json.loads(answer.stdout)

    return run


def test_many_processes_with_the_same_slips_have_one_effect_each(transactional_db, make_poll, drive):
    poll = make_poll(60)
    told = drive("race", poll, slips=poll.slips, processes=4)
    assert (told["refused"], len(told["receipts"])) == (0, 60)
    assert all(receipts == [codes.receipt_of(slip)] for slip, receipts in told["receipts"].items())
    assert SealedBallot.objects.count() == 60
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert (box.totals["overall"]["satisfied"], box.accepted) == (60, 60)


def test_at_the_closing_instant_a_vote_is_counted_or_refused(transactional_db, make_poll, drive):
    poll = make_poll(300)
    told = drive("race", poll, slips=poll.slips, processes=3, keys=poll.keys.sheets[:2], after=0.15)
    box = BallotBox.objects.get()
    assert sorted(r for receipts in told["receipts"].values() for r in set(receipts)) == box.receipts
    assert box.totals["overall"]["satisfied"] == box.accepted == len(box.receipts)
    assert told["refused"] > 0


def test_a_vote_cut_off_anywhere_is_whole_or_nothing(transactional_db, make_poll, drive):
    poll = make_poll(40)
    told = drive("kill_votes", poll, slips=list(poll.slips))
    assert sum(step["died"] for step in told) >= 6
    for counted, step in enumerate(told):
        assert len(step["used"]) == step["sealed"]
        assert step["sealed"] == counted + (not step["died"])
        assert len(set(step["again"])) == 1
        assert len(step["after"]["used"]) == step["after"]["sealed"] == counted + 1


def test_a_count_cut_off_anywhere_loses_nothing(transactional_db, make_poll, drive):
    """Cut off after it stands, the count stays, and whoever sweeps next scrubs the storage."""
    poll = make_poll(8)
    poll.votes(satisfied=3, fairly=2)
    told = drive("kill_close", poll, keys=poll.keys.sheets[:2])
    cut = [step for step in told if step["state"] == "opened"]
    counted = told[len(cut) :]
    assert len(cut) >= 5
    assert {(len(step["used"]), step["sealed"], step["slips"]) for step in cut} == {(5, 5, 8)}
    assert len(counted) >= 3
    assert {(step["state"], step["sealed"], step["slips"]) for step in counted} == {("closed", 0, 0)}
    assert [counted[0]["is_scrubbed"], counted[-1]["is_scrubbed"]] == [False, True]
    assert BallotBox.objects.get().totals["overall"]["satisfied"] == 3


_AS_ON_DISK = """
SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c
WHERE c.relkind IN ('r', 'i', 't') AND pg_relation_filepath(c.oid) IS NOT NULL
AND (c.relname LIKE 'ballots%' OR c.oid IN (SELECT reltoastrelid FROM pg_class WHERE relname LIKE 'ballots%'))
"""


def _stored():
    """Every byte that the database keeps: its files (of PostgreSQL those of our tables, dead rows too) and all rows."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return b"".join(p.read_bytes() for p in sorted(name.parent.glob(name.name + "*")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("Only PostgreSQL's superuser may read its files.")
        cursor.execute("CHECKPOINT")
        cursor.execute(_AS_ON_DISK)
        files = [bytes(row[0]) for row in cursor.fetchall()]
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            rows += cursor.fetchall()
    return b"".join(files) + repr(rows).encode()


def test_no_token_address_or_choice_is_ever_stored(transactional_db, county, capfd):
    """The canary: a vote with a marked address, browser and remark, then everything stored and said is searched."""
    poll = Poll(county, 12, takes_remarks=True)
    slips, remark = list(poll.slips), "金丝雀意见"
    marks = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Canary/9.9", "HTTP_X_FORWARDED_FOR": "203.0.113.78"}
    client = Client(**marks)
    for slip in slips[:11]:
        sent = {"token": slip, "q0": "dissatisfied", "remark": remark}
        assert client.post(reverse("ballots:form", args=[poll.box.code]), sent).status_code == 200
    pepper = bytes(BallotBox.objects.get().pepper)
    told = b"".join(part.encode() for part in capfd.readouterr())
    secrets = [text.encode() for slip in slips for text in (slip, codes.grouped(slip), slip.lower())]
    people = [b"203.0.113.7", b"Canary"]
    open_box = _stored() + told
    assert [found for found in [*secrets, *people, remark.encode()] if found in open_box] == []
    digests = [codes.digest_of(slip, pepper).encode() for slip in slips]
    assert all(digest in open_box for digest in digests)  # the search does find what is there
    bodies = _bodies()
    assert all(body in _stored() for body in bodies)
    close(poll.box, poll.keys.sheets[:2], by=poll.by)  # and no worker comes by
    closed = _stored()
    assert [found for found in [*secrets, *people, *digests, *bodies, pepper] if found in closed] == []
    assert BallotBox.objects.get().is_scrubbed


def _bodies():
    return [bytes(body) for body in SealedBallot.objects.values_list("body", flat=True)]


_HOLDING = """
WITH RECURSIVE found(path, is_folder) AS (
  SELECT '.', true UNION ALL
  SELECT path || '/' || name, (pg_stat_file(path || '/' || name, true)).isdir
  FROM found, pg_ls_dir(path, true, false) AS name WHERE is_folder
)
SELECT count(*) FROM found
WHERE NOT is_folder AND position(%s::bytea IN pg_read_binary_file(path, 0, 67108864, true)) > 0
"""


def _files_that_hold(text):
    """How many files of the whole data folder of the database have it, the log of what was written among them."""
    if connection.vendor == "sqlite":
        return int(text.encode() in _stored())
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("Only PostgreSQL's superuser may read its files.")
        cursor.execute("CHECKPOINT")
        cursor.execute(_HOLDING, [text.encode()])
        return cursor.fetchone()[0]


def _poll_with_remarks(county, remark):
    poll = Poll(county, 11, takes_remarks=True)
    for _ in range(11):
        poll.vote(remark=remark)
    return poll


def test_remarks_word_for_word_are_never_in_any_file_of_the_database(transactional_db, county):
    """Between the count and the confirmation they are read; the database has them as ciphertext, its log for good."""
    remark = f"金丝雀{uuid.uuid4().hex}"
    poll = _poll_with_remarks(county, remark)
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert remarks.read(box) == [remark] * 11
    assert (_files_that_hold(remark), _files_that_hold(box.receipts[0]) > 0) == (0, True)  # the search does find
    kept, key = bytes(box.sealed_remarks), remarks.key_file(box.pk)
    assert (key.stat().st_mode & 0o777, key.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    write_digest(box, "有人提意见。", by=poll.by)
    assert remarks.read(BallotBox.objects.get()) == [remark] * 11
    confirm(box, by=county.users["organiser"])  # and no worker comes by
    assert (_files_that_hold(remark), key.exists(), BallotBox.objects.get().is_scrubbed) == (0, False, True)
    box.sealed_remarks = kept  # whoever has the row from the log, a replica or a dump
    assert remarks.read(box) is None


def test_the_key_of_the_remarks_goes_with_a_box_that_becomes_void(transactional_db, county):
    poll = _poll_with_remarks(county, "路灯")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert remarks.key_file(box.pk).exists()
    cancel(box, "人数有变", by=county.users["organiser"])
    assert not remarks.key_file(box.pk).exists()


def test_a_confirmation_that_is_taken_back_keeps_the_key(transactional_db, county):
    poll = _poll_with_remarks(county, "路灯")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    with transaction.atomic():
        confirm(box, by=county.users["organiser"])
        tasks.sweep()  # whoever asks too early
        transaction.set_rollback(True)
    assert remarks.read(BallotBox.objects.get()) == ["路灯"] * 11


def test_a_key_that_cannot_be_destroyed_is_not_said_to_have_gone(transactional_db, county, monkeypatch):
    def broken(box):
        raise PermissionError(box)

    poll = _poll_with_remarks(county, "路灯")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    with monkeypatch.context() as patch:
        patch.setattr("jiannuo.ballots.remarks.destroy_key", broken)
        confirm(box, by=county.users["organiser"])
    box = BallotBox.objects.get()
    assert (box.state, box.is_scrubbed, remarks.key_file(box.pk).exists()) == ("confirmed", False, True)
    tasks.sweep()  # the worker's next turn
    assert (BallotBox.objects.get().is_scrubbed, remarks.key_file(box.pk).exists()) == (True, False)


def test_a_cancelled_box_leaves_no_bytes(transactional_db, make_poll):
    poll = make_poll(6)
    poll.votes(satisfied=4)
    bodies = _bodies()
    assert all(body in _stored() for body in bodies)
    cancel(poll.box, "人数有变", by=poll.by)
    assert [body for body in bodies if body in _stored()] == []
    assert BallotBox.objects.get().is_scrubbed


def test_a_counted_box_that_is_cancelled_is_scrubbed_once_more(transactional_db, make_poll):
    poll = make_poll(6)
    poll.votes(satisfied=4)
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    receipts = box.receipts
    with _reading("ballots_slip"):
        cancel(box, "人数有变", by=poll.county.users["organiser"])
        assert not BallotBox.objects.get().is_scrubbed
    tasks.sweep()
    assert BallotBox.objects.get().is_scrubbed
    assert [code for code in receipts if code.encode() in _stored()] == []


@contextmanager
def _reading(table):
    """Somebody else in the middle of a long read: a dump, a report, a forgotten console."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            if other.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            else:
                cursor.execute("BEGIN DEFERRED")
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  our own tables
            cursor.fetchall()
            yield
    finally:
        other.rollback()
        other.close()


def _count_by_page(client, poll):
    """As a browser sends it: the form acts once, inside a transaction of its own."""
    sheets = {f"key{at}": sheet for at, sheet in enumerate(poll.keys.sheets[:2])}
    client.post(reverse("ballots:close", args=[poll.box.pk]), {"once": str(uuid.uuid4()), "is_early": "on", **sheets})


def test_when_the_answer_leaves_the_bytes_have_gone(transactional_db, make_poll):
    poll = make_poll(6)
    poll.votes(satisfied=4)
    bodies = _bodies()
    _count_by_page(poll.county.client("secretary"), poll)
    assert BallotBox.objects.get().is_scrubbed
    assert [body for body in bodies if body in _stored()] == []


@pytest.mark.parametrize("table", ["ballots_slip", "accounts_user"])
def test_somebody_elses_long_read_hinders_no_count_and_nothing_is_said_to_have_gone(transactional_db, make_poll, table):
    """PostgreSQL: a lock on the very tables, or a snapshot for which dead rows are kept; SQLite: any reader."""
    poll = make_poll(6)
    poll.votes(satisfied=4)
    bodies, page = _bodies(), reverse("ballots:box", args=[poll.box.pk])
    client = poll.county.client("secretary")
    with _reading(table):
        began = time.monotonic()
        _count_by_page(client, poll)
        assert time.monotonic() - began < 10
        box = BallotBox.objects.get()
        assert (box.state, box.accepted, box.is_scrubbed) == ("closed", 4, False)
        assert any(body in _stored() for body in bodies)
        assert "还没有擦净" in client.get(page).content.decode()
    tasks.sweep()  # the worker's next turn
    assert BallotBox.objects.get().is_scrubbed
    assert [body for body in bodies if body in _stored()] == []
    told = client.get(page).content.decode()
    assert "还没有擦净" not in told
    assert "数据库" in told


@contextmanager
def _writing_elsewhere():
    """A long transaction in another database of the same server; SQLite has none."""
    if connection.vendor == "sqlite":
        yield
        return
    with psycopg.connect(**{**connection.get_connection_params(), "dbname": "postgres"}) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield


def test_nobody_elses_database_is_waited_for(transactional_db, make_poll):
    with _writing_elsewhere():
        poll = make_poll(6)
        poll.votes(satisfied=4)
        bodies = _bodies()
        close(poll.box, poll.keys.sheets[:2], by=poll.by)
        assert BallotBox.objects.get().is_scrubbed
        assert [body for body in bodies if body in _stored()] == []


def test_within_a_larger_transaction_it_waits_for_the_end(transactional_db, make_poll):
    poll = make_poll(6)
    poll.votes(satisfied=4)
    bodies = _bodies()
    with transaction.atomic():
        close(poll.box, poll.keys.sheets[:2], by=poll.by)
        tasks.sweep()  # whoever asks too early
        assert not BallotBox.objects.get().is_scrubbed
    assert BallotBox.objects.get().is_scrubbed
    assert [body for body in bodies if body in _stored()] == []


def test_whatever_breaks_while_scrubbing_the_count_stands(transactional_db, make_poll, monkeypatch):
    def broken():
        raise ZeroDivisionError

    poll = make_poll(6)
    poll.votes(satisfied=4)
    with monkeypatch.context() as patch:
        patch.setattr("jiannuo.ballots.scrubbing.rewrite", broken)
        close(poll.box, poll.keys.sheets[:2], by=poll.by)
    box = BallotBox.objects.get()
    assert (box.state, box.totals["overall"]["satisfied"], box.is_scrubbed) == ("closed", 4, False)
    tasks.sweep()
    assert BallotBox.objects.get().is_scrubbed


def test_the_connection_is_as_patient_afterwards_as_before(transactional_db, make_poll):
    asked = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"

    def patience():
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return cursor.fetchone()

    usual = patience()
    cancel(make_poll(6).box, "人数有变", by=BallotBox.objects.get().prepared_by)
    assert BallotBox.objects.get().is_scrubbed
    assert patience() == usual


def _ranks(found, true_order):
    """Spearman's rank correlation between an order found and the true one."""
    place = {value: at for at, value in enumerate(true_order)}
    n = len(found)
    distance = sum((at - place[value]) ** 2 for at, value in enumerate(found))
    return 1 - 6 * distance / (n * (n * n - 1))


def test_the_order_of_voting_cannot_be_had_after_closing(transactional_db, make_poll):
    """G11: while open the rows lie in the order of arrival; afterwards there is nothing but a sorted list."""
    poll = make_poll(120)
    slips = poll.slips[:100]
    for slip in slips:
        poll.vote(slip=slip)
    true = [codes.receipt_of(slip) for slip in slips]
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert (Slip.objects.count(), SealedBallot.objects.count()) == (0, 0)
    assert abs(_ranks(box.receipts, true)) < 0.35  # three and a half deviations of a random order of a hundred
    stored = _stored().decode("latin-1")
    seen = list(dict.fromkeys(re.findall("|".join(map(re.escape, true)), stored)))
    assert len(seen) > 90  # the sorted list; PostgreSQL lays long values down in pieces
    assert abs(_ranks(seen, [code for code in true if code in seen])) < 0.35


def test_slips_are_stored_in_no_order_of_printing(transactional_db, make_poll):
    poll = make_poll(100)
    pepper = bytes(poll.box.pepper)
    printed = [codes.digest_of(slip, pepper) for slip in poll.slips]
    lying = list(Slip.objects.values_list("digest", flat=True))
    assert abs(_ranks(lying, printed)) < 0.35


def test_the_server_keeps_no_access_log():
    source = (DRIVER.parents[2] / "jiannuo" / "operations" / "supervisor.py").read_text()
    assert "access-log" not in source


def test_wrong_codes_are_not_guessed():
    """80 bits: a million tries a second for a year would find one of a hundred slips once in a billion years."""
    tokens = {codes.new_token() for _ in range(2000)}
    assert len(tokens) == 2000
    assert all(codes.read_token(token) == token for token in tokens)
    dice = random.Random(1)  # noqa: S311
    for token in list(tokens)[:200]:
        at = dice.randrange(16)
        other = dice.choice([c for c in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if c != token[at]])
        assert codes.read_token(token[:at] + other + token[at + 1 :]) == ""


def test_remarks_of_a_box_counted_before_they_were_sealed_are_sealed_then(transactional_db, county):
    """An upgrade between the count and the confirmation: nothing in clear is left, and they are still read."""
    poll = _poll_with_remarks(county, "路灯")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    remarks.key_file(box.pk).unlink()
    try:
        MigrationExecutor(connection).migrate([("ballots", "0007_nothing_kept_below_five")])
        with connection.cursor() as cursor:
            told = json.dumps(["桥头的灯", "渠里有淤泥"], ensure_ascii=False)
            cursor.execute("UPDATE ballots_ballotbox SET remarks = %s", [told])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("ballots"))
    box = BallotBox.objects.get()
    assert (remarks.read(box), box.is_scrubbed) == (["桥头的灯", "渠里有淤泥"], False)
    tasks.sweep()
    assert [words for words in ("桥头的灯", "渠里有淤泥") if words.encode() in _stored()] == []
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BallotBox.objects.update(roll_size=30)  # the triggers stand again
