"""年度评议 of a county of 40,000 members: reckoned for everybody, a branch put forward and decided, its pages opened.

    .venv/bin/python bench/appraisal.py [--members 40000]

Makes an empty database in a temporary folder; DATABASE_URL is honoured. Two promises and four duties a member.
"""

import argparse
import os
import resource
import sys
import tempfile
import uuid
from pathlib import Path

os.environ.setdefault("JIANNUO_DATA", tempfile.mkdtemp(prefix="appraisal-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from datetime import date, timedelta
from itertools import islice
from time import perf_counter, process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.county import enrol, plant
from bench.measure import p95, page
from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly import Decision, Opinion, decide, propose
from jiannuo.appraisal.actions.yearly_draft import _draft
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.base.dates import today
from jiannuo.duties.actions import expect
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.meetings.actions import convene
from jiannuo.meetings.actions import enrol as roll
from jiannuo.meetings.models import Category, MeetingKind
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.pledges.models import Pledge, PledgeVersion, StandingItem
from jiannuo.pledges.two_meetings import Votes
from jiannuo.rounds.actions import open_round

settings.ALLOWED_HOSTS = ["testserver"]


AT_ONCE = 20  # bodies: some hundreds of members


def draft_all(round_):
    """核算 of every body, some at a time, without anybody who presses."""
    bodies = Organisation.objects.exclude(kind=OrgKind.GROUP).order_by("path").iterator(chunk_size=AT_ONCE)
    count = 0
    while part := list(islice(bodies, AT_ONCE)):
        with transaction.atomic():
            count += _draft(round_, part, by=None)
    return count


def timed(label, act):
    wall, cpu = perf_counter(), process_time()
    found = act()
    print(f"{label:52} {perf_counter() - wall:7.2f} s  ({process_time() - cpu:6.2f} s of its own)")
    return found


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def fill(round_, writer) -> None:
    """Two promises a member, the first kept: the same tables in the shape that the actions leave."""
    members = Member.objects.select_related("branch").order_by("id")
    for start in range(0, members.count(), 2000):
        part = list(members[start : start + 2000])
        pledges = Pledge.objects.bulk_create(
            [Pledge(round=round_, organisation=m.branch, member=m, path=m.branch.path) for m in part]
        )
        frozen = {"number": 1, "content": {}, "fingerprint": "", "frozen_by": writer}
        versions = PledgeVersion.objects.bulk_create(
            [PledgeVersion(pledge=p, code=uuid.uuid4().hex[:12], **frozen) for p in pledges]
        )
        due = today() - timedelta(days=40)
        items = StandingItem.objects.bulk_create(
            [
                StandingItem(uid=uuid.uuid4(), pledge=p, since=v, kind="deed", position=n, round=round_, path=p.path,
                             text=f"每月入户走访{n + 2}户，收集意见建议（{p.pk}）", due_on=due, ends_on=due)
                for p, v in zip(pledges, versions, strict=True) for n in (1, 2)
            ]
        )  # fmt: skip
        said = {"state": ResultState.SETTLED, "outcome": Outcome.KEPT, "done_on": today() - timedelta(days=50)}
        hands = {"stated_by": writer, "stated_at": timezone.now(), "settled_by": writer, "settled_at": timezone.now()}
        Result.objects.bulk_create([Result(item=item, **said, **hands) for item in items[::2]])


def sit(branch) -> None:
    """One branch as after its meeting: suggestions taken, one vote for all but the secretary's own."""
    by = branch.secretary
    rows = list(YearlyAppraisal.objects.filter(decider=branch, member__isnull=False))
    opinions = {row.pk: Opinion("qualified") for row in rows}
    timed(f"a branch of {len(rows)} put forward", lambda: propose(opinions, by=by, knows_unwritten=True))
    meeting = convene(branch, MeetingKind.APPRAISAL, timezone.now() - timedelta(hours=2), "村委会", "支书", by=by)
    roll(meeting, Category.BRANCH_MEMBER, [f"党员{n}" for n in range(len(rows))], [], by=by)
    decision = Decision(meeting, Votes(len(rows)), {pk: Opinion() for pk in opinions})
    timed(f"a branch of {len(rows)} decided", lambda: decide(decision, by=by))


def pages(branch, town) -> None:
    client, officer = Client(), Client()
    client.force_login(branch.secretary)
    officer.force_login(User.objects.get(username="big-town0-organiser"))
    one = YearlyAppraisal.objects.filter(decider=branch).first()
    of = {
        "the branch's table": (client, reverse("appraisal:yearly", args=[branch.pk])),
        "one appraisal": (client, reverse("appraisal:yearly_one", args=[one.pk])),
        "the town's table of its branches": (officer, reverse("appraisal:yearly", args=[town.pk])),
        "the branch's table in Excel": (client, reverse("appraisal:yearly_export_all", args=[branch.pk])),
    }
    for label, (who, url) in of.items():
        told = page(who, url, runs=20)
        wall, own = p95(told.times.wall), p95(told.times.cpu)
        print(f"{label:52} p95 {wall:6.0f} ms  ({own:4.0f} ms of its own), {told.queries} queries, {told.status}")


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
        Member.objects.update(came_on=date(2010, 1, 1))
        Organisation.objects.update(came_on=date(2010, 1, 1))
        round_ = open_round(by=None, organisation=top, year=today().year, opens_on=date(today().year, 2, 1))
        fill(round_, branches[0].secretary)
    for part in [*Organisation.objects.filter(parent=top).order_by("path"), top]:
        expect(round_, part, by=None)
    analyse()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = timed("a county's yearly appraisals reckoned", lambda: draft_all(round_))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  {made} appraisals on {connection.vendor}, memory grown by {grown:.0f} MB at most")
    timed("the same again, all anew", lambda: draft_all(round_))
    analyse()
    pages(branches[1], Organisation.objects.get(pk=branches[1].parent_id))
    sit(branches[1])
    pages(branches[1], Organisation.objects.get(pk=branches[1].parent_id))
    print("load:", " ".join(f"{n:.1f}" for n in os.getloadavg()))


main()
