"""What has to happen again and again: unfinished jobs found, the write-ahead log folded in, old rows forgotten."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.db import close_old_connections, connection
from django.utils.module_loading import module_has_submodule

from jiannuo.operations import actions

_log = logging.getLogger(__name__)


@dataclass
class Chore:
    """Something done every so many seconds."""

    name: str
    every: float
    do: Callable[[], object]
    due_at: float = 0.0


def checkpoint() -> None:
    """Fold SQLite's write-ahead log into the database: the only place that does (docs/decisions/0002)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def count_values() -> None:
    """Tell SQLite's planner what its tables hold; nothing else does, and a table rebuilt forgets (PostgreSQL knows)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def sweeps() -> list[Chore]:
    """The `sweep()` of every room's tasks: each finds the rows whose job was never begun or was cut off."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("jiannuo.") and module_has_submodule(config.module, "tasks"):
            sweep = getattr(import_module(f"{config.name}.tasks"), "sweep", None)
            if sweep:
                found.append(Chore(f"{config.label}.sweep", 15, sweep))
    return found


def chores() -> list[Chore]:
    return [
        *sweeps(),
        Chore("checkpoint", 60, checkpoint),
        Chore("expect", 60, actions.expect_of_newcomers),
        Chore("tidy", 3600, actions.tidy),
        Chore("count values", 6 * 3600, count_values),
    ]


def do_what_is_due(rounds: list[Chore]) -> None:
    """One turn. A chore that fails is logged and tried again at its next time; the others go on."""
    for chore in rounds:
        if time.monotonic() < chore.due_at:
            continue
        chore.due_at = time.monotonic() + chore.every
        try:
            chore.do()
        except Exception:  # noqa: BLE001  one chore must not stop the others
            _log.exception("Chore %s failed", chore.name)
    close_old_connections()


def keep_house() -> None:
    """For ever; runs in a thread of the worker."""
    rounds = chores()
    while True:
        do_what_is_due(rounds)
        time.sleep(1)
