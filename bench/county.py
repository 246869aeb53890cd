"""Fill an empty database with a county of 40,000 members, 1,800 branches and 45,000 items, for measuring.

    JIANNUO_DATA=/tmp/big .venv/bin/python bench/county.py --members 40000

Rows are written in bulk (a yard to measure in, not the demo): the same tables in the shape that the actions leave.
"""

import argparse
import os
import random
import sys
import time
from datetime import date
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.demo.people import people
from jiannuo.demo.texts import texts as demo_texts
from jiannuo.duties.actions import expect_proposals
from jiannuo.meetings.models import CONFIRMING, Meeting
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import Member, Organisation, OrgClass, OrgKind, OrgLevel, Role
from jiannuo.pledges.boxes import text_key
from jiannuo.pledges.content import content_of, fingerprint_of, new_code
from jiannuo.pledges.models import Confirmation, Decision, Filing, Pledge, PledgeItem, PledgeVersion
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity.models import Publication
from jiannuo.publicity.public_copy import public_copy
from jiannuo.publicity.workflow import State
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.models import Round

TOWNS = 18
DICE = random.Random(45000)
# How a round stands in the middle of its way: stage -> share of the pledges.
MIX = [
    (Stage.DRAFTED, 0.05),
    (Stage.PROPOSED, 0.15),
    (Stage.ENDORSED, 0.2),
    (Stage.RETURNED, 0.03),
    (Stage.REVIEWED, 0.17),
    (Stage.FILED, 0.2),
    (Stage.PUBLISHED, 0.2),
]


def user(name: str, display: str) -> User:
    return User.objects.create_user(name, display_name=display)


def plant(members: int) -> tuple[Organisation, list[Organisation]]:
    """The tree: one county, 18 towns, 100 branches a town at 40,000 members."""
    top = found(
        by=None, parent=None, code="BIG", name="中共大江县委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.COUNTY
    )
    for role, name in ((Role.ORGANISER, "big-county"), (Role.LEADER, "big-leader")):
        appoint(by=None, user=user(name, name), organisation=top, role=role, starts_on=date(2010, 1, 1))
    branches = []
    classes = list(OrgClass)
    per_town = max(1, round(members / 22.2 / TOWNS))
    for t in range(TOWNS):
        town = found(
            by=None,
            parent=top,
            code=f"BIG{t:02}",
            name=f"中共第{t + 1}镇委员会",
            kind=OrgKind.COMMITTEE,
            level=OrgLevel.TOWNSHIP,
        )
        for role in (Role.SECRETARY, Role.ORGANISER):
            appoint(
                by=None,
                user=user(f"big-town{t}-{role}", "镇干部"),
                organisation=town,
                role=role,
                starts_on=date(2010, 1, 1),
            )
        for b in range(per_town):
            branch = found(
                by=None,
                parent=town,
                code=f"BIG{t:02}{b:03}",
                name=f"第{t + 1}镇{b + 1}村党支部",
                kind=OrgKind.BRANCH,
                org_class=classes[b % len(classes)],
            )
            officer = user(f"big-{t}-{b}", "支书")
            appoint(by=None, user=officer, organisation=branch, role=Role.SECRETARY, starts_on=date(2010, 1, 1))
            branch.secretary = officer
            branches.append(branch)
    return top, branches


def enrol(branches: list[Organisation], members: int) -> list[Member]:
    rows = []
    each = members // len(branches)
    for branch in branches:
        source = people(OrgClass(branch.org_class), seed=branch.code)
        rows += [
            Member(
                branch=branch,
                name=p.name,
                sex=p.sex,
                born_on=p.born_on,
                joined_on=p.joined_on,
                unit_and_post=p.post,
                duty=p.duty,
            )
            for p in (next(source) for _ in range(each))
        ]
    return Member.objects.bulk_create(rows, batch_size=2000)


def _stage() -> Stage:
    point, total = DICE.random(), 0.0
    for stage, share in MIX:
        total += share
        if point < total:
            return stage
    return Stage.FILED


def promise(round_: Round, branches: list[Organisation], members: list[Member]) -> int:
    """A pledge for every branch and every member but one in twelve; versions for those past the draft."""
    subjects: list[tuple[Organisation, Member | None]] = [(b, None) for b in branches]
    home = {b.pk: b for b in branches}
    subjects += [(home[m.branch_id], m) for m in members if DICE.random() > 1 / 12]
    items_made = 0
    for start in range(0, len(subjects), 2000):
        pledges, texts = [], []
        for branch, member in subjects[start : start + 2000]:
            bank = demo_texts()[f"{branch.org_class} {'member' if member else 'organisation'}"]
            boxes = DICE.choice(bank).drawn(DICE)
            pledges.append(
                Pledge(
                    round=round_,
                    organisation=branch,
                    member=member,
                    boxes=boxes,
                    path=branch.path,
                    sector_id=branch.sector_id,
                    stage=Stage.DRAFTED,
                    is_direct=False,
                )
            )
            texts.append(boxes)
        Pledge.objects.bulk_create(pledges, batch_size=500)
        items = [
            PledgeItem(
                pledge=p,
                kind=kind,
                position=n,
                text=text,
                text_key=text_key(text),
                due_on=date(round_.year, 12, 31),
            )
            for p, boxes in zip(pledges, texts, strict=True)
            for n, (kind, text) in enumerate(boxes.items(), 1)
            if DICE.random() < 0.1 or n == 1
        ]
        PledgeItem.objects.bulk_create(items, batch_size=500)
        items_made += len(items)
        _freeze(pledges, items)
    return items_made


def _freeze(pledges: list[Pledge], items: list[PledgeItem]) -> None:
    by_pledge: dict[int, list[PledgeItem]] = {}
    for item in items:
        by_pledge.setdefault(item.pledge_id, []).append(item)
    versions = []
    for pledge in pledges:
        stage = _stage()
        if stage == Stage.DRAFTED:
            continue
        pledge.stage, pledge.stage_at, pledge.proposed_by = stage, timezone.now(), pledge.organisation.secretary
        content = content_of(pledge, by_pledge.get(pledge.pk, []), [])
        versions.append(
            PledgeVersion(
                pledge=pledge,
                number=1,
                content=content,
                fingerprint=fingerprint_of(content),
                code=new_code(),
                frozen_by=pledge.proposed_by,
            )
        )
    PledgeVersion.objects.bulk_create(versions, batch_size=500)
    for version in versions:
        version.pledge.current = version
        if version.pledge.stage == Stage.PUBLISHED:
            version.pledge.published = version
    Pledge.objects.bulk_update(
        [v.pledge for v in versions], ["stage", "stage_at", "proposed_by", "current", "published"], batch_size=200
    )


def publish(top: Organisation, round_: Round) -> int:
    """What hangs on the boards: both meetings, the receipt and the public copy of every published pledge."""
    now, first, second = timezone.now(), *User.objects.order_by("id")[:2]
    versions = list(
        PledgeVersion.objects.filter(pledge__published_id=F("id")).select_related(
            "pledge__organisation", "pledge__member"
        )
    )
    kinds = [
        Meeting(organisation=top, kind=kind, held_at=now, place="礼堂", chair="书记", convened_by=first, path=top.path)
        for kind in CONFIRMING
    ]
    Meeting.objects.bulk_create(kinds)
    votes = [
        Decision(meeting=m, version=v, present=9, ayes=9, is_passed=True, by=first) for v in versions for m in kinds
    ]
    Decision.objects.bulk_create(votes, batch_size=2000)
    pairs = zip(versions, votes[::2], votes[1::2], strict=True)
    Confirmation.objects.bulk_create(
        (Confirmation(version=v, leaders_decision=a, delegates_decision=b, by=first) for v, a, b in pairs),
        batch_size=2000,
    )
    Filing.objects.bulk_create(
        (Filing(version=v, receiver=top, year=round_.year, serial=n, by=first) for n, v in enumerate(versions, 1)),
        batch_size=2000,
    )
    hands = {"checked_by": second, "checked_at": now, "approved_by": second, "approved_at": now}
    hands |= {"prepared_by": first, "prepared_at": now, "live_by": first, "live_at": now}
    rows = []
    for version in versions:
        copy, pledge = public_copy(version, {}), version.pledge
        rows.append(
            Publication(
                pledge=pledge,
                version=version,
                organisation=pledge.organisation,
                path=pledge.path,
                state=State.LIVE,
                content=copy,
                fingerprint=fingerprint_of(copy),
                expires_on=date(round_.year + 1, 1, 30),
                **hands,
            )
        )
    return len(Publication.objects.bulk_create(rows, batch_size=500))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=40_000)
    members = parser.parse_args().members
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = time.perf_counter()
    with transaction.atomic():
        top, branches = plant(members)
        people_rows = enrol(branches, members)
        round_ = open_round(
            by=None, organisation=top, year=timezone.localdate().year, opens_on=date(timezone.localdate().year, 2, 1)
        )
        items = promise(round_, branches, people_rows)
        duties = expect_proposals(round_, top, by=None)
        shown = publish(top, round_)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{len(people_rows)} members, {len(branches)} branches, {Pledge.objects.count()} pledges, {items} items, "
        f"{duties} duties, {shown} on the boards in {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
