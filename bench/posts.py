"""How much of a bare durable Django view our review and our submission keep, in one run on the same machine.

    cp -r /tmp/big /tmp/big-posts && JIANNUO_DATA=/tmp/big-posts .venv/bin/python bench/posts.py [--runs 150]

The county of bench/county.py is used up by it: each POST judges or submits another pledge. Rounds of the bare view
(bench/bare.py, a process of its own) are taken before, between and after, so that a busy machine disturbs both alike.
Ratio = median seconds of the bare POST / median seconds of ours: 1.0 would be as cheap as writing one row.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import uuid
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

from jiannuo.accounts.models import User
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage

TOWN = "BIG00"


def bare(runs: int) -> float:
    script = str(Path(__file__).resolve().parent / "bare.py")
    answer = subprocess.run([sys.executable, script, "--runs", str(runs)], capture_output=True, text=True, check=True)
    return float(answer.stdout)


def signed_in(user: User) -> Client:
    """A server has its middleware loaded long before the first request; so has this client."""
    client = Client()
    client.handler.load_middleware()
    client.force_login(user)
    return client


def _post(client: Client, url: str, data: dict[str, str]) -> float:
    began = time.perf_counter()
    answer = client.post(url, data | {"once": str(uuid.uuid4())})
    took = time.perf_counter() - began
    assert answer.status_code == 302, answer.content.decode()[:2000]
    client.cookies.pop("messages", None)  # the page that a person sees next shows them and lets them go
    return took


def reviews(runs: int) -> list[float]:
    """One organiser passes endorsed pledges of his town, one after another."""
    client = signed_in(User.objects.get(username="big-town0-organiser"))
    waiting = Pledge.objects.filter(
        organisation__parent__code=TOWN, stage=Stage.ENDORSED, member__isnull=False, version=1
    ).order_by("id")[: runs + 10]
    samples = []
    for pledge in list(waiting):
        data = {"version": str(pledge.version), "opinion": "同意。", "verdict": "pass"}
        samples.append(_post(client, reverse("pledges:review", args=[pledge.pk]), data))
    return samples[10:]


def submissions(runs: int) -> list[float]:
    """Branch secretaries hand in drafts of their members (the heaviest road: somebody else's draft)."""
    drafts = Pledge.objects.filter(stage=Stage.DRAFTED, member__isnull=False).select_related("organisation")
    samples = []
    for pledge in list(drafts.order_by("id")[: runs + 10]):
        officer = User.objects.get(appointments__organisation=pledge.organisation)
        client = signed_in(officer)
        data = {"version": str(pledge.version)}
        samples.append(_post(client, reverse("pledges:propose", args=[pledge.pk]), data))
    return samples[10:]


def queries_of_one_review() -> int:
    client = signed_in(User.objects.get(username="big-town0-organiser"))
    pledge = Pledge.objects.filter(organisation__parent__code=TOWN, stage=Stage.ENDORSED, member__isnull=False).last()
    with CaptureQueriesContext(connection) as context:
        _post(client, reverse("pledges:review", args=[pledge.pk]), {"version": str(pledge.version), "verdict": "pass"})
        return len(connection.queries_log) - context.initial_queries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=150)
    runs = parser.parse_args().runs
    yard = [bare(runs)]
    review = statistics.median(reviews(runs))
    yard.append(bare(runs))
    submission = statistics.median(submissions(runs))
    yard.append(bare(runs))
    base = statistics.median(yard)
    print(f"{connection.vendor}; bare view: " + ", ".join(f"{1000 * y:.2f}" for y in yard) + " ms a POST (median)")
    print(f"review POST      {1000 * review:6.2f} ms, ratio {statistics.mean(yard[:2]) / review:.2f}, ", end="")
    print(f"{queries_of_one_review()} queries")
    print(f"submission POST  {1000 * submission:6.2f} ms, ratio {statistics.mean(yard[1:]) / submission:.2f}")
    print(f"(median of the three rounds of the bare view: {1000 * base:.2f} ms)")


if __name__ == "__main__":
    main()
