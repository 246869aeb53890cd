"""The tests' own plumbing: append-only tables can be emptied between tests, and stay append-only."""

import pytest
from django.db import DatabaseError, connection, transaction

from jiannuo.journal.models import Entry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committed_journal_line_is_gone_in_the_next_test_and_cannot_be_deleted(time):
    assert not Entry.objects.exists()
    Entry.objects.create(actor="系统", verb=time, subject="x:1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_sqlite_in_tests_is_a_file_opened_as_in_service(settings):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    assert "jn-test-" in str(settings.DATA_DIR)
