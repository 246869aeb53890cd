"""The ledger of a township with 5,000 promises: pages, and the Excel file out and back.

    JIANNUO_DATA=/tmp/ledger .venv/bin/python bench/ledger.py [--runs 40]      in an empty folder; or DATABASE_URL=postgres://…

The township has 25 branches with 50 members, four promises each; two of three have progress, one of four a result.
"cpu" is the work of this process and of PostgreSQL's for it, which a busy machine disturbs less than the wall clock.
"""

import argparse
import io
import os
import random
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
os.environ.setdefault("JIANNUO_HOSTS", "testserver")
django.setup()

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.measure import p95, page
from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.fulfilment.models import ProgressNote, Result, SheetImport, Tick
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import Member, Organisation, OrgKind, OrgLevel, Role
from jiannuo.pledges.models import ItemKind, Pledge, PledgeVersion, StandingItem
from jiannuo.rounds.actions import open_round

BRANCHES, MEMBERS, EACH = 25, 50, 4
DICE = random.Random(23)
KINDS = [ItemKind.COMMON, ItemKind.POST, ItemKind.DEED, ItemKind.DEED]
TEXTS = [
    "按时参加组织生活，不缺席",
    "每月入户走访5户，记好民情日记",
    "6月底前修好塘边护栏20米",
    "年底前帮2户困难户修缮房屋",
]


def build() -> Organisation:
    """The township, in bulk: the same tables in the shape that the actions leave."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    top = found(by=None, parent=None, code="C", name="中共大云县委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.COUNTY)
    town = found(
        by=None, parent=top, code="T", name="中共大河镇委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.TOWNSHIP
    )
    round_ = open_round(by=None, organisation=top, year=today().year, opens_on=today() - timedelta(days=200))
    writer = User.objects.create_user("writer", display_name="组织员")
    appoint(by=None, user=writer, organisation=town, role=Role.ORGANISER, starts_on=today() - timedelta(days=400))
    for n in range(BRANCHES):
        branch = found(by=None, parent=town, code=f"B{n}", name=f"第{n + 1}村党支部", kind=OrgKind.BRANCH)
        appoint(by=None, user=writer, organisation=branch, role=Role.SECRETARY, starts_on=today() - timedelta(days=400))
        _fill(branch, round_, writer)
    connection.cursor().execute("ANALYZE")
    return town


def _fill(branch, round_, writer):
    names = [f"党员{k}" for k in range(MEMBERS)]
    members = Member.objects.bulk_create([Member(branch=branch, name=name, sex="male") for name in names])
    common = {"round": round_, "path": branch.path}
    pledges = Pledge.objects.bulk_create([Pledge(organisation=branch, member=m, **common) for m in members])
    frozen = {"number": 1, "content": {}, "fingerprint": "", "frozen_by": writer}
    versions = PledgeVersion.objects.bulk_create(
        [PledgeVersion(pledge=p, code=uuid.uuid4().hex[:12], **frozen) for p in pledges]
    )
    monthly = {"type": "recurring", "every": "month", "times": 5, "words": "每月5户"}
    items = [
        StandingItem(
            uid=uuid.uuid4(), pledge=p, since=v, kind=KINDS[k], position=k + 1, text=f"{TEXTS[k]}（{p.pk}）",
            deadlines=[monthly] if k == 1 else [],
            due_on=due_on, ends_on=due_on or round_.closes_on, **common,
        )
        for p, v in zip(pledges, versions, strict=True) for k in range(EACH)
        for due_on in [today() + timedelta(days=DICE.randint(-60, 120)) if k > 1 else None]
    ]  # fmt: skip
    StandingItem.objects.bulk_create(items)
    day = today() - timedelta(days=9)
    ProgressNote.objects.bulk_create(
        [ProgressNote(item=i, text="已走访3户，收集意见2条", on=day, by=writer) for n, i in enumerate(items) if n % 3]
    )
    hands = {"stated_by": writer, "stated_at": timezone.now(), "settled_by": writer, "settled_at": timezone.now()}
    said = {"state": ResultState.SETTLED, "outcome": Outcome.KEPT, "done_on": day}
    Result.objects.bulk_create([Result(item=i, **said, **hands) for i in items[::4]])
    start = today().replace(day=1)
    Tick.objects.bulk_create([Tick(item=i, period_start=start, times=3, by=writer) for i in items[1::4]])


def pages(client: Client, town: Organisation, runs: int) -> None:
    ledger, item = f"/ledger/of/{town.pk}/", StandingItem.objects.order_by("pk")[77]
    first, last = f"{ledger}?page=1", f"{ledger}?page=100"
    filters = ["?state=late", "?state=going", "?state=no_result", "?sort=due", "?text=护栏", "?kind=deed&subject=党员7"]
    for url in [ledger, first, last, *(ledger + f for f in filters), f"/ledger/items/{item.pk}/", "/ledger/mine/"]:
        found_ = page(client, url, runs=runs)
        wall, cpu = p95(found_.times.wall), p95(found_.times.cpu)
        print(f"{url:44} p95 {wall:6.1f} ms (cpu {cpu:6.1f})  {found_.queries:3} queries  {found_.size / 1024:6.0f} KB")


def clocked(name, act):
    wall, cpu = time.perf_counter(), time.process_time()
    answer = act()
    print(f"{name:44} {time.perf_counter() - wall:6.1f} s  (cpu {time.process_time() - cpu:5.1f})")
    return answer


def sheet(client: Client, town: Organisation) -> None:
    out = clocked("5,000 rows to Excel", lambda: client.get(f"/ledger/of/{town.pk}/excel/"))
    book = openpyxl.load_workbook(io.BytesIO(out.content))
    rows = book.worksheets[0]
    for at in range(3, rows.max_row + 1):
        rows[f"H{at}"] = f"表格里写的进展{at}"
        if at % 5 == 0:
            rows[f"I{at}"], rows[f"J{at}"] = today(), "已兑现"
    saved = io.BytesIO()
    book.save(saved)
    file = SimpleUploadedFile("台帐.xlsx", saved.getvalue())
    answer = clocked("read and compared", lambda: client.post(f"/ledger/of/{town.pk}/bring-back/", {"file": file}))
    clocked("the preview", lambda: client.get(answer.url))
    clocked("written", lambda: client.post(f"{answer.url}apply/"))
    print(SheetImport.objects.latest("pk").counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    town = build()
    client = Client()
    client.force_login(User.objects.get(username="writer"))
    load = Path("/proc/loadavg").read_text().split()[0]
    print(f"{connection.vendor}, {StandingItem.objects.count()} promises, load {load}")
    pages(client, town, runs)
    sheet(client, town)


if __name__ == "__main__":
    main()
