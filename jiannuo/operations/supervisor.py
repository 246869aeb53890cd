"""The processes of one installation: the server and the worker. They start, live and stop together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings

_PATIENCE = 15  # seconds that requests and jobs in hand are given to finish
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """On Linux a killed supervisor leaves no orphan holding the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A process with its command line; `restarts` counts how often it had to be started again."""

    command: list[str]
    is_vital: bool  # when it ends, everything ends
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    start_after: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            cwd=settings.BASE_DIR,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
            preexec_fn=_die_with_parent,  # noqa: PLW1509
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def start_again_later(self) -> None:
        """Wait 1 s, then 2, 4 … at most 30 s before a process that keeps dying is started again."""
        self.process = None
        self.start_after = time.monotonic() + min(2**self.restarts, 30)
        self.restarts += 1

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        if not self.process:
            return
        try:
            self.process.wait(max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def server(address: str, port: int, workers: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--host", address]
    command += ["--port", str(port), "--workers", str(workers), "--workers-kill-timeout", str(_PATIENCE - 5)]
    command += ["--blocking-threads", "4", "--backpressure", "64", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "jiannuo.config.wsgi:application"]
    return Child(command, is_vital=True)


def worker() -> Child:
    return Child([sys.executable, str(settings.BASE_DIR / "manage.py"), "work"], is_vital=False)


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """Set on Ctrl-C and SIGTERM; the former handlers come back afterwards."""
    asked = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: asked.set()) for number in signals}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tend(children: list[Child]) -> bool:
    """Start what should run; False when a vital process has ended."""
    for child in children:
        if child.has_ended():
            if child.is_vital:
                return False
            child.start_again_later()
        if child.process is None and time.monotonic() >= child.start_after:
            child.start()
    return True


def run(children: list[Child], is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> bool:
    """Run until asked to stop (True) or until a vital process ends by itself (False). Nothing is left behind."""
    announced = False
    with _asked_to_stop() as asked:
        try:
            # The worker waits for the first page: it would only take the processor from it.
            while not asked.is_set() and _tend([c for c in children if c.is_vital or announced]):
                if not announced and is_ready():
                    announced = True
                    when_ready()
                asked.wait(1 if announced else 0.05)
            return asked.is_set()
        finally:
            for child in children:
                child.stop()
            until = time.monotonic() + _PATIENCE
            for child in children:
                child.wait(until - time.monotonic())
