"""manage.py up: from a data folder in any state to the first page. `./run` calls it."""

import errno
import os
import socket
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from urllib.error import HTTPError

from django.core.management.base import BaseCommand, CommandError

from jiannuo.operations import storage, supervisor, wording
from jiannuo.operations.preparation import prepare


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(wording.no_port(text))
    return int(text)


def _why_not_port(address: str, port: int) -> str:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return wording.port_taken(port)
            return wording.port_refused(address, port, error.strerror or "")
    return ""


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own address
            return True
    except HTTPError:
        return True
    except OSError:
        return False


class Command(BaseCommand):
    requires_system_checks = []  # ./test runs them; here they cost half a second of every start
    help = "Prepare the data folder, start the server and the worker, print the address and the sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS", help="default: this machine only")
        parser.add_argument("--data", metavar="DIR", help="everything the product writes lives there (default: data/)")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *, port: int, listen: str, no_demo: bool, **_: Any) -> None:
        os.umask(0o077)  # what is written here is for the product's own user
        reason = _why_not_port(listen, port) or storage.why_not()
        if reason:
            raise CommandError(reason)
        try:
            prepare(self.stdout.write, with_demo=not no_demo)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise CommandError(wording.disk_full()) from error
            raise
        here = "127.0.0.1" if listen in {"0.0.0.0", "::"} else listen  # noqa: S104
        url = f"http://{f'[{here}]' if ':' in here else here}:{port}/"
        children = [supervisor.server(listen, port, min(2, os.cpu_count() or 1)), supervisor.worker()]
        asked = supervisor.run(children, lambda: _answers(url), lambda: self.stdout.write(wording.welcome(url)))
        self.stdout.write("\n已停止，数据保存在原处。" if asked else "")
        if not asked:
            raise CommandError(wording.server_ended())
