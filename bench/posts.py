"""How much of a bare durable Django view our review and our submission keep, in one run on the same machine.

    cp -r /tmp/big /tmp/big-posts && JIANNUO_DATA=/tmp/big-posts .venv/bin/python bench/posts.py [--runs 150]

The county of bench/county.py is used up by it: each POST judges or submits another pledge. The bare view
(bench/bare.py, a process of its own) takes turns with ours, ten POSTs each, so that a busy machine disturbs both alike.
Ratio = median seconds of the bare POST / median seconds of ours: 1.0 would be as cheap as writing one row.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
os.environ.setdefault("JIANNUO_HOSTS", "testserver")
django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import jiannuo.config.wsgi  # noqa: F401  as the server starts
from bench.form import browser, send
from jiannuo.accounts.models import User
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage

TOWN = "BIG00"
TURN = 10


class Bare:
    """The yardstick, waiting in a process of its own for its next turn."""

    def __init__(self) -> None:
        script = str(Path(__file__).resolve().parent / "bare.py")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([sys.executable, script], stdin=pipe, stdout=pipe, text=True)

    def turn(self) -> list[float]:
        told, said = self._process.stdin, self._process.stdout
        assert told
        assert said
        told.write(f"{TURN}\n")
        told.flush()
        return [float(seconds) for seconds in said.readline().split()]

    def close(self) -> None:
        self._process.communicate()


def _post(client: Client, url: str, data: dict[str, str]) -> float:
    began = time.perf_counter()
    answer = send(client, url, data | {"once": str(uuid.uuid4())})
    took = time.perf_counter() - began
    assert answer.status_code == 302, answer.content.decode()[:2000]
    client.cookies.pop("messages", None)  # the page that a person sees next shows them and lets them go
    return took


def reviews(runs: int) -> Iterator[float]:
    """One organiser passes endorsed pledges of his town, one after another."""
    client = browser()
    client.force_login(User.objects.get(username="big-town0-organiser"))
    waiting = Pledge.objects.filter(
        organisation__parent__code=TOWN, stage=Stage.ENDORSED, member__isnull=False, version=1
    ).order_by("id")[:runs]
    for pledge in list(waiting):
        data = {"version": str(pledge.version), "opinion": "同意。", "verdict": "pass"}
        yield _post(client, reverse("pledges:review", args=[pledge.pk]), data)


def submissions(runs: int) -> Iterator[float]:
    """Branch secretaries hand in drafts of members without a sign-in, as 代录 (the heaviest road: another's draft)."""
    client = browser()
    drafts = Pledge.objects.filter(stage=Stage.DRAFTED, member__isnull=False).select_related("organisation")
    for pledge in list(drafts.order_by("id")[:runs]):
        client.force_login(User.objects.get(appointments__organisation=pledge.organisation))
        data = {"version": str(pledge.version)}
        yield _post(client, reverse("pledges:propose", args=[pledge.pk]), data)


def queries_of_one_review() -> int:
    client = browser()
    client.force_login(User.objects.get(username="big-town0-organiser"))
    pledge = Pledge.objects.filter(organisation__parent__code=TOWN, stage=Stage.ENDORSED, member__isnull=False).last()
    with CaptureQueriesContext(connection) as context:
        _post(client, reverse("pledges:review", args=[pledge.pk]), {"version": str(pledge.version), "verdict": "pass"})
        return len(connection.queries_log) - context.initial_queries


def compare(bare: Bare, ours: Iterator[float]) -> tuple[float, float]:
    """Median seconds of the bare POST and of ours; the first turn of each warms up."""
    yard: list[float] = []
    samples: list[float] = []
    for n, took in enumerate(ours):
        if n % TURN == 0:
            yard += bare.turn()
        samples.append(took)
    return statistics.median(yard[TURN:]), statistics.median(samples[TURN:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=150)
    runs = parser.parse_args().runs + TURN
    bare = Bare()
    print(connection.vendor)
    for name, ours in (("review", reviews(runs)), ("submission", submissions(runs))):
        yard, took = compare(bare, ours)
        print(f"{name:10} POST {1000 * took:6.2f} ms, bare view {1000 * yard:5.2f} ms, ratio {yard / took:.2f}")
    print(f"{queries_of_one_review()} queries of one review")
    bare.close()


if __name__ == "__main__":
    main()
