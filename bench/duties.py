"""A year's duties of a county of 40,000 members: written down, a quarter done and counted, its page opened.

    .venv/bin/python bench/duties.py [--members 40000]

Makes an empty database in a temporary folder; DATABASE_URL is honoured. Seconds and milliseconds are given on the wall
clock and as this process's own work, which a busy machine disturbs less (PostgreSQL works in another process).
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("JIANNUO_DATA", tempfile.mkdtemp(prefix="duties-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from datetime import date
from time import perf_counter, process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bench.county import enrol, plant
from bench.measure import p95, page
from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.duties import queries
from jiannuo.duties.actions import expect, meet
from jiannuo.duties.actions.expected import note_reckoned
from jiannuo.duties.actions.remind import remind
from jiannuo.duties.completeness import completeness, lines_of, summed
from jiannuo.duties.models import Duty
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.actions import open_round

settings.ALLOWED_HOSTS = ["testserver"]


def timed(label: str, act):
    wall, cpu = perf_counter(), process_time()
    found = act()
    print(f"{label:58} {perf_counter() - wall:7.2f} s  ({process_time() - cpu:6.2f} s of its own)")
    return found


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def of_all(round_, parts) -> int:
    return sum(expect(round_, part, by=None) for part in parts)


def close_quarter(round_, top, branches) -> str:
    """Each branch enters its members' reports at once, as after its meeting; then the county is counted."""
    people: dict[int, list[int]] = {}
    for pk, branch in Member.objects.values_list("pk", "branch_id"):
        people.setdefault(branch, []).append(pk)
    day = date(round_.year, 3, 30)
    with transaction.atomic():
        for branch in branches:
            meet(round_, "self_report", 1, organisation=branch, member_ids=people[branch.pk], on=day, by=None)
            meet(round_, "branch_comment", 1, organisation=branch, on=day, by=None)
    rows = Duty.objects.filter(round=round_, kind="self_report", period=1)
    return str(summed(lines_of(rows, top, day)))


def pages(round_, top, town) -> None:
    leader, officer, client = User.objects.get(username="big-leader"), User.objects.get(username="big-county"), Client()
    client.force_login(officer)
    of = {"the county's quarter": reverse("duties:overview", args=[top.pk]) + "?period=1"}
    of["a town's quarter"] = reverse("duties:overview", args=[town.pk]) + "?period=1"
    of["who is missing in the county"] = reverse("duties:missing", args=[top.pk, "self_report", 2])
    of["the desk of the county's organiser"] = reverse("desk:desk")
    for label, url in of.items():
        told = page(client, url, runs=20)
        wall, own = p95(told.times.wall), p95(told.times.cpu)
        print(f"{label:58} p95 {wall:6.0f} ms  ({own:4.0f} ms of its own), {told.queries} queries, {told.status}")
    timed("the whole round, by child, kind and period", lambda: completeness(leader, top, round_))
    asked = queries.of_period(officer, top, round_, "self_report", 1)
    print("rows of the quarter:", asked.count())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=40_000)
    members = parser.parse_args().members
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        top, branches = plant(members)
        enrol(branches, members)
        Member.objects.update(came_on=None)
        Organisation.objects.update(came_on=None)
        round_ = open_round(by=None, organisation=top, year=today().year, opens_on=date(today().year, 2, 1))
    parts = [*Organisation.objects.filter(parent=top).order_by("path"), top]
    analyse()
    added = timed("a year's duties written down", lambda: of_all(round_, parts))
    print(f"  {added} duties of {members} members and {len(branches)} branches on {connection.vendor}")
    analyse()
    timed("the same again: nothing to do", lambda: of_all(round_, parts))
    note_reckoned(round_, by=None)
    timed("has anybody come or left? (each minute)", lambda: queries.stirred(round_))
    told = timed("a quarter closed: everything entered, then counted", lambda: close_quarter(round_, top, branches))
    print(" ", told)
    analyse()
    timed(
        "the county counted by children",
        lambda: lines_of(Duty.objects.filter(round=round_, kind="self_report", period=1), top, today()),
    )
    pages(round_, top, parts[0])
    timed("everybody reminded (officers only have sign-ins here)", lambda: remind(date(round_.year, 7, 5)))
    print("load:", " ".join(f"{n:.1f}" for n in os.getloadavg()))


main()
