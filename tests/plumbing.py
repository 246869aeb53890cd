"""A pytest plugin, loaded before the settings: an own data folder and database for every run, and no silent skips."""

import atexit
import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

if "JIANNUO_TEST_RUN" not in os.environ:  # the workers of xdist inherit the folder of the run
    _folder = tempfile.mkdtemp(prefix="jn-test-")
    os.environ["JIANNUO_TEST_RUN"] = os.environ["JIANNUO_DATA"] = _folder
    os.environ["JIANNUO_TEST_BEGAN"] = str(time.time())
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings  # noqa: PLC0415  the settings must not be read before the folder is known
    from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415
    from hypothesis import settings as hypothesis  # noqa: PLC0415

    run = Path(os.environ["JIANNUO_TEST_RUN"])
    database = settings.DATABASES["default"]
    on_sqlite = database["ENGINE"].endswith("sqlite3")
    # A file, not memory: threads then meet the locks that they will meet in service.
    name = str(run / "test.sqlite3") if on_sqlite else f"test_{run.name.replace('-', '_').lower()}"
    database.setdefault("TEST", {})["NAME"] = name
    DatabaseWrapper.ops_class.execute_sql_flush = _flush
    hypothesis.register_profile("here", deadline=None)
    hypothesis.register_profile("ci", deadline=None, derandomize=True)
    hypothesis.load_profile("ci" if os.environ.get("CI") == "true" else "here")


# What takes longest comes first, so that at the end no worker waits for another; while the first makes the demo that
# all browser tests start from, the second does what needs none.
_LONG = (
    "tests/browser/test_look.py",
    "tests/fulfilment/test_machine.py",
    "tests/house/test_permissions.py",
    "tests/browser/test_voting_journeys.py",
    "tests/browser/test_manual_pictures.py",
    "tests/demo/test_year.py",
    "tests/operations/test_start.py",
    "tests/duties/test_machine.py",
    "tests/house/test_extra_fields.py",
    "tests/browser/",
    "tests/fulfilment/test_excel.py",
    "tests/appraisal/test_yearly_machine.py",
)


def _turn(item: pytest.Item) -> int:
    return next((n for n, start in enumerate(_LONG) if item.nodeid.startswith(start)), len(_LONG))


@pytest.hookimpl(tryfirst=True)  # before -m is applied
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files; mark what asks the database: pytest-django refuses the database to all others."""
    items.sort(key=_turn)
    for item in items:
        if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker("database")


def _flush(self, sql_list):
    """Empty the tables between transactional tests although triggers refuse to delete: lift them and put them back."""
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for sql in sql_list:
            cursor.execute(sql)
        for _, sql in triggers:
            cursor.execute(sql)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skip is a failure: what was skipped was not tested."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_worker = hasattr(session.config, "workerinput")
    if os.environ.get("CI") == "true" and not is_worker and reporter and reporter.stats.get("skipped"):
        reporter.write_line("CI=true: a skipped test counts as failed.", red=True)
        if exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
