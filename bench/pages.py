"""p95 server time and queries of every list, detail, desk and public page, for each role that opens it.

    JIANNUO_DATA=/tmp/big .venv/bin/python bench/pages.py [--runs 40] [--save big.json] [--against small.json]

The database is made by bench/county.py. `--against` a run on a small county shows where queries grow with the data.
"cpu" is the work of this process and of PostgreSQL's for it, which a busy machine disturbs less than the wall clock.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
os.environ.setdefault("JIANNUO_HOSTS", "testserver")
django.setup()

from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

import jiannuo.config.wsgi  # noqa: F401  as the server starts
from bench.measure import p95, page
from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity.models import Publication
from jiannuo.rounds.models import Round


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def member_client(branch: Organisation) -> Client:
    """A member of the branch, with a sign-in made for the bench."""
    user, _ = User.objects.get_or_create(username="big-member", defaults={"display_name": "党员"})
    member = Member.objects.filter(branch=branch).order_by("id").first()
    Member.objects.filter(user=user).update(user=None)
    Member.objects.filter(pk=member.pk).update(user=user)
    client = Client()
    client.force_login(user)
    return client


def pages() -> tuple[list[tuple[str, str | None, list[tuple[str, tuple[object, ...]]]]], Organisation]:
    """[(role, username, [(url name, arguments)])], and the branch that most of them look at."""
    round_ = Round.objects.latest("year")
    county = Organisation.objects.get(parent=None)
    town = Organisation.objects.get(code="BIG00")
    branch = Organisation.objects.get(code="BIG00000")
    inside = Pledge.objects.filter(round=round_, organisation=branch)
    proposed = Pledge.objects.filter(path__startswith=town.path, stage=Stage.ENDORSED, member__isnull=False).first()
    shown = Publication.objects.filter(path__startswith=town.path).select_related("version").first()
    draft = Pledge.objects.filter(path__startswith=branch.path, stage=Stage.DRAFTED).first() or inside.first()
    above = [
        ("desk:desk", ()),
        ("orgs:tree", ()),
        ("orgs:organisation", (town.pk,)),
        ("orgs:members", (branch.pk,)),
        ("pledges:list", (town.pk,)),
        ("pledges:queue", ()),
        ("pledges:detail", (proposed.pk,)),
        ("pledges:filing", (town.pk,)),
        ("publicity:queue", ()),
        ("rounds:round", (round_.year,)),
    ]
    rows = [("county", "big-county", [*above, ("pledges:list", (county.pk,)), ("pledges:filing", (county.pk,))])]
    case = ("pledges:review", (proposed.pk,))
    rows += [("town", "big-town0-organiser", [*above, case]), ("leader", "big-leader", above)]
    own = [
        ("desk:desk", ()),
        ("pledges:list", (branch.pk,)),
        ("pledges:queue", ()),
        ("pledges:confirm", (branch.pk,)),
        ("pledges:filing", (branch.pk,)),
        ("pledges:oral", (branch.pk,)),
        ("pledges:check", (draft.pk,)),
        ("pledges:write", (draft.pk,)),
        ("meetings:list", (branch.pk,)),
        ("orgs:members", (branch.pk,)),
        ("publicity:queue", ()),
        ("publicity:propose", (branch.pk,)),
    ]
    rows.append(("secretary", "big-0-0", own))
    rows.append(("member", "", [("desk:desk", ()), ("pledges:mine", ())]))
    public = [
        ("publicity:front", ()),
        ("publicity:organisation", (branch.code,)),
        ("publicity:organisation", (town.code,)),
        ("publicity:organisation", (county.code,)),
        ("publicity:pledge", (shown.version.code,)),
        ("publicity:pledge_qr", (shown.version.code,)),
        ("publicity:verify_code", (shown.version.code,)),
    ]
    rows.append(("public", None, public))
    return rows, branch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    before = json.loads(options.against.read_text()) if options.against else {}
    rows, branch = pages()
    figures = {}
    print(f"{connection.vendor}: {Member.objects.count()} members, {Pledge.objects.count()} pledges")
    for role, username, urls in rows:
        client = Client() if username is None else client_of(username) if username else member_client(branch)
        for name, args in urls:
            try:
                url = reverse(name, args=args)
            except NoReverseMatch:
                print(f"{role:10} {name:24} no such page")
                continue
            seen = page(client, url, runs=options.runs)
            slow, cpu, queries = p95(seen.times.wall), p95(seen.times.cpu), seen.queries
            key = f"{role} {url if len(args) == 0 else name}"
            figures[key] = queries
            grown = f"  queries were {before[key]}" if key in before and before[key] != queries else ""
            flag = "  SLOW" if cpu > 60 else ""
            print(
                f"{role:10} {name:24} {seen.status} p95 {slow:7.1f} ms, cpu {cpu:6.1f} ms,"
                f" {queries:3} queries {seen.size // 1024:4} kB{flag}{grown}"
            )
    if options.save:
        options.save.write_text(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
