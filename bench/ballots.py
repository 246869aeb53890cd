"""A hundred phones vote in sixty seconds against the real server, on whichever database the environment names.

    .venv/bin/python bench/ballots.py [--phones 100] [--seconds 60]                  SQLite
    .venv/bin/python tests/postgres.py .venv/bin/python bench/ballots.py             PostgreSQL
    .venv/bin/python bench/ballots.py --races 8 --slips 300                          processes on the same slips

A phone opens the page, then sends its ballot, at a random moment of the minute; with --seconds 5 it is a rush.
Figures: p50, p99 and the worst of both requests, the server's processor seconds, the machine's load.
"""

import argparse
import base64
import contextlib
import http.client
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
os.environ.setdefault("JIANNUO_DATA", tempfile.mkdtemp(prefix="jn-bench-"))
PORT = int(os.environ.get("BENCH_PORT", "9479"))

import django

django.setup()

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.ballots.actions import close, open_box
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.models import BallotBox, SealedBallot
from jiannuo.ballots.presets import SURVEY_OPTIONS
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import OrgKind, Role


def open_one(slips: int):
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not User.objects.filter(username="bench").exists():
        user = User.objects.create_user("bench", display_name="测试")
        branch = found(by=None, parent=None, code="BENCH", name="测试支部", kind=OrgKind.BRANCH)
        appoint(by=None, user=user, organisation=branch, role=Role.SECRETARY, starts_on=timezone.localdate())
    user = User.objects.get(username="bench")
    branch = user.appointments.get().organisation
    asked = [{"key": str(i), "label": f"第{i}项承诺", "group": "", "options": SURVEY_OPTIONS} for i in range(4)]
    return user, open_box(
        "survey", branch, "测评", asked, slips, timezone.now() + timedelta(hours=3), by=user, takes_remarks=True
    )


def ask(method: str, path: str, body: str | None = None) -> tuple[float, int]:
    began = time.perf_counter()
    http_ = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    http_.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    answer = http_.getresponse()
    answer.read()
    http_.close()
    return time.perf_counter() - began, answer.status


def phone(code: str, body: str, at: float, pages: list, casts: list) -> None:
    time.sleep(max(0, at - time.perf_counter()))
    pages.append(ask("GET", f"/ballots/vote/{code}/"))
    casts.append(ask("POST", f"/ballots/vote/{code}/cast/", body))


def server() -> subprocess.Popen:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--host", "127.0.0.1"]
    command += ["--port", str(PORT), "--workers", "2", "--blocking-threads", "4", "--backpressure", "64"]
    command += ["--log-level", "warning", "jiannuo.config.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "JIANNUO_HOSTS": "127.0.0.1"})
    for _ in range(300):
        time.sleep(0.2)
        with contextlib.suppress(OSError):
            ask("GET", "/ballots/vote/")
            return process
    raise SystemExit("The server did not start.")


def said(name: str, samples: list) -> str:
    times = sorted(1000 * took for took, _ in samples)
    bad = sum(status != 200 for _, status in samples)
    p99 = statistics.quantiles(times, n=100)[98]
    middle = statistics.median(times)
    return f"{name}: {len(times)}, p50 {middle:.0f} ms, p99 {p99:.0f} ms, worst {times[-1]:.0f} ms, refused {bad}"


def load(phones: int, seconds: float) -> None:
    user, opened = open_one(phones)
    sealed = [seal(opened.box, {"0": "satisfied", "1": "fairly"}, "路灯") for _ in opened.slips]
    bodies = [
        json.dumps({"token": slip, "ballot": base64.b64encode(ballot).decode()})
        for slip, ballot in zip(opened.slips, sealed, strict=True)
    ]
    process = server()
    began, pages, casts = time.perf_counter() + 1, [], []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    people = [
        threading.Thread(target=phone, args=(opened.box.code, body, began + random.random() * seconds, pages, casts))
        for body in bodies
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    process.terminate()
    process.wait(30)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    box = close(opened.box, opened.keys.sheets[:2], by=user)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{connection.vendor}: {phones} phones in {seconds:.0f} s; load {Path('/proc/loadavg').read_text().split()[:2]}"
    )
    print(said("  pages", pages))
    print(said("  casts", casts))
    print(f"  server's processor time {cpu:.1f} s (start included); counted {box.accepted}, void {box.void}")
    assert box.accepted == phones == box.totals["0"]["satisfied"]


def races(processes: int, slips: int) -> None:
    user, opened = open_one(slips)
    asked = opened.box.questions[0]["key"]
    given = json.dumps({"slips": opened.slips, "processes": processes, "by": user.pk})
    name = str(connection.settings_dict["NAME"])
    driver = [sys.executable, str(ROOT / "tests" / "ballots" / "driver.py"), name, str(opened.box.pk), "race"]
    began = time.perf_counter()
    answer = subprocess.run(driver, input=given, capture_output=True, text=True, check=True, env=dict(os.environ))
    told = json.loads(answer.stdout)
    took = time.perf_counter() - began
    one_each = all(len(r) == 1 for r in told["receipts"].values())
    box = BallotBox.objects.get(pk=opened.box.pk)
    sealed = SealedBallot.objects.filter(box=box).count()
    box = close(box, opened.keys.sheets[:2], by=user)
    print(
        f"{connection.vendor}: {processes} processes x {slips} slips in {took:.1f} s: {sealed} ballots, "
        f"one receipt each: {one_each}, refused {told['refused']}, counted {box.accepted} ({asked})"
    )
    assert (sealed, box.accepted, one_each, told["refused"]) == (slips, slips, True, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--races", type=int, default=0)
    parser.add_argument("--slips", type=int, default=300)
    given = parser.parse_args()
    if given.races:
        races(given.races, given.slips)
    else:
        load(given.phones, given.seconds)


if __name__ == "__main__":
    main()
