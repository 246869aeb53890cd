"""Read promise texts from standard input and print what was recognised, one JSON object a line."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiannuo.pledges import reading


class Command(BaseCommand):
    help = 'Lines {"id", "text", "year"} in, lines {"id", "items": [{"text", "kind", "deadlines", "targets"}]} out.'
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jsonl", action="store_true", required=True, help="one JSON object a line, in and out")

    def handle(self, **_options: object) -> None:
        failed = 0
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                answer = _answer(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                failed += 1
                self.stderr.write(f"line {number}: {type(error).__name__}: {error}")
                continue
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} lines could not be read")


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    year = int(row["year"]) if row.get("year") else None
    return {"id": row.get("id"), "items": [item.as_json() for item in reading.read(str(row["text"]), year)]}
