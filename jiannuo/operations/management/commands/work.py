"""manage.py work: the background worker of one installation; `manage.py up` starts it."""

import logging
import os
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from jiannuo.operations.maintenance import chores, do_what_is_due, keep_house


class Command(BaseCommand):
    requires_system_checks = []
    help = "Run the jobs in the background and keep house. With --once: what is due now, then end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is waiting and end.")

    def handle(self, *, once: bool, **_: Any) -> None:
        os.umask(0o077)
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # being asked to stop is no warning
        if once:
            do_what_is_due(chores())
        else:
            threading.Thread(target=keep_house, daemon=True).start()
        worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()
