from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiannuo.base.errors import Refusal
from jiannuo.demo.actions.county import load


class Command(BaseCommand):
    help = "Load the invented county 楚宁县 into an empty database and mark it as a demo."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        try:
            load(by=None)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write("已装入演示县：楚宁县。")
